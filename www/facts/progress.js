// The progress of a run: first its events are generated, then a model is trained on them. Both share one scale, so
// that the bar never moves back.

import { presentRun } from '../state/runs.js';

/** @typedef {import('../state/page.js').Page} Page */

/** The part of the bar that belongs to the events. */
const EVENTS = 0.1;

/**
 * @param {Pick<Page, 'runs' | 'open' | 'session' | 'data'>} page
 * @returns {number} 0…1
 */
export function shareDone(page) {
  const { dataset, progress: making } = page.data;
  const { progress, started, result } = presentRun(page);
  if (making) return EVENTS * within(making.done, making.total);
  if (result) return 1;
  if (!started) return dataset ? EVENTS : 0;
  return EVENTS + (1 - EVENTS) * within(progress?.step ?? 0, started.epochs * started.steps_per_epoch);
}

/** @param {number} done @param {number} total */
function within(done, total) {
  return Math.min(done / Math.max(total, 1), 1);
}
