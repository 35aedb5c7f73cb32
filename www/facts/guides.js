// The reference lines of an accuracy: chance, and the best possible.

import { words } from '../words/words.js';

/** @typedef {import('./best.js').Best} Best */
/** @typedef {import('../draw/marks.js').Guide} Guide */

/** Lines as near as this to each other would be named on top of each other. */
const NEAR = 0.04;

/**
 * @param {number} chance
 * @param {Best | null} best
 * @returns {Guide[]}
 */
export function guides(chance, best) {
  const line = { value: chance, label: words.curves.chance };
  if (!best) return [line];
  const figure = words.best.figure(best);
  if (best.accuracy < chance + NEAR) return [{ value: best.accuracy, label: words.curves.possibleIsChance(figure) }];
  return [line, { value: best.accuracy, label: words.curves.possible(figure) }];
}
