// Whether all modalities are learned and used: encoders' gradients and perceptual scores as charts, tables and sentences. Pure.

import { modalityName } from '../words/names.js';
import { percent, points, range } from '../words/numbers.js';
import { words } from '../words/words.js';
import { shares } from './axes.js';
import { bestOf } from './best.js';
import { wilson } from './interval.js';
import { ticks } from './points.js';
import { sheet } from './sheet.js';
import { KEYS, MODALITIES, setOf } from './vocabulary.js';

/** @typedef {{ epoch: number, gradient_norms: number[] }} Epoch */
/** @typedef {import('./best.js').Best} Best */
/** @typedef {{ accuracy: number, events: number, drops: number[], without: (Best | null)[] }} Dealt in mask order; `without`: the best possible with the others alone */

/** Their names, and their places in a mask. */
const NAMES = KEYS.map(modalityName);
const ALL = KEYS.map((_, m) => m);
/** An encoder whose gradient has shrunk to this share of its largest, while another keeps the other share, is falling silent. */
const SILENT = 0.1;
const SPEAKING = 0.3;
/** Epochs that are averaged, so that one noisy step says nothing. */
const WINDOW = 3;
/** A drop that matters little. */
const SMALL = 0.03;

/** The modalities that ever had a gradient. @param {Epoch[]} epochs */
function learning(epochs) {
  return ALL.filter((m) => epochs.some(({ gradient_norms }) => gradient_norms[m] > 0));
}

/** @param {Epoch[]} epochs @param {number} last epoch of the run @returns {import('../draw/plot.js').Plot} */
export function gradientPlot(epochs, last) {
  const series = learning(epochs).map((m) => ({
    name: `${NAMES[m]} encoder`,
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
    x: { label: 'epoch', low: 0, high: last, ticks: ticks(last, 12), write: String },
    y: {
      label: 'gradient norm (each line ten times the one below)',
      low: decades[0],
      high: decades[decades.length - 1],
      ticks: decades,
      write: String,
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
    ...gradient_norms.map((norm) => (norm > 0 ? norm.toPrecision(3) : '–')),
  ]);
  return sheet('Norm of each encoder’s gradient in the epoch’s last step', ['Epoch', ...NAMES], rows);
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
  if (left.length < 2) return left.length ? 'This model learns from one modality alone.' : '';
  if (windows.length < 2) return 'After a few epochs it shows whether one encoder falls silent while another goes on.';
  const silent = left.filter(({ share }) => share < SILENT);
  if (!silent.length || !left.some(({ share }) => share > SPEAKING))
    return 'No encoder has fallen silent while another goes on learning.';
  const name = silent.map(({ m }) => NAMES[m]).join(' and ');
  return `The gradient of the ${name} encoder has shrunk to less than a tenth while another’s goes on: the others have taken over.`;
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

/** @param {Dealt} dealt @param {number[]} own */
function possible({ without }, own) {
  const said = own.flatMap((m) => {
    const best = without[m];
    return best ? [`${NAMES[m]} ${words.best.figure(best)}`] : [];
  });
  return said.length ? ` The best possible without it: ${said.join(', ')}.` : '';
}

/** Which modalities the predictions hang on. @param {Dealt} dealt @param {boolean[]} has which the model has */
export function reliance(dealt, has) {
  const { accuracy, events, drops } = dealt;
  const own = ALL.filter((m) => has[m]).sort((a, b) => drops[b] - drops[a]);
  const said = own.map((m) => `${NAMES[m]} ${drops[m] < 0 ? '−' : ''}${points(drops[m])}`).join(', ');
  const { low } = wilson(accuracy, events);
  const unused = own.filter((m) => accuracy - drops[m] >= low);
  const words = `What dealing it to other events costs: ${said}.${possible(dealt, own)}`;
  if (!unused.length) return `${words} The predictions hang on ${own.length === 1 ? 'it' : 'each of them'}.`;
  const names = unused.map((m) => NAMES[m]).join(' and ');
  if (unused.length === own.length)
    return `${words} No one of them is needed alone: these few events tell no difference.`;
  return `${words} The ${names} ${unused.length === 1 ? 'counts' : 'count'} for little: ${drops[unused[0]] < SMALL ? 'a small difference' : 'a difference'} that these events cannot tell from none.`;
}

/** @param {Dealt} dealt @param {boolean[]} has @returns {import('../draw/falls.js').Falls} */
export function fallsOf({ accuracy, events, drops, without }, has) {
  const rows = drops.map((drop, m) => ({
    name: NAMES[m],
    colour: MODALITIES[m].colour,
    to: has[m] ? accuracy - drop : null,
    best: without[m]?.accuracy ?? null,
    ...wilson(Math.min(Math.max(accuracy - drop, 0), 1), events),
  }));
  return { from: accuracy, axis: shares('accuracy (%)'), rows };
}

/** @param {Dealt} dealt @param {boolean[]} has */
export function fallTable({ accuracy, events, drops, without }, has) {
  const rows = drops.map((drop, m) => {
    const left = Math.min(Math.max(accuracy - drop, 0), 1);
    const figures = [percent(left), range(wilson(left, events)), `${drop < 0 ? '−' : ''}${points(drop)}`];
    const best = without[m];
    return [
      { head: NAMES[m] },
      ...(has[m] ? figures : ['–', '–', 'not in this model']),
      best ? words.best.figure(best) : '–',
    ];
  });
  const asItIs = events ? `; as it is: ${percent(accuracy)}` : '';
  const caption = `Accuracy when one modality is dealt to other events${asItIs}`;
  return sheet(caption, ['Dealt', 'Accuracy', '95 % interval', 'Fall', 'Best possible without it'], rows);
}
