// Histograms on a canvas: one row per class on a common axis, with the class name on the left, so that classes can
// be recognised without colour. There is also a small one: a single class with a mark at one value.

import { binOf } from '../facts/bins.js';
import { colour, showing } from './surface.js';
import { FONT } from './text.js';

/** @typedef {{ classes: string[], histogram: import('../facts/bins.js').Histogram, axis: string, write: (value: number) => string }} Ridges */
/** @typedef {{ counts: number[], low: number, high: number, value: number }} Place */
/** @typedef {{ left: number, top: number, width: number, height: number }} Box */

const FOOT = 34;
const GAP = 4;

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {(ridges: Ridges) => void}
 */
export function createRidges(canvas) {
  return showing(canvas, paint);
}

/** @param {CanvasRenderingContext2D} context @param {number} width @param {number} height @param {Ridges} ridges */
function paint(context, width, height, { classes, histogram, axis, write }) {
  context.font = FONT;
  const left = Math.ceil(Math.max(...classes.map((name) => context.measureText(name).width))) + 8;
  const row = (height - FOOT) / classes.length;
  histogram.counts.forEach((counts, i) => {
    const box = { left, top: i * row + GAP, width: width - left, height: row - GAP };
    bars(context, box, counts, colour('table'));
    context.fillStyle = colour('ink');
    context.textAlign = 'left';
    context.textBaseline = 'bottom';
    context.fillText(classes[i], 0, box.top + box.height);
  });
  context.fillStyle = colour('muted');
  context.textBaseline = 'top';
  context.fillText(write(histogram.low), left, height - FOOT + 4);
  context.textAlign = 'center';
  context.fillText(axis, (left + width) / 2, height - FOOT + 19);
  context.textAlign = 'right';
  context.fillText(write(histogram.high), width, height - FOOT + 4);
}

/** @param {CanvasRenderingContext2D} context @param {Box} box @param {number[]} counts @param {string} fill */
function bars(context, { left, top, width, height }, counts, fill) {
  const most = Math.max(...counts, 1);
  const step = width / counts.length;
  context.fillStyle = fill;
  counts.forEach((count, i) => {
    const tall = (count / most) * height;
    context.fillRect(left + i * step + 0.5, top + height - tall, step - 1, tall);
  });
  context.fillStyle = colour('edge');
  context.fillRect(left, top + height, width, 1);
}

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {(place: Place) => void}
 */
export function createPlace(canvas) {
  return showing(canvas, paintPlace);
}

/** @param {CanvasRenderingContext2D} context @param {number} width @param {number} height @param {Place} place */
function paintPlace(context, width, height, { counts, low, high, value }) {
  bars(context, { left: 0, top: 7, width, height: height - 8 }, counts, colour('edge'));
  const x = ((binOf(value, { low, high }, counts.length) + 0.5) / counts.length) * width;
  context.fillStyle = colour('ink');
  context.fillRect(x - 1, 6, 2, height - 6);
  context.beginPath();
  context.moveTo(x - 5, 0);
  context.lineTo(x + 5, 0);
  context.lineTo(x, 7);
  context.fill();
}
