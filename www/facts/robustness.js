// Curves of accuracy against corruption, each as a chart, a table and a sentence. Pure functions; nothing is drawn
// here.

import { percent, range, roundPercent } from '../words/numbers.js';
import { words } from '../words/words.js';
import { shares } from './axes.js';
import { contains } from './interval.js';
import { sheet } from './sheet.js';
import { MODALITIES } from './vocabulary.js';

/** @typedef {import('./interval.js').Interval} Interval */
/** @typedef {{ points: { level: number, accuracy: number, interval: Interval }[], relative_robustness: number, interval: Interval }} Curve */

/**
 * A curve, and that of an earlier run to compare it with.
 * @typedef {object} Held
 * @property {Curve} curve
 * @property {Curve | null} earlier
 * @property {{ here: number, there: number }} dropout modality dropout of the two runs
 */

/** What may be done to the test events. @typedef {{ key: string, colour: string, mark: string, title: string, hint: string, axis: string, level: string }} Kind */

/** @type {Kind[]} */
export const KINDS = [
  ...MODALITIES.map(({ key, colour, mark }) => ({ key, colour, mark, ...words.robustness.kind(key) })),
  { key: 'missing', colour: 'best', mark: 'dot', ...words.robustness.kind('missing') },
];

/** @param {Kind} kind @param {Held} held @param {import('../draw/marks.js').Guide[]} guides @returns {import('../draw/plot.js').Plot} */
export function asPlot({ axis, colour, mark }, { curve, earlier, dropout }, guides) {
  const measured = (/** @type {Curve} */ { points }) =>
    points.map(({ level, accuracy, interval }) => ({ x: level, y: accuracy, ...interval }));
  const before = earlier
    ? [{ name: words.robustness.run(dropout.there), colour: 'muted', mark, dashed: true, points: measured(earlier) }]
    : [];
  const now = { name: words.robustness.run(dropout.here), colour, mark, points: measured(curve) };
  return { x: shares(axis), y: shares(words.robustness.accuracy), series: [...before, now], guides };
}

/** @param {Kind} kind @param {Held} held */
export function asTable({ title, level: name }, { curve, earlier, dropout }) {
  const rows = curve.points.map(({ level, accuracy, interval }, i) => [
    { head: roundPercent(level) },
    percent(accuracy),
    range(interval),
    ...(earlier ? [percent(earlier.points[i].accuracy)] : []),
  ]);
  const area = [{ head: words.robustness.relative }, percent(curve.relative_robustness), '–'];
  rows.push(earlier ? [...area, percent(earlier.relative_robustness)] : area);
  const columns = words.robustness.columns(name, earlier ? words.robustness.run(dropout.there) : '');
  return sheet(words.robustness.table(title), columns, rows);
}

/** @param {Held} held */
export function inWords({ curve, earlier, dropout }) {
  const [first, last] = [curve.points[0].accuracy, curve.points[curve.points.length - 1].accuracy];
  const own = curve.relative_robustness;
  const text = words.robustness.curve(first, last, own);
  if (!earlier) return text;
  const other = earlier.relative_robustness;
  const measurable = !contains(curve.interval, other);
  return `${text} ${words.robustness.earlier(dropout.there, other, own - other, measurable)}`;
}

/** Which modality the model can least do without. @param {{ name: string, curve: Curve }[]} curves */
export function leaning(curves) {
  const by = [...curves].sort((a, b) => a.curve.relative_robustness - b.curve.relative_robustness);
  const [most, least] = [by[0], by[by.length - 1]];
  if (!most || most === least) return '';
  const [lowest, highest] = [most.curve.relative_robustness, least.curve.relative_robustness];
  if (contains(most.curve.interval, highest)) return words.robustness.even(lowest, highest);
  return words.robustness.leaning(most.name, lowest, least.name, highest);
}
