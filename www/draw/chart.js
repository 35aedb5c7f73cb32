// A chart of curves over the epochs of a run, built on uPlot: the axes, sizes and colours that all such charts
// share. Coordinates for drawing over the curves are in CSS pixels.

import { ticks } from '../facts/points.js';
import { words } from '../words/words.js';
import { colour, onTheme } from './surface.js';
import { FONT } from './text.js';
import uPlot from './uplot.js';

/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {import('./axes.js').Place} Place */

/**
 * @typedef {object} Setup
 * @property {number} height CSS pixels
 * @property {(context: Context, width: number) => number} head CSS pixels above the axes
 * @property {() => number} epochs that the horizontal axis spans
 * @property {{ label: string, write: (value: number) => string, top: (highest: number | null) => number }} y from 0 to `top`
 * @property {{ colour: string, width: number, dash?: number[] }[]} lines
 * @property {(context: Context, place: Place, width: number) => void} over draws over the curves
 * @property {(epoch: number | null) => void} [hover] is called with the epoch that the pointer is over
 */

/** @param {HTMLElement} host @param {Setup} setup */
export function createChart(host, setup) {
  const chart = new uPlot(options(host, setup), [[]], host);
  new ResizeObserver(() => chart.setSize(size(host, setup))).observe(host);
  onTheme(() => chart.redraw(false, true));
  chart.ctx.canvas.setAttribute('role', 'img');
  return {
    /** @param {uPlot.AlignedData} columns */
    show: (columns) => chart.setData(columns),
    /** @param {number} line its place in `lines` @param {number} width */
    widen(line, width) {
      chart.series[1 + line].width = width;
    },
  };
}

/** @param {HTMLElement} host @param {Setup} setup */
const size = (host, { height }) => ({ width: Math.max(host.clientWidth, 200), height });

/** @param {HTMLElement} host @param {Setup} setup @returns {uPlot.Options} */
function options(host, setup) {
  const { head, epochs, y, lines, over, hover } = setup;
  return {
    ...size(host, setup),
    padding: [(chart) => head(chart.ctx, chart.width), 12, 0, 0],
    legend: { show: false },
    cursor: { show: !!hover, y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: {
      x: { time: false, range: () => [0, epochs()] },
      y: { range: (_, __, highest) => [0, y.top(highest)] },
    },
    axes: [xAxis(epochs), yAxis(y)],
    series: [{}, ...lines.map(series)],
    hooks: {
      draw: [(chart) => inPixels(chart, over)],
      setCursor: hover ? [(chart) => hover(pointed(chart, epochs()))] : [],
    },
  };
}

/** @param {Setup['lines'][number]} line @returns {uPlot.Series} */
function series({ colour: name, width, dash }) {
  return { stroke: () => colour(name), width, dash, spanGaps: true, points: { show: false } };
}

/** @returns {uPlot.Axis} */
function common() {
  const grid = { stroke: () => colour('line'), width: 1 };
  return { stroke: () => colour('muted'), font: FONT, labelFont: FONT, grid, ticks: { show: false } };
}

/** @param {() => number} epochs @returns {uPlot.Axis} */
function xAxis(epochs) {
  const splits = (/** @type {uPlot} */ chart) => ticks(epochs(), Math.max(2, Math.floor(chart.width / 32)));
  const values = (/** @type {uPlot} */ _, /** @type {number[]} */ at) => at.map(String);
  return { ...common(), splits, values, label: words.curves.epochAxis, labelSize: 18, size: 26, gap: 4 };
}

/** @param {Setup['y']} axis @returns {uPlot.Axis} */
function yAxis({ label, write }) {
  const values = (/** @type {uPlot} */ _, /** @type {number[]} */ at) => at.map(write);
  return { ...common(), values, label, labelSize: 20, size: 48, space: 40 };
}

/** @param {uPlot} chart @param {Setup['over']} over */
function inPixels(chart, over) {
  const ratio = globalThis.devicePixelRatio || 1;
  const { left, top, width, height } = chart.bbox;
  const box = { left: left / ratio, top: top / ratio, width: width / ratio, height: height / ratio };
  chart.ctx.save();
  chart.ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  chart.ctx.setLineDash([]); // the last line's dashes are still there
  over(
    chart.ctx,
    {
      box,
      x: (value) => chart.valToPos(value, 'x', true) / ratio,
      y: (value) => chart.valToPos(value, 'y', true) / ratio,
    },
    chart.width,
  );
  chart.ctx.restore();
}

/** @param {uPlot} chart @param {number} epochs @returns {number | null} the epoch nearest to the pointer */
function pointed(chart, epochs) {
  const { left } = chart.cursor;
  if (left === undefined || left < 0) return null;
  return Math.min(Math.max(Math.round(chart.posToVal(left, 'x')), 1), epochs);
}
