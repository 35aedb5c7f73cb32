// A confusion matrix whose cells are buttons: over each drawn cell is a button with the same text.

import { boxOf, isDense, leastSize, paintMatrix } from '../draw/matrix.js';
import { surface } from '../draw/surface.js';
import { createCells } from './cells.js';
import { element } from './element.js';

/** @typedef {import('../draw/matrix.js').Matrix} Matrix */
/** @typedef {(label: number, predicted: number) => void} Press */

/**
 * @param {HTMLElement} host
 * @param {Press} press what a cell that holds events does
 * @returns {(matrix: Matrix, known: boolean) => void} `known`: whether the events of the cells are
 */
export function createMatrix(host, press) {
  const canvas = element('canvas', { role: 'img' });
  host.append(canvas);
  const cells = createCells(host, press);
  /** @type {Matrix | null} */
  let shown = null;
  const repaint = surface(canvas, (context, width, height) => {
    if (!shown) return;
    paintMatrix(context, width, height, shown);
    const { left, top } = boxOf(width, height, shown.classes.length);
    cells.place(left, top);
  });
  return (matrix, known) => {
    shown = matrix;
    const { width, height } = leastSize(matrix.classes.length);
    host.style.height = `${height}px`;
    host.style.minWidth = `${width}px`;
    host.classList.toggle('dense', isDense(matrix.classes.length));
    cells.fill(matrix, known);
    repaint();
  };
}
