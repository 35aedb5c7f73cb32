// How often a model is right where it is so sure: the bins of a reliability diagram in words and as a table.

import { percent, whole } from '../words/numbers.js';
import { range, wilson } from './interval.js';
import { sheet } from './sheet.js';

/** @typedef {{ events: number, confidence: number, accuracy: number }} Bin */

/** A count in at most four characters. @param {number} events */
export function compact(events) {
  return events < 1000 ? String(events) : `${(events / 1000).toFixed(events < 10_000 ? 1 : 0)}k`;
}

/**
 * What the diagram says, small differences called small.
 * @param {Bin[]} bins
 * @param {number} ece
 */
export function reliabilityInWords(bins, ece) {
  const sum = (/** @type {(bin: Bin) => number} */ of) => bins.reduce((all, bin) => all + of(bin), 0);
  const events = sum((bin) => bin.events);
  const [sure, right] = [sum((bin) => bin.events * bin.confidence), sum((bin) => bin.events * bin.accuracy)];
  const off = `Confidence and accuracy of a bin differ by ${(ece * 100).toFixed(1)} points on average (ECE).`;
  if (!events) return '';
  const { low, high } = wilson(right / events, events);
  const mean = `On average the model is ${percent(sure / events)} sure and ${percent(right / events)} right`;
  if (sure / events > high) return `${mean}: it is too sure of itself. ${off}`;
  if (sure / events < low) return `${mean}: it is less sure than it could be. ${off}`;
  return `${mean}: a difference that ${whole(events)} events cannot tell from none. ${off}`;
}

/** @param {Bin[]} bins */
export function reliabilityTable(bins) {
  const edge = (/** @type {number} */ i) => ((i / bins.length) * 100).toFixed(1);
  const rows = bins.map(({ events, confidence, accuracy }, i) => [
    { head: `${edge(i)}–${edge(i + 1)} %` },
    whole(events),
    events ? percent(confidence) : '–',
    events ? percent(accuracy) : '–',
    events ? range(wilson(accuracy, events)) : '–',
  ]);
  const columns = ['Confidence', 'Events', 'Mean', 'Right', '95 % interval'];
  return sheet('Reliability: events by their confidence', columns, rows);
}
