// Bars on a canvas that show drops: each row is a bar from the original value down to the value after a change, with
// its interval and its value in figures. It uses only numbers, no messages of the session.

import { NONE } from '../facts/axes.js';
import { percent } from '../words/numbers.js';
import { words } from '../words/words.js';
import { drawAxes, FOOT, HEAD } from './axes.js';
import { post, whisker } from './marks.js';
import { colour, showing } from './surface.js';
import { haloed } from './text.js';

/** @typedef {{ name: string, colour: string, to: number | null, low: number, high: number, best: number | null }} Row `to`: null if there is no value; `best`: the best possible, marked by a line */
/** @typedef {{ from: number, axis: import('../facts/axes.js').Axis, rows: Row[] }} Falls */

const ROOM = 64;
const BAR = 18;
/** CSS pixels that a figure written beside its bar takes. */
const FIGURE = 52;

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {(falls: Falls) => void}
 */
export function createFalls(canvas) {
  return showing(canvas, paint);
}

/** @param {CanvasRenderingContext2D} context @param {number} width @param {number} height @param {Falls} falls */
function paint(context, width, height, { from, axis, rows }) {
  const box = { left: ROOM, top: HEAD, width: width - ROOM - 14, height: height - HEAD - FOOT };
  const { x } = drawAxes(context, box, axis, NONE);
  if (!rows.length) return;
  const step = box.height / rows.length;
  rows.forEach((row, i) => {
    drawRow(context, x, from, row, box.top + (i + 0.5) * step);
  });
  context.fillStyle = colour('ink');
  context.fillRect(x(from) - 1, box.top, 2, box.height);
  context.fillStyle = colour('line');
  context.fillRect(box.left, box.top + box.height, box.width, 1);
  context.textAlign = x(from) > width / 2 ? 'right' : 'left';
  haloed(context, words.balance.unshuffled(from), x(from), HEAD / 2 - 2);
}

/** @param {CanvasRenderingContext2D} context @param {(value: number) => number} x @param {number} from @param {Row} row @param {number} middle */
function drawRow(context, x, from, { name, colour: fill, to, low, high, best }, middle) {
  context.textAlign = 'left';
  haloed(context, name, 0, middle);
  if (to === null) return haloed(context, words.balance.notInModel, x(0) + 6, middle);
  const [left, right] = [Math.min(x(to), x(from)), Math.max(x(to), x(from))];
  context.fillStyle = colour(fill);
  context.fillRect(left, middle - BAR / 2, right - left, BAR);
  if (best !== null) post(context, x(best), middle - BAR / 2 - 4, middle + BAR / 2 + 4);
  whisker(context, [x(low), middle], [x(high), middle]);
  const beside = x(low) - FIGURE > x(0); // else it stands above the bar
  context.textAlign = beside ? 'right' : 'left';
  haloed(context, percent(to), beside ? x(low) - 6 : x(0) + 6, beside ? middle : middle - BAR);
}
