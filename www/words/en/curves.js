// The learning curves.

import { nats, percent } from './numbers.js';

/** @typedef {'loss' | 'accuracy'} Measure */

const NAMES = { loss: 'Loss in nats per epoch', accuracy: 'Accuracy per epoch' };
/** @type {Record<Measure, (value: number) => string>} */
const WRITE = { loss: nats, accuracy: percent };

export const curves = {
  region: 'Learning curves',
  loss: 'Loss per epoch',
  lossHint: 'Mean cross-entropy in nats; lower is better. Thin line: training, averaged over a few steps.',
  lossAxis: 'loss (nats)',
  accuracy: 'Accuracy per epoch',
  accuracyHint:
    'Share of events classified correctly; higher is better. Thin line: training, averaged over a few steps.',
  accuracyAxis: 'accuracy (%)',
  epochAxis: 'epoch',
  lines: 'Solid line with dots: training. Dashed line with diamonds: validation.',
  training: 'training',
  validation: 'validation',
  /** @param {Measure} measure */
  name: (measure) => NAMES[measure],
  /** @param {Measure} measure */
  empty: (measure) =>
    `Press Train. ${measure === 'loss' ? 'The loss' : 'The accuracy'} on training and validation events appears here.`,
  firstEpoch: 'The first epoch is running.',
  endedEarly: 'The run ended before its first epoch was complete.',
  noEpoch: 'No epoch yet.',
  /** @param {Measure} measure @param {{ epoch: number, train: number, val: number, best: number }} last epoch @param {string} possible the best possible as a figure, or '' */
  summary: (measure, { epoch, train, val, best }, possible) => {
    const write = WRITE[measure];
    const limit = possible ? ` Best possible: ${possible}.` : '';
    return `Epoch ${epoch}: training ${write(train)}, validation ${write(val)}. Best epoch: ${best}.${limit}`;
  },
  /** @param {Measure} measure @param {string} possible the best possible in a sentence, or '' */
  caption: (measure, possible) => (possible ? `${NAMES[measure]}. ${possible}` : NAMES[measure]),
  columns: ['Epoch', 'Training', 'Validation'],
  /** @param {number} epoch @param {boolean} best */
  epoch: (epoch, best) => `${epoch}${best ? ' (best)' : ''}`,
  /** @param {number} epoch */
  bestEpoch: (epoch) => `best epoch ${epoch}`,

  // Lines to compare with.
  chance: 'chance',
  /** @param {string} best as a figure */
  possible: (best) => `best possible ${best}`,
  /** @param {string} best as a figure */
  possibleIsChance: (best) => `best possible ${best} (chance)`,
};
