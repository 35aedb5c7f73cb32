// A confusion matrix on a canvas: rows are true classes, columns predicted ones; right is blue, wrong is orange.
// Every cell says its count and its share of the row, so that nothing hangs on colour alone; the theme keeps the
// colours of cells so far from the ink that it can be read on all of them.

import { percent, whole } from './numbers.js';
import { colour, surface } from './surface.js';

/** @typedef {{ classes: string[], counts: number[][] }} Matrix */
/** @typedef {{ left: number, top: number, width: number, height: number }} Box */

const FONT = 'system-ui, sans-serif';
const GAP = 3;

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {(matrix: Matrix) => void} shows this matrix
 */
export function createMatrix(canvas) {
  /** @type {Matrix | null} */
  let shown = null;
  const repaint = surface(canvas, (context, width, height) => shown && paint(context, width, height, shown));
  return (matrix) => {
    shown = matrix;
    repaint();
  };
}

/** @param {CanvasRenderingContext2D} context @param {number} width @param {number} height @param {Matrix} matrix */
function paint(context, width, height, { classes, counts }) {
  const left = width < 420 ? 84 : 108;
  const top = 50;
  const box = { left, top, width: (width - left) / classes.length, height: (height - top) / classes.length };
  names(context, classes, box);
  counts.forEach((row, y) => {
    const events = row.reduce((sum, count) => sum + count, 0);
    row.forEach((count, x) => {
      const at = { ...box, left: left + x * box.width, top: top + y * box.height };
      cell(context, at, count, events ? count / events : 0, x === y);
    });
  });
}

/** @param {CanvasRenderingContext2D} context @param {string[]} classes @param {Box} box of the first cell */
function names(context, classes, { left, top, width, height }) {
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  context.fillStyle = colour('muted');
  context.font = `12px ${FONT}`;
  context.fillText('predicted →', left + (classes.length * width) / 2, 8);
  context.textAlign = 'left';
  context.fillText('true ↓', 0, top - 18);
  context.fillStyle = colour('ink');
  context.font = `600 13px ${FONT}`;
  classes.forEach((name, i) => {
    context.textAlign = 'center';
    lines(context, name, left + (i + 0.5) * width, top - 20);
    context.textAlign = 'left';
    lines(context, name, 0, top + (i + 0.5) * height);
  });
}

/** @param {CanvasRenderingContext2D} context @param {string} name a line a word @param {number} x @param {number} y of its middle */
function lines(context, name, x, y) {
  const words = name.split(' ');
  words.forEach((word, i) => {
    context.fillText(word, x, y + (i - (words.length - 1) / 2) * 16);
  });
}

/** @param {CanvasRenderingContext2D} context @param {Box} box @param {number} count @param {number} share @param {boolean} right */
function cell(context, { left, top, width, height }, count, share, right) {
  const [x, y] = [left + width / 2, top + height / 2];
  context.beginPath();
  context.roundRect(left + GAP, top + GAP, width - 2 * GAP, height - 2 * GAP, 8);
  context.fillStyle = colour('cell');
  context.fill();
  context.globalAlpha = Math.sqrt(share);
  context.fillStyle = colour(right ? 'cell-right' : 'cell-wrong');
  context.fill();
  context.globalAlpha = 1;
  context.textAlign = 'center';
  context.fillStyle = colour('ink');
  context.font = `600 18px ${FONT}`;
  context.fillText(whole(count), x, y - 9);
  context.font = `12px ${FONT}`;
  context.fillText(percent(share), x, y + 12);
}
