// How an accuracy comes about, as steps: what guessing reaches, what each modality adds or takes (its Shapley value), and
// where that ends. Each step says its name and its figure.

import { MODALITIES } from '../facts/vocabulary.js';
import { modalityName } from '../words/names.js';
import { difference, percent, signed } from '../words/numbers.js';
import { createShares } from './shares.js';

/** `values` in the order of MODALITIES. @typedef {{ empty: number, values: number[], full: number }} Waterfall */
/** @typedef {{ name: string, from: number, to: number, colour: string, adds: string, text: string }} Step */

/** @param {HTMLCanvasElement} canvas @returns {(waterfall: Waterfall) => void} */
export function createWaterfall(canvas) {
  const show = createShares(canvas);
  return (waterfall) => {
    const all = steps(waterfall);
    const bars = all.map(({ colour: fill, ...step }, i) => ({ ...step, fill, strong: i + 1 === all.length }));
    show({ bars, axis: 'test events named rightly (%)', steps: true });
  };
}

/** @param {Waterfall} waterfall @returns {Step[]} each begins where the last one ended */
export function steps({ empty, values, full }) {
  const added = values.map((value, i) => {
    const from = values.slice(0, i).reduce((sum, other) => sum + other, empty);
    const { key, colour } = MODALITIES[i];
    return { name: modalityName(key), from, to: from + value, colour, adds: difference(value), text: signed(value) };
  });
  const guess = { name: 'guessing', from: 0, to: empty, colour: 'edge', adds: '', text: percent(empty) };
  const adds = difference(full - empty);
  return [guess, ...added, { name: 'the model', from: 0, to: full, colour: 'accent', adds, text: percent(full) }];
}
