// Whether confidence and accuracy agree: the bins of a reliability diagram as a sentence and as a table.

import { percent, range, whole } from '../words/numbers.js';
import { words } from '../words/words.js';
import { sheet } from './sheet.js';

/** @typedef {import('./interval.js').Interval} Interval */
/** @typedef {{ events: number, confidence: number, accuracy: number, interval: Interval }} Bin */

/**
 * Whether confidence and accuracy differ measurably.
 * @param {Bin[]} bins
 * @param {number} ece
 * @param {Interval} interval of the accuracy
 */
export function reliabilityInWords(bins, ece, { low, high }) {
  const sum = (/** @type {(bin: Bin) => number} */ of) => bins.reduce((all, bin) => all + of(bin), 0);
  const events = sum((bin) => bin.events);
  if (!events) return '';
  const confidence = sum((bin) => bin.events * bin.confidence) / events;
  const accuracy = sum((bin) => bin.events * bin.accuracy) / events;
  const code = confidence > high ? 'over' : confidence < low ? 'under' : 'unmeasurable';
  return words.reliability.summary(code, confidence, accuracy, events, ece);
}

/** @param {Bin[]} bins */
export function reliabilityTable(bins) {
  const rows = bins.map(({ events, confidence, accuracy, interval }, i) => [
    { head: range({ low: i / bins.length, high: (i + 1) / bins.length }) },
    whole(events),
    events ? percent(confidence) : '–',
    events ? percent(accuracy) : '–',
    events ? range(interval) : '–',
  ]);
  return sheet(words.reliability.table, words.reliability.columns, rows);
}
