// What is known of each set of modalities: a model trained on it alone, the run's own model with the rest hidden, the same of
// an earlier run, and what nobody can surpass. Plain rows, which charts and tables show.

import { setName } from '../words/names.js';
import { percent } from '../words/numbers.js';
import { bestOf } from './best.js';
import { KEYS, SETS, within } from './vocabulary.js';

/** @typedef {import('../state/store.js').Run} Run */
/** @typedef {{ low: number, high: number }} Interval */
/** @typedef {{ accuracy: number, interval: Interval }} Score */

/**
 * @typedef {object} Row
 * @property {string} modalities
 * @property {string} name
 * @property {Score | null} alone trained on this set
 * @property {Score | null} ablated the run's model with the rest hidden
 * @property {Score | null} before an earlier run's model with the rest hidden
 * @property {import('./best.js').Best | null} best
 */

/** @param {Run} run @returns {Row[]} every set, the single ones first */
export function rows({ dataset, used, findings, earlier, baselines }) {
  return SETS.map(({ key: modalities }) => ({
    modalities,
    name: setName(modalities),
    alone: modalities === used?.modalities ? whole(findings) : (baselines.trained[modalities] ?? null),
    ablated: ablated(findings, modalities, used),
    before: earlier && ablated(earlier.findings, modalities, earlier.config),
    best: bestOf(dataset?.best_possible ?? [], modalities),
  }));
}

/** @param {Run['findings']} findings @returns {Score | null} the run's own model, which was trained on its own set */
function whole({ report }) {
  return report && { accuracy: report.scores.accuracy, interval: report.interval };
}

/** @param {Run['findings']} findings @param {string} modalities @param {Run['used']} config @returns {Score | null} */
function ablated({ ablation }, modalities, config) {
  if (!config || !within(modalities, config.modalities)) return null;
  return ablation?.subsets.find(({ subset }) => subset === modalities) ?? null;
}

/**
 * The model trained on one modality that did best on the test split; null where none was trained.
 * @param {Run['baselines']} baselines
 */
export function bestSingle({ trained }) {
  const single = KEYS.flatMap((modality) => trained[modality] ?? []);
  return single.reduce((best, next) => (best && best.accuracy >= next.accuracy ? best : next), single[0] ?? null);
}

/** What the rows show, in a few words. @param {Row[]} all */
export function summarise(all) {
  const said = (/** @type {Row} */ { name }, /** @type {Score} */ { accuracy }) => `${name} ${percent(accuracy)}`;
  const alone = all.flatMap((row) => (row.alone ? said(row, row.alone) : []));
  const left = all.flatMap((row) => (row.ablated ? { row, score: row.ablated } : []));
  const sorted = left.slice(0, -1).sort((a, b) => a.score.accuracy - b.score.accuracy);
  const [worst, best] = [sorted.at(0), sorted.at(-1)];
  const trained = `Trained on the set itself: ${alone.join(', ')}.`;
  if (!worst || !best) return trained;
  return `${trained} With the rest hidden, this run’s model is right least with ${said(worst.row, worst.score)}, most with ${said(best.row, best.score)}.`;
}
