// The curves of a run on one canvas: training solid with dots, validation dashed with diamonds, the best epoch marked.
// Built on uPlot. It knows no message, only columns of numbers; its colours come from the theme.

import { drawBest, drawGuide, drawMarkers } from './marks.js';
import { ticks } from './points.js';
import { colour, onTheme } from './surface.js';
import uPlot from './uplot.js';

/**
 * What a chart shows.
 * @typedef {object} Curves
 * @property {import('./points.js').Points} points
 * @property {number} epochs how many the axis spans
 * @property {number | null} best epoch
 * @property {import('./marks.js').Guide[]} guides horizontal lines to compare with
 * @property {string} summary the chart in words
 */

/**
 * @typedef {object} Axis
 * @property {string} label with its unit
 * @property {(value: number) => string} write a tick
 * @property {(highest: number | null) => number} top of the axis, which begins at 0
 * @property {boolean} high whether good curves run along the top
 */

const HEIGHT = 260;
const FONT = '12px system-ui, sans-serif';

/**
 * @param {HTMLElement} host
 * @param {Axis} axis
 * @param {(epoch: number | null) => void} hover tells which epoch the pointer is over
 * @returns {(curves: Curves) => void} shows these curves
 */
export function createLines(host, axis, hover) {
  /** @type {Curves | null} */
  let shown = null;
  const chart = new uPlot(
    options(host, axis, () => shown, hover),
    [[]],
    host,
  );
  new ResizeObserver(() => chart.setSize(size(host))).observe(host);
  onTheme(() => chart.redraw(false, true));
  chart.ctx.canvas.setAttribute('role', 'img');
  return (curves) => {
    shown = curves;
    const { x, fine, train, val } = curves.points;
    chart.setData([x, fine, train, val]);
    chart.ctx.canvas.setAttribute('aria-label', curves.summary);
  };
}

/** @param {HTMLElement} host */
function size(host) {
  return { width: Math.max(host.clientWidth, 200), height: HEIGHT };
}

/** @param {HTMLElement} host @param {Axis} axis @param {() => Curves | null} shown @param {(epoch: number | null) => void} hover @returns {uPlot.Options} */
function options(host, axis, shown, hover) {
  const epochs = () => shown()?.epochs ?? 10;
  return {
    ...size(host),
    padding: [18, 12, 0, 0],
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    scales: {
      x: { time: false, range: () => [0, epochs()] },
      y: { range: (_, __, highest) => [0, axis.top(highest)] },
    },
    axes: [xAxis(epochs), yAxis(axis)],
    series: [{}, line('fine', 1), line('train', 2), line('val', 2, [7, 4])],
    hooks: {
      draw: [(chart) => mark(chart, shown(), axis.high)],
      setCursor: [(chart) => hover(pointed(chart, epochs()))],
    },
  };
}

/** @param {string} name of a colour @param {number} width @param {number[]} [dash] @returns {uPlot.Series} */
function line(name, width, dash) {
  return { stroke: () => colour(name), width, dash, spanGaps: true, points: { show: false } };
}

/** @returns {uPlot.Axis} */
function common() {
  return {
    stroke: () => colour('muted'),
    font: FONT,
    labelFont: FONT,
    grid: { stroke: () => colour('line'), width: 1 },
    ticks: { show: false },
  };
}

/** @param {() => number} epochs @returns {uPlot.Axis} */
function xAxis(epochs) {
  const splits = (/** @type {uPlot} */ chart) => ticks(epochs(), Math.max(2, Math.floor(chart.width / 32)));
  const values = (/** @type {uPlot} */ _, /** @type {number[]} */ at) => at.map(String);
  return { ...common(), splits, values, label: 'epoch', labelSize: 18, size: 26, gap: 4 };
}

/** @param {Axis} axis @returns {uPlot.Axis} */
function yAxis({ label, write }) {
  const values = (/** @type {uPlot} */ _, /** @type {number[]} */ at) => at.map(write);
  return { ...common(), values, label, labelSize: 20, size: 48, space: 40 };
}

/** @param {uPlot} chart @param {Curves | null} curves @param {boolean} high */
function mark(chart, curves, high) {
  if (!curves) return;
  const { x, train, val } = curves.points;
  for (const guide of curves.guides) drawGuide(chart, guide);
  if (curves.best) drawBest(chart, curves.best, high);
  if (curves.epochs > 60) return;
  drawMarkers(chart, x, train, 'train', false);
  drawMarkers(chart, x, val, 'val', true);
}

/** @param {uPlot} chart @param {number} epochs @returns {number | null} the epoch nearest to the pointer */
function pointed(chart, epochs) {
  const { left } = chart.cursor;
  if (left === undefined || left < 0) return null;
  return Math.min(Math.max(Math.round(chart.posToVal(left, 'x')), 1), epochs);
}
