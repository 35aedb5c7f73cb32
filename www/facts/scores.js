// The tables of a result: scores by class, events by label and predicted class, and the most frequent mistakes.

import { fraction, percent, whole } from '../words/numbers.js';
import { words } from '../words/words.js';
import { sheet } from './sheet.js';

/**
 * A class without a test event has no scores.
 * @typedef {{ precision: number | null, recall: number | null, f1: number | null, support: number }} ClassScore
 */
/** @typedef {{ label: number, predicted: number, events: number, share: number }} Confusion */

/** @param {ClassScore[]} scores @param {string[]} classes */
export function scoreTable(scores, classes) {
  const rows = scores.map(({ precision, recall, f1, support }, i) => [
    { head: classes[i] },
    precision === null ? '–' : percent(precision),
    recall === null ? '–' : percent(recall),
    f1 === null ? '–' : fraction(f1),
    support ? whole(support) : words.mistakes.noEvent,
  ]);
  return sheet(words.mistakes.scores, words.mistakes.scoreColumns, rows);
}

/** @param {number[][]} confusion `[true][predicted]` @param {string[]} classes */
export function countTable(confusion, classes) {
  const rows = confusion.map((row, truth) => [{ head: words.mistakes.trueClass(classes[truth]) }, ...row.map(whole)]);
  return sheet(words.mistakes.counts, ['', ...classes.map(words.mistakes.predictedClass)], rows);
}

/** @param {Confusion[]} confusions most events first @param {string[]} classes */
export function confusionTable(confusions, classes) {
  const rows = confusions.map(({ label, predicted, events, share }) => [
    { head: words.mistakes.confusion(classes[label], classes[predicted]) },
    whole(events),
    percent(share),
  ]);
  return sheet(words.mistakes.confusions, words.mistakes.confusionColumns, rows);
}
