// The lines that an accuracy is compared with: what guessing reaches, and what the best possible would.

import { figure } from './best.js';

/** @typedef {import('./best.js').Best} Best */
/** @typedef {import('./marks.js').Guide} Guide */

/** Lines as near as this to each other would be named on top of each other. */
const NEAR = 0.04;

/**
 * @param {number} classes
 * @param {Best | null} best
 * @returns {Guide[]}
 */
export function guides(classes, best) {
  const chance = { value: 1 / classes, label: 'chance' };
  if (!best) return [chance];
  const label = `best possible ${figure(best)}`;
  if (best.accuracy < chance.value + NEAR) return [{ value: best.accuracy, label: `${label}: chance` }];
  return [chance, { value: best.accuracy, label }];
}
