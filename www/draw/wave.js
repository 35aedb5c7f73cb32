// A waveform on a canvas: for every pixel, the lowest and the highest sample in its stretch of time.

import { drawTime } from './spectrum.js';
import { colour, showing } from './surface.js';
import { FONT } from './text.js';

/** @typedef {{ samples: Float32Array, rate: number, span: import('./pitch.js').Span }} Clip */

/** The spectrogram's own margins, so that both share one time axis. */
const MARGIN = { left: 44, right: 64, top: 6, bottom: 34 };

/**
 * @param {HTMLCanvasElement} canvas
 * @returns {(clip: Clip) => void}
 */
export function createWave(canvas) {
  return showing(canvas, paint);
}

/** @param {CanvasRenderingContext2D} context @param {number} width @param {number} height @param {Clip} clip */
function paint(context, width, height, { samples, rate, span }) {
  const box = {
    left: MARGIN.left,
    top: MARGIN.top,
    width: Math.max(Math.floor(width - MARGIN.left - MARGIN.right), 1),
    height: height - MARGIN.top - MARGIN.bottom,
  };
  const middle = box.top + box.height / 2;
  context.fillStyle = colour('sound');
  const pixel = box.width / (span.to - span.from); // a second
  const left = box.left - span.from * pixel;
  envelope(samples, Math.max(Math.round((samples.length / rate) * pixel), 1)).forEach(([low, high], x) => {
    const top = middle - (high * box.height) / 2;
    context.fillRect(left + x, top, 1, Math.max(((high - low) * box.height) / 2, 1));
  });
  context.font = FONT;
  context.fillStyle = colour('ink');
  context.strokeStyle = colour('muted');
  drawTime(context, box, span);
}

/**
 * The lowest and the highest sample of each of `parts` equal parts.
 * @param {Float32Array} samples
 * @param {number} parts
 * @returns {[number, number][]}
 */
export function envelope(samples, parts) {
  return Array.from({ length: parts }, (_, part) => {
    const from = Math.floor((part * samples.length) / parts);
    const to = Math.max(Math.floor(((part + 1) * samples.length) / parts), from + 1);
    let [low, high] = [Infinity, -Infinity];
    for (let i = from; i < Math.min(to, samples.length); i += 1) {
      low = Math.min(low, samples[i]);
      high = Math.max(high, samples[i]);
    }
    return low <= high ? [low, high] : [0, 0];
  });
}

/**
 * How loud each of `parts` equal parts is: decibels below full scale.
 * @param {Float32Array} samples
 * @param {number} parts
 * @returns {number[]}
 */
export function loudness(samples, parts) {
  return Array.from({ length: parts }, (_, part) => {
    const stretch = samples.subarray(
      Math.floor((part * samples.length) / parts),
      Math.floor(((part + 1) * samples.length) / parts),
    );
    const power = stretch.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(stretch.length, 1);
    return 10 * Math.log10(Math.max(power, 1e-10));
  });
}
