// What fusion adds: models of fewer modalities, ablations, contributions, and modality dropout.

import { difference, percent } from './numbers.js';

/** @typedef {{ set: string, accuracy: number, possible: string }} Score `possible`: the best possible as a figure, or '' */

/** @param {Score} score */
const scored = ({ set, accuracy, possible }) =>
  `${set} (${percent(accuracy)}${possible ? `, best possible ${possible}` : ''})`;

export const fusion = {
  title: 'What fusion adds',
  hint:
    'Is a model of several modalities more accurate than a model of one? Compare trains new models on fewer modalities. ' +
    'An ablation removes modalities from the input of the trained model instead.',

  sets: 'Accuracy with each set of modalities',
  setsHint: 'Test accuracy of a model trained on each set, and of this run’s model with the other modalities removed.',
  accuracyAxis: 'test accuracy (%)',
  interval: '95 % interval',
  possible: 'best possible',
  atMostPossible: 'best possible (upper bound)',
  chance: 'chance',
  /** @param {string} figure */
  best: (figure) => `best ${figure}`,
  trained: 'trained on this set',
  /** @param {number | null} dropout the run's modality dropout, where it is compared with another one */
  ablated: (dropout) => `this run, others removed${dropout === null ? '' : `, modality dropout ${dropout}`}`,
  /** @param {number} dropout */
  earlier: (dropout) => `an earlier run, others removed, modality dropout ${dropout}`,
  scores: 'Test accuracy with 95 % interval',
  scoreColumns: ['Modalities', 'Model', 'Accuracy', 'From', 'To'],
  /** @param {Score[]} trained @param {Score | null} lowest with the other modalities removed @param {Score | null} highest */
  summary: (trained, lowest, highest) => {
    const alone = trained.length
      ? `Test accuracy of the model trained on each set: ${trained.map(scored).join(', ')}.`
      : 'No model has been trained yet.';
    if (!lowest || !highest) return alone;
    return `${alone} With the other modalities removed, this run’s model is least accurate with ${scored(lowest)} and most accurate with ${scored(highest)}.`;
  },

  single: 'This run uses only one modality, so nothing is fused.',
  useAll: 'Use all three modalities',
  invite:
    'How much more accurate is fusion than one modality alone? Press Compare to train one model on each modality.',
  /**
   * How much more accurate the run's model is than the best of one modality.
   * @param {{ code: 'equal' | 'unmeasurable' | 'small' | 'clear', mean: number, low: number, high: number, digits: number }} gain
   * @param {string} set the run's, '' for all @param {string} single the other's @param {boolean} all whether one was trained on each
   */
  gain: ({ code, mean, low, high, digits }, set, single, all) => {
    const [fused, other] = [
      set ? `Fusion of ${set}` : 'Fusion',
      `the best single modality${all ? '' : ' trained so far'}`,
    ];
    const [many, more] = [`${difference(Math.abs(mean), digits)} points`, mean > 0];
    const ends = more || high >= 0 ? [low, high] : [-high, -low];
    const interval = `95 % interval ${ends.map((end) => difference(end, digits)).join(' to ')} points`;
    if (code === 'equal') return `${fused} and ${other}, ${single}, are equally accurate (${interval}).`;
    if (code === 'unmeasurable')
      return `${fused} and ${other}, ${single}, differ by ${many} (${interval}). The difference is too small to measure with these test events.`;
    const small = code === 'small' ? ` The ${more ? 'gain' : 'loss'} is small but measurable.` : '';
    return `${fused} is ${many} ${more ? 'more' : 'less'} accurate than ${other}, ${single} (${interval}).${small}`;
  },

  contributions: 'Contribution of each modality',
  contributionsHint:
    'Shapley value: what a modality adds to the accuracy, averaged over all orders in which modalities can be added.',
  noModality: 'no modality',
  /** @param {number} empty the accuracy without any modality @param {number} full @param {{ name: string, adds: number }[]} each */
  contributed: (empty, full, each) => {
    const adds = each.map(({ name, adds }) => `the ${name} adds ${difference(adds)}`);
    return `With no modality the prediction is always the most frequent training class, which is correct for ${percent(empty)} of the test events. The accuracy of this model is ${percent(full)}. The difference is ${difference(full - empty)} points: ${adds.slice(0, -1).join(', ')} and ${adds.at(-1)}.`;
  },
  shapley: 'Shapley values: points of accuracy that each modality adds',
  shapleyColumns: ['Step', 'Adds (points)', 'Accuracy'],
  thisModel: 'this model',

  curves: 'Validation accuracy of each model',
  curvesHint:
    'Each model is trained on its own set, with the same seed, events and number of epochs. Dotted: best possible with that set.',
  curvesEmpty: 'Press Compare to see the curves of the other models here.',
  curvesAxis: 'validation accuracy (%)',
  /** @param {string} set */
  thisRun: (set) => `${set} (this run)`,
  /** @param {{ name: string, accuracy: number }[]} models */
  lastEpoch: (models) =>
    `After the last epoch: ${models.map(({ name, accuracy }) => `${name} ${percent(accuracy)}`).join(', ')}.`,
  curvesTable: 'Validation accuracy per epoch',
  epoch: 'Epoch',

  /** @param {number} dropout of the run */
  inviteDropout: (dropout) =>
    dropout > 0
      ? `This run was trained with modality dropout ${dropout}. Is a model trained without it less accurate when modalities are missing?`
      : 'This run was trained without modality dropout. Is a model trained with it more accurate when modalities are missing?',
  /** @param {number} dropout */
  setDropout: (dropout) => `Set modality dropout to ${dropout}`,
  /** @param {number} dropout of the form */
  dropoutSet: (dropout) => `Modality dropout is set to ${dropout}. Press Train, and both runs are compared here.`,
  /**
   * This run and an earlier one with another modality dropout, on the smaller sets.
   * @param {{ own: number, other: number }} dropout @param {{ own: number, other: number }} mean accuracy @param {number} sets
   * @param {{ name: string, own: number, other: number }} widest @param {{ own: number, other: number }} whole with nothing missing
   */
  againstEarlier: (dropout, mean, sets, widest, whole) =>
    [
      `With modalities removed, the accuracy of this run (modality dropout ${dropout.own}) is ${percent(mean.own)} and that of the earlier run (${dropout.other}) is ${percent(mean.other)}, averaged over the ${sets} smaller sets.`,
      `They differ most with ${widest.name}: ${percent(widest.own)} in this run, ${percent(widest.other)} in the earlier one.`,
      `With no modality removed: ${percent(whole.own)} in this run, ${percent(whole.other)} in the earlier one.`,
    ].join(' '),
};

/** @typedef {{ set: string, why: string }} Failure `why`: 'offline', or the text of an error */

const NO_NETWORK =
  'There is no network connection, and each further model has to load the training code again. Connect and press Compare again.';

export const compare = {
  legend: 'Train another model on',
  start: 'Compare',
  cancel: 'Cancel',
  progress: 'Progress of the comparison',
  hint: 'Each model is trained with the seed, events and number of epochs of this run.',
  ownRun: 'this run',
  done: '✓ trained',
  failed: '⚠ failed',
  /** @param {number} share 0…1 */
  share: (share) => `${Math.floor(share * 100)} %`,
  queued: 'waiting',

  stopped: 'Not available, because training has stopped.',
  running: 'Available when the run has finished.',
  untrained: 'Train a model first.',
  endedEarly: 'This run was stopped before its end, so there is no result to compare with.',

  /** @param {number} done @param {number} all @param {number} failed */
  counts: (done, all, failed) =>
    `${done} of ${all} ${all === 1 ? 'model' : 'models'} trained${failed ? `, ${failed} failed` : ''}`,
  nothing: 'Nothing to train: select at least one set that has no model yet.',
  /** @param {boolean} cancelled @param {Score[]} scores @param {Failure[]} failures */
  ended: (cancelled, scores, failures) => {
    const start = cancelled ? 'Cancelled. ' : '';
    const trained = scores.length ? `Trained: ${scores.map(scored).join(', ')}.` : 'No model was trained.';
    const wrong = failures.filter(({ why }) => why !== 'offline').map(({ set, why }) => `${set} failed: ${why}.`);
    const offline = wrong.length < failures.length ? [NO_NETWORK] : [];
    return [`${start}${trained}`, ...wrong, ...offline].join(' ');
  },
};

/** In the place of what an examination finds. */
export const waiting = {
  examined: 'The model is being evaluated on the test events.',
  lost: 'The evaluation was lost because training has stopped. Press Retry above, then Train.',
  failed: 'The evaluation failed. Press Train to train and evaluate another model.',
};
