// Text on a canvas: one font family in a few sizes, and text that stays readable over lines.

import { colour } from './surface.js';

/** @param {number} size in CSS pixels @param {boolean} [bold] */
export function font(size, bold = false) {
  return `${bold ? '600 ' : ''}${size}px system-ui, sans-serif`;
}

export const FONT = font(12);

/** A text on a seam of the card's colour. @param {CanvasRenderingContext2D} context @param {string} text @param {number} x @param {number} y of its middle */
export function haloed(context, text, x, y) {
  context.save();
  context.font = FONT;
  context.textBaseline = 'middle';
  context.lineWidth = 4;
  context.lineJoin = 'round';
  context.setLineDash([]);
  context.strokeStyle = colour('card');
  context.strokeText(text, x, y);
  context.fillStyle = colour('ink');
  context.fillText(text, x, y);
  context.restore();
}
