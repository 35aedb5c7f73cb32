// The tables that belong to an event's picture and sound: their content in a few numbers.

import { loudness } from '../draw/wave.js';
import { measured, roundPercent } from '../words/numbers.js';
import { words } from '../words/words.js';
import { table } from './twin.js';

/** @param {Uint8Array} image `[height, width, rgb]` */
export function colourTable(image) {
  const rows = words.views.heights.map((head, row) => [
    { head },
    ...[0, 1, 2].map((rgb) => roundPercent(mean(image, row, (i) => i % 3 === rgb) / 255)),
  ]);
  return table(words.views.colours, words.views.colourColumns, rows);
}

/**
 * @param {Uint8Array} levels `[mel, frame]`
 * @param {{ frames: number, range: number[] }} audio
 * @param {boolean} decibels whether that is what the range means
 */
export function levelTable(levels, { frames, range: [dark, bright] }, decibels) {
  const quarter = (/** @type {number} */ i) => Math.floor(((i % frames) / frames) * 4);
  const rows = words.views.pitches.map((head, row) => [
    { head },
    ...[0, 1, 2, 3].map((time) => {
      const level = dark + (mean(levels, 2 - row, (i) => quarter(i) === time) / 255) * (bright - dark);
      return measured(decibels ? Math.round(level) : level);
    }),
  ]);
  return table(decibels ? words.views.decibels : words.views.levels, words.views.levelColumns, rows);
}

/** @param {Float32Array} samples @param {number} rate samples a second */
export function loudnessTable(samples, rate) {
  const parts = 8;
  const length = samples.length / rate / parts;
  const rows = loudness(samples, parts).map((level, i) => [
    { head: words.views.seconds(i * length, (i + 1) * length) },
    measured(Math.round(level)),
  ]);
  return table(words.views.loudness, words.views.loudnessColumns, rows);
}

/**
 * The mean of the wanted bytes in one third of them.
 * @param {Uint8Array} bytes
 * @param {number} third 0, 1 or 2
 * @param {(i: number) => boolean} wanted
 */
function mean(bytes, third, wanted) {
  const from = Math.floor((bytes.length * third) / 3);
  const to = Math.floor((bytes.length * (third + 1)) / 3);
  let [sum, count] = [0, 0];
  for (let i = from; i < to; i += 1) {
    if (!wanted(i)) continue;
    sum += bytes[i];
    count += 1;
  }
  return count ? sum / count : 0;
}
