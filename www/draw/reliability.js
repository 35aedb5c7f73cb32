// A reliability diagram on a canvas: for every bin of confidence, a bar as high as its accuracy with its interval,
// and the diagonal of a perfectly calibrated model. Below it are the numbers of events in each bin.

import { shares } from '../facts/axes.js';
import { compact } from '../words/numbers.js';
import { words } from '../words/words.js';
import { drawAxes, FOOT, HEAD, LEFT } from './axes.js';
import { line, whisker } from './marks.js';
import { shape } from './shapes.js';
import { colour, showing } from './surface.js';
import { font, haloed } from './text.js';

/** @typedef {import('../facts/reliability.js').Bin} Bin */
/** @typedef {import('./axes.js').Place} Place */

const X = shares(words.reliability.confidence);
const Y = shares(words.reliability.accuracy);
/** CSS pixels of the row of counts. */
const COUNTS = 44;

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {(bins: Bin[]) => void} from confidence 0 to 1
 */
export function createReliability(canvas) {
  return showing(canvas, paint);
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
function drawBin(context, { x, y }, { confidence, accuracy, interval: { low, high } }, [from, to]) {
  context.fillStyle = colour('cell-right');
  context.fillRect(x(from) + 1, y(accuracy), x(to) - x(from) - 2, y(0) - y(accuracy));
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
  haloed(context, words.reliability.diagonal, x(0.02), y(0.16));
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
  context.fillText(words.reliability.events, box.left - 2, foot);
}
