// What a chart of curves shows beyond lines: a mark per epoch, the best epoch, and a line to compare with.
// It draws on uPlot's canvas, in the canvas's own pixels.

import { shape } from './shapes.js';
import { colour } from './surface.js';

/** @typedef {import('uplot')} Chart */
/** @typedef {{ value: number, label: string }} Guide */

/** @param {Chart} chart @param {(context: CanvasRenderingContext2D, ratio: number) => void} paint */
function isolated(chart, paint) {
  chart.ctx.save();
  paint(chart.ctx, globalThis.devicePixelRatio || 1);
  chart.ctx.restore();
}

/**
 * A dot or a diamond at every value.
 * @param {Chart} chart
 * @param {number[]} x
 * @param {(number | null)[]} y
 * @param {string} name of a colour
 * @param {boolean} diamond
 */
export function drawMarkers(chart, x, y, name, diamond) {
  isolated(chart, (context, ratio) => {
    context.fillStyle = colour(name);
    context.strokeStyle = colour('card');
    context.lineWidth = ratio;
    context.setLineDash([]); // the last line's dashes are still there
    y.forEach((value, i) => {
      if (value === null) return;
      const [left, top] = [chart.valToPos(x[i], 'x', true), chart.valToPos(value, 'y', true)];
      const path = shape(diamond ? 'diamond' : 'dot', left, top, (diamond ? 5 : 4.5) * ratio);
      context.fill(path);
      context.stroke(path);
    });
  });
}

/**
 * A vertical line at the best epoch so far, with its name on the side that has room.
 * @param {Chart} chart
 * @param {number} epoch
 * @param {boolean} low whether its name stands at the foot of the line, where curves run high
 */
export function drawBest(chart, epoch, low) {
  isolated(chart, (context, ratio) => {
    const { left, top, width, height } = chart.bbox;
    const at = chart.valToPos(epoch, 'x', true);
    context.strokeStyle = colour('best');
    context.lineWidth = 1.5 * ratio;
    context.setLineDash([2 * ratio, 3 * ratio]);
    stroke(context, [at, top], [at, top + height]);
    const onRight = at < left + width / 2;
    write(
      context,
      ratio,
      `best epoch ${epoch}`,
      [at + (onRight ? 6 : -6) * ratio, low ? top + height - 12 * ratio : top + 10 * ratio],
      onRight,
    );
  });
}

/**
 * A horizontal line, named at its right end: above it where it stands high, where curves end just below, else below.
 * @param {Chart} chart
 * @param {Guide} guide
 */
export function drawGuide(chart, { value, label }) {
  isolated(chart, (context, ratio) => {
    const { left, top, width, height } = chart.bbox;
    const at = chart.valToPos(value, 'y', true);
    const by = at < top + height / 2 ? -9 : 10;
    context.strokeStyle = colour('muted');
    context.lineWidth = ratio;
    context.setLineDash([ratio, 4 * ratio]);
    stroke(context, [left, at], [left + width, at]);
    write(context, ratio, label, [left + width - 4 * ratio, at + by * ratio], false);
  });
}

/** @param {CanvasRenderingContext2D} context @param {[number, number]} from @param {[number, number]} to */
function stroke(context, from, to) {
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}

/** @param {CanvasRenderingContext2D} context @param {number} ratio @param {string} text @param {[number, number]} at @param {boolean} rightwards */
function write(context, ratio, text, at, rightwards) {
  context.font = `${12 * ratio}px system-ui, sans-serif`;
  context.textAlign = rightwards ? 'left' : 'right';
  context.textBaseline = 'middle';
  context.lineWidth = 4 * ratio;
  context.lineJoin = 'round';
  context.setLineDash([]);
  context.strokeStyle = colour('card');
  context.strokeText(text, ...at);
  context.fillStyle = colour('ink');
  context.fillText(text, ...at);
}
