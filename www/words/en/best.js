// The best possible accuracy of a data set: no model is more accurate on average.

import { names } from './names.js';
import { percent } from './numbers.js';

/** @typedef {{ modalities: string, accuracy: number, standard_error: number, upper_bound: boolean }} Best */

/** The figure alone: 66.7 %, 66.7 ± 0.04 % where it was simulated, at most 66.7 % where it is an upper bound. @param {Best} best */
function figure({ accuracy, standard_error, upper_bound }) {
  const error = standard_error > 0 ? ` ± ${(standard_error * 100).toFixed(standard_error < 0.001 ? 2 : 1)}` : '';
  return `${upper_bound ? 'at most ' : ''}${percent(accuracy).replace(' %', `${error} %`)}`;
}

/** @type {Record<string, string>} */
const SETS = names.set;
/** @param {string} key */
const setName = (key) => SETS[key] ?? key;

export const best = {
  figure,
  title: 'Best possible accuracy',
  columns: ['Modalities', '', 'Accuracy'],
  bound: '“At most” marks an upper bound, which does not account for the noise in pictures and sounds.',
  error: '± is the standard error of a simulation.',
  /** @param {Best} best */
  sentence: (best) => {
    const error = best.standard_error > 0 ? ' (± its standard error)' : '';
    const bound = best.upper_bound
      ? ' This is an upper bound: it does not account for the noise in pictures and sounds.'
      : '';
    return `Best possible accuracy with ${setName(best.modalities)}: ${figure(best)}${error}.${bound}`;
  },
};
