// The finished runs of this visit, so that the present one can be held against one that differs in modality dropout alone.
// Plain data and pure functions.

/** @typedef {import('./store.js').Run} Run */
/** @typedef {import('./settings.js').Config} Config */

/**
 * A run that was finished and examined.
 * @typedef {{ config: Config, findings: import('./findings.js').Findings }} Finished
 */

/** A run's findings are mostly a few numbers an event of the test split. */
const MOST = 8;

/**
 * The finished runs, joined by the one that is about to be forgotten; of equal settings only the last run is kept.
 * @param {Run} run
 * @returns {Finished[]}
 */
export function remember({ finished, used, findings }) {
  const { progress } = findings;
  if (!used || !progress || progress.done < progress.total) return finished;
  const others = finished.filter(({ config }) => written(config) !== written(used));
  return [...others, { config: used, findings }].slice(-MOST);
}

/**
 * The last of them that differs from `config` in its modality dropout and in nothing else, but for the backend.
 * @param {Finished[]} finished
 * @param {Config} config
 * @returns {Finished | null}
 */
export function contrast(finished, config) {
  const { modality_dropout } = config;
  const like = (/** @type {Config} */ other) => written({ ...other, modality_dropout }) === written(config);
  return finished.findLast(({ config: other }) => other.modality_dropout !== modality_dropout && like(other)) ?? null;
}

/** Settings by which two runs are the same; a backend changes nothing but the speed. @param {Config} config */
function written(config) {
  return JSON.stringify(Object.entries({ ...config, backend: '' }).sort());
}
