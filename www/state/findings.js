// What an examination of the trained model has found so far. Findings arrive one by one; each is kept as it was sent.

/** @typedef {import('./update.js').Update} Update */

/**
 * What the model predicts for every test event.
 * @typedef {object} Predictions
 * @property {number} classes
 * @property {Uint32Array} events `[event]`, numbers in the data set
 * @property {Float32Array} probabilities `[event, class]`
 */

/** @template {import('./update.js').Update['type']} K @typedef {import('./update.js').UpdateOf<K>} UpdateOf */

/**
 * @typedef {object} Findings
 * @property {UpdateOf<'progress'> | null} progress of the examination
 * @property {boolean} failed whether no more will come
 * @property {UpdateOf<'test_report'> | null} report
 * @property {Predictions | null} predictions
 * @property {UpdateOf<'ablation'> | null} ablation
 * @property {UpdateOf<'missing'> | null} missing
 * @property {UpdateOf<'perceptual'> | null} perceptual
 * @property {Record<string, UpdateOf<'robustness'>>} robustness by modality
 * @property {UpdateOf<'what_if'> | null} whatIf the last answer
 * @property {UpdateOf<'probe'> | null} probe the last answer
 * @property {Record<string, UpdateOf<'compared'>>} compared by the second model's modalities
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
 * The findings with one more; the same ones where the update is about something else.
 * @param {Findings} findings
 * @param {Update} update
 * @returns {Findings}
 */
export function addFinding(findings, update) {
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

/** @param {UpdateOf<'predictions'>} update @returns {Predictions} */
function unpack({ classes, events, probabilities }) {
  // copied, because numbers of four bytes want an address that is a multiple of four
  const copy = (/** @type {Uint8Array} */ bytes) => Uint8Array.from(bytes).buffer;
  return { classes, events: new Uint32Array(copy(events)), probabilities: new Float32Array(copy(probabilities)) };
}
