// A run's result compared with chance and with the best possible accuracy: which differences the test events can
// measure. Pure functions; the sentences are in words/.

import { words } from '../words/words.js';
import { contains } from './interval.js';

/** @typedef {import('./best.js').Best} Best */
/** @typedef {import('./interval.js').Interval} Interval */
/** @typedef {import('../words/en/result.js').Reason} Reason */
/** @typedef {{ fit: string, best_epoch: number, loss_gap: number, accuracy_gap: number, reason: Reason }} Fit */

/** A difference that is there and matters little. */
const SMALL = 0.03;
/** Differences of loss and accuracy that are not worth a word. */
const NO_NATS = 0.005;
const NO_POINTS = 0.005;

/** @param {{ events: number, accuracy: number }} test @param {Interval} interval */
export function headline({ events, accuracy }, interval) {
  return words.result.headline(Math.round(accuracy * events), events, accuracy, interval);
}

/**
 * The accuracy beside chance and the best possible.
 * @param {{ events: number, accuracy: number }} test
 * @param {Interval} interval
 * @param {Best | null} best
 * @param {number} chance
 */
export function compare({ events, accuracy }, interval, best, chance) {
  const lowest = contains(interval, chance) ? words.result.isChance(chance, events) : '';
  if (!best) return lowest;
  const gap = best.accuracy - accuracy;
  const highest = words.result.standing(standing(gap, interval, best), best, gap, events);
  return `${lowest} ${highest}`.trim();
}

/** How an accuracy stands to the best possible. @param {number} gap @param {Interval} interval @param {Best} best */
function standing(gap, interval, best) {
  if (gap === 0) return 'reached';
  if (best.accuracy < interval.low) return 'lucky';
  if (best.accuracy <= interval.high) return 'unmeasurable';
  return gap < SMALL ? 'small' : 'left';
}

/**
 * How uncertain the recall of the smallest class is.
 * @param {{ support: number, recall_interval: Interval | null }[]} classes
 */
export function spread(classes) {
  const seen = classes.flatMap(({ support, recall_interval: interval }) => (interval ? { support, interval } : []));
  if (!seen.length) return '';
  const { support, interval } = seen.reduce((least, next) => (next.support < least.support ? next : least));
  return words.result.smallest(support, (interval.high - interval.low) / 2);
}

/** The fit by name. @param {Fit} fit */
export function fitName({ fit }) {
  return words.result.fit(fit);
}

/** What the fit is judged by. @param {Fit} fit @param {number} epochs trained */
export function fitInWords({ fit, best_epoch, loss_gap, accuracy_gap, reason }, epochs) {
  const why = `${words.result.reason(reason)} ${words.result.bestEpoch(best_epoch, epochs)}`;
  if (fit === 'too_short') return why;
  const signs = [sign(loss_gap, NO_NATS), sign(-accuracy_gap, NO_POINTS)];
  const gaps = words.result.gaps(loss_gap, signs[0], accuracy_gap, signs[1]);
  return `${why} ${gaps}${signs[0] < 0 ? ` ${words.result.dropoutNote}` : ''}`;
}

/** @param {number} size @param {number} nothing below which a size counts as none */
function sign(size, nothing) {
  return Math.abs(size) < nothing ? 0 : Math.sign(size);
}

/** The most frequent mistake. @param {number[][]} confusion @param {string[]} classes */
export function worst(confusion, classes) {
  const wrong = confusion.flatMap((row, truth) =>
    row.flatMap((count, predicted) => (truth === predicted ? [] : [{ count, truth, predicted }])),
  );
  const most = wrong.reduce((most, next) => (next.count > most.count ? next : most), {
    count: 0,
    truth: 0,
    predicted: 0,
  });
  if (most.count === 0) return words.mistakes.none;
  return words.mistakes.worst(classes[most.truth], classes[most.predicted], most.count);
}
