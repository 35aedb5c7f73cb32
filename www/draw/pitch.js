// Where hertz and seconds are on a spectrogram. The mel scale is Slaney's, as in src/data/spectrogram.rs: linear up
// to 1,000 Hz, logarithmic above.

/** @typedef {{ mels: number, frames: number, sample_rate: number, hop: number }} Shape */

const TICKS = [0, 500, 1000, 2000, 4000, 8000, 16000];

/** @param {number} hertz */
export function mel(hertz) {
  return hertz < 1000 ? (hertz * 3) / 200 : 15 + (27 * Math.log(hertz / 1000)) / Math.log(6.4);
}

/**
 * The place of a frequency on the vertical axis, 0 at the lower edge and 1 at the upper one. Band `b` is loudest for the
 * frequency that divides the whole mel range at `b + 1` of `mels + 1` parts, and is drawn around `b + ½`.
 * @param {number} hertz
 * @param {Shape} shape
 */
export function height(hertz, { mels, sample_rate }) {
  return ((mel(hertz) / mel(sample_rate / 2)) * (mels + 1) - 0.5) / mels;
}

/**
 * The frequencies to name on the axis, with their places.
 * @param {Shape} shape
 */
export function pitchTicks(shape) {
  const ticks = TICKS.map((hertz) => ({ text: String(hertz), place: Math.min(Math.max(height(hertz, shape), 0), 1) }));
  return ticks.filter((_, i) => TICKS[i] <= shape.sample_rate / 2);
}

/** @typedef {{ from: number, to: number }} Span seconds at the left and at the right edge */

/**
 * What a spectrogram's pixels span: frame `t` is centred at sample `t · hop`.
 * @param {Shape} shape
 * @returns {Span}
 */
export function span({ frames, hop, sample_rate }) {
  return { from: (-0.5 * hop) / sample_rate, to: ((frames - 0.5) * hop) / sample_rate };
}

/**
 * The seconds to name on the axis, with their places from 0 to 1.
 * @param {Span} span
 */
export function timeTicks({ from, to }) {
  const step = to > 2.5 ? 1 : 0.5;
  return Array.from({ length: Math.floor(to / step + 1e-9) + 1 }, (_, i) => ({
    text: String(i * step),
    place: (i * step - from) / (to - from),
  }));
}
