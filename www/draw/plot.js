// A few lines through measured points on a canvas, with whiskers for their 95 % intervals. Lines differ in colour,
// marker and dash, and are named above the axes. It uses only numbers, no messages of the session.

import { drawAxes, FOOT, HEAD, LEFT } from './axes.js';
import { lineSign, paintKey } from './key.js';
import { drawGuide, line, MOST_MARKS, mark, nameGuide, whisker } from './marks.js';
import { showing } from './surface.js';

/** @typedef {import('../facts/axes.js').Axis} Axis */
/** @typedef {import('./axes.js').Place} Place */
/** @typedef {{ x: number, y: number, low?: number, high?: number }} Point `low` and `high` bound a whisker */

/**
 * @typedef {object} Series
 * @property {string} name
 * @property {string} colour of the theme
 * @property {string} mark the name of a shape in shapes.js
 * @property {boolean} [dashed] with hollow marks
 * @property {Point[]} points by rising x
 */

/** @typedef {{ x: Axis, y: Axis, series: Series[], guides: import('./marks.js').Guide[] }} Plot */

const DASH = [6, 4];

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {(plot: Plot) => void}
 */
export function createPlot(canvas) {
  return showing(canvas, paint);
}

/** @param {CanvasRenderingContext2D} context @param {number} width @param {number} height @param {Plot} plot */
function paint(context, width, height, { x, y, series, guides }) {
  const key = series.length < 2 ? [] : series.map((own) => ({ text: own.name, paint: lineSign(lookOf(own)) }));
  const top = HEAD + paintKey(context, key, width);
  const box = { left: LEFT, top, width: width - LEFT - 14, height: height - top - FOOT };
  const place = drawAxes(context, box, x, y);
  for (const guide of guides) drawGuide(context, place, guide);
  series.forEach((own, i) => {
    drawSeries(context, place, own, (i - (series.length - 1) / 2) * 3);
  });
  for (const guide of guides) nameGuide(context, place, guide);
}

/** @param {Series} series */
function lookOf({ colour, mark: form, dashed = false }) {
  return { colour, mark: form, width: 2, dash: dashed ? DASH : [], hollow: dashed };
}

/** @param {CanvasRenderingContext2D} context @param {Place} place @param {Series} series @param {number} aside CSS pixels, so that whiskers stand side by side */
function drawSeries(context, place, series, aside) {
  const look = lookOf(series);
  const at = series.points.map((point) => /** @type {[number, number]} */ ([place.x(point.x), place.y(point.y)]));
  line(context, at, look);
  series.points.forEach(({ low, high }, i) => {
    const x = at[i][0] + aside;
    if (low !== undefined && high !== undefined) whisker(context, [x, place.y(low)], [x, place.y(high)], look.colour);
  });
  if (at.length <= MOST_MARKS) for (const point of at) mark(context, point, look);
}
