// What an examination of the trained model has found so far. Findings arrive one by one; each is kept as it was told.

/** @typedef {import('./store.js').Update} Update */

/**
 * What the model says of every test event.
 * @typedef {object} Predictions
 * @property {number} classes
 * @property {Uint32Array} events `[event]`, numbers in the data set
 * @property {Float32Array} probabilities `[event, class]`
 */

/** @template {import('./store.js').Update['type']} K @typedef {import('./store.js').Told<K>} Told */

/**
 * @typedef {object} Findings
 * @property {Told<'progress'> | null} progress of the examination
 * @property {boolean} failed whether no more will come
 * @property {Told<'test_report'> | null} report
 * @property {Predictions | null} predictions
 * @property {Told<'ablation'> | null} ablation
 * @property {Told<'missing'> | null} missing
 * @property {Told<'perceptual'> | null} perceptual
 * @property {Record<string, Told<'robustness'>>} robustness by modality
 * @property {Told<'what_if'> | null} whatIf the last answer
 * @property {Told<'probe'> | null} probe the last answer
 * @property {Record<string, Told<'compared'>>} compared by the second model's modalities
 */

/** @type {Findings} */
export const NOTHING = {
  progress: null,
  failed: false,
  report: null,
  predictions: null,
  ablation: null,
  missing: null,
  perceptual: null,
  robustness: {},
  whatIf: null,
  probe: null,
  compared: {},
};

/**
 * The findings with one more; the same ones where the update tells of something else.
 * @param {Findings} findings
 * @param {Update} update
 * @returns {Findings}
 */
export function collect(findings, update) {
  switch (update.type) {
    case 'progress':
      return update.stage === 'examine' ? { ...findings, progress: update } : findings;
    case 'test_report':
      return { ...findings, report: update };
    case 'predictions':
      return { ...findings, predictions: unpack(update) };
    case 'ablation':
    case 'missing':
    case 'perceptual':
    case 'probe':
      return { ...findings, [update.type]: update };
    case 'robustness':
      return { ...findings, robustness: { ...findings.robustness, [update.modality]: update } };
    case 'what_if':
      return { ...findings, whatIf: update };
    case 'compared':
      return { ...findings, compared: { ...findings.compared, [update.second]: update } };
    default:
      return findings;
  }
}

/** @param {Told<'predictions'>} update @returns {Predictions} */
function unpack({ classes, events, probabilities }) {
  // copied, because numbers of four bytes want an address that is a multiple of four
  const copy = (/** @type {Uint8Array} */ bytes) => Uint8Array.from(bytes).buffer;
  return { classes, events: new Uint32Array(copy(events)), probabilities: new Float32Array(copy(probabilities)) };
}
