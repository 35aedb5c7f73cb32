// Whether one modality keeps the others from being learned: the gradient of each encoder during training, and the
// drop in accuracy when one modality is shuffled between events.

import { createFalls } from '../../draw/falls.js';
import { createPlot } from '../../draw/plot.js';
import {
  bestWithout,
  competition,
  fallsOf,
  fallTable,
  gradientPlot,
  gradientTable,
  reliance,
} from '../../facts/balance.js';
import { modelHas } from '../../facts/present.js';
import { waiting } from '../../facts/waiting.js';
import { changes, find } from '../../parts/element.js';
import { createFigure } from '../../parts/figure.js';
import { presentRun } from '../../state/runs.js';
import { words } from '../../words/words.js';

/** @typedef {import('../../state/page.js').Page} Page */

const { balance } = words;
const GRADIENTS = { name: 'gradients', title: balance.gradients, hint: balance.gradientsHint, shape: 'plot' };
const FALLS = {
  name: 'falls',
  title: balance.reliance,
  hint: balance.relianceHint,
  note: balance.relianceNote,
  shape: 'plot',
};

const changedEpochs = changes();
const changedScore = changes();
/** @type {ReturnType<typeof createFigure>} */
let gradients;
/** @type {ReturnType<typeof createFigure>} */
let falls;
/** @type {ReturnType<typeof createPlot>} */
let showGradients;
/** @type {ReturnType<typeof createFalls>} */
let showFalls;

/** @param {HTMLElement} section */
export function mount(section) {
  gradients = createFigure(GRADIENTS);
  falls = createFigure(FALLS);
  find(section, '.pair').append(gradients.figure, falls.figure);
  showGradients = createPlot(gradients.canvas);
  showFalls = createFalls(falls.canvas);
}

/** @param {HTMLElement} _section @param {Page} page */
export function draw(_section, page) {
  const run = presentRun(page);
  if (changedEpochs(run.epochs, run.started, run.config.epochs)) drawGradients(run);
  if (changedScore(run.findings.perceptual, run.result, page.data.dataset, waiting(page))) drawFalls(page);
}

/** @param {import('../../state/runs.js').Run} run */
function drawGradients({ epochs, started, config }) {
  const text = epochs.length ? competition(epochs) : balance.gradientsEmpty;
  gradients.describe(text, gradientTable(epochs));
  showGradients(gradientPlot(epochs, started?.epochs ?? config.epochs));
}

/** @param {Page} page */
function drawFalls(page) {
  const { findings, result, config } = presentRun(page);
  const { dataset } = page.data;
  const has = modelHas(config.modalities, dataset);
  const known = findings.perceptual && result;
  const wait = result ? waiting(page) : balance.relianceEmpty;
  const shuffled = {
    accuracy: result?.test.accuracy ?? 0,
    interval: result?.test.interval ?? { low: 0, high: 1 },
    events: result?.test.events ?? 0,
    drops: findings.perceptual?.drops ?? [],
    intervals: findings.perceptual?.intervals ?? [],
    without: bestWithout(dataset?.best_possible ?? [], has),
  };
  falls.describe(known ? reliance(shuffled, has) : wait, fallTable(shuffled, has));
  showFalls(fallsOf(shuffled, has));
}
