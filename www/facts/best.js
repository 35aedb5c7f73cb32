// The best possible accuracy, in words: what nobody can surpass on average, said to be an upper bound where it is one.

import { setName } from '../words/names.js';
import { percent } from '../words/numbers.js';

/** @typedef {{ modalities: string, accuracy: number, standard_error: number, upper_bound: boolean }} Best */

/**
 * @param {Best[]} all
 * @param {string} modalities
 * @returns {Best | null}
 */
export function bestOf(all, modalities) {
  return all.find((best) => best.modalities === modalities) ?? null;
}

/**
 * The figure alone.
 * @param {Best} best
 */
export function figure({ accuracy, upper_bound, standard_error }) {
  const error = standard_error > 0 ? ` ± ${(standard_error * 100).toFixed(standard_error < 0.001 ? 2 : 1)}` : '';
  return `${upper_bound ? 'at most ' : ''}${percent(accuracy).replace(' %', `${error} %`)}`;
}

/**
 * The figure in a sentence.
 * @param {Best} best
 */
export function sentence(best) {
  const with_ = `with ${setName(best.modalities)}`;
  const error = best.standard_error > 0 ? ' (± is its standard error)' : '';
  const bound = best.upper_bound ? ', an upper bound: noise on picture or sound puts even that out of reach' : '';
  return `Best possible ${with_}: ${figure(best)}${error}${bound}.`;
}
