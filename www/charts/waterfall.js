// How an accuracy comes about, as steps: what guessing reaches, what each modality adds or takes (its Shapley value), and
// where that ends. Each step says its name and its figure.

import { bar } from './fills.js';
import { signed } from './gain.js';
import { FONT } from './key.js';
import { percent } from './numbers.js';
import { colour, surface } from './surface.js';

/** @typedef {CanvasRenderingContext2D} Context */
/** `values` in the order table, picture, sound. @typedef {{ empty: number, values: number[], full: number }} Waterfall */
/** @typedef {{ name: string, from: number, to: number, colour: string, adds: string, text: string }} Step */

const LEFT = 76;
const RIGHT = 62;
const FOOT = 38;

/** @param {HTMLCanvasElement} canvas @returns {(waterfall: Waterfall) => void} */
export function createWaterfall(canvas) {
  /** @type {Waterfall | null} */
  let shown = null;
  const repaint = surface(canvas, (context, width, height) => shown && paint(context, width, height, steps(shown)));
  return (waterfall) => {
    shown = waterfall;
    repaint();
  };
}

/** @param {Waterfall} waterfall @returns {Step[]} each begins where the last one ended */
export function steps({ empty, values, full }) {
  const names = ['table', 'picture', 'sound'];
  const added = values.map((value, i) => {
    const from = values.slice(0, i).reduce((sum, other) => sum + other, empty);
    const adds = signed(value);
    return { name: names[i], from, to: from + value, colour: names[i], adds, text: `${value > 0 ? '+' : ''}${adds}` };
  });
  const guess = { name: 'guessing', from: 0, to: empty, colour: 'edge', adds: '', text: percent(empty) };
  const adds = signed(full - empty);
  return [guess, ...added, { name: 'the model', from: 0, to: full, colour: 'accent', adds, text: percent(full) }];
}

/** @param {Context} context @param {number} width @param {number} height @param {Step[]} all */
function paint(context, width, height, all) {
  const row = (height - FOOT) / all.length;
  const low = Math.min(0, ...all.map(({ to }) => to));
  const x = (/** @type {number} */ share) => LEFT + ((share - low) / (1 - low)) * (width - LEFT - RIGHT);
  axis(context, x, height - FOOT);
  all.forEach((step, i) => {
    const [from, to] = [x(step.from), x(step.to)].sort((a, b) => a - b);
    const top = i * row + 6;
    bar(context, { left: from, top, width: Math.max(to - from, 2), height: row - 12 }, step.colour, 'plain');
    context.font = FONT;
    context.textBaseline = 'middle';
    context.fillStyle = colour('ink');
    context.textAlign = 'left';
    context.fillText(step.name, 0, top + row / 2 - 6);
    context.font = `600 ${FONT}`;
    context.textAlign = 'right';
    context.fillText(step.text, width, top + row / 2 - 6);
    if (i + 1 < all.length) link(context, x(step.to), top + row - 12, top + row);
  });
}

/** @param {Context} context @param {(share: number) => number} x @param {number} foot */
function axis(context, x, foot) {
  context.font = FONT;
  context.textAlign = 'center';
  context.textBaseline = 'top';
  for (const share of [0, 0.5, 1]) {
    context.fillStyle = colour('line');
    context.fillRect(Math.round(x(share)) - 0.5, 0, 1, foot);
    context.fillStyle = colour('muted');
    context.fillText(`${share * 100}`, x(share), foot + 3);
  }
  context.fillText('test events named rightly (%)', x(0.5), foot + 20);
}

/** From the end of one step to the beginning of the next. @param {Context} context @param {number} x @param {number} top @param {number} foot */
function link(context, x, top, foot) {
  context.fillStyle = colour('ink');
  context.fillRect(x - 0.5, top, 1, foot - top);
}
