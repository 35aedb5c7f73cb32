// Why a finding of an examination is not there: it is not computed yet, or it was lost.

import { presentRun } from '../state/runs.js';
import { words } from '../words/words.js';

/** @typedef {import('../state/page.js').Page} Page */

/** Whether the worker has stopped, so that nothing more will come. @param {Pick<Page, 'session'>} page */
export function isLost({ session }) {
  return session.backend?.state === 'failed';
}

/**
 * What stands in the place of a finding of a finished run. A session that is idle has not heard of the run.
 * @param {Page} page
 */
export function waiting(page) {
  if (isLost(page) || page.session.phase === 'idle') return words.waiting.lost;
  return presentRun(page).findings.failed ? words.waiting.failed : words.waiting.examined;
}
