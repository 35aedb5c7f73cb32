// Runs as tests need them: trained elsewhere, with a given accuracy.
import contract from '../../www/contract.json' with { type: 'json' };
import { NOTHING } from '../../www/state/findings.js';
import { createRun } from '../../www/state/runs.js';

const told = /** @type {any} */ (contract.updates);

/**
 * A run as Compare trains it on these modalities, whose model predicts the first class for each of these test events.
 * @param {string} modalities
 * @param {number} accuracy
 * @param {number[]} [events]
 * @returns {import('../../www/state/runs.js').Run}
 */
export function trainedOn(modalities, accuracy, events = []) {
  const interval = { low: accuracy - 0.1, high: accuracy + 0.1 };
  const report = { ...told.test_report, interval, scores: { ...told.test_report.scores, accuracy } };
  const probabilities = Float32Array.from(events.flatMap(() => [0.75, 0.25, 0]));
  const predictions = { classes: 3, events: Uint32Array.from(events), probabilities };
  const run = createRun(0, { ...contract.defaults, modalities }, told.started);
  return { ...run, origin: 'compare', findings: { ...NOTHING, report, predictions } };
}

/**
 * The page with runs of Compare.
 * @template {import('../../www/state/page.js').Page} P
 * @param {P} page
 * @param {import('../../www/state/runs.js').Run[]} runs
 * @returns {P}
 */
export function withBaselines(page, ...runs) {
  return { ...page, runs: [...page.runs, ...runs.map((run, i) => ({ ...run, id: page.lastId + i + 1 }))] };
}
