// The validation curves of several models on one canvas: each has its own colour, dash and mark, named in the key above.
// Built on uPlot, as the run's own curves are.

import { lookOf, SETS } from '../facts/vocabulary.js';
import { FONT, keyHeight, paintKey, SIGN } from './key.js';
import { ticks } from './points.js';
import { shape } from './shapes.js';
import { colour, onTheme } from './surface.js';
import uPlot from './uplot.js';

/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {import('../facts/best.js').Best} Best */
/** `values` an epoch each, from the first. @typedef {{ modalities: string, name: string, bold: boolean, best: Best | null, values: number[] }} Curve */
/** @typedef {{ curves: Curve[], epochs: number, summary: string }} Overlay */

const HEIGHT = 320;
/** Marks that stand on one line before they run into each other. */
const MOST_MARKS = 60;

/** The place of each set's line. */
const PLACES = SETS.map(({ key }) => key);

/** @param {HTMLElement} host @returns {(overlay: Overlay) => void} */
export function createOverlay(host) {
  /** @type {Overlay} */
  let shown = { curves: [], epochs: 10, summary: '' };
  const chart = new uPlot(
    options(host, () => shown),
    [[]],
    host,
  );
  new ResizeObserver(() => chart.setSize(size(host))).observe(host);
  onTheme(() => chart.redraw(false, true));
  chart.ctx.canvas.setAttribute('role', 'img');
  return (overlay) => {
    shown = overlay;
    for (const { modalities, bold } of overlay.curves)
      chart.series[1 + PLACES.indexOf(modalities)].width = bold ? 3 : 1.5;
    chart.setData(columns(overlay));
    chart.ctx.canvas.setAttribute('aria-label', overlay.summary);
  };
}

/** @param {HTMLElement} host */
const size = (host) => ({ width: Math.max(host.clientWidth, 200), height: HEIGHT });

/** @param {Overlay} overlay @returns {uPlot.AlignedData} */
function columns({ curves, epochs }) {
  const x = Array.from({ length: epochs }, (_, i) => i + 1);
  const values = (/** @type {string} */ set) => curves.find(({ modalities }) => modalities === set)?.values ?? [];
  return [x, ...PLACES.map(values).map((own) => x.map((_, i) => own[i] ?? null))];
}

/** @param {HTMLElement} host @param {() => Overlay} shown @returns {uPlot.Options} */
function options(host, shown) {
  const width = (/** @type {uPlot} */ chart) => chart.width - 8;
  const top = (/** @type {uPlot} */ chart) => keyHeight(chart.ctx, entries(shown()), width(chart)) + 8;
  return {
    ...size(host),
    padding: [top, 12, 0, 0],
    legend: { show: false },
    cursor: { show: false },
    scales: { x: { time: false, range: () => [0, shown().epochs] }, y: { range: () => [0, 1] } },
    axes: [xAxis(() => shown().epochs), yAxis()],
    series: [{}, ...SETS.map(line)],
    hooks: { draw: [(chart) => mark(chart, shown())] },
  };
}

/** @param {import('../facts/vocabulary.js').Look} look @returns {uPlot.Series} */
function line({ colour: own, dash }) {
  return { stroke: () => colour(own), dash, points: { show: false } };
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
  return { ...common(), splits, values, label: 'epoch', labelSize: 18, size: 26, gap: 4 };
}

/** @returns {uPlot.Axis} */
function yAxis() {
  const values = (/** @type {uPlot} */ _, /** @type {number[]} */ at) =>
    at.map((share) => `${Math.round(share * 100)}`);
  return { ...common(), values, label: 'validation accuracy (%)', labelSize: 20, size: 48, space: 40 };
}

/** @param {Overlay} overlay @returns {import('./key.js').Entry[]} */
function entries({ curves }) {
  return curves.map(({ modalities, name, bold }) => ({
    text: name,
    paint: (context, x, y) => {
      const { colour: own, dash, mark: form } = lookOf(modalities);
      context.strokeStyle = context.fillStyle = colour(own);
      context.lineWidth = bold ? 3 : 1.5;
      context.setLineDash(dash);
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(x + SIGN, y);
      context.stroke();
      context.fill(shape(form, x + SIGN / 2, y, 5));
    },
  }));
}

/** The key, what is possible, and a mark at every epoch. @param {uPlot} chart @param {Overlay} overlay */
function mark(chart, overlay) {
  const { ctx: context } = chart;
  const ratio = globalThis.devicePixelRatio || 1;
  context.save();
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.setLineDash([]);
  paintKey(context, entries(overlay), chart.width - 8);
  overlay.curves.forEach((curve, i) => {
    const near = overlay.curves.slice(0, i).filter((other) => beside(other.best, curve.best));
    if (curve.best) possible(chart, context, curve.modalities, curve.best.accuracy, near.length, ratio);
    if (overlay.epochs <= MOST_MARKS) marks(chart, context, curve, ratio);
  });
  context.restore();
}

/** Whether two marks on one axis would touch. @param {Best | null} a @param {Best | null} b */
const beside = (a, b) => a !== null && b !== null && Math.abs(a.accuracy - b.accuracy) < 0.06;

/** A dotted line with a hollow mark near its left end. @param {uPlot} chart @param {Context} context @param {string} set @param {number} accuracy @param {number} place among marks that would touch @param {number} ratio */
function possible(chart, context, set, accuracy, place, ratio) {
  const [left, width] = [chart.bbox.left / ratio, chart.bbox.width / ratio];
  const y = chart.valToPos(accuracy, 'y', true) / ratio;
  context.strokeStyle = colour(lookOf(set).colour);
  context.lineWidth = 1.25;
  context.setLineDash([1.5, 4]);
  context.beginPath();
  context.moveTo(left, y);
  context.lineTo(left + width, y);
  context.stroke();
  context.setLineDash([]);
  const path = shape(lookOf(set).mark, left + 8 + 12 * place, y, 5);
  context.fillStyle = colour('card');
  context.fill(path);
  context.stroke(path);
}

/** @param {uPlot} chart @param {Context} context @param {Curve} curve @param {number} ratio */
function marks(chart, context, { modalities, values }, ratio) {
  context.fillStyle = colour(lookOf(modalities).colour);
  context.strokeStyle = colour('card');
  context.lineWidth = 1;
  values.forEach((value, i) => {
    const [x, y] = [chart.valToPos(i + 1, 'x', true) / ratio, chart.valToPos(value, 'y', true) / ratio];
    const path = shape(lookOf(modalities).mark, x, y, 5);
    context.fill(path);
    context.stroke(path);
  });
}
