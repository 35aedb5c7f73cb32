// Names of the vocabulary's keys in the language of the page.

import { words } from './words.js';

/** @type {Record<string, Record<string, string>>} */
const { modality, set } = words.names;

/** A modality as a noun. @param {string} key */
export const modalityName = (key) => modality[key] ?? key;

/** A set of modalities as a noun phrase. @param {string} key */
export const setName = (key) => set[key] ?? key;
