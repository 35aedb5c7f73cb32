// Balance: whether all modalities are learned, and which of them the predictions depend on.

import { difference, percent } from './numbers.js';

/** @param {string[]} names */
const list = (names) => names.join(' and ');

/** @param {number} drop */
const dropped = (drop) => `${difference(drop)} points`;

export const balance = {
  title: 'Balance of the modalities',
  hint: 'Modalities compete: the one that is learned fastest can keep the others from being learned.',

  gradients: 'Gradient of each encoder',
  gradientsHint:
    'Norm of the gradient in the last step of each epoch. More weights give a larger gradient, so compare trends, not heights.',
  gradientsEmpty: 'Press Train. One point per epoch appears here.',
  /** @param {string} modality */
  encoder: (modality) => `${modality} encoder`,
  gradientAxis: 'gradient norm (logarithmic)',
  gradientTable: 'Gradient norm of each encoder in the last step of each epoch',
  epoch: 'Epoch',
  single: 'This model has only one modality, so there is no competition.',
  early: 'A few more epochs will show whether one encoder stops learning before the others.',
  even: 'No encoder stops learning before the others.',
  /** @param {string[]} names */
  silent: (names) =>
    names.length === 1
      ? `The gradient of the ${names[0]} encoder has shrunk to less than a tenth of its largest value while another encoder is still learning. The other modality may be keeping this one from being learned.`
      : `The gradients of the ${list(names)} encoders have shrunk to less than a tenth of their largest values while another encoder is still learning. The other modality may be keeping these from being learned.`,

  reliance: 'Which modalities the predictions depend on',
  relianceHint:
    'Accuracy when one modality is shuffled between events. Whiskers: 95 % intervals. Short vertical lines: best possible without it.',
  relianceNote:
    'Accuracy when one modality is shuffled between events. Short vertical lines: the best possible without it.',
  relianceEmpty: 'Measured on the test events when training ends.',
  accuracyAxis: 'accuracy (%)',
  /** @param {{ name: string, drop: number }[]} drops */
  drops: (drops) =>
    `Drop in accuracy when a modality is shuffled: ${drops.map(({ name, drop }) => `${name} ${dropped(drop)}`).join(', ')}.`,
  /** @param {{ name: string, figure: string }[]} possible */
  possible: (possible) =>
    `Best possible without it: ${possible.map(({ name, figure }) => `${name} ${figure}`).join(', ')}.`,
  /** @param {number} count of the model's modalities */
  needsAll: (count) =>
    count === 1 ? 'The predictions depend on this modality.' : 'The predictions depend on each of these modalities.',
  needsNone: 'No drop is large enough to measure with these events.',
  /** @param {string[]} names */
  unused: (names) =>
    `The ${names.length === 1 ? 'drop' : 'drops'} for the ${list(names)} ${names.length === 1 ? 'is' : 'are'} too small to measure with these events.`,
  /** @param {number} accuracy */
  unshuffled: (accuracy) => `unshuffled ${percent(accuracy)}`,
  /** @param {number | null} accuracy unshuffled, where it is known */
  table: (accuracy) =>
    `Accuracy when one modality is shuffled between events${accuracy === null ? '' : `; unshuffled: ${percent(accuracy)}`}`,
  columns: ['Shuffled', 'Accuracy', '95 % interval', 'Drop', 'Best possible without it'],
  dropped,
  notInModel: 'not in this model',
};
