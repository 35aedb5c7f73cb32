// Bars that differ in pattern as well as in colour: plain, hatched or dotted, each with an edge.

import { colour } from './surface.js';

/** @typedef {CanvasRenderingContext2D} Context */
/** @typedef {{ left: number, top: number, width: number, height: number }} Box */
/** @typedef {'plain' | 'hatched' | 'dotted'} Fill */

/** @param {Context} context @param {Box} box @param {string} name of a colour @param {Fill} fill */
export function bar(context, { left, top, width, height }, name, fill) {
  if (width <= 0) return;
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.strokeStyle = context.fillStyle = colour(name);
  context.globalAlpha = fill === 'plain' ? 1 : 0.16;
  context.fill();
  context.globalAlpha = 1;
  context.clip();
  if (fill === 'hatched') hatch(context, { left, top, width, height });
  if (fill === 'dotted') dots(context, { left, top, width, height });
  context.lineWidth = 2; // half of it is clipped away
  context.strokeRect(left, top, width, height);
  context.restore();
}

/** @param {Context} context @param {Box} box */
function hatch(context, { left, top, width, height }) {
  context.lineWidth = 1.5;
  context.beginPath();
  for (let x = left - height; x < left + width; x += 6) {
    context.moveTo(x, top + height);
    context.lineTo(x + height, top);
  }
  context.stroke();
}

/** @param {Context} context @param {Box} box */
function dots(context, { left, top, width, height }) {
  for (let x = left + 4; x < left + width; x += 6) {
    for (let y = top + height / 4; y < top + height; y += height / 2) {
      context.beginPath();
      context.arc(x, y, 1.2, 0, 2 * Math.PI);
      context.fill();
    }
  }
}
