// A confusion matrix on a canvas: rows are true classes, columns predicted ones; right is blue, wrong is orange.
// Every cell says its count and its share of the row, so that nothing hangs on colour alone; the theme keeps the
// colours of cells so far from the ink that it can be read on all of them. Over each cell lies a button that says the same.

import { colour, surface } from '../draw/surface.js';
import { FONT, font } from '../draw/text.js';
import { percent, roundPercent, whole } from '../words/numbers.js';
import { words } from '../words/words.js';
import { createCells } from './cells.js';
import { element } from './element.js';

/** @typedef {{ classes: string[], counts: number[][] }} Matrix */
/** @typedef {{ left: number, top: number, width: number, height: number }} Box */
/** @typedef {(label: number, predicted: number) => void} Press */

const GAP = 3;
/** CSS pixels: a cell is no lower than this, the matrix neither. */
const LOW = 54;
const LOWEST = 320;
/** Pixels below which a cell is too narrow for tenths of a per cent and for its class's name. */
const NARROW = 68;

/**
 * @param {HTMLElement} host
 * @param {Press} press what a cell that holds events does
 * @returns {{ canvas: HTMLCanvasElement, show: (matrix: Matrix, known: boolean) => void }} `known`: whether the events of the cells are
 */
export function createMatrix(host, press) {
  const canvas = element('canvas', { role: 'img' });
  host.append(canvas);
  const cells = createCells(host, press);
  /** @type {Matrix | null} */
  let shown = null;
  const repaint = surface(canvas, (context, width, height) => {
    if (!shown) return;
    paint(context, width, height, shown);
    const { left, top } = boxOf(width, height, shown.classes.length);
    cells.place(left, top);
  });
  const show = (/** @type {Matrix} */ matrix, /** @type {boolean} */ known) => {
    shown = matrix;
    host.style.height = `${Math.max(LOWEST, 50 + matrix.classes.length * LOW)}px`;
    cells.fill(matrix, known);
    repaint();
  };
  return { canvas, show };
}

/** The first cell. Names stand upright above cells too narrow for them. @param {number} width @param {number} height @param {number} classes @returns {Box} */
function boxOf(width, height, classes) {
  const left = width < 420 ? 84 : 108;
  const wide = (width - left) / classes;
  const top = wide < NARROW ? 96 : 50;
  return { left, top, width: wide, height: (height - top) / classes };
}

/** @param {CanvasRenderingContext2D} context @param {number} width @param {number} height @param {Matrix} matrix */
function paint(context, width, height, { classes, counts }) {
  const box = boxOf(width, height, classes.length);
  names(context, classes, box);
  counts.forEach((row, y) => {
    const events = row.reduce((sum, count) => sum + count, 0);
    row.forEach((count, x) => {
      const at = { ...box, left: box.left + x * box.width, top: box.top + y * box.height };
      cell(context, at, count, events ? count / events : 0, x === y);
    });
  });
}

/** @param {CanvasRenderingContext2D} context @param {string[]} classes @param {Box} box of the first cell */
function names(context, classes, { left, top, width, height }) {
  const narrow = width < NARROW;
  context.textBaseline = 'middle';
  context.textAlign = narrow ? 'left' : 'center';
  context.fillStyle = colour('muted');
  context.font = FONT;
  context.fillText(words.mistakes.predicted, narrow ? 0 : left + (classes.length * width) / 2, narrow ? top - 36 : 8);
  context.textAlign = 'left';
  context.fillText(words.mistakes.true, 0, top - 18);
  context.fillStyle = colour('ink');
  context.font = font(narrow ? 12 : 13, true);
  classes.forEach((name, i) => {
    context.textAlign = 'left';
    lines(context, name, 0, top + (i + 0.5) * height, left - 4);
    context.textAlign = 'center';
    if (narrow) upright(context, name, left + (i + 0.5) * width, top - 4);
    else lines(context, name, left + (i + 0.5) * width, top - 20, width - 2);
  });
}

/** @param {CanvasRenderingContext2D} context @param {string} name @param {number} x @param {number} y of its beginning */
function upright(context, name, x, y) {
  context.save();
  context.translate(x, y);
  context.rotate(-Math.PI / 2);
  context.textAlign = 'left';
  context.fillText(name, 0, 0, y);
  context.restore();
}

/** @param {CanvasRenderingContext2D} context @param {string} name a line a word @param {number} x @param {number} y of its middle @param {number} width */
function lines(context, name, x, y, width) {
  const parts = name.split(' ');
  parts.forEach((part, i) => {
    context.fillText(part, x, y + (i - (parts.length - 1) / 2) * 16, width);
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
  context.font = font(width < NARROW ? 15 : 18, true);
  context.fillText(whole(count), x, y - 9);
  context.font = font(width < NARROW ? 11 : 12);
  context.fillText(width < NARROW ? roundPercent(share) : percent(share), x, y + 12);
}
