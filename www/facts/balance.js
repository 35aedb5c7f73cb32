// Whether all modalities are learned and used: the gradients of the encoders and the perceptual scores as charts,
// tables and sentences. Pure functions.

import { modalityName } from '../words/names.js';
import { decade, percent, range, significant } from '../words/numbers.js';
import { words } from '../words/words.js';
import { shares } from './axes.js';
import { bestOf } from './best.js';
import { ticks } from './points.js';
import { sheet } from './sheet.js';
import { KEYS, MODALITIES, setOf } from './vocabulary.js';

/** @typedef {{ epoch: number, gradient_norms: number[] }} Epoch */
/** @typedef {import('./best.js').Best} Best */
/** @typedef {import('./interval.js').Interval} Interval */
/**
 * In mask order. `interval` is that of the accuracy, `intervals` those of what each drop leaves of it; `without`: the best possible
 * with the others alone.
 * @typedef {{ accuracy: number, interval: Interval, events: number, drops: number[], intervals: Interval[], without: (Best | null)[] }} Shuffled
 */

/** Their names, and their places in a mask. */
const NAMES = KEYS.map(modalityName);
const ALL = KEYS.map((_, m) => m);
/** An encoder whose gradient has shrunk to the first share of its largest, while another keeps the second, has stopped learning. */
const STOPPED = 0.1;
const LEARNING = 0.3;
/** Epochs that are averaged, so that one noisy step has little effect. */
const WINDOW = 3;

/** The modalities that ever had a gradient. @param {Epoch[]} epochs */
function learning(epochs) {
  return ALL.filter((m) => epochs.some(({ gradient_norms }) => gradient_norms[m] > 0));
}

/** @param {Epoch[]} epochs @param {number} last epoch of the run @returns {import('../draw/plot.js').Plot} */
export function gradientPlot(epochs, last) {
  const series = learning(epochs).map((m) => ({
    name: words.balance.encoder(NAMES[m]),
    colour: MODALITIES[m].colour,
    mark: MODALITIES[m].mark,
    points: epochs.flatMap(({ epoch, gradient_norms }) =>
      gradient_norms[m] > 0 ? [{ x: epoch, y: gradient_norms[m] }] : [],
    ),
  }));
  const all = series.flatMap((line) => line.points.map(({ y }) => y));
  const [low, high] = all.length ? [Math.min(...all), Math.max(...all)] : [0.1, 10];
  const [floor, top] = [
    Math.floor(Math.log10(low)),
    Math.max(Math.ceil(Math.log10(high)), Math.floor(Math.log10(low)) + 1),
  ];
  const decades = Array.from({ length: top - floor + 1 }, (_, i) => 10 ** (floor + i));
  return {
    x: { label: words.curves.epochAxis, low: 0, high: last, ticks: ticks(last, 12), write: String },
    y: {
      label: words.balance.gradientAxis,
      low: decades[0],
      high: decades[decades.length - 1],
      ticks: decades,
      write: decade,
      log: true,
    },
    series,
    guides: [],
  };
}

/** @param {Epoch[]} epochs */
export function gradientTable(epochs) {
  const rows = epochs.map(({ epoch, gradient_norms }) => [
    { head: String(epoch) },
    ...gradient_norms.map((norm) => (norm > 0 ? significant(norm) : '–')),
  ]);
  return sheet(words.balance.gradientTable, [words.balance.epoch, ...NAMES], rows);
}

/** Whether an encoder has stopped learning while another goes on. @param {Epoch[]} epochs */
export function competition(epochs) {
  const mean = (/** @type {Epoch[]} */ some, /** @type {number} */ m) =>
    some.reduce((sum, { gradient_norms }) => sum + gradient_norms[m], 0) / some.length;
  const windows = epochs.slice(WINDOW - 1).map((_, i) => epochs.slice(i, i + WINDOW));
  const left = learning(epochs).map((m) => {
    const means = windows.map((window) => mean(window, m));
    return { m, share: means[means.length - 1] / Math.max(...means) };
  });
  if (left.length < 2) return left.length ? words.balance.single : '';
  if (windows.length < 2) return words.balance.early;
  const silent = left.filter(({ share }) => share < STOPPED);
  if (!silent.length || !left.some(({ share }) => share > LEARNING)) return words.balance.even;
  return words.balance.silent(silent.map(({ m }) => NAMES[m]));
}

/**
 * What could be reached without each modality; null for one that the model lacks, or where nothing is left.
 * @param {Best[]} all
 * @param {boolean[]} has which the model has
 */
export function bestWithout(all, has) {
  const others = (/** @type {number} */ m) => has.map((own, other) => own && other !== m);
  return has.map((own, m) => (own ? bestOf(all, setOf(others(m))) : null));
}

/** @param {Shuffled} shuffled @param {number[]} own */
function possible({ without }, own) {
  const said = own.flatMap((m) => {
    const best = without[m];
    return best ? [{ name: NAMES[m], figure: words.best.figure(best) }] : [];
  });
  return said.length ? [words.balance.possible(said)] : [];
}

/** Which modalities the predictions depend on. @param {Shuffled} shuffled @param {boolean[]} has which the model has */
export function reliance(shuffled, has) {
  const own = ALL.filter((m) => has[m]).sort((a, b) => shuffled.drops[b] - shuffled.drops[a]);
  const drops = own.map((m) => ({ name: NAMES[m], drop: shuffled.drops[m] }));
  return [words.balance.drops(drops), ...possible(shuffled, own), needed(shuffled, own)].join(' ');
}

/** @param {Shuffled} shuffled @param {number[]} own */
function needed({ accuracy, interval, drops }, own) {
  const unused = own.filter((m) => accuracy - drops[m] >= interval.low);
  if (!unused.length) return words.balance.needsAll(own.length);
  if (unused.length === own.length) return words.balance.needsNone;
  return words.balance.unused(unused.map((m) => NAMES[m]));
}

/** @param {Shuffled} shuffled @param {boolean[]} has @returns {import('../draw/falls.js').Falls} */
export function fallsOf({ accuracy, drops, intervals, without }, has) {
  const rows = drops.map((drop, m) => ({
    name: NAMES[m],
    colour: MODALITIES[m].colour,
    to: has[m] ? accuracy - drop : null,
    best: without[m]?.accuracy ?? null,
    ...intervals[m],
  }));
  return { from: accuracy, axis: shares(words.balance.accuracyAxis), rows };
}

/** @param {Shuffled} shuffled @param {boolean[]} has */
export function fallTable({ accuracy, events, drops, intervals, without }, has) {
  const rows = drops.map((drop, m) => {
    const left = Math.min(Math.max(accuracy - drop, 0), 1);
    const figures = [percent(left), range(intervals[m]), words.balance.dropped(drop)];
    const best = without[m];
    return [
      { head: NAMES[m] },
      ...(has[m] ? figures : ['–', '–', words.balance.notInModel]),
      best ? words.best.figure(best) : '–',
    ];
  });
  return sheet(words.balance.table(events ? accuracy : null), words.balance.columns, rows);
}
