// Trains one baseline in a worker of its own: configures a session, trains, and examines the model until its
// predictions have arrived. The session is of the same kind as the page's. compare.js decides what is trained, and
// when.

import { shareDone } from '../state/comparison.js';
import { createPage, reduce } from '../state/page.js';
import { presentRun } from '../state/runs.js';
import { openLink } from './link.js';

/** @typedef {import('../state/settings.js').Config} Config */
/** @typedef {import('../state/page.js').Page} Page */
/** @typedef {import('../state/runs.js').Run} Run */
/** @typedef {import('../state/update.js').Update} Update */

/**
 * @typedef {object} Task
 * @property {Config} config whose modalities are the baseline's
 * @property {import('./backends.js').Backend} backend
 * @property {Promise<string>} module
 * @property {(share: number) => void} onProgress 0…1
 * @property {(run: Run) => void} onTrained the worker is closed by then
 * @property {(why: string) => void} onFailed the worker is closed by then; 'offline', or the text of an error
 */

/**
 * @param {Task} task
 * @param {typeof openLink} [open]
 * @returns {{ close(): void }} forgets it half-done
 */
export function train({ config, backend, module, onProgress, onTrained, onFailed }, open = openLink) {
  let page = createPage(config);
  let over = false;
  const close = () => {
    over = true;
    link.close();
  };
  const send = (/** @type {{ type: string }} */ command) => link.send({ type: 'command', command });
  const hear = (/** @type {Update} */ update) => {
    if (over) return;
    page = reduce(page, update);
    const trained = examined(page);
    if (update.type === 'error' || trained) close();
    if (update.type === 'error') return onFailed(update.message);
    if (trained) return onTrained(trained);
    onProgress(shareDone(page));
    if (update.type === 'dataset') send({ type: 'train' });
    if (update.type === 'phase' && update.phase === 'finished') send({ type: 'examine' });
  };
  const link = open({
    backend,
    module,
    onMessage: (message) => {
      if (message.type === 'ready') link.send({ type: 'command', command: { type: 'configure', config } });
      if (message.type === 'updates') message.updates.forEach(hear);
      if (message.type !== 'waiting' || over) return;
      close();
      onFailed('offline');
    },
    onFailed: ({ code, message }) => onFailed(code === 'offline' ? code : message),
  });
  return { close };
}

/** @param {Page} page @returns {Run | null} its run, once as much of its model was examined as a comparison needs */
function examined(page) {
  const run = presentRun(page);
  return run.findings.report && run.findings.predictions ? run : null;
}
