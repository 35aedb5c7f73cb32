// The data set at a glance: its story in one sentence, what could be reached on it, how frequent each class is, and how the
// numbers of each class are distributed.

import { createRidges } from '../../draw/ridges.js';
import { distributions, quantile } from '../../facts/bins.js';
import { countLabels } from '../../facts/filter.js';
import { named } from '../../facts/named.js';
import { story, untold } from '../../facts/story.js';
import { listed } from '../../parts/among.js';
import { changes, element, find, say } from '../../parts/element.js';
import { fold, table } from '../../parts/twin.js';
import { setName } from '../../words/names.js';
import { measured } from '../../words/numbers.js';
import { words } from '../../words/words.js';

/** @typedef {import('../../state/page.js').Page} Page */
/** @typedef {import('../../state/update.js').UpdateOf<'dataset'>} Dataset */
/** @typedef {import('../../facts/named.js').Column} Column */
/** @typedef {{ label: string, figure: HTMLElement, canvas: HTMLCanvasElement, show: ReturnType<typeof createRidges> }} Chart */

const changed = changes();
/** @type {Chart[]} */
let charts = [];

/** @param {HTMLElement} section @param {Page} page */
export function draw(section, page) {
  const { dataset } = page.data;
  if (!dataset) say(find(section, '.story'), untold(page));
  if (!changed(dataset)) return;
  for (const part of ['.pair', '.histograms']) find(section, part).hidden = !dataset;
  if (!dataset) return;
  say(find(section, '.story'), story(page.session.accepted));
  find(section, '.best').replaceChildren(reachable(dataset), ...notes(dataset));
  find(section, '.shares').replaceChildren(shares(dataset));
  fillHistograms(find(section, '.histograms'), dataset);
}

/** @param {Dataset} dataset */
function reachable({ best_possible: all }) {
  const rows = all.map((best) => [{ head: setName(best.modalities) }, bar(best.accuracy), words.best.figure(best)]);
  return table(words.best.title, words.best.columns, rows);
}

/** @param {Dataset} dataset @returns {HTMLElement[]} what “at most” and “±” mean, where they occur */
function notes({ best_possible: all }) {
  const texts = [
    ...(all.some((best) => best.upper_bound) ? [words.best.bound] : []),
    ...(all.some((best) => best.standard_error > 0) ? [words.best.error] : []),
  ];
  return texts.map((text) => element('p', { class: 'hint' }, text));
}

/** @param {Dataset} dataset */
function shares({ schema, columns, events, train, val, test }) {
  const { classes } = named(schema);
  const rows = countLabels(columns, classes.length).map((count, i) => [
    { head: classes[i] },
    bar(count / events),
    words.worlds.count(count, count / events),
  ]);
  return table(words.worlds.shares(events, train, val, test), words.worlds.shareColumns, rows);
}

/** A bar beside a figure that says the same. @param {number} share */
function bar(share) {
  return element('progress', { max: 1, value: share, 'aria-hidden': 'true' });
}

/** @param {HTMLElement} host @param {Dataset} dataset */
function fillHistograms(host, { schema, columns }) {
  const names = named(schema);
  if (!listed(charts, names.columns)) charts = furnish(find(host, '.grid'), names.columns);
  const sizes = { features: names.columns.length, classes: names.classes.length };
  distributions(columns, sizes).forEach((distribution, i) => {
    fillChart(charts[i], names.columns[i], names.classes, distribution);
  });
}

/** @param {HTMLElement} host @param {Column[]} columns @returns {Chart[]} */
function furnish(host, columns) {
  const made = columns.map(({ label }) => {
    const canvas = element('canvas', { role: 'img' });
    const name = words.worlds.distribution(label);
    const twin = fold(name, canvas);
    const title = element('figcaption', {}, element('h3', {}, name));
    const around = element('figure', {}, title, canvas, element('p', { class: 'hint' }), twin);
    return { label, figure: around, canvas, show: createRidges(canvas) };
  });
  host.replaceChildren(...made.map((chart) => chart.figure));
  return made;
}

/** @param {number} value of a feature; not a number where no event of a class has a table */
const told = (value) => (Number.isNaN(value) ? '–' : measured(value));

/**
 * @param {Chart} chart
 * @param {Column} column
 * @param {string[]} classes
 * @param {import('../../facts/bins.js').Distribution} distribution
 */
function fillChart({ figure: around, canvas, show }, { label, unit }, classes, distribution) {
  const { worlds } = words;
  const median = (/** @type {number[]} */ values) => (values.length ? quantile(values, 0.5) : null);
  const medians = classes.map((name, i) => ({ label: name, median: median(distribution.values[i]) }));
  const summary = worlds.medians(medians, unit);
  say(find(around, '.hint'), summary);
  canvas.setAttribute('aria-label', worlds.distributionOf(label, summary));
  canvas.style.height = `${classes.length * 2.25 + 2.125}rem`;
  show({ classes, histogram: distribution, axis: worlds.axis(label, unit), write: told });
  const rows = distribution.values.map((values, i) => [
    { head: classes[i] },
    ...[0.1, 0.25, 0.5, 0.75, 0.9].map((share) => told(quantile(values, share))),
  ]);
  find(around, '.scroll').replaceChildren(table(worlds.quantiles(label), worlds.quantileColumns, rows));
}
