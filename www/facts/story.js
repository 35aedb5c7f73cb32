// Which modalities identify the class in a data set, as a sentence, and why there are no events yet.

import { words } from '../words/words.js';
import { isLost } from './waiting.js';

/** @typedef {import('../state/settings.js').Config} Config */

/** @param {Config} config @returns {string} '' where the events are not generated */
export function story({ world, classes, ambiguity, unique_modality }) {
  const { worlds } = words;
  if (world === 'story') return worlds.story(classes, ambiguity);
  if (world === 'redundant') return worlds.redundant;
  if (world === 'unique') return worlds.unique(unique_modality);
  if (world === 'synergy') return worlds.synergy(classes);
  return world === 'noise' ? worlds.noise : '';
}

/**
 * Why there are no events.
 * @param {import('../state/page.js').Page} page
 */
export function whyNoEvents(page) {
  const { allowed, phase } = page.session;
  if (isLost(page)) return words.gallery.lost;
  const made = page.data.progress !== null || phase !== 'idle' || allowed.length === 0;
  return made ? words.gallery.making : words.gallery.notMade;
}
