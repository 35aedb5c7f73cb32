// The data set at a glance: its story in one sentence, what could be reached on it, how frequent each class is, and how the
// numbers of each class are distributed.

import { createRidges } from '../../draw/ridges.js';
import { figure } from '../../facts/best.js';
import { distributions, quantile } from '../../facts/bins.js';
import { countLabels } from '../../facts/filter.js';
import { story, untold } from '../../facts/story.js';
import { listed } from '../../parts/among.js';
import { changes, element, find, say } from '../../parts/element.js';
import { fold, table } from '../../parts/twin.js';
import { setName } from '../../words/names.js';
import { measured, percent, whole } from '../../words/numbers.js';

/** @typedef {import('../../state/page.js').Page} Page */
/** @typedef {import('../../state/update.js').UpdateOf<'dataset'>} Dataset */
/** @typedef {Dataset['schema']['features'][number]} Feature */
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
  const rows = all.map((best) => [{ head: setName(best.modalities) }, bar(best.accuracy), figure(best)]);
  return table('Best possible accuracy', ['With', '', 'Accuracy'], rows);
}

/** @param {Dataset} dataset @returns {HTMLElement[]} what “at most” and “±” mean, where they occur */
function notes({ best_possible: all }) {
  const bound = 'At most: an upper bound, because noise on picture or sound puts even that out of reach.';
  const words = [
    ...(all.some((best) => best.upper_bound) ? [bound] : []),
    ...(all.some((best) => best.standard_error > 0) ? ['±: the standard error of a simulation.'] : []),
  ];
  return words.map((text) => element('p', { class: 'hint' }, text));
}

/** @param {Dataset} dataset */
function shares({ schema, columns, events, train, val, test }) {
  const rows = countLabels(columns, schema.classes.length).map((count, i) => [
    { head: schema.classes[i] },
    bar(count / events),
    `${whole(count)} (${percent(count / events)})`,
  ]);
  const splits = `${whole(train)} to learn from, ${whole(val)} for validation, ${whole(test)} for the test`;
  return table(`Events by label: ${whole(events)} in all, ${splits}`, ['Label', '', 'Events'], rows);
}

/** A bar beside a figure that says the same. @param {number} share */
function bar(share) {
  return element('progress', { max: 1, value: share, 'aria-hidden': 'true' });
}

/** @param {HTMLElement} host @param {Dataset} dataset */
function fillHistograms(host, { schema, columns }) {
  if (!listed(charts, schema.features)) charts = furnish(find(host, '.grid'), schema.features);
  const sizes = { features: schema.features.length, classes: schema.classes.length };
  distributions(columns, sizes).forEach((distribution, i) => {
    fillChart(charts[i], schema.features[i], schema.classes, distribution);
  });
}

/** @param {HTMLElement} host @param {Feature[]} features @returns {Chart[]} */
function furnish(host, features) {
  const made = features.map(({ label }) => {
    const canvas = element('canvas', { role: 'img' });
    const name = `${label} in each class`;
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
 * @param {Feature} feature
 * @param {string[]} classes
 * @param {import('../../facts/bins.js').Distribution} distribution
 */
function fillChart({ figure: around, canvas, show }, { label, unit }, classes, distribution) {
  const write = (/** @type {number} */ value) => `${measured(value)} ${unit}`.trim();
  const middle = (/** @type {number[]} */ values) => (values.length ? write(quantile(values, 0.5)) : '(no table)');
  const middles = classes.map((name, i) => `${name} ${middle(distribution.values[i])}`);
  const summary = `Medians: ${middles.join(', ')}.`;
  say(find(around, '.hint'), summary);
  canvas.setAttribute('aria-label', `Histogram of ${label} for each class. ${summary}`);
  canvas.style.height = `${classes.length * 2.25 + 2.125}rem`;
  show({ classes, histogram: distribution, axis: unit ? `${label} (${unit})` : label, write: told });
  const rows = distribution.values.map((values, i) => [
    { head: classes[i] },
    ...[0.1, 0.25, 0.5, 0.75, 0.9].map((share) => told(quantile(values, share))),
  ]);
  const columns = ['Label', '10 %', '25 %', 'Median', '75 %', '90 %'];
  find(around, '.scroll').replaceChildren(table(`${label}: what so many of the events lie below`, columns, rows));
}
