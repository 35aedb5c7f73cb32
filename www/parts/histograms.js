// The distribution of each column in every class: one figure per column, the first few at once and the others on
// request.

import { createRidges } from '../draw/ridges.js';
import { distributionOf, quantile } from '../facts/bins.js';
import { named, sameLabels } from '../facts/named.js';
import { sheet } from '../facts/sheet.js';
import { measured, percent } from '../words/numbers.js';
import { words } from '../words/words.js';
import { element } from './element.js';
import { createFigure } from './figure.js';
import { createPieces } from './pieces.js';

/** @typedef {import('../state/update.js').UpdateOf<'dataset'>} Dataset */
/** @typedef {import('../facts/named.js').Column} Column */
/** @typedef {import('../facts/bins.js').Distribution} Distribution */
/** @typedef {import('../facts/sheet.js').Sheet} Sheet */
/** @typedef {{ label: string, frame: ReturnType<typeof createFigure>, show: ReturnType<typeof createRidges> }} Chart `label` of its column */

/** Figures that are made before all are asked for. */
const FIRST = 24;
/** Classes up to which a row is high, and the heights of a row and of the axis in rem. */
const FEW = 12;
const HIGH = 2.25;
const LOW = 1.125;
const AXIS = 2.125;
const SHARES = [0.1, 0.25, 0.5, 0.75, 0.9];

/** @param {HTMLElement} host @returns {(dataset: Dataset) => void} */
export function createHistograms(host) {
  /** @type {Chart[]} */
  let charts = [];
  const pieces = createPieces();
  const grid = element('div', { class: 'grid' });
  const more = element('button', { type: 'button', class: 'quiet more', hidden: true });
  host.append(grid, more);
  /** @type {() => void} */
  let showAll = () => {};
  more.addEventListener('click', () => showAll());
  return (dataset) => {
    const { columns } = named(dataset.schema);
    const show = (/** @type {number} */ many) => {
      if (!sameLabels(charts, columns.slice(0, many))) charts = furnish(grid, columns.slice(0, many));
      more.hidden = many >= columns.length;
      pieces(charts.map((chart, i) => () => fill(chart, i, dataset)));
    };
    more.textContent = words.worlds.allColumns(columns.length);
    showAll = () => show(columns.length);
    show(Math.max(sameLabels(charts, columns) ? columns.length : 0, FIRST));
  };
}

/** @param {HTMLElement} grid @param {Column[]} columns @returns {Chart[]} */
function furnish(grid, columns) {
  const made = columns.map(({ label }, i) => {
    const frame = createFigure({ name: `column-${i}`, title: words.worlds.distribution(label) });
    return { label, frame, show: createRidges(frame.canvas) };
  });
  grid.replaceChildren(...made.map(({ frame }) => frame.figure));
  return made;
}

/** @param {number} value of a column; not a number where no event of a class has a table */
const written = (value) => (Number.isNaN(value) ? '–' : measured(value));

/** @param {Chart} chart @param {number} place of its column @param {Dataset} dataset */
function fill({ frame, show }, place, { schema, columns }) {
  const { classes, columns: names } = named(schema);
  const { label, unit, levels } = names[place]; // of this data set: another one may have other levels
  const sizes = { features: names.length, classes: classes.length };
  const histogram = distributionOf(columns, place, sizes, levels?.length);
  frame.canvas.style.height = `${classes.length * (classes.length > FEW ? LOW : HIGH) + AXIS}rem`;
  if (levels) frame.describe(...ofLevels(label, levels, classes, histogram));
  else frame.describe(...ofNumbers(label, unit, classes, histogram));
  const write = levels ? (/** @type {number} */ value) => levels[value < 0 ? 0 : levels.length - 1] : written;
  show({ classes, histogram, axis: words.worlds.axis(label, unit), write });
}

/** The sentence and the table of a column of numbers. @param {string} label @param {string} unit @param {string[]} classes @param {Distribution} distribution @returns {[string, Sheet]} */
function ofNumbers(label, unit, classes, { values }) {
  const { worlds } = words;
  const medians = classes.map((name, i) => ({
    label: name,
    median: values[i].length ? quantile(values[i], 0.5) : null,
  }));
  const rows = values.map((own, i) => [{ head: classes[i] }, ...SHARES.map((share) => written(quantile(own, share)))]);
  return [worlds.medians(medians, unit), sheet(worlds.quantiles(label), worlds.quantileColumns, rows)];
}

/** The sentence and the table of a column of levels. @param {string} label @param {string[]} levels @param {string[]} classes @param {Distribution} distribution @returns {[string, Sheet]} */
function ofLevels(label, levels, classes, { counts }) {
  const { worlds } = words;
  const sums = counts.map((row) => row.reduce((sum, count) => sum + count, 0));
  const modes = classes.map((name, i) => ({
    label: name,
    level: sums[i] ? levels[counts[i].indexOf(Math.max(...counts[i]))] : null,
  }));
  const share = (/** @type {number} */ count, /** @type {number} */ i) => (sums[i] ? percent(count / sums[i]) : '–');
  const rows = counts.map((row, i) => [{ head: classes[i] }, ...row.map((count) => share(count, i))]);
  return [worlds.modes(modes), sheet(worlds.levels(label), [worlds.quantileColumns[0], ...levels], rows)];
}
