// The table that belongs to a canvas: the same numbers, for readers who cannot see the chart or prefer a table.

import { words } from '../words/words.js';
import { downloads } from './download.js';
import { element } from './element.js';

/**
 * A cell that heads its row is written as `{ head }`, one that holds something else as a node.
 * @typedef {string | { head: string } | Node} Cell
 */

/**
 * Where a chart's table is folded away, with the buttons that save both. The table goes into its `.scroll`.
 * @param {string} name what the chart shows
 * @param {HTMLCanvasElement} canvas
 * @param {string} [note] what its lines are, if the canvas does not show it
 */
export function fold(name, canvas, note) {
  const host = element('div', { class: 'scroll' });
  const saved = downloads(name, { canvas, table: host, note });
  const summary = element('summary', { 'aria-label': words.figure.twinOf(name) }, words.figure.twin);
  return element('details', { class: 'twin' }, summary, host, saved);
}

/**
 * @param {string} caption
 * @param {string[]} columns
 * @param {Cell[][]} rows
 * @returns {HTMLTableElement}
 */
export function table(caption, columns, rows) {
  const heads = columns.map((text) => element('th', { scope: 'col' }, text));
  return element(
    'table',
    {},
    element('caption', {}, caption),
    element('thead', {}, element('tr', {}, ...heads)),
    element('tbody', {}, ...rows.map((cells) => element('tr', {}, ...cells.map(cell)))),
  );
}

/** @param {import('../facts/sheet.js').Sheet} sheet */
export function tableOf({ caption, columns, rows }) {
  return table(caption, columns, rows);
}

/** @param {Cell} content */
function cell(content) {
  if (typeof content === 'string' || content instanceof Node) return element('td', {}, content);
  return element('th', { scope: 'row' }, content.head);
}
