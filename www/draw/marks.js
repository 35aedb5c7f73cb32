// What is drawn between the axes of a chart: lines, markers, whiskers, and reference lines such as chance. All
// lengths are in CSS pixels.

import { shape } from './shapes.js';
import { colour } from './surface.js';
import { haloed } from './text.js';

/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {[number, number]} Point */
/** @typedef {import('./axes.js').Place} Place */
/** @typedef {{ value: number, label: string }} Guide */

/** Marks that stand on one line before they run into each other. */
export const MOST_MARKS = 60;

const RADIUS = 5;

/**
 * A line through points.
 * @param {Context} context
 * @param {Point[]} points
 * @param {{ colour: string, width?: number, dash?: number[] }} look
 */
export function line(context, points, { colour: name, width = 1, dash = [] }) {
  context.save();
  context.strokeStyle = colour(name);
  context.lineWidth = width;
  context.setLineDash(dash);
  context.beginPath();
  for (const point of points) context.lineTo(...point);
  context.stroke();
  context.restore();
}

/**
 * A full mark with a seam of the card's colour, or a hollow one.
 * @param {Context} context
 * @param {Point} at
 * @param {{ colour: string, mark: string, hollow?: boolean }} look
 */
export function mark(context, [x, y], { colour: name, mark: form, hollow = false }) {
  const path = shape(form, x, y, RADIUS);
  context.save();
  context.fillStyle = colour(hollow ? 'card' : name);
  context.strokeStyle = colour(hollow ? name : 'card');
  context.lineWidth = hollow ? 1.5 : 1;
  context.fill(path);
  context.stroke(path);
  context.restore();
}

/**
 * A whisker: from where to where the true value may lie.
 * @param {Context} context
 * @param {Point} from
 * @param {Point} to straight above or beside it
 * @param {string} [name] of its colour
 */
export function whisker(context, from, to, name = 'ink') {
  const flat = from[1] === to[1];
  const end = (/** @type {Point} */ [x, y], /** @type {number} */ by) =>
    /** @type {Point} */ (flat ? [x, y + by] : [x + by, y]);
  const strokes = [[from, to], ...[from, to].map((point) => [end(point, -3), end(point, 3)])];
  for (const points of strokes) line(context, points, { colour: name, width: 1.25 });
}

/** A whisker on a seam of the card's colour, so that it shows on a bar and beside it. @param {Context} context @param {Point} from @param {Point} to */
export function seamed(context, from, to) {
  line(context, [from, to], { colour: 'card', width: 4 });
  whisker(context, from, to);
}

/** An upright post at the best possible. @param {Context} context @param {number} x @param {number} top @param {number} foot */
export function post(context, x, top, foot) {
  context.fillStyle = colour('card');
  context.fillRect(x - 2.5, top, 5, foot - top);
  context.fillStyle = colour('best');
  context.fillRect(x - 1.5, top, 3, foot - top);
}

/** A dotted line across. @param {Context} context @param {Place} place @param {Guide} guide */
export function drawGuide(context, { box, y }, { value }) {
  const across = [box.left, box.left + box.width].map((x) => /** @type {Point} */ ([x, y(value)]));
  line(context, across, { colour: 'muted', dash: [1, 4] });
}

/**
 * Names a line at its right end: above it where it stands high, where most curves begin or end just below, else below.
 * @param {Context} context
 * @param {Place} place
 * @param {Guide} guide
 */
export function nameGuide(context, { box, y }, { value, label }) {
  const high = y(value) < box.top + box.height / 2;
  context.textAlign = 'right';
  haloed(context, label, box.left + box.width - 4, y(value) + (high ? -9 : 10));
}
