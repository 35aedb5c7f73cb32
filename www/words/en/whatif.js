// What if: the prediction for one event with noise or without a modality.

import { settings } from './settings.js';

/** @typedef {import('./settings.js').Why} Why */

export const whatif = {
  title: 'What if',
  hint: 'How does the prediction for an event change when a modality is noisy or missing?',
  empty:
    'When training ends, remove an event’s sound here, or add noise to its picture. ' +
    'See what the model predicts then, and how much each modality contributes.',
  event: 'Event',
  /** @param {Why} why a number is no event's @param {number} shown the event that is still shown */
  refused: (why, shown) => `Not used: ${settings.why(why)}. Event ${shown} is still shown.`,
  previous: '← Previous',
  next: 'Next →',
  mistake: 'Next mistake',
  open: 'Show details',
  noPicture: 'no picture',
  picture: 'Picture',
  noSound: 'no sound',
  sound: 'Sound',
};
