// The validation curves of several models on one canvas: each has its own colour, dash and mark, named in the key above.
// Built on uPlot, as the run's own curves are.

import uPlot from 'uplot';
import { FONT, keyHeight, paintKey, SIGN } from './key.js';
import { drawGuide } from './marks.js';
import { ticks } from './points.js';
import { shape } from './shapes.js';
import { colour, onTheme } from './surface.js';

/** `values` an epoch each, from the first. @typedef {{ modalities: string, name: string, bold: boolean, values: number[] }} Curve */
/** @typedef {{ curves: Curve[], epochs: number, guides: import('./marks.js').Guide[], summary: string }} Overlay */

/** The look of a set's line: a single modality is solid, two are dashed. @type {Record<string, { colour: string, dash: number[], mark: string }>} */
const LOOKS = {
  all: { colour: 'ink', dash: [], mark: 'dot' },
  tabular: { colour: 'table', dash: [], mark: 'square' },
  image: { colour: 'picture', dash: [], mark: 'triangle' },
  audio: { colour: 'sound', dash: [], mark: 'diamond' },
  tabular_image: { colour: 'val', dash: [7, 4], mark: 'pointing' },
  tabular_audio: { colour: 'best', dash: [7, 4], mark: 'pentagon' },
  image_audio: { colour: 'train', dash: [7, 4], mark: 'hexagon' },
};
const HEIGHT = 320;

const SETS = Object.keys(LOOKS);

/** @param {HTMLElement} host @returns {(overlay: Overlay) => void} */
export function createOverlay(host) {
  /** @type {Overlay} */
  let shown = { curves: [], epochs: 10, guides: [], summary: '' };
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
      chart.series[1 + SETS.indexOf(modalities)].width = bold ? 3 : 1.5;
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
  return [x, ...SETS.map(values).map((own) => x.map((_, i) => own[i] ?? null))];
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

/** @param {string} set @returns {uPlot.Series} */
function line(set) {
  const { colour: own, dash } = LOOKS[set];
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
      const { colour: own, dash, mark: form } = LOOKS[modalities];
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

/** The key, the guides and a mark at every epoch. @param {uPlot} chart @param {Overlay} overlay */
function mark(chart, overlay) {
  const { ctx: context } = chart;
  for (const guide of overlay.guides) drawGuide(chart, guide);
  context.save();
  const ratio = globalThis.devicePixelRatio || 1;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.setLineDash([]);
  paintKey(context, entries(overlay), chart.width - 8);
  if (overlay.epochs <= 60) for (const curve of overlay.curves) marks(chart, context, curve, ratio);
  context.restore();
}

/** @param {uPlot} chart @param {CanvasRenderingContext2D} context @param {Curve} curve @param {number} ratio */
function marks(chart, context, { modalities, values }, ratio) {
  context.fillStyle = colour(LOOKS[modalities].colour);
  context.strokeStyle = colour('card');
  context.lineWidth = 1;
  values.forEach((value, i) => {
    const [x, y] = [chart.valToPos(i + 1, 'x', true) / ratio, chart.valToPos(value, 'y', true) / ratio];
    const path = shape(LOOKS[modalities].mark, x, y, 5);
    context.fill(path);
    context.stroke(path);
  });
}
