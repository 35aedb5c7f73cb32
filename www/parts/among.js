// The numbers of one event in a table: each with its unit, and a small histogram of its class with a mark at the
// value.

import { createPlace } from '../draw/ridges.js';
import { distributionOf, rank, shareOf } from '../facts/bins.js';
import { named, sameLabels } from '../facts/named.js';
import { words } from '../words/words.js';
import { element, find, say } from './element.js';
import { createPieces } from './pieces.js';
import { table } from './twin.js';

/** @typedef {import('../state/update.js').UpdateOf<'dataset'>} Dataset */
/** @typedef {{ label: number, table: number[] }} Numbers */
/** @typedef {{ label: string, value: HTMLElement, below: HTMLElement, canvas: HTMLCanvasElement, show: ReturnType<typeof createPlace> }} Row */

/** Rows that are filled before the event is shown; more follow in pieces. */
const FIRST = 24;

/**
 * @param {HTMLElement} host
 * @returns {(event: Numbers, dataset: Dataset) => void}
 */
export function createAmong(host) {
  /** @type {Row[]} */
  let rows = [];
  const pieces = createPieces();
  return (event, dataset) => {
    const { classes, columns } = named(dataset.schema);
    if (!sameLabels(rows, columns)) rows = furnish(host, columns);
    say(find(host, 'caption'), words.among.caption(classes[event.label]));
    const filled = rows.map((row, i) => () => fill(row, i, event, dataset));
    for (const piece of filled.slice(0, FIRST)) piece();
    pieces(filled.slice(FIRST));
  };
}

/** @param {Row} row @param {number} place of its column @param {Numbers} event @param {Dataset} dataset */
function fill({ value: figure, below, canvas, show }, place, event, { schema, columns }) {
  const names = named(schema);
  const { label, unit, levels } = names.columns[place];
  const sizes = { features: names.columns.length, classes: names.classes.length };
  const { low, high, counts, values } = distributionOf(columns, place, sizes, levels?.length);
  const value = event.table[place];
  const own = values[event.label];
  const text = levels ? (levels[value] ?? '–') : words.among.value(value, unit);
  const among = levels ? words.among.shared(shareOf(own, value)) : words.among.above(rank(own, value));
  say(figure, text);
  say(below, among);
  canvas.setAttribute('aria-label', words.among.described(label, text, among, names.classes[event.label]));
  show({ counts: counts[event.label], low, high, value });
}

/** @param {HTMLElement} host @param {{ label: string }[]} columns @returns {Row[]} */
function furnish(host, columns) {
  const rows = columns.map(({ label }) => {
    const canvas = element('canvas', { role: 'img' });
    return { label, value: element('span'), below: element('span'), canvas, show: createPlace(canvas) };
  });
  const cells = rows.map(({ label, value, canvas, below }) => [{ head: label }, value, canvas, below]);
  host.replaceChildren(table(' ', words.among.columns, cells));
  return rows;
}
