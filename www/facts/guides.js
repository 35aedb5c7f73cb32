// The lines that an accuracy is compared with: what guessing reaches, and what the best possible would.

import { words } from '../words/words.js';

/** @typedef {import('./best.js').Best} Best */
/** @typedef {import('../draw/marks.js').Guide} Guide */

/** Lines as near as this to each other would be named on top of each other. */
const NEAR = 0.04;

/**
 * @param {number} chance the accuracy of guessing
 * @param {Best | null} best
 * @returns {Guide[]}
 */
export function guides(chance, best) {
  const guess = { value: chance, label: 'chance' };
  if (!best) return [guess];
  const label = `best possible ${words.best.figure(best)}`;
  if (best.accuracy < chance + NEAR) return [{ value: best.accuracy, label: `${label}: chance` }];
  return [guess, { value: best.accuracy, label }];
}
