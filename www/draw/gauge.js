// A share on a scale from 0 to 100 % on a canvas: a point, its 95 % interval, and named reference lines (“posts”).
// Each name has a row of its own, so that names never overlap.

import { NONE, shares } from '../facts/axes.js';
import { drawAxes, FOOT } from './axes.js';
import { colour, showing } from './surface.js';
import { haloed } from './text.js';

/** @typedef {{ value: number, label: string, colour: string }} Post */
/** @typedef {{ value: number, low: number, high: number, posts: Post[] }} Gauge all 0…1 */
/** @typedef {CanvasRenderingContext2D} Context */

/** CSS pixels: of a post's name, of the scale, and beside it. */
const ROW = 18;
const BAR = 10;
const SIDE = 12;

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {(gauge: Gauge) => void}
 */
export function createGauge(canvas) {
  return showing(canvas, paint);
}

/** @param {Context} context @param {number} width @param {number} height @param {Gauge} gauge */
function paint(context, width, height, { value, low, high, posts }) {
  const box = { left: SIDE, top: height - FOOT - BAR - 6, width: width - 2 * SIDE, height: BAR };
  context.fillStyle = colour('well');
  context.fillRect(box.left, box.top, box.width, box.height);
  const { x } = drawAxes(context, box, shares('accuracy (%)'), NONE, 4);
  context.fillStyle = colour('accent');
  context.globalAlpha = 0.4;
  context.fillRect(x(low), box.top, x(high) - x(low), box.height);
  context.globalAlpha = 1;
  const rows = posts.toSorted((one, other) => row(one) - row(other));
  rows.forEach((post, i) => {
    drawPost(context, post, x(post.value), [(i + 0.5) * ROW, box.top + box.height + 3]);
  });
  drawPoint(context, x(value), box.top + BAR / 2);
  rows.forEach(({ value: at, label }, i) => {
    context.textAlign = inward(at) ? 'right' : 'left';
    haloed(context, label, x(at) + (inward(at) ? -6 : 6), (i + 0.5) * ROW);
  });
}

/** Whether a name stands left of its post, where there is room. @param {number} value */
const inward = (value) => value > 0.5;

/** Orders the rows: the outer posts' names above the inner ones, so that no post runs through the name of another on its side. @param {Post} post */
const row = ({ value }) => (inward(value) ? -value : value);

/** @param {Context} context @param {Post} post @param {number} x @param {[number, number]} reach its top and its foot */
function drawPost(context, post, x, [top, foot]) {
  context.fillStyle = colour(post.colour);
  context.fillRect(x - 1, top - 7, 2, foot - top + 7);
}

/** @param {Context} context @param {number} x @param {number} y */
function drawPoint(context, x, y) {
  context.beginPath();
  context.arc(x, y, 8, 0, 2 * Math.PI);
  context.fillStyle = colour('accent');
  context.strokeStyle = colour('card');
  context.lineWidth = 2;
  context.fill();
  context.stroke();
}
