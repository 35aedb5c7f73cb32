// Curves of accuracy against damage as a chart, a table and a sentence each. Pure: it draws nothing itself.

import { modalityName } from '../words/names.js';
import { percent, points, range } from '../words/numbers.js';
import { shares } from './axes.js';
import { contains, wilson } from './interval.js';
import { sheet } from './sheet.js';
import { MODALITIES } from './vocabulary.js';

/** @typedef {{ points: { level: number, accuracy: number }[], relative_robustness: number }} Curve */

/**
 * A curve, and that of an earlier run to hold it against.
 * @typedef {object} Held
 * @property {Curve} curve
 * @property {Curve | null} earlier
 * @property {number} events of the test split
 * @property {{ here: string, there: string }} names of the two runs
 */

/** @typedef {{ key: string, title: string, hint: string, axis: string, colour: string, mark: string }} Kind */

const NOISE = 'noise (% of the signal lost)';

/** How noise is mixed in, by modality. @type {Record<string, string>} */
const HINTS = {
  tabular: 'Its numbers are mixed with random ones.',
  image: 'Its pixels are mixed with random ones.',
  audio: 'Its spectrogram is mixed with noise.',
};

/** What may be done to the test events. @type {Kind[]} */
export const KINDS = [
  ...MODALITIES.map(({ key, colour, mark }) => ({
    key,
    title: `Noise on the ${modalityName(key)}`,
    hint: HINTS[key],
    axis: NOISE,
    colour,
    mark,
  })),
  {
    key: 'missing',
    title: 'Anything missing',
    hint: 'Each modality of each event is taken away at random.',
    axis: 'chance that it is missing (%)',
    colour: 'best',
    mark: 'dot',
  },
];

/** @param {Kind} kind @param {Held} held @param {import('../draw/marks.js').Guide[]} guides @returns {import('../draw/plot.js').Plot} */
export function asPlot({ axis, colour, mark }, { curve, earlier, events, names }, guides) {
  const measured = (/** @type {Curve} */ { points }) =>
    points.map(({ level, accuracy }) => ({ x: level, y: accuracy, ...wilson(accuracy, events) }));
  const before = earlier ? [{ name: names.there, colour: 'muted', mark, dashed: true, points: measured(earlier) }] : [];
  const now = { name: names.here, colour, mark, points: measured(curve) };
  return { x: shares(axis), y: shares('accuracy (%)'), series: [...before, now], guides };
}

/** @param {Kind} kind @param {Held} held */
export function asTable({ title, axis }, { curve, earlier, events, names }) {
  const rows = curve.points.map(({ level, accuracy }, i) => [
    { head: `${Math.round(level * 100)} %` },
    percent(accuracy),
    range(wilson(accuracy, events)),
    ...(earlier ? [percent(earlier.points[i].accuracy)] : []),
  ]);
  const area = [{ head: 'Relative robustness' }, percent(curve.relative_robustness), '–'];
  rows.push(earlier ? [...area, percent(earlier.relative_robustness)] : area);
  const columns = [capital(axis.replace(/ \(.*/, '')), 'Accuracy', '95 % interval', ...(earlier ? [names.there] : [])];
  return sheet(`${title}: accuracy at each level`, columns, rows);
}

/** @param {Held} held */
export function inWords({ curve, earlier, events, names }) {
  const [first, last] = [curve.points[0].accuracy, curve.points[curve.points.length - 1].accuracy];
  const own = curve.relative_robustness;
  const words = `From ${percent(first)} to ${percent(last)}. Relative robustness, the area under the curve: ${percent(own)}.`;
  if (!earlier) return words;
  const gap = own - earlier.relative_robustness;
  const told = contains(wilson(own, events), earlier.relative_robustness)
    ? 'too close to tell apart'
    : `${points(gap)} ${gap < 0 ? 'more' : 'less'}`;
  return `${words} ${capital(names.there)}: ${percent(earlier.relative_robustness)}, ${told}.`;
}

/**
 * Which modality the model can least do without.
 * @param {{ name: string, curve: Curve }[]} curves
 * @param {number} events
 */
export function leaning(curves, events) {
  const by = [...curves].sort((a, b) => a.curve.relative_robustness - b.curve.relative_robustness);
  const [most, least] = [by[0], by[by.length - 1]];
  const area = (/** @type {typeof most} */ { curve }) => percent(curve.relative_robustness);
  if (!most || most === least) return '';
  if (contains(wilson(most.curve.relative_robustness, events), least.curve.relative_robustness))
    return `It matters little which modality is drowned in noise: relative robustness lies between ${area(most)} and ${area(least)}.`;
  return `Noise on the ${most.name} costs most (relative robustness ${area(most)}), on the ${least.name} least (${area(least)}).`;
}

/** @param {string} text */
const capital = (text) => text[0].toUpperCase() + text.slice(1);
