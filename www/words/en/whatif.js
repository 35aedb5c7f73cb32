// What if: the prediction for one event with noise or without a modality.

import { percent, signed } from './numbers.js';
import { settings } from './settings.js';

/** @typedef {import('./settings.js').Why} Why */

/** @type {Record<string, string>} by the split of the event */
const SPLITS = {
  train: 'training event, used to train the model',
  val: 'validation event, used to choose the best epoch',
  test: 'test event, not used in training',
};

export const whatif = {
  title: 'What if',
  hint: 'How does the prediction for an event change when a modality is noisy or missing?',
  empty:
    'When training ends, you can remove an event’s sound here or add noise to its picture, ' +
    'and see what the model predicts and how much each modality contributes.',
  event: 'Event',
  /** @param {Why} why a number is no event's @param {number} shown the event that is still shown */
  refused: (why, shown) => `Not used: ${settings.why(why)}. Event ${shown} is still shown.`,
  previous: '← Previous',
  next: 'Next →',
  mistake: 'Next mistake',
  noMistake: 'No mistakes',
  open: 'Show details',
  noPicture: 'no picture',
  picture: 'Picture',
  noSound: 'no sound',
  sound: 'Sound',
  /** @param {string} label @param {string} split */
  where: (label, split) => `${label}: ${SPLITS[split] ?? split}.`,

  input: 'Input of the model',
  clear: 'Undo all',
  noise:
    'Noise is added to the standardised numbers that the model gets; the picture and sound shown here stay clean. At 100 %, only noise is left.',
  probabilities: 'Probability of each class',
  mark: 'Vertical line: the probability without corruption.',
  steps: 'Contribution of each modality',
  axis: 'probability (%)',
  /** @param {number} count */
  otherClasses: (count) => (count === 1 ? '1 other class' : `${count} other classes`),
  /** @param {string} label */
  labelled: (label) => `${label} (label)`,
  share: 'share in training',
  prediction: 'prediction',

  /** @param {string} corruption '' where nothing was changed @param {string} predicted @param {number} confidence @param {string} label '' where it is the predicted class */
  says: (corruption, predicted, confidence, label) => {
    const model = corruption ? `With ${corruption}, the model` : 'The model';
    return `${model} predicts ${predicted} with ${percent(confidence)} confidence. ${label ? `✗ The label is ${label}.` : '✓ Correct.'}`;
  },
  /** @param {string} predicted */
  otherwise: (predicted) => `Without corruption, it predicts ${predicted}.`,
  same: 'Without corruption, its confidence is about the same.',
  /** @param {number} change of the confidence that the corruption made */
  confidence: (change) =>
    `Without corruption, it is ${Math.abs(change * 100).toFixed(1)} points ${change < 0 ? 'more' : 'less'} confident.`,
  /** @param {string} predicted @param {number} share @param {{ name: string, adds: number }[]} steps @param {number} probability */
  sum: (predicted, share, steps, probability) =>
    `Without any modality, the probability of ${predicted} is its share in training, ${percent(share)}. The modalities add their Shapley values, in percentage points: ${steps.map(({ name, adds }) => `${name} ${signed(adds)}`).join(', ')}. The sum is the predicted probability, ${percent(probability)}.`,
  columns: ['Class', 'Now', 'Without corruption'],
  shapley: 'Shapley values in percentage points of probability',
  shapleyColumns: ['Step', 'Adds'],
};
