// A few lines through measured points on a canvas, with whiskers where the true values may lie. Lines differ in colour, mark and
// dash, and are named above the axes. It knows no message, only numbers.

import { drawAxes, drawGuide, FONT, FOOT, HEAD, LEFT, nameGuide, whisker } from './axes.js';
import { shape } from './shapes.js';
import { colour, showing } from './surface.js';

/** @typedef {import('./axes.js').Axis} Axis */
/** @typedef {import('./axes.js').Place} Place */
/** @typedef {{ x: number, y: number, low?: number, high?: number }} Point `low` and `high` bound a whisker */

/**
 * @typedef {object} Series
 * @property {string} name
 * @property {string} colour of the theme
 * @property {string} form of its marks, one that shapes.js knows
 * @property {boolean} [dashed]
 * @property {Point[]} points by rising x
 */

/** @typedef {{ x: Axis, y: Axis, series: Series[], guides: import('./marks.js').Guide[] }} Plot */

const ROW = 18;
const SWATCH = 26;
const APART = 14;
const RADIUS = 5;
/** Marks that stand on one line before they run into each other. */
const MOST_MARKS = 60;

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {(plot: Plot) => void}
 */
export function createPlot(canvas) {
  return showing(canvas, paint);
}

/** @param {CanvasRenderingContext2D} context @param {number} width @param {number} height @param {Plot} plot */
function paint(context, width, height, { x, y, series, guides }) {
  context.font = FONT;
  const top = HEAD + drawNames(context, width, series);
  const box = { left: LEFT, top, width: width - LEFT - 14, height: height - top - FOOT };
  const place = drawAxes(context, box, x, y);
  for (const guide of guides) drawGuide(context, place, guide);
  series.forEach((line, i) => {
    drawSeries(context, place, line, (i - (series.length - 1) / 2) * 3);
  });
  for (const guide of guides) nameGuide(context, place, guide);
}

/** Names the lines in as many rows as they need. @param {CanvasRenderingContext2D} context @param {number} width @param {Series[]} series @returns {number} the rows' height */
function drawNames(context, width, series) {
  if (series.length < 2) return 0;
  let [left, top] = [0, 0];
  for (const { name, ...line } of series) {
    const wide = SWATCH + 6 + context.measureText(name).width;
    if (left && left + wide > width) [left, top] = [0, top + ROW];
    ink(context, line);
    stroke(context, [
      [left, top + ROW / 2],
      [left + SWATCH, top + ROW / 2],
    ]);
    mark(context, line, left + SWATCH / 2, top + ROW / 2);
    context.fillStyle = colour('ink');
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.fillText(name, left + SWATCH + 6, top + ROW / 2);
    left += wide + APART;
  }
  return top + ROW + 4;
}

/** @param {CanvasRenderingContext2D} context @param {Place} place @param {Series} series @param {number} aside CSS pixels, so that whiskers stand side by side */
function drawSeries(context, place, series, aside) {
  const { points } = series;
  ink(context, series);
  stroke(
    context,
    points.map((point) => [place.x(point.x), place.y(point.y)]),
  );
  for (const { x, low, high } of points) {
    const at = place.x(x) + aside;
    if (low !== undefined && high !== undefined) whisker(context, [at, place.y(low)], [at, place.y(high)]);
  }
  if (points.length > MOST_MARKS) return;
  for (const { x, y } of points) mark(context, series, place.x(x), place.y(y));
}

/** @param {CanvasRenderingContext2D} context @param {{ colour: string, dashed?: boolean }} line */
function ink(context, { colour: name, dashed }) {
  context.strokeStyle = colour(name);
  context.lineWidth = 2;
  context.setLineDash(dashed ? [6, 4] : []);
}

/** @param {CanvasRenderingContext2D} context @param {[number, number][]} points */
function stroke(context, points) {
  context.beginPath();
  for (const point of points) context.lineTo(...point);
  context.stroke();
  context.setLineDash([]);
}

/** A full mark, or a hollow one on a dashed line. @param {CanvasRenderingContext2D} context @param {Omit<Series, 'name' | 'points'>} line @param {number} x @param {number} y */
function mark(context, { colour: name, form, dashed }, x, y) {
  const path = shape(form, x, y, RADIUS);
  context.fillStyle = colour(dashed ? 'card' : name);
  context.strokeStyle = colour(dashed ? name : 'card');
  context.lineWidth = dashed ? 1.5 : 1;
  context.fill(path);
  context.stroke(path);
  context.strokeStyle = colour(name);
}
