// Sample runs for tests: trained models with a given accuracy.
import contract from '../../www/contract.json' with { type: 'json' };
import { NOTHING } from '../../www/state/findings.js';
import { createRun } from '../../www/state/runs.js';

const { started } = /** @type {any} */ (contract.updates);
const { report: example } = /** @type {any} */ (contract.findings);

/**
 * A run as Compare trains it on these modalities, whose model predicts each of these test events correctly.
 * @param {string} modalities
 * @param {number} accuracy
 * @param {number[]} [events]
 * @returns {import('../../www/state/runs.js').Run}
 */
export function trainedOn(modalities, accuracy, events = []) {
  const interval = { low: accuracy - 0.1, high: accuracy + 0.1 };
  const report = { ...example, scores: { ...example.scores, accuracy, interval } };
  const probabilities = Float32Array.from(events.flatMap(() => [0.75, 0.25, 0]));
  const [predicted, correct] = [0, 1].map((byte) => new Uint8Array(events.length).fill(byte));
  const predictions = { classes: 3, events: Uint32Array.from(events), probabilities, predicted, correct };
  const run = createRun(0, { ...contract.defaults, modalities }, started);
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
