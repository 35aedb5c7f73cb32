// The axes of a small chart on a canvas: a grid, named ticks, and the names of both axes with their units.

import { colour } from './surface.js';
import { FONT } from './text.js';

/** @typedef {import('../facts/axes.js').Axis} Axis */
/** @typedef {{ left: number, top: number, width: number, height: number }} Box */
/** @typedef {{ x: (value: number) => number, y: (value: number) => number, box: Box }} Place where a value stands, in CSS pixels */

/** CSS pixels that the ticks and the name of an axis take. */
export const LEFT = 40;
export const HEAD = 24;
export const FOOT = 38;
const STRIDE = 34;

/**
 * Draws the axes around a box, the names of the horizontal one `below` pixels under it.
 * @param {CanvasRenderingContext2D} context
 * @param {Box} box
 * @param {Axis} x
 * @param {Axis} y
 * @param {number} [below]
 * @returns {Place}
 */
export function drawAxes(context, box, x, y, below = 0) {
  const place = {
    box,
    x: (/** @type {number} */ value) => box.left + at(x, value) * box.width,
    y: (/** @type {number} */ value) => box.top + (1 - at(y, value)) * box.height,
  };
  context.font = FONT;
  context.lineWidth = 1;
  for (const tick of y.ticks) row(context, box, place.y(tick), y.write(tick));
  const foot = box.top + box.height + below;
  const step = Math.ceil((x.ticks.length * STRIDE) / box.width);
  for (const tick of x.ticks.filter((_, i) => i % step === 0)) under(context, place.x(tick), foot, x.write(tick));
  context.fillText(x.label, box.left + box.width / 2, foot + 22);
  context.textAlign = 'left';
  context.textBaseline = 'bottom';
  context.fillText(y.label, 0, box.top - 9);
  return place;
}

/** @param {Axis} axis @param {number} value @returns {number} 0…1 */
function at({ low, high, log }, value) {
  return log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

/** @param {CanvasRenderingContext2D} context @param {Box} box @param {number} y @param {string} text */
function row(context, { left, width }, y, text) {
  context.fillStyle = colour('line');
  context.fillRect(left, Math.round(y), width, 1);
  context.fillStyle = colour('muted');
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  context.fillText(text, left - 6, y);
}

/** @param {CanvasRenderingContext2D} context @param {number} x @param {number} y @param {string} text */
function under(context, x, y, text) {
  context.fillStyle = colour('muted');
  context.textAlign = 'center';
  context.textBaseline = 'top';
  context.fillText(text, x, y + 6);
}
