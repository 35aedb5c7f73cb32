// The accuracies with each set of modalities: of a model trained on it, of the run's model with the other modalities
// removed, of an earlier run's model, and the best possible. Plain rows for charts and tables.

import { baselinesOf, contrastOf, presentRun, scoreOf } from '../state/runs.js';
import { setName } from '../words/names.js';
import { words } from '../words/words.js';
import { bestOf } from './best.js';
import { setIn, setsIn } from './present.js';
import { KEYS, within } from './vocabulary.js';

/** @typedef {import('../state/page.js').Page} Page */
/** @typedef {import('../state/runs.js').Run} Run */
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

/** @param {Page} page @returns {Row[]} every set, the single ones first */
export function rows(page) {
  const run = presentRun(page);
  const earlier = contrastOf(page);
  const trained = [run, ...baselinesOf(page)];
  const { dataset } = page.data;
  return setsIn(dataset).map(({ key: modalities }) => {
    const alone = trained.find(({ config }) => setIn(config.modalities, dataset) === modalities);
    return {
      modalities,
      name: setName(modalities),
      alone: alone ? scoreOf(alone) : null,
      ablated: ablated(run, modalities),
      before: earlier && ablated(earlier, modalities),
      best: bestOf(dataset?.best_possible ?? [], modalities),
    };
  });
}

/** @param {Run} run @param {string} modalities @returns {Score | null} */
function ablated({ config, findings: { ablation } }, modalities) {
  if (!within(modalities, config.modalities)) return null;
  return ablation?.subsets.find(({ subset }) => subset === modalities) ?? null;
}

/**
 * The modality whose own model did best on the test split; null where Compare trained none.
 * @param {Page} page
 */
export function bestSingle(page) {
  const accuracy = (/** @type {string} */ modality) =>
    baselinesOf(page).flatMap((run) => (run.config.modalities === modality ? (scoreOf(run)?.accuracy ?? []) : []))[0];
  const single = KEYS.filter((modality) => accuracy(modality) !== undefined);
  return single.reduce((best, next) => (accuracy(best) >= accuracy(next) ? best : next), single[0]) ?? null;
}

/** What the rows show, in a few words. @param {Row[]} all */
export function summarise(all) {
  const score = (/** @type {Row} */ { name }, /** @type {Score} */ { accuracy }) => ({
    set: name,
    accuracy,
    possible: '',
  });
  const alone = all.flatMap((row) => (row.alone ? score(row, row.alone) : []));
  const left = all.flatMap((row) => (row.ablated ? score(row, row.ablated) : []));
  const sorted = left.slice(0, -1).sort((a, b) => a.accuracy - b.accuracy);
  return words.fusion.summary(alone, sorted.at(0) ?? null, sorted.at(-1) ?? null);
}
