// The buttons over the cells of a confusion matrix: one stop for Tab, arrow keys move between cells, Enter or a
// click opens the events of a cell. Cells without events, and all cells before the predictions arrive, do nothing.

import { isDense } from '../draw/matrix.js';
import { words } from '../words/words.js';
import { element } from './element.js';

/** @typedef {import('../draw/matrix.js').Matrix} Matrix */

/** @type {Record<string, [number, number]>} rows down and columns to the right */
const STRIDES = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/**
 * @param {HTMLElement} host
 * @param {import('./matrix.js').Press} press
 */
export function createCells(host, press) {
  const group = element('div', { class: 'cells', role: 'group', 'aria-label': words.mistakes.cells });
  host.append(group);
  group.addEventListener('keydown', (event) => walk(group, event));
  group.addEventListener('focusin', ({ target }) => stand(group, /** @type {HTMLElement} */ (target)));
  group.addEventListener('click', ({ target }) => {
    const { row, column } = /** @type {HTMLElement} */ (target).dataset;
    const idle = /** @type {HTMLElement} */ (target).getAttribute('aria-disabled');
    if (row && column && !idle) press(Number(row), Number(column));
  });
  return {
    /** @param {Matrix} matrix @param {boolean} known whether the events of the cells are */
    fill: (matrix, known) => fill(group, matrix, known),
    /** @param {number} left where the first cell begins, in CSS pixels @param {number} top */
    place(left, top) {
      group.style.inset = `${top}px 0 0 ${left}px`;
    },
  };
}

/** Keeps the buttons that are there, and with them the focus. @param {HTMLElement} group @param {Matrix} matrix @param {boolean} known */
function fill(group, { classes, counts }, known) {
  if (group.children.length !== classes.length ** 2) {
    const made = classes.flatMap((_, row) => classes.map((_, column) => cell(row, column)));
    group.replaceChildren(...made);
    group.style.gridTemplate = `repeat(${classes.length}, 1fr) / repeat(${classes.length}, 1fr)`;
  }
  for (const button of group.querySelectorAll('button')) {
    const [row, column] = [Number(button.dataset.row), Number(button.dataset.column)];
    const text = textOf(classes, counts, row, column);
    button.setAttribute('aria-label', text);
    button.title = isDense(classes.length) ? text : ''; // there is no room for its count
    if (known && counts[row][column]) button.removeAttribute('aria-disabled');
    else button.setAttribute('aria-disabled', 'true');
  }
}

/** @param {number} row @param {number} column */
function cell(row, column) {
  const first = row + column === 0;
  return element('button', {
    type: 'button',
    tabindex: first ? 0 : -1,
    'data-row': row,
    'data-column': column,
  });
}

/**
 * The text of a cell.
 * @param {string[]} classes
 * @param {number[][]} counts
 * @param {number} row
 * @param {number} column
 */
export function textOf(classes, counts, row, column) {
  const all = counts[row].reduce((sum, next) => sum + next, 0);
  return words.mistakes.cell(classes[row], classes[column], counts[row][column], all);
}

/** @param {HTMLElement} group @param {HTMLElement} cell the one that Tab comes back to */
function stand(group, cell) {
  for (const button of group.querySelectorAll('button')) button.tabIndex = button === cell ? 0 : -1;
}

/** @param {HTMLElement} group @param {KeyboardEvent} event */
function walk(group, event) {
  const stride = STRIDES[event.key];
  if (!stride || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const { row, column } = /** @type {HTMLElement} */ (event.target).dataset;
  const next = `[data-row="${Number(row) + stride[0]}"][data-column="${Number(column) + stride[1]}"]`;
  const aim = group.querySelector(next);
  if (aim instanceof HTMLElement) aim.focus();
}
