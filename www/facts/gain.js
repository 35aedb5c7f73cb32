// The gain of fusion, the contribution of each modality and the effect of modality dropout, as sentences. A small
// difference is called small; one whose interval contains 0 is called too small to measure.

import { modalityName, setName } from '../words/names.js';
import { words } from '../words/words.js';
import { KEYS } from './vocabulary.js';

/** @typedef {{ mean: number, interval: { low: number, high: number } }} Difference */
/** @typedef {import('./subsets.js').Row} Row */
/** @typedef {import('./subsets.js').Score} Score */

/** Differences below this are called small. */
const SMALL = 0.03;

/**
 * How much better the run's model is than the best that was trained on one modality.
 * @param {Difference} difference
 * @param {string} first modalities of the run
 * @param {string} second modalities of the other
 * @param {boolean} all whether one was trained on each
 */
export function gain({ mean, interval: { low, high } }, first, second, all) {
  // tenths matter only where one of the three is small
  const digits = [mean, low, high].every((share) => Math.abs(share) >= 0.0995) ? 0 : 1;
  const code = judge(mean, low, high);
  return words.fusion.gain(
    { code, mean, low, high, digits },
    first === 'all' ? '' : setName(first),
    setName(second),
    all,
  );
}

/** @param {number} mean @param {number} low @param {number} high */
function judge(mean, low, high) {
  if (low <= 0 && high >= 0) return mean === 0 ? 'equal' : 'unmeasurable';
  return Math.abs(mean) < SMALL ? 'small' : 'clear';
}

/**
 * How the Shapley values add up.
 * @param {{ empty: number, shapley: number[], subsets: { subset: string, accuracy: number }[] }} ablation
 */
export function contributions({ empty, shapley, subsets }) {
  const full = subsets.find(({ subset }) => subset === 'all')?.accuracy ?? empty;
  const each = KEYS.map((key, m) => ({ name: modalityName(key), adds: shapley[m] }));
  return words.fusion.contributed(empty, full, each);
}

/** An accuracy of this run and of the earlier one. @typedef {{ own: number, other: number }} Pair */

/**
 * What hiding modalities in training did, where a run with another modality dropout came before.
 * @param {Row[]} rows
 * @param {number} own modality dropout of the run
 * @param {number} other of the earlier one
 */
export function againstEarlier(rows, own, other) {
  const both = rows.flatMap(({ name, ablated, before }) =>
    ablated && before ? [{ name, own: ablated.accuracy, other: before.accuracy }] : [],
  );
  const whole = both.pop();
  const most = widest(both);
  if (!whole || !most) return '';
  const mean = (/** @type {keyof Pair} */ run) => both.reduce((sum, row) => sum + row[run], 0) / both.length;
  const means = { own: mean('own'), other: mean('other') };
  return words.fusion.againstEarlier({ own, other }, means, both.length, most, whole);
}

/** @template {Pair} T @param {T[]} rows @returns {T | null} */
function widest(rows) {
  const gap = (/** @type {T} */ row) => Math.abs(row.own - row.other);
  return rows.reduce((/** @type {T | null} */ most, next) => (most && gap(most) >= gap(next) ? most : next), null);
}
