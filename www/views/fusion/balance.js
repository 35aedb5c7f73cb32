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
import { words } from '../../words/words.js';

/** @typedef {import('../../state/page.js').Page} Page */

const { balance } = words;
const GRADIENTS = { name: 'gradients', title: balance.gradients, hint: balance.gradientsHint, note: '' };
const FALLS = { name: 'falls', title: balance.reliance, hint: balance.relianceHint, note: balance.relianceNote };

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
  const text = epochs.length ? competition(epochs) : balance.gradientsEmpty;
  describe(find(section, '.gradients'), GRADIENTS.title, text, gradientTable(epochs));
  showGradients(gradientPlot(epochs, started?.epochs ?? config.epochs));
}

/** @param {HTMLElement} section @param {Page} page */
function drawFalls(section, page) {
  const { findings, result, config } = presentRun(page);
  const { dataset } = page.data;
  const figure = find(section, '.falls');
  const has = modalitiesOf(config.modalities);
  const known = findings.perceptual && result;
  const wait = result ? waiting(page) : balance.relianceEmpty;
  const dealt = {
    accuracy: result?.test.accuracy ?? 0,
    events: result?.test.events ?? 0,
    drops: findings.perceptual?.drops ?? [],
    without: bestWithout(dataset?.best_possible ?? [], has),
  };
  describe(figure, FALLS.title, known ? reliance(dealt, has) : wait, fallTable(dealt, has));
  showFalls(fallsOf(dealt, has));
}

/** @param {HTMLElement} figure @param {string} title @param {string} text @param {import('../../facts/sheet.js').Sheet} sheet */
function describe(figure, title, text, sheet) {
  say(find(figure, '.summary'), text);
  find(figure, 'canvas').setAttribute('aria-label', `${title}. ${text}`);
  find(figure, '.scroll').replaceChildren(tableOf(sheet));
}
