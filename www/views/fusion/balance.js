// Whether one modality drowns the others: each encoder's gradient as training goes on, and how far accuracy falls when one
// modality is dealt to other events.

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
import { modalitiesOf } from '../../facts/vocabulary.js';
import { waiting } from '../../facts/waiting.js';
import { changes, element, find, say } from '../../parts/element.js';
import { fold, tableOf } from '../../parts/twin.js';
import { presentRun } from '../../state/runs.js';

/** @typedef {import('../../state/page.js').Page} Page */

const GRADIENTS = {
  name: 'gradients',
  title: 'How much each encoder still learns',
  hint: 'The size of its gradient. More weights make a larger one, so compare how each goes on.',
  note: '',
};
const FALLS = {
  name: 'falls',
  title: 'What the predictions hang on',
  hint: 'Accuracy when one is dealt to other events. Whiskers: 95 % intervals. Posts: best possible without it.',
  note: 'Accuracy when one modality is dealt to other events. Posts: the best possible without it.',
};

const changedEpochs = changes();
const changedScore = changes();
/** @type {ReturnType<typeof createPlot>} */
let showGradients;
/** @type {ReturnType<typeof createFalls>} */
let showFalls;

/** @param {HTMLElement} section */
export function mount(section) {
  const [gradients, falls] = [GRADIENTS, FALLS].map((what) => furnish(find(section, '.pair'), what));
  showGradients = createPlot(gradients);
  showFalls = createFalls(falls);
}

/** @param {HTMLElement} host @param {typeof GRADIENTS} what */
function furnish(host, { name, title, hint, note }) {
  const canvas = element('canvas', { class: 'plot', role: 'img' });
  const caption = element('figcaption', {}, element('h3', {}, title), element('p', { class: 'hint' }, hint));
  host.append(
    element('figure', { class: name }, caption, canvas, element('p', { class: 'summary' }), fold(title, canvas, note)),
  );
  return canvas;
}

/** @param {HTMLElement} section @param {Page} page */
export function draw(section, page) {
  const run = presentRun(page);
  if (changedEpochs(run.epochs, run.started, run.config.epochs)) drawGradients(section, run);
  if (changedScore(run.findings.perceptual, run.result, page.data.dataset, waiting(page))) drawFalls(section, page);
}

/** @param {HTMLElement} section @param {import('../../state/runs.js').Run} run */
function drawGradients(section, { epochs, started, config }) {
  const words = epochs.length ? competition(epochs) : 'Press Train: a point an epoch appears here.';
  describe(find(section, '.gradients'), GRADIENTS.title, words, gradientTable(epochs));
  showGradients(gradientPlot(epochs, started?.epochs ?? config.epochs));
}

/** @param {HTMLElement} section @param {Page} page */
function drawFalls(section, page) {
  const { findings, result, config } = presentRun(page);
  const { dataset } = page.data;
  const figure = find(section, '.falls');
  const has = modalitiesOf(config.modalities);
  const known = findings.perceptual && result;
  const wait = result ? waiting(page) : 'When training ends, this is measured on the test events.';
  const dealt = {
    accuracy: result?.test.accuracy ?? 0,
    events: result?.test.events ?? 0,
    drops: findings.perceptual?.drops ?? [],
    without: bestWithout(dataset?.best_possible ?? [], has),
  };
  describe(figure, FALLS.title, known ? reliance(dealt, has) : wait, fallTable(dealt, has));
  showFalls(fallsOf(dealt, has));
}

/** @param {HTMLElement} figure @param {string} title @param {string} words @param {import('../../facts/sheet.js').Sheet} sheet */
function describe(figure, title, words, sheet) {
  say(find(figure, '.summary'), words);
  find(figure, 'canvas').setAttribute('aria-label', `${title}. ${words}`);
  find(figure, '.scroll').replaceChildren(tableOf(sheet));
}
