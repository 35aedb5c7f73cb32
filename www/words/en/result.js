// The result of a run on its test events.

import { best } from './best.js';
import { nats, percent, points, range, whole } from './numbers.js';

/** @typedef {{ low: number, high: number }} Interval */
/** @typedef {{ code: string, epochs?: number, enough?: number, from?: number, to?: number, train_from?: number, train_to?: number, gap?: number, accuracy?: number, chance?: number }} Reason */

/** @type {Record<string, string>} */
const FITS = {
  too_short: 'too early to tell',
  unstable: 'unstable',
  overfitting: 'overfitting',
  underfitting: 'underfitting',
  learning: 'still improving',
  good: 'good',
};

/** @param {number} events */
const testEvents = (events) => (events === 1 ? 'one test event' : `${whole(events)} test events`);

/** @param {Reason} reason */
const risen = ({ epochs = 0, from = 0, to = 0 }) =>
  `Validation loss has risen for ${epochs === 1 ? 'one epoch' : `${epochs} epochs`}, from ${from.toFixed(2)} to ${to.toFixed(2)} nats`;

/** @type {Record<string, (reason: Reason) => string>} why the curves are judged as they are */
const REASONS = {
  too_early: ({ epochs = 0, enough }) =>
    `${epochs} ${epochs === 1 ? 'epoch is' : 'epochs are'} too few to judge the fit; at least ${enough} are needed.`,
  both_rise: (reason) => `${risen(reason)}, and training loss has risen too. The learning rate may be too high.`,
  validation_rises: (reason) =>
    `${risen(reason)}, while training loss went from ${reason.train_from?.toFixed(2)} to ${reason.train_to?.toFixed(2)}.`,
  still_falling: () => 'Validation loss is still falling. More epochs may help.',
  gap: ({ gap = 0 }) => `Training accuracy is ${Math.round(gap * 100)} points above validation accuracy.`,
  near_chance: ({ accuracy = 0, chance = 0 }) =>
    `Training accuracy has stopped rising at ${Math.round(accuracy * 100)} %; chance is ${Math.round(chance * 100)} %.`,
  settled: () => 'There is no sign of overfitting or underfitting.',
};

/** @param {string} name @param {string} size @param {number} sign 0 where both are about as high */
const against = (name, size, sign) =>
  sign
    ? `validation ${name} is ${size} ${sign > 0 ? 'above' : 'below'} training ${name}`
    : `validation and training ${name} are about equal`;

export const result = {
  title: 'Result',
  empty:
    'When training ends, the model of the best epoch is evaluated on the test events, which it has never seen. ' +
    'Its accuracy and its most frequent mistakes appear here.',

  /** @param {number} correct @param {number} events @param {number} accuracy @param {Interval} interval */
  headline: (correct, events, accuracy, interval) =>
    `The model classifies ${whole(correct)} of ${whole(events)} test events correctly: ${percent(accuracy)} (95 % interval ${range(interval)}).`,
  /** @param {number} chance @param {number} events */
  isChance: (chance, events) =>
    `The difference from chance (${percent(chance)}) is too small to measure with ${testEvents(events)}.`,
  /**
   * The accuracy beside the best possible.
   * @param {string} code 'reached', 'lucky', 'unmeasurable', 'small' or 'left'
   * @param {Parameters<typeof best.figure>[0]} possible
   * @param {number} gap to it
   * @param {number} events in the test split
   */
  standing: (code, possible, gap, events) => {
    const limit = `The best possible accuracy is ${best.figure(possible)}`;
    if (code === 'reached' && possible.upper_bound)
      return possible.accuracy === 1
        ? `${limit}. No test event was misclassified; among many more events, noise would probably cause a few mistakes.`
        : `${limit}. The model reaches it on these test events; with many more events, noise would probably lower its accuracy a little.`;
    if (code === 'reached') return `${limit}, and the model reaches it.`;
    if (code === 'lucky') return `${limit}. That the model is more accurate on these test events is luck.`;
    if (code === 'unmeasurable')
      return `${limit}. The difference from it is too small to measure with ${testEvents(events)}.`;
    if (code === 'small') return `${limit}, which is only ${points(gap)} higher.`;
    return `${limit}, which is ${possible.upper_bound ? 'up to ' : ''}${points(gap)} higher.`;
  },

  figures: {
    accuracy: 'test accuracy',
    best: 'best possible',
    'macro-f1': 'macro-F1',
    loss: 'test loss (nats)',
    ece: 'calibration error (ECE)',
  },

  /** @param {string} fit */
  fit: (fit) => `Fit: ${FITS[fit] ?? fit}.`,
  /** @param {Reason} reason */
  reason: (reason) => REASONS[reason.code]?.(reason) ?? reason.code,
  /** @param {number} epoch @param {number} epochs */
  bestEpoch: (epoch, epochs) => `Best epoch: ${epoch} of ${whole(epochs)}.`,
  /** Over the last three epochs: validation less training. @param {number} loss nats @param {number} lossSign 0 where it is not worth a word @param {number} accuracy @param {number} accuracySign */
  gaps: (loss, lossSign, accuracy, accuracySign) => {
    const since = 'On average over the last three epochs';
    if (!lossSign && !accuracySign) return `${since}, training and validation are about equal in loss and accuracy.`;
    return `${since}, ${against('loss', `${nats(Math.abs(loss))} nats`, lossSign)} and ${against('accuracy', points(accuracy), accuracySign)}.`;
  },
  dropoutNote:
    'Training values are measured during the epoch, with dropout and while the weights change. Validation values are measured after the epoch, without dropout.',
  stoppedEarly: 'Training stopped early because the validation loss had stopped falling.',

  /** @param {number} value @param {number} of how many classes it is the mean @param {number} all classes */
  macroF1: (value, of, all) => value.toFixed(3) + (of < all ? ` (${of} of ${all} classes)` : ''),

  /** @param {number} events of the smallest class @param {number} error half its interval */
  smallest: (events, error) =>
    `The smallest class has ${testEvents(events)}, so its recall has a 95 % interval of about ± ${points(error)}.`,
};

export const mistakes = {
  none: 'No test event was misclassified.',
  /** @param {string} label @param {string} predicted @param {number} times */
  worst: (label, predicted, times) =>
    `Most frequent mistake: ${label} predicted as ${predicted}, ${times === 1 ? 'once' : `${whole(times)} times`}.`,
  /** @param {number} epoch */
  weights: (epoch) => `The model has the weights of epoch ${epoch}, the best one.`,

  matrix: 'Confusion matrix',
  matrixHint: 'Rows: the label. Columns: the predicted class. Press a cell to see its events.',
  cells: 'Cells of the confusion matrix. Arrow keys move, Enter shows the events.',
  predicted: 'predicted →',
  true: 'label ↓',
  /** @param {string} label @param {string} predicted @param {number} events @param {number} all events of the label */
  cell: (label, predicted, events, all) => {
    const what = label === predicted ? `${label} predicted correctly` : `${label} predicted as ${predicted}`;
    if (!events) return `${what}: no events`;
    const of = `${whole(events)} of ${whole(all)} ${all === 1 ? 'event' : 'events'}`;
    return `${what}: ${of}, ${percent(events / all)}. Show ${events === 1 ? 'it' : 'them'}.`;
  },
  counts: 'Events by label and predicted class',
  /** @param {string} label */
  trueClass: (label) => `label ${label}`,
  /** @param {string} label */
  predictedClass: (label) => `predicted ${label}`,

  scores: 'Scores by class',
  noEvent: 'no test events',
  scoreColumns: ['Class', 'Precision', 'Recall', 'F1', 'Events'],
  confusions: 'Most frequent mistakes',
  confusionColumns: ['Mistake', 'Events', 'Share of its class'],
  /** @param {string} label @param {string} predicted */
  confusion: (label, predicted) => `${label} predicted as ${predicted}`,
};

export const reliability = {
  title: 'Reliability diagram',
  hint: 'Do confidence and accuracy agree? Whiskers: 95 % intervals.',
  confidence: 'confidence in the predicted class (%)',
  accuracy: 'accuracy (%)',
  diagonal: 'perfectly calibrated',
  events: 'events',
  /** @param {string} code 'over', 'under' or 'unmeasurable' @param {number} confidence @param {number} accuracy @param {number} events @param {number} ece */
  summary: (code, confidence, accuracy, events, ece) => {
    const means = `Mean confidence is ${percent(confidence)} and accuracy is ${percent(accuracy)}`;
    const error = `Within each bin they differ by ${points(ece)} on average (ECE).`;
    if (code === 'over') return `${means}: the model is overconfident. ${error}`;
    if (code === 'under') return `${means}: the model is underconfident. ${error}`;
    return `${means}: the difference is too small to measure with ${testEvents(events)}. ${error}`;
  },
  table: 'Reliability: accuracy by confidence',
  columns: ['Confidence', 'Events', 'Mean confidence', 'Accuracy', '95 % interval'],
};
