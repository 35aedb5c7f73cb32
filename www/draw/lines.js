// The curves of a run on one canvas: training is solid with dots, validation is dashed with diamonds, and the best
// epoch is marked. It uses only columns of numbers, no messages of the session; its colours come from the theme.

import { words } from '../words/words.js';
import { createChart } from './chart.js';
import { drawGuide, line, MOST_MARKS, mark, nameGuide } from './marks.js';
import { haloed } from './text.js';

/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {import('./axes.js').Place} Place */

/**
 * What a chart shows.
 * @typedef {object} Curves
 * @property {import('../facts/points.js').Points} points
 * @property {number} epochs how many the axis spans
 * @property {number | null} best epoch
 * @property {import('./marks.js').Guide[]} guides horizontal lines to compare with
 */

/** @typedef {import('./chart.js').Setup['y'] & { high: boolean }} Axis `high`: whether good curves run along the top */

const HEIGHT = 260;
const HEAD = 18;
const EMPTY = { points: { x: [], fine: [], train: [], val: [] }, epochs: 10, best: null, guides: [] };

/**
 * @param {HTMLElement} host
 * @param {Axis} axis
 * @param {(epoch: number | null) => void} hover is called with the epoch that the pointer is over
 * @returns {(curves: Curves) => void} shows these curves
 */
export function createLines(host, axis, hover) {
  /** @type {Curves} */
  let shown = EMPTY;
  const chart = createChart(host, {
    height: HEIGHT,
    head: () => HEAD,
    epochs: () => shown.epochs,
    y: axis,
    lines: [
      { colour: 'fine', width: 1 },
      { colour: 'train', width: 2 },
      { colour: 'val', width: 2, dash: [7, 4] },
    ],
    over: (context, place) => drawOver(context, place, shown, axis.high),
    hover,
  });
  return (curves) => {
    shown = curves;
    const { x, fine, train, val } = curves.points;
    chart.show([x, fine, train, val]);
  };
}

/** @param {Context} context @param {Place} place @param {Curves} curves @param {boolean} high */
function drawOver(context, place, { points, epochs, best, guides }, high) {
  for (const guide of guides) {
    drawGuide(context, place, guide);
    nameGuide(context, place, guide);
  }
  if (best) drawBest(context, place, best, high);
  if (epochs > MOST_MARKS) return;
  drawMarks(context, place, points.x, points.train, { colour: 'train', mark: 'dot' });
  drawMarks(context, place, points.x, points.val, { colour: 'val', mark: 'diamond' });
}

/**
 * A mark at every value.
 * @param {Context} context
 * @param {Place} place
 * @param {number[]} x
 * @param {(number | null)[]} y
 * @param {{ colour: string, mark: string }} look
 */
function drawMarks(context, place, x, y, look) {
  y.forEach((value, i) => {
    if (value !== null) mark(context, [place.x(x[i]), place.y(value)], look);
  });
}

/**
 * An upright line at the best epoch so far, with its name on the side that has room.
 * @param {Context} context
 * @param {Place} place
 * @param {number} epoch
 * @param {boolean} low whether its name stands at the foot of the line, where curves run high
 */
function drawBest(context, { box, x }, epoch, low) {
  const [at, foot] = [x(epoch), box.top + box.height];
  const upright = [box.top, foot].map((y) => /** @type {[number, number]} */ ([at, y]));
  line(context, upright, { colour: 'best', width: 1.5, dash: [2, 3] });
  const onRight = at < box.left + box.width / 2;
  context.textAlign = onRight ? 'left' : 'right';
  haloed(context, words.curves.bestEpoch(epoch), at + (onRight ? 6 : -6), low ? foot - 12 : box.top + 10);
}
