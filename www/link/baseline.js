// One baseline in a worker of its own: configured, trained, and examined until its predictions are there. Its session is one
// like the page's and is read in the same way. What is to be trained, and when, is compare.js's business.

import { right, share } from '../state/baselines.js';
import { begin, reduce } from '../state/store.js';
import { openLink } from './link.js';

/** @typedef {import('../state/baselines.js').Baseline} Baseline */
/** @typedef {import('../state/settings.js').Config} Config */
/** @typedef {import('../state/store.js').Run} Run */
/** @typedef {import('../state/store.js').Update} Update */

/**
 * @typedef {object} Task
 * @property {Config} config whose modalities are the baseline's
 * @property {import('./backends.js').Backend} backend
 * @property {Promise<string>} module
 * @property {(share: number) => void} onProgress 0…1
 * @property {(baseline: Baseline) => void} onTrained the worker is closed by then
 * @property {(why: string) => void} onFailed the worker is closed by then
 */

/**
 * @param {Task} task
 * @param {typeof openLink} [open]
 * @returns {{ close(): void }} forgets it half-done
 */
export function train({ config, backend, module, onProgress, onTrained, onFailed }, open = openLink) {
  let run = begin(config);
  let over = false;
  const close = () => {
    over = true;
    link.close();
  };
  const send = (/** @type {{ type: string }} */ command) => link.send({ type: 'command', command });
  const hear = (/** @type {Update} */ update) => {
    if (over) return;
    run = reduce(run, update);
    const baseline = conclude(run);
    if (update.type === 'error' || baseline) close();
    if (update.type === 'error') return onFailed(update.message);
    if (baseline) return onTrained(baseline);
    onProgress(share(run));
    if (update.type === 'dataset') send({ type: 'train' });
    if (update.type === 'phase' && update.phase === 'finished') send({ type: 'examine' });
  };
  const link = open({
    backend,
    module,
    onMessage: (message) => {
      if (message.type === 'ready') link.send({ type: 'command', command: { type: 'configure', config } });
      if (message.type === 'updates') message.updates.forEach(hear);
    },
    onFailed: ({ message }) => onFailed(message),
  });
  return { close };
}

/** @param {Run} run @returns {Baseline | null} what is kept of it, once it is all there */
function conclude({ config, dataset, epochs, findings: { report, predictions } }) {
  if (!dataset || !report || !predictions) return null;
  const { modalities } = config;
  const { interval, scores } = report;
  return { modalities, accuracy: scores.accuracy, interval, epochs, right: right(predictions, dataset.columns.labels) };
}
