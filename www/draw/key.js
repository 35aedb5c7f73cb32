// The legend of a chart, drawn on its canvas so that a saved picture contains it. Entries are in a row, which is
// wrapped where it is full.

import { line, mark } from './marks.js';
import { colour } from './surface.js';
import { FONT } from './text.js';

/** @typedef {CanvasRenderingContext2D} Context */
/** `paint` draws the sign, SIGN wide, from its left end and at its middle height. @typedef {{ text: string, paint: (context: Context, x: number, y: number) => void }} Entry */

export const SIGN = 26;
const LINE = 20;
const GAP = 16;

/**
 * Where each entry stands, and how high the key is.
 * @param {number[]} widths of the texts
 * @param {number} width
 */
export function arrange(widths, width) {
  let [x, y] = [0, 0];
  const places = widths.map((text) => {
    const wide = SIGN + 6 + text;
    if (x > 0 && x + wide > width) [x, y] = [0, y + LINE];
    const place = { x, y: y + LINE / 2 };
    x += wide + GAP;
    return place;
  });
  return { places, height: widths.length ? y + LINE + 6 : 0 };
}

/** @param {Context} context @param {Entry[]} entries @param {number} width */
function placed(context, entries, width) {
  context.font = FONT;
  const widths = entries.map(({ text }) => context.measureText(text).width);
  return arrange(widths, width);
}

/** @param {Context} context @param {Entry[]} entries @param {number} width */
export function keyHeight(context, entries, width) {
  context.save();
  const { height } = placed(context, entries, width);
  context.restore();
  return height;
}

/**
 * @param {Context} context
 * @param {Entry[]} entries
 * @param {number} width
 * @returns {number} the height it took
 */
export function paintKey(context, entries, width) {
  const { places, height } = placed(context, entries, width);
  entries.forEach(({ text, paint }, i) => {
    const { x, y } = places[i];
    context.save();
    paint(context, x, y);
    context.restore();
    context.font = FONT;
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.fillStyle = colour('ink');
    context.fillText(text, x + SIGN + 6, y);
  });
  return height;
}

/**
 * The sign of a line with its mark.
 * @param {{ colour: string, mark: string, width: number, dash: number[], hollow?: boolean }} look
 * @returns {Entry['paint']}
 */
export function lineSign(look) {
  return (context, x, y) => {
    line(
      context,
      [
        [x, y],
        [x + SIGN, y],
      ],
      look,
    );
    mark(context, [x + SIGN / 2, y], look);
  };
}
