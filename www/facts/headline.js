// A run's result in words, with what chance and the best possible would do beside it. Differences that the test events cannot
// tell are said to be none, and small ones small. Pure functions.

import { nats, percent, points, whole } from '../words/numbers.js';
import { words } from '../words/words.js';
import { contains, range } from './interval.js';

/** @typedef {import('./best.js').Best} Best */
/** @typedef {import('./interval.js').Interval} Interval */
/** @typedef {{ fit: string, best_epoch: number, loss_gap: number, accuracy_gap: number, sentence: string }} Fit */

/** A difference that is there and matters little. */
const SMALL = 0.03;
/** Differences of loss and accuracy that are not worth a word. */
const NO_NATS = 0.005;
const NO_POINTS = 0.005;

/** @param {{ events: number, accuracy: number }} test @param {Interval} interval */
export function headline({ events, accuracy }, interval) {
  const right = Math.round(accuracy * events);
  return `The model names ${whole(right)} of ${whole(events)} unseen events rightly: ${percent(accuracy)} (95 % interval ${range(interval)}).`;
}

/**
 * The accuracy beside what guessing and what the best possible would reach.
 * @param {number} accuracy
 * @param {Interval} interval
 * @param {Best | null} best
 * @param {number} chance
 */
export function compare(accuracy, interval, best, chance) {
  const guess = contains(interval, chance) ? `That cannot be told from guessing (${percent(chance)}). ` : '';
  return `${guess}${best ? against(accuracy, interval, best) : ''}`.trim();
}

/** @param {number} accuracy @param {Interval} interval @param {Best} best */
function against(accuracy, interval, best) {
  const gap = best.accuracy - accuracy;
  const possible = `The best possible is ${words.best.figure(best)}`;
  if (gap === 0) return `${possible}, and this model reaches it.`;
  if (best.accuracy < interval.low) return `${possible}: to come out above it takes luck with the test events.`;
  if (best.accuracy <= interval.high) return `${possible}: a difference that so few test events cannot tell from none.`;
  if (gap < SMALL) return `${possible}: a small difference of ${points(gap)}.`;
  return `${possible}: ${best.upper_bound ? 'up to ' : ''}${points(gap)} are left to gain.`;
}

/**
 * How sure a share of each class is.
 * @param {{ support: number, recall: number }[]} classes
 * @param {(share: number, events: number) => Interval} interval
 */
export function spread(classes, interval) {
  const seen = classes.filter(({ support }) => support > 0);
  if (!seen.length) return '';
  const fewest = seen.reduce((least, next) => (next.support < least.support ? next : least));
  const { low, high } = interval(fewest.recall, fewest.support);
  const events = fewest.support === 1 ? 'one event' : `${whole(fewest.support)} events`;
  return `The smallest class has ${events}: its recall is known to about ± ${points((high - low) / 2)}.`;
}

/** @type {Record<string, string>} */
const FITS = {
  too_short: 'too early to tell',
  unstable: 'unstable',
  overfitting: 'overfitting',
  underfitting: 'underfitting',
  learning: 'still learning',
  good: 'good',
};
const HAMPERED = 'Training is measured while the model still changes and dropout hampers it, validation is not.';

/** The fit by name. @param {Fit} fit */
export function fitName({ fit }) {
  return `Fit: ${FITS[fit] ?? fit}.`;
}

/** What the fit is judged by. @param {Fit} fit @param {number} epochs trained */
export function fitInWords({ fit, best_epoch, loss_gap, accuracy_gap, sentence }, epochs) {
  const best = `${sentence} Best epoch: ${best_epoch} of ${whole(epochs)}.`;
  if (fit === 'too_short') return best;
  const loss = gap(loss_gap, NO_NATS, `${nats(Math.abs(loss_gap))} nats`, 'validation loss', 'training loss');
  const accuracy = gap(-accuracy_gap, NO_POINTS, points(accuracy_gap), 'validation accuracy', 'training accuracy');
  const why = loss_gap < -NO_NATS ? ` ${HAMPERED}` : '';
  return `${best} Over the last three, ${loss} and ${accuracy}.${why}`;
}

/** @param {number} size @param {number} nothing @param {string} much @param {string} here @param {string} there */
function gap(size, nothing, much, here, there) {
  if (Math.abs(size) < nothing) return `${here} is about as high as ${there}`;
  return `${here} is ${much} ${size > 0 ? 'above' : 'below'} ${there}`;
}

/** The most frequent mistake. @param {number[][]} confusion @param {string[]} classes */
export function worst(confusion, classes) {
  const wrong = confusion.flatMap((row, truth) =>
    row.flatMap((count, guess) => (truth === guess ? [] : [{ count, truth, guess }])),
  );
  const most = wrong.reduce((most, next) => (next.count > most.count ? next : most), { count: 0, truth: 0, guess: 0 });
  if (most.count === 0) return 'It mixes up none.';
  const times = most.count === 1 ? 'once' : `${whole(most.count)} times`;
  return `Its most frequent mistake: a ${classes[most.truth]} taken for a ${classes[most.guess]}, ${times}.`;
}
