// What is known of the models that Compare trained beside the run, one a set of modalities: a pure function of what the
// comparison told. And what to ask the session once their predictions are there. It touches neither the DOM nor a worker.

/** @typedef {import('./store.js').Run} Run */
/** @typedef {import('./settings.js').Config} Config */
/** @template {import('./store.js').Update['type']} K @typedef {import('./store.js').Told<K>} Told */

/**
 * A model that was trained on some modalities, with the run's other settings.
 * @typedef {object} Baseline
 * @property {string} modalities
 * @property {number} accuracy on the test split
 * @property {{ low: number, high: number }} interval 95 %
 * @property {Told<'epoch'>[]} epochs
 * @property {Uint8Array} right `[event]` of the test split, 1 where it was right
 */

/**
 * @typedef {object} Baselines
 * @property {string} kin the settings that all of them share
 * @property {Record<string, Baseline>} trained by modalities
 * @property {Record<string, number>} asked how much of each is done, 0…1, of those that the last comparison was asked for
 * @property {Record<string, string>} failed why, by modalities
 * @property {'' | 'comparing' | 'done' | 'cancelled'} state of the last comparison
 */

/**
 * What the comparison tells.
 * @typedef {{ type: 'asked', config: Config, sets: string[] }
 *   | { type: 'advanced', modalities: string, share: number }
 *   | { type: 'trained', baseline: Baseline }
 *   | { type: 'failed', modalities: string, why: string }
 *   | { type: 'ended', cancelled: boolean }} Word
 */

/** @type {Baselines} */
export const NONE = { kin: '', trained: {}, asked: {}, failed: {}, state: '' };

/**
 * The settings that a run shares with its baselines, as text. A backend changes nothing but the speed.
 * @param {Config} config
 */
function kin(config) {
  return JSON.stringify(Object.entries({ ...config, modalities: '', backend: '' }).sort());
}

/**
 * The baselines that a run with these settings can be held against: all of them or none.
 * @param {Baselines} baselines
 * @param {Config} config
 */
export function keptFor(baselines, config) {
  return baselines.kin === kin(config) ? baselines : NONE;
}

/**
 * The baselines after a word of the comparison.
 * @param {Baselines} baselines
 * @param {Word} word
 * @returns {Baselines}
 */
export function learn(baselines, word) {
  switch (word.type) {
    case 'asked': {
      const kept = keptFor(baselines, word.config);
      const asked = Object.fromEntries(word.sets.map((modalities) => [modalities, 0]));
      return { ...kept, kin: kin(word.config), asked, failed: {}, state: 'comparing' };
    }
    case 'advanced':
      return { ...baselines, asked: { ...baselines.asked, [word.modalities]: word.share } };
    case 'trained': {
      const { modalities } = word.baseline;
      const trained = { ...baselines.trained, [modalities]: word.baseline };
      return { ...baselines, trained, asked: { ...baselines.asked, [modalities]: 1 } };
    }
    case 'failed': {
      const failed = { ...baselines.failed, [word.modalities]: word.why };
      return { ...baselines, failed, asked: { ...baselines.asked, [word.modalities]: 1 } };
    }
    case 'ended':
      return { ...baselines, state: word.cancelled ? 'cancelled' : 'done' };
  }
}

/**
 * Which of these sets are still to be trained: not those that were trained before, nor the run's own.
 * @param {Baselines} baselines
 * @param {Config} config
 * @param {string[]} sets
 */
export function untrained(baselines, config, sets) {
  const { trained } = keptFor(baselines, config);
  return sets.filter((modalities) => modalities !== config.modalities && !trained[modalities]);
}

/**
 * How far along a model is, 0…1: its events take a little, its steps nearly all.
 * @param {Pick<Run, 'dataset' | 'started' | 'progress' | 'result'>} run
 */
export function share({ dataset, started, progress, result }) {
  if (result) return 0.98;
  if (dataset && started && progress) return 0.05 + (0.9 * progress.step) / (started.epochs * started.steps_per_epoch);
  if (dataset) return 0.05;
  return progress ? (0.05 * progress.done) / Math.max(progress.total, 1) : 0;
}

/**
 * Whether the model was right about each test event: 1 or 0, `[event]`.
 * @param {import('./findings.js').Predictions} predictions
 * @param {Uint8Array} labels `[event]` of the whole data set
 */
export function right({ classes, events, probabilities }, labels) {
  return Uint8Array.from(events, (event, i) => {
    const row = probabilities.subarray(i * classes, (i + 1) * classes);
    return Number(row.indexOf(Math.max(...row)) === labels[event]);
  });
}

/**
 * What to ask the session: how much better the run is than each of these baselines. Nothing while it cannot answer.
 * @param {Run} run
 * @param {Baseline[]} baselines
 */
export function questions({ phase, used, dataset, findings: { predictions } }, baselines) {
  if (phase !== 'finished' || !used || !dataset || !predictions) return [];
  const first_right = right(predictions, dataset.columns.labels);
  const comparable = baselines.filter((baseline) => baseline.right.length === first_right.length);
  return comparable.map(({ modalities: second, right: second_right }) => {
    return { type: 'compare', first: used.modalities, second, first_right, second_right };
  });
}
