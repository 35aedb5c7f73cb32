// Names of the vocabulary's keys in the language of the page.

import { words } from './words.js';

/** @type {Record<string, Record<string, string>>} */
const { modality, no, set, split, splitEvent } = words.names;

/** A modality as a noun. @param {string} key */
export const modalityName = (key) => modality[key] ?? key;

/** A set of modalities as a noun phrase. @param {string} key */
export const setName = (key) => set[key] ?? key;

/** That an event has none of it. @param {string} key of a modality */
export const lackName = (key) => no[key] ?? key;

/** @param {string} key of a split */
export const splitName = (key) => split[key] ?? key;

/** An event of a split. @param {string} key */
export const splitEventName = (key) => splitEvent[key] ?? key;
