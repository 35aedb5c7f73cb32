// Draws bytes as pixels: an event's picture, and its spectrogram in a colour scale of even steps in lightness. Three
// bytes of a picture or one of a spectrogram make one canvas pixel; the style sheet enlarges them.

/** Nine evenly spaced colours of matplotlib's "magma" (CC0), dark to bright. */
const MAGMA = [
  [0, 0, 4],
  [28, 16, 68],
  [79, 18, 123],
  [129, 37, 129],
  [181, 54, 122],
  [229, 80, 100],
  [251, 135, 97],
  [254, 194, 135],
  [252, 253, 191],
];

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Uint8Array} rgb `[height, width, rgb]`
 * @param {{ width: number, height: number }} shape
 */
export function drawPicture(canvas, rgb, { width, height }) {
  paint(canvas, width, height, (i) => [rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2]]);
}

/**
 * Time runs to the right and frequency upwards.
 * @param {HTMLCanvasElement} canvas
 * @param {Uint8Array} levels `[mel, frame]`, lowest band first
 * @param {{ mels: number, frames: number }} shape
 */
export function drawSpectrogram(canvas, levels, { mels, frames }) {
  const band = (/** @type {number} */ i) => mels - 1 - Math.floor(i / frames);
  paint(canvas, frames, mels, (i) => magma(levels[band(i) * frames + (i % frames)] / 255));
}

/** @param {number} level 0…1 @returns {number[]} red, green, blue */
export function magma(level) {
  const place = Math.min(Math.max(level, 0), 1) * (MAGMA.length - 1);
  const low = Math.min(Math.floor(place), MAGMA.length - 2);
  return MAGMA[low].map((from, i) => Math.round(from + (MAGMA[low + 1][i] - from) * (place - low)));
}

/** @param {HTMLCanvasElement} canvas @param {number} width @param {number} height @param {(i: number) => number[]} at */
function paint(canvas, width, height, at) {
  canvas.width = width;
  canvas.height = height;
  const data = new ImageData(width, height);
  for (let i = 0; i < width * height; i += 1) data.data.set([...at(i), 255], 4 * i);
  canvas.getContext('2d')?.putImageData(data, 0, 0);
}
