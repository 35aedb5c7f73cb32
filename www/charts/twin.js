// The table twin of a canvas: the same numbers, for whoever cannot or would rather not read them off a picture.

import { element } from './element.js';

/**
 * A cell that heads its row is written as `{ head }`, one that holds something else as a node.
 * @typedef {string | { head: string } | Node} Cell
 */

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

/** @param {Cell} content */
function cell(content) {
  if (typeof content === 'string' || content instanceof Node) return element('td', {}, content);
  return element('th', { scope: 'row' }, content.head);
}
