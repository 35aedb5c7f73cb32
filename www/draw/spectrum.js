// A spectrogram with its axes on a canvas: frequency on the mel scale upwards, time to the right, and a scale of
// decibels.

import { words } from '../words/words.js';
import { pitchTicks, span, timeTicks } from './pitch.js';
import { drawSpectrogram, magma } from './pixels.js';
import { colour, surface } from './surface.js';
import { FONT } from './text.js';

/** @typedef {import('./pitch.js').Shape & { range: number[] }} Audio */
/** @typedef {{ levels: Uint8Array, audio: Audio, unit: string }} Heard levels `[mel, frame]`, 0…255 over the range */
/** @typedef {{ left: number, top: number, width: number, height: number }} Box */

const MARGIN = { left: 44, right: 64, top: 20, bottom: 34 };
const BAR = 12;

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {(heard: Heard) => void}
 */
export function createSpectrum(canvas) {
  /** @type {Heard | null} */
  let shown = null;
  const pixels = document.createElement('canvas');
  const repaint = surface(canvas, (context, width, height) => shown && paint(context, width, height, shown, pixels));
  return (heard) => {
    shown = heard;
    drawSpectrogram(pixels, heard.levels, heard.audio);
    repaint();
  };
}

/** @param {CanvasRenderingContext2D} context @param {number} width @param {number} height @param {Heard} heard @param {HTMLCanvasElement} pixels */
function paint(context, width, height, { audio, unit }, pixels) {
  const box = {
    left: MARGIN.left,
    top: MARGIN.top,
    width: width - MARGIN.left - MARGIN.right,
    height: height - MARGIN.top - MARGIN.bottom,
  };
  context.imageSmoothingEnabled = false;
  context.drawImage(pixels, box.left, box.top, box.width, box.height);
  context.font = FONT;
  context.fillStyle = colour('ink');
  context.strokeStyle = colour('muted');
  frequencies(context, box, audio);
  drawTime(context, box, span(audio));
  levels(context, { ...box, left: box.left + box.width + 10, width: BAR }, audio.range, unit);
}

/** @param {CanvasRenderingContext2D} context @param {Box} box @param {Audio} audio */
function frequencies(context, { left, top, height }, audio) {
  context.textAlign = 'right';
  context.textBaseline = 'middle';
  for (const { text, place } of pitchTicks(audio)) {
    const y = top + (1 - place) * height;
    tick(context, [left - 4, y], [left, y]);
    context.fillText(text, left - 6, y);
  }
  context.textAlign = 'left';
  context.fillText(words.views.hertz, 0, 7);
}

/**
 * Seconds below a box.
 * @param {CanvasRenderingContext2D} context
 * @param {Box} box
 * @param {import('./pitch.js').Span} seconds
 */
export function drawTime(context, { left, top, width, height }, seconds) {
  context.textAlign = 'center';
  context.textBaseline = 'top';
  const foot = top + height;
  for (const { text, place } of timeTicks(seconds)) {
    const x = left + place * width;
    tick(context, [x, foot], [x, foot + 4]);
    context.fillText(text, x, foot + 6);
  }
  context.fillText(words.views.secondsAxis, left + width / 2, foot + 20);
}

/** @param {CanvasRenderingContext2D} context @param {Box} box @param {number[]} range @param {string} unit */
function levels(context, { left, top, width, height }, [dark, bright], unit) {
  for (let y = 0; y < height; y += 1) {
    context.fillStyle = `rgb(${magma(1 - y / height).join(' ')})`;
    context.fillRect(left, top + y, width, 1.5);
  }
  context.fillStyle = colour('ink');
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  for (let i = 0; i <= 4; i += 1) {
    const y = top + (1 - i / 4) * height;
    tick(context, [left + width, y], [left + width + 4, y]);
    context.fillText(String(Math.round(dark + ((bright - dark) * i) / 4)).replace('-', '−'), left + width + 6, y);
  }
  context.fillText(unit, left, 7);
}

/** @param {CanvasRenderingContext2D} context @param {[number, number]} from @param {[number, number]} to */
function tick(context, from, to) {
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
}
