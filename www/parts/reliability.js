// A reliability diagram on a canvas: for every bin of confidence a bar as high as the share that was right, with its whisker,
// beside the diagonal on which a model stands that is as often right as it says. Below, how many events each bin holds.

import { drawAxes, FOOT, HEAD, LEFT, shares } from '../draw/axes.js';
import { line, whisker } from '../draw/marks.js';
import { shape } from '../draw/shapes.js';
import { colour, surface } from '../draw/surface.js';
import { font, haloed } from '../draw/text.js';
import { range, wilson } from '../facts/interval.js';
import { percent, whole } from '../words/numbers.js';
import { table } from './twin.js';

/** @typedef {{ events: number, confidence: number, accuracy: number }} Bin */
/** @typedef {import('../draw/axes.js').Place} Place */

const X = shares('confidence in the predicted class (%)');
const Y = shares('right (%)');
/** CSS pixels of the row of counts. */
const COUNTS = 44;

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {(bins: Bin[]) => void} from confidence 0 to 1
 */
export function createReliability(canvas) {
  /** @type {Bin[]} */
  let shown = [];
  const repaint = surface(canvas, (context, width, height) => paint(context, width, height, shown));
  return (bins) => {
    shown = bins;
    repaint();
  };
}

/** @param {CanvasRenderingContext2D} context @param {number} width @param {number} height @param {Bin[]} bins */
function paint(context, width, height, bins) {
  const box = { left: LEFT, top: HEAD, width: width - LEFT - 14, height: height - HEAD - COUNTS - FOOT };
  const place = drawAxes(context, box, X, Y, COUNTS);
  bins.forEach((bin, i) => {
    if (bin.events) drawBin(context, place, bin, [i / bins.length, (i + 1) / bins.length]);
  });
  drawDiagonal(context, place);
  drawCounts(context, place, bins);
}

/** @param {CanvasRenderingContext2D} context @param {Place} place @param {Bin} bin @param {[number, number]} edges of confidence */
function drawBin(context, { x, y }, { events, confidence, accuracy }, [from, to]) {
  context.fillStyle = colour('cell-right');
  context.fillRect(x(from) + 1, y(accuracy), x(to) - x(from) - 2, y(0) - y(accuracy));
  const { low, high } = wilson(accuracy, events);
  whisker(context, [x(confidence), y(low)], [x(confidence), y(high)]);
  context.fillStyle = colour('ink');
  context.fill(shape('dot', x(confidence), y(accuracy), 4.5));
}

/** @param {CanvasRenderingContext2D} context @param {Place} place */
function drawDiagonal(context, { x, y }) {
  line(
    context,
    [
      [x(0), y(0)],
      [x(1), y(1)],
    ],
    { colour: 'muted', width: 1.5, dash: [5, 4] },
  );
  context.textAlign = 'left';
  haloed(context, 'as sure as right', x(0.02), y(0.16));
}

/** @param {CanvasRenderingContext2D} context @param {Place} place @param {Bin[]} bins */
function drawCounts(context, { box, x }, bins) {
  const [foot, most] = [box.top + box.height + COUNTS, Math.max(...bins.map(({ events }) => events), 1)];
  context.font = font(10);
  context.textAlign = 'center';
  context.textBaseline = 'bottom';
  bins.forEach(({ events }, i) => {
    const tall = (events / most) * (COUNTS - 22);
    const [from, to] = [x(i / bins.length), x((i + 1) / bins.length)];
    context.fillStyle = colour('edge');
    context.fillRect(from + 1, foot - tall, to - from - 2, tall);
    context.fillStyle = colour(events ? 'ink' : 'muted');
    context.fillText(compact(events), (from + to) / 2, foot - tall - 1);
  });
  context.fillStyle = colour('line');
  context.fillRect(box.left, foot, box.width, 1);
  context.fillStyle = colour('muted');
  context.textAlign = 'right';
  context.fillText('events', box.left - 2, foot);
}

/** A count in at most four characters. @param {number} events */
export function compact(events) {
  return events < 1000 ? String(events) : `${(events / 1000).toFixed(events < 10_000 ? 1 : 0)}k`;
}

/**
 * What the diagram says, small differences called small.
 * @param {Bin[]} bins
 * @param {number} ece
 */
export function reliabilityInWords(bins, ece) {
  const sum = (/** @type {(bin: Bin) => number} */ of) => bins.reduce((all, bin) => all + of(bin), 0);
  const events = sum((bin) => bin.events);
  const [sure, right] = [sum((bin) => bin.events * bin.confidence), sum((bin) => bin.events * bin.accuracy)];
  const off = `Confidence and accuracy of a bin differ by ${(ece * 100).toFixed(1)} points on average (ECE).`;
  if (!events) return '';
  const { low, high } = wilson(right / events, events);
  const mean = `On average the model is ${percent(sure / events)} sure and ${percent(right / events)} right`;
  if (sure / events > high) return `${mean}: it is too sure of itself. ${off}`;
  if (sure / events < low) return `${mean}: it is less sure than it could be. ${off}`;
  return `${mean}: a difference that ${whole(events)} events cannot tell from none. ${off}`;
}

/** @param {Bin[]} bins */
export function reliabilityTable(bins) {
  const edge = (/** @type {number} */ i) => ((i / bins.length) * 100).toFixed(1);
  const rows = bins.map(({ events, confidence, accuracy }, i) => [
    { head: `${edge(i)}–${edge(i + 1)} %` },
    whole(events),
    events ? percent(confidence) : '–',
    events ? percent(accuracy) : '–',
    events ? range(wilson(accuracy, events)) : '–',
  ]);
  const columns = ['Confidence', 'Events', 'Mean', 'Right', '95 % interval'];
  return table('Reliability: events by their confidence', columns, rows);
}
