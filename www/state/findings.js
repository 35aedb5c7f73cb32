// The findings of an examination of the trained model so far. They arrive one by one, and each is kept under its
// name.

import { FINDINGS } from '../facts/vocabulary.js';

/** @typedef {import('./update.js').Update} Update */
/** @typedef {import('./update.js').Found} Found */

/**
 * What the model predicts for every test event.
 * @typedef {object} Predictions
 * @property {number} classes
 * @property {Uint32Array} events `[event]`, numbers in the data set
 * @property {Float32Array} probabilities `[event, class]`
 * @property {Uint8Array} predicted `[event]`, the most probable class
 * @property {Uint8Array} correct `[event]`, 1 where that class is the label, else 0
 */

/** @template {import('./update.js').Update['type']} K @typedef {import('./update.js').UpdateOf<K>} UpdateOf */
/** @template {keyof import('./update.js').FindingExamples} K @typedef {import('./update.js').FindingOf<K>} FindingOf */

/** One of each name; null until it is found. @typedef {{ [K in Exclude<keyof import('./update.js').FindingExamples, 'predictions' | 'robustness'>]: FindingOf<K> | null }} Single */

/**
 * @typedef {object} Others
 * @property {UpdateOf<'progress'> | null} progress of the examination
 * @property {boolean} failed whether no more will come
 * @property {Predictions | null} predictions
 * @property {Record<string, FindingOf<'robustness'>>} robustness by modality
 * @property {UpdateOf<'what_if'> | null} whatIf the last answer
 * @property {UpdateOf<'probe'> | null} probe the last answer
 * @property {Record<string, UpdateOf<'compared'>>} compared by the second model's modalities
 */

/** @typedef {Single & Others} Findings */

/** @type {Findings} */
export const NOTHING = {
  .../** @type {Single} */ (Object.fromEntries(FINDINGS.map((name) => [name, null]))),
  progress: null,
  failed: false,
  predictions: null,
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
    case 'found':
      return { ...findings, ...named(findings, update) };
    case 'probe':
      return { ...findings, probe: update };
    case 'what_if':
      return { ...findings, whatIf: update };
    case 'compared':
      return { ...findings, compared: { ...findings.compared, [update.second]: update } };
    default:
      return findings;
  }
}

/** @param {Findings} findings @param {Found} found @returns {Partial<Findings>} */
function named({ robustness }, found) {
  if (found.finding === 'predictions') return { predictions: unpack(found) };
  if (found.finding === 'robustness') return { robustness: { ...robustness, [found.modality]: found } };
  return { [found.finding]: found };
}

/** @param {FindingOf<'predictions'>} found @returns {Predictions} */
function unpack({ classes, events, probabilities, predicted, correct }) {
  // copied, because numbers of four bytes want an address that is a multiple of four
  const copy = (/** @type {Uint8Array} */ bytes) => Uint8Array.from(bytes).buffer;
  const numbers = { events: new Uint32Array(copy(events)), probabilities: new Float32Array(copy(probabilities)) };
  return { classes, ...numbers, predicted, correct };
}
