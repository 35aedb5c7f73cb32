// Why something that an examination of the test events finds is not there: it is still to come, or it was lost.

/** @typedef {import('../state/store.js').Run} Run */

const EXAMINED = 'The test events are being examined.';
const LOST =
  'The examination of the test events was lost: the part that trains has stopped. Press Retry above, then Train.';
const FAILED = 'The examination of the test events failed. Train examines the next model.';

/** Whether nobody is there any more who could find out or fetch anything. @param {Pick<Run, 'backend'>} run */
export function isLost({ backend }) {
  return backend?.state === 'failed';
}

/**
 * What stands in the place of a finding of a finished run. A session that is idle has not heard of the run.
 * @param {Pick<Run, 'backend' | 'phase' | 'findings'>} run
 */
export function waiting(run) {
  if (isLost(run) || run.phase === 'idle') return LOST;
  return run.findings.failed ? FAILED : EXAMINED;
}
