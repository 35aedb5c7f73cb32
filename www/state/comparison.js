// The state of Compare: how far each model is, one per set of modalities, and what to ask the session once the
// predictions have arrived. Trained models are runs like any other. It uses neither the DOM nor a worker.

import { baselinesOf, presentRun } from './runs.js';
import { identity } from './settings.js';

/** @typedef {import('./page.js').Page} Page */
/** @typedef {import('./runs.js').Run} Run */
/** @typedef {import('./settings.js').Config} Config */

/**
 * The last comparison.
 * @typedef {object} Comparison
 * @property {Config | null} config of the run that it was begun for
 * @property {Record<string, number>} asked how much of each is done, 0…1, by modalities
 * @property {Record<string, string>} failed why, by modalities: 'offline', or the text of an error
 * @property {'' | 'comparing' | 'done' | 'cancelled'} state
 */

/**
 * @typedef {{ type: 'asked', config: Config, sets: string[] }
 *   | { type: 'advanced', modalities: string, share: number }
 *   | { type: 'trained', run: Run }
 *   | { type: 'failed', modalities: string, why: string }
 *   | { type: 'ended', cancelled: boolean }} ComparisonUpdate
 */

/** @type {Comparison} */
export const NO_COMPARISON = { config: null, asked: {}, failed: {}, state: '' };

/**
 * The comparison and its runs, where they were trained with these settings but for the modalities; else without them.
 * @param {Pick<Page, 'runs' | 'comparison'>} page
 * @param {Config} config
 */
export function fitComparison({ runs, comparison }, config) {
  const shared = (/** @type {Config} */ other) => identity({ ...other, modalities: '' });
  if (comparison.config && shared(comparison.config) === shared(config)) return { runs, comparison };
  return { runs: runs.filter(({ origin }) => origin !== 'compare'), comparison: NO_COMPARISON };
}

/**
 * The page without a comparison that has ended and was of other settings: what it found is of other models or other events.
 * @param {Page} page
 * @returns {Page}
 */
export function withFitting(page) {
  if (page.comparison.state === 'comparing') return page;
  return { ...page, ...fitComparison(page, presentRun(page).config) };
}

/**
 * The page after an update of the comparison.
 * @param {Page} page
 * @param {ComparisonUpdate} update
 * @returns {Page}
 */
export function reduceComparison(page, update) {
  const { comparison } = page;
  const advance = (/** @type {string} */ modalities, share = 1) => ({ ...comparison.asked, [modalities]: share });
  switch (update.type) {
    case 'asked': {
      const { config, sets } = update;
      const asked = Object.fromEntries(sets.map((modalities) => [modalities, 0]));
      const { runs } = fitComparison(page, config);
      return { ...page, runs, comparison: { config, asked, failed: {}, state: 'comparing' } };
    }
    case 'advanced':
      return { ...page, comparison: { ...comparison, asked: advance(update.modalities, update.share) } };
    case 'trained':
      return addBaseline(
        { ...page, comparison: { ...comparison, asked: advance(update.run.config.modalities) } },
        update.run,
      );
    case 'failed': {
      const failed = { ...comparison.failed, [update.modalities]: update.why };
      return { ...page, comparison: { ...comparison, failed, asked: advance(update.modalities) } };
    }
    case 'ended':
      return { ...page, comparison: { ...comparison, state: update.cancelled ? 'cancelled' : 'done' } };
  }
}

/** In the place of an earlier one on the same modalities. @param {Page} page @param {Run} run @returns {Page} */
function addBaseline(page, run) {
  const id = page.lastId + 1;
  const { modalities } = run.config;
  const others = page.runs.filter(({ origin, config }) => origin === 'page' || config.modalities !== modalities);
  return { ...page, runs: [...others, { ...run, id, origin: 'compare' }], lastId: id };
}

/**
 * Which of these sets are still to be trained: not those that were trained before, nor the run's own.
 * @param {Page} page
 * @param {string[]} sets
 */
export function untrained(page, sets) {
  const trained = [presentRun(page), ...baselinesOf(page)].map(({ config }) => config.modalities);
  return sets.filter((modalities) => !trained.includes(modalities));
}

/**
 * How far along the one model of a page is, 0…1: its events take a little, its steps nearly all.
 * @param {Page} page
 */
export function shareDone(page) {
  const { started, progress, result } = presentRun(page);
  const { dataset, progress: making } = page.data;
  if (result) return 0.98;
  if (dataset && started && progress) return 0.05 + (0.9 * progress.step) / (started.epochs * started.steps_per_epoch);
  if (dataset) return 0.05;
  return making ? (0.05 * making.done) / Math.max(making.total, 1) : 0;
}

/**
 * What to ask the session: how much better the present run is than each of these baselines, on the same test events.
 * @param {Page} page
 * @param {Run[]} baselines
 */
export function questions(page, baselines) {
  const { config, findings } = presentRun(page);
  const first = findings.predictions;
  if (!first) return [];
  return baselines.flatMap((baseline) => {
    const second = baseline.findings.predictions;
    if (second?.correct.length !== first.correct.length) return [];
    const sets = { first: config.modalities, second: baseline.config.modalities };
    return [{ type: 'compare', ...sets, first_correct: first.correct, second_correct: second.correct }];
  });
}
