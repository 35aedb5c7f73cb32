// How an accuracy adds up, as steps: the accuracy without any modality, then what each modality adds (its Shapley
// value), and the sum. Each step has its name and its value.

import { modalityName } from '../words/names.js';
import { difference, percent, signed } from '../words/numbers.js';
import { words } from '../words/words.js';
import { MODALITIES } from './vocabulary.js';

/** `values` in the order of MODALITIES. @typedef {{ empty: number, values: number[], full: number }} Waterfall */
/** @typedef {import('../draw/shares.js').Bar & { adds: string }} Step */

/** @param {Waterfall} waterfall @returns {Step[]} each begins where the last one ended */
export function steps({ empty, values, full }) {
  const added = values.map((value, i) => {
    const from = values.slice(0, i).reduce((sum, other) => sum + other, empty);
    const { key, colour } = MODALITIES[i];
    return {
      name: modalityName(key),
      from,
      to: from + value,
      fill: colour,
      adds: difference(value),
      text: signed(value),
    };
  });
  const nothing = { name: words.fusion.noModality, from: 0, to: empty, fill: 'edge', adds: '', text: percent(empty) };
  const model = { name: words.fusion.thisModel, from: 0, to: full, fill: 'accent', strong: true, text: percent(full) };
  return [nothing, ...added, { ...model, adds: difference(full - empty) }];
}
