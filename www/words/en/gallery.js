// The events of the data set: the gallery, its filters and its cards.

import { roundPercent as share, whole } from './numbers.js';

export const gallery = {
  title: 'Events',
  hint: 'The input of the model. Arrow keys move, Enter or a click opens an event, Space plays its sound.',
  making: 'Generating the events …',
  notMade: 'There are no events. Press Train to generate them.',
  lost: 'There are no events: they could not be generated because training has stopped. Press Retry above.',
  nothing: 'No event matches these filters.',
  nothingPredicted: 'No event matches these filters. Only test events have predictions.',
  /** @param {number} found @param {number} events */
  found: (found, events) => `${whole(found)} of ${whole(events)} events`,
  /** @param {number} found @param {number} events */
  foundLost: (found, events) =>
    `${whole(found)} of ${whole(events)} events. Those not shown yet cannot be loaded because training has stopped. Press Retry above.`,
  /** @param {number} event */
  unreachable: (event) => `Event ${event} cannot be loaded.`,
  /** @param {number} event */
  playing: (event) => `Playing event ${event}.`,
  /** @param {number} event */
  silent: (event) => `Event ${event} has no sound.`,
};

export const card = {
  /** Read out, beside label, split and what is missing. @param {number} event */
  name: (event) => `Event ${event}`,
  /** @param {number} event */
  number: (event) => `event ${event}`,
  /** @param {boolean} correct @param {string} predicted a class @param {number} confidence 0…1 */
  prediction: (correct, predicted, confidence) =>
    correct
      ? `predicted correctly with ${share(confidence)} confidence`
      : `predicted as ${predicted} with ${share(confidence)} confidence`,
  /** A sign and a word, so that nothing depends on colour. @param {boolean} correct @param {string} predicted @param {number} confidence */
  verdict: (correct, predicted, confidence) =>
    correct ? `✓ correct, ${share(confidence)}` : `✗ ${predicted}, ${share(confidence)}`,
};

export const filters = {
  split: 'Split',
  label: 'Label',
  cause: 'Content',
  missing: 'Missing',
  verdict: 'Result',
  predicted: 'Prediction',
  sureness: 'Confidence',
  order: 'Order',

  any: 'any',
  all: 'all',
  nothingMissing: 'nothing',
  correct: 'correct',
  wrong: 'wrong',
  high: 'high: 90 % or more',
  medium: 'medium',
  low: 'low: below 60 %',
  asGenerated: 'by number',
  mistakesFirst: 'mistakes first',
};
