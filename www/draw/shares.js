// Bars on a scale from 0 to 100 %, one per row, with a name on the left and a value on the right: probabilities,
// which start at 0, or steps, each of which starts where the last one ends.

import { colour, showing } from './surface.js';
import { FONT, font } from './text.js';

/**
 * @typedef {object} Bar
 * @property {string} name
 * @property {number} from 0…1
 * @property {number} to 0…1, below `from` where something is taken away
 * @property {string} text the figure beside it
 * @property {string} fill a colour of the theme
 * @property {boolean} [strong] whether its words stand out
 * @property {number} [mark] 0…1, where a line crosses the row
 */

/** @typedef {{ bars: Bar[], axis: string, steps?: boolean }} Shares `steps`: each bar begins where the one before ended */
/** @typedef {{ left: number, width: number, row: number, foot: number }} Box `left` is where 0 % is, `width` what 100 % take */

const FOOT = 34;
const TICKS = [0, 0.25, 0.5, 0.75, 1];

/** CSS pixels that so many rows want. @param {number} rows */
function tall(rows) {
  return rows * 28 + FOOT;
}

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {(shares: Shares) => void}
 */
export function createShares(canvas) {
  const show = showing(canvas, paint);
  return (/** @type {Shares} */ shares) => {
    canvas.style.height = `${tall(shares.bars.length)}px`;
    show(shares);
  };
}

/** @param {CanvasRenderingContext2D} context @param {number} width @param {number} height @param {Shares} shares */
function paint(context, width, height, { bars, axis, steps }) {
  const widest = (/** @type {string[]} */ texts) => {
    context.font = font(13, true);
    return Math.ceil(Math.max(...texts.map((text) => context.measureText(text).width)));
  };
  const left = widest(bars.map(({ name }) => name)) + 10;
  const right = Math.max(widest(bars.map(({ text }) => text)) + 8, 16);
  const ends = bars.flatMap(({ from, to }) => [from, to]); // steps may lead beyond 0 and 100 % and back again
  const [low, high] = [Math.min(0, ...ends), Math.max(1, ...ends)];
  const unit = (width - left - right) / (high - low);
  const box = { left: left - low * unit, width: unit, row: (height - FOOT) / bars.length, foot: height - FOOT };
  scale(context, box, axis);
  bars.forEach((bar, i) => {
    drawBar(context, box, bar, i * box.row, width - right + 8);
    if (steps && i > 0) link(context, box, bars[i - 1].to, i * box.row);
  });
}

/** @param {CanvasRenderingContext2D} context @param {Box} box @param {string} axis */
function scale(context, { left, width, foot }, axis) {
  context.font = FONT;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (const tick of TICKS) {
    const x = left + tick * width;
    context.fillStyle = colour('line');
    context.fillRect(Math.round(x), 0, 1, foot);
    context.fillStyle = colour('muted');
    if (width > 150 || tick % 0.5 === 0) context.fillText(String(tick * 100), x, foot + 4);
  }
  context.fillText(axis, left + width / 2, foot + 19);
}

/** @param {CanvasRenderingContext2D} context @param {Box} box @param {Bar} bar @param {number} top @param {number} beside where its figure stands */
function drawBar(context, { left, width, row }, { name, from, to, text, fill, strong, mark }, top, beside) {
  const [start, end] = [Math.min(from, to), Math.max(from, to)];
  context.fillStyle = colour(fill);
  context.beginPath();
  context.roundRect(left + start * width, top + 5, Math.max((end - start) * width, 2), row - 10, 3);
  context.fill();
  context.fillStyle = colour('ink');
  if (mark !== undefined) context.fillRect(left + mark * width - 1, top + 2, 2, row - 4);
  context.font = font(13, strong);
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  context.fillText(name, 0, top + row / 2);
  context.fillText(text, beside, top + row / 2);
}

/** From where the bar above ends to the one below it. @param {CanvasRenderingContext2D} context @param {Box} box @param {number} at @param {number} top */
function link(context, { left, width }, at, top) {
  context.fillStyle = colour('edge');
  context.fillRect(Math.round(left + at * width), top - 5, 1, 10);
}
