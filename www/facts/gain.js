// What fusion gains, what each modality contributes and what modality dropout does, in words. Small differences are called
// small, and one whose interval holds 0 is called none that the test can tell.

import { modalityName, setName } from '../words/names.js';
import { difference, percent } from '../words/numbers.js';
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
  const fusion = first === 'all' ? 'Fusion' : `Fusion of ${setName(first)}`;
  const single = `the best single modality${all ? '' : ' trained so far'} (${setName(second)})`;
  const ends = mean < 0 && high < 0 ? [-high, -low] : [low, high];
  // tenths matter only where one of the three is small
  const digits = [mean, low, high].every((share) => Math.abs(share) >= 0.0995) ? 0 : 1;
  const many = `${difference(Math.abs(mean), digits)} points`;
  const range = `95 % interval ${ends.map((end) => difference(end, digits)).join(' to ')} points`;
  if (low <= 0 && high >= 0) {
    const apart = mean === 0 ? 'are right equally often' : `lie ${many} apart`;
    return `${fusion} and ${single} ${apart}, ${range}: no difference that this test can tell.`;
  }
  const small = Math.abs(mean) < SMALL ? ` A small ${mean > 0 ? 'gain' : 'loss'}, but more than luck.` : '';
  return `${fusion} names ${many} ${mean > 0 ? 'more' : 'fewer'} of the test events rightly than ${single}, ${range}.${small}`;
}

/**
 * How the Shapley values add up.
 * @param {{ empty: number, shapley: number[], subsets: { subset: string, accuracy: number }[] }} ablation
 */
export function contributions({ empty, shapley, subsets }) {
  const full = subsets.find(({ subset }) => subset === 'all')?.accuracy ?? empty;
  const each = KEYS.map((key, m) => `the ${modalityName(key)} ${m ? '' : 'brings '}${difference(shapley[m])}`);
  const brought = `${each.slice(0, -1).join(', ')} and ${each.at(-1)}`;
  const whole = `Saying always the most frequent class is right about ${percent(empty)} of the test events, this model about ${percent(full)}.`;
  return `${whole} Of the ${difference(full - empty)} points between, ${brought}.`;
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
  const runs = `this run (modality dropout ${own}) is right about ${percent(mean('own'))} of the test events, the earlier one (${other}) about ${percent(mean('other'))}`;
  return [
    `Where modalities are missing, ${runs}, on average over the ${both.length} smaller sets.`,
    `The widest gap is with ${most.name}: ${versus(most)}. With nothing missing: ${versus(whole)}.`,
  ].join(' ');
}

/** @param {Pair} pair */
const versus = ({ own, other }) => `${percent(own)} against ${percent(other)}`;

/** @template {Pair} T @param {T[]} rows @returns {T | null} */
function widest(rows) {
  const gap = (/** @type {T} */ row) => Math.abs(row.own - row.other);
  return rows.reduce((/** @type {T | null} */ most, next) => (most && gap(most) >= gap(next) ? most : next), null);
}
