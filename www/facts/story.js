// Which modalities identify the class in a data set, as a sentence, and why there are no events yet.

import { words } from '../words/words.js';
import { isLost } from './waiting.js';

/** @typedef {import('../state/settings.js').Config} Config */

/** @param {Config} config @returns {string} '' where the events are not generated */
export const story = (config) => words.worlds.stories[config.world]?.(config) ?? '';

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
