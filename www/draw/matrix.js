// A confusion matrix on a canvas: rows are labels, columns are predicted classes; correct is blue, wrong is orange.
// Every cell has its count and its share of the row, so that colour is never the only sign. The theme keeps text
// readable on all cell colours. With many classes the cells are small, and text that has no room is left out.

import { percent, roundPercent, whole } from '../words/numbers.js';
import { words } from '../words/words.js';
import { colour } from './surface.js';
import { FONT, font } from './text.js';

/** @typedef {{ classes: string[], counts: number[][] }} Matrix */
/** @typedef {{ left: number, top: number, width: number, height: number }} Box */

/** Classes from which on cells are small. */
const MANY = 12;
/** CSS pixels: a cell is no lower than this, the matrix neither. */
const LOW = 54;
const LOWEST = 320;
/** CSS pixels of a small cell, and from which width on it has its count. */
const SMALL = 14;
const COUNTED = 24;
/** Pixels below which a cell is too narrow for tenths of a per cent and for its class's name. */
const NARROW = 68;
/** What names take beside the cells and, written upright, above them. */
const BESIDE = 108;
const ABOVE = 96;

/** Whether cells are small. @param {number} classes */
export function isDense(classes) {
  return classes > MANY;
}

/** The least room for a matrix, in CSS pixels. @param {number} classes */
export function leastSize(classes) {
  if (isDense(classes)) return { width: BESIDE + classes * SMALL, height: ABOVE + classes * SMALL };
  return { width: 0, height: Math.max(LOWEST, 50 + classes * LOW) };
}

/** The first cell. Names stand upright above cells too narrow for them. @param {number} width @param {number} height @param {number} classes @returns {Box} */
export function boxOf(width, height, classes) {
  const left = width < 420 ? 84 : BESIDE;
  const wide = (width - left) / classes;
  const top = wide < NARROW ? ABOVE : 50;
  return { left, top, width: wide, height: (height - top) / classes };
}

/** @param {CanvasRenderingContext2D} context @param {number} width @param {number} height @param {Matrix} matrix */
export function paintMatrix(context, width, height, { classes, counts }) {
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
  const size = isDense(classes.length) ? 10 : narrow ? 12 : 13;
  context.textBaseline = 'middle';
  context.textAlign = narrow ? 'left' : 'center';
  context.fillStyle = colour('muted');
  context.font = FONT;
  context.fillText(words.mistakes.predicted, narrow ? 0 : left + (classes.length * width) / 2, narrow ? top - 36 : 8);
  context.textAlign = 'left';
  context.fillText(words.mistakes.true, 0, top - 18);
  context.fillStyle = colour('ink');
  context.font = font(size, true);
  classes.forEach((name, i) => {
    context.textAlign = 'left';
    if (isDense(classes.length)) context.fillText(name, 0, top + (i + 0.5) * height, left - 4);
    else lines(context, name, 0, top + (i + 0.5) * height, left - 4);
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
  const low = height < LOW / 2;
  const [gap, round] = low ? [1, 2] : [3, 8];
  context.beginPath();
  context.roundRect(left + gap, top + gap, width - 2 * gap, height - 2 * gap, round);
  context.fillStyle = colour('cell');
  context.fill();
  context.globalAlpha = Math.sqrt(share);
  context.fillStyle = colour(right ? 'cell-right' : 'cell-wrong');
  context.fill();
  context.globalAlpha = 1;
  context.textAlign = 'center';
  context.fillStyle = colour('ink');
  const middle = left + width / 2;
  if (!low) written(context, middle, top + height / 2, width, count, share);
  else if (count && width >= COUNTED) {
    context.font = font(10);
    context.fillText(whole(count), middle, top + height / 2);
  }
}

/** The count of a cell above its share. @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {number} width @param {number} count @param {number} share */
function written(context, x, y, width, count, share) {
  const narrow = width < NARROW;
  context.font = font(narrow ? 15 : 18, true);
  context.fillText(whole(count), x, y - 9);
  context.font = font(narrow ? 11 : 12);
  context.fillText(narrow ? roundPercent(share) : percent(share), x, y + 12);
}
