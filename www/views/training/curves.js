// Loss and accuracy per epoch, side by side: each with a live canvas, a legend, a sentence and a table.

import { createLines } from '../../draw/lines.js';
import { bestOf } from '../../facts/best.js';
import { guides } from '../../facts/guides.js';
import { points } from '../../facts/points.js';
import { sheet } from '../../facts/sheet.js';
import { changes, element, find, say } from '../../parts/element.js';
import { createFigure } from '../../parts/figure.js';
import { presentRun } from '../../state/runs.js';
import { nats, percent, unbroken } from '../../words/numbers.js';
import { words } from '../../words/words.js';

/** @typedef {import('../../state/page.js').Page} Page */
/** @typedef {import('../../facts/points.js').Measure} Measure */

/**
 * @typedef {object} Chart
 * @property {Measure} measure
 * @property {ReturnType<typeof createFigure>} frame
 * @property {(curves: import('../../draw/lines.js').Curves) => void} show
 * @property {number | null} pointed the epoch under the pointer
 */

const AXES = {
  loss: {
    label: words.curves.lossAxis,
    high: false,
    write: String,
    top: (/** @type {number | null} */ highest) => (highest === null ? 1.2 : Math.max(highest * 1.08, 0.1)),
  },
  accuracy: {
    label: words.curves.accuracyAxis,
    high: true,
    write: (/** @type {number} */ share) => `${Math.round(share * 100)}`,
    top: () => 1,
  },
};
const WRITE = { loss: nats, accuracy: (/** @type {number} */ share) => unbroken(percent(share)) };

/** @type {Measure[]} */
const MEASURES = ['loss', 'accuracy'];

/** @type {Chart[]} */
let charts = [];
/** @type {import('../../state/runs.js').Run | null} */
let drawn = null;
const changed = changes();
const changedTable = changes();

/** @param {HTMLElement} section */
export function mount(section) {
  charts = MEASURES.map(furnish);
  find(section, '.pair').append(...charts.map(({ frame }) => frame.figure));
}

/** @param {Measure} measure @returns {Chart} */
function furnish(measure) {
  const { curves } = words;
  const host = element('div', { class: 'plot' }, element('p', { class: 'empty' }, curves.empty(measure)));
  const show = createLines(host, AXES[measure], (epoch) => {
    chart.pointed = epoch;
    if (drawn) drawLegend(chart, drawn);
  });
  const [title, hint] = [curves[measure], { loss: curves.lossHint, accuracy: curves.accuracyHint }[measure]];
  const saved = { saved: curves.name(measure), note: curves.lines };
  const frame = createFigure({ name: measure, title, hint, heading: 'h2', host, key: legend(), ...saved });
  frame.figure.classList.add('card');
  /** @type {Chart} */
  const chart = { measure, frame, show, pointed: null };
  return chart;
}

/** The lines' names; their pictures are drawn by the style sheet. */
function legend() {
  const entry = (/** @type {string} */ name, /** @type {string} */ text) =>
    element(
      'li',
      { class: name },
      element('span', { class: 'swatch' }),
      text,
      ' ',
      element('span', { class: 'value' }),
    );
  return element(
    'ul',
    { class: 'legend' },
    entry('train', words.curves.training),
    entry('val', words.curves.validation),
  );
}

/** @param {HTMLElement} _section @param {Page} page */
export function draw(_section, page) {
  const run = presentRun(page);
  const { dataset } = page.data;
  const ended = !['running', 'paused'].includes(page.session.phase);
  if (!changed(run.reports, run.epochs, run.started, dataset, ended)) return;
  const rows = changedTable(run.epochs, dataset, run.config.modalities);
  drawn = run;
  for (const chart of charts) drawChart(chart, { run, dataset, ended }, rows);
}

/**
 * A run, the data set it learns from, and whether it takes no more steps.
 * @typedef {object} Shown
 * @property {import('../../state/runs.js').Run} run
 * @property {import('../../state/page.js').Data['dataset']} dataset
 * @property {boolean} ended
 */

/** @param {Chart} chart @param {Shown} shown @param {boolean} rows whether the table changed */
function drawChart(chart, shown, rows) {
  const { measure, frame } = chart;
  const { run } = shown;
  const epochs = run.started?.epochs ?? run.config.epochs;
  const columns = points(measure, run.started?.steps_per_epoch ?? 1, run.reports, run.epochs);
  chart.show({ points: columns, epochs, best: best(run), guides: compared(measure, shown) });
  find(frame.figure, '.empty').hidden = run.started !== null;
  frame.describe(summarise(measure, shown), rows ? twin(measure, shown) : undefined);
  drawLegend(chart, run);
}

/** @param {Shown['run']} run */
function best({ epochs }) {
  return epochs.at(-1)?.best_epoch ?? null;
}

/** @param {Measure} measure @param {Shown} shown chance and the best possible */
function compared(measure, shown) {
  if (measure === 'loss' || !shown.dataset) return [];
  return guides(shown.dataset.chance, possible(shown));
}

/** @param {Shown} shown @returns {import('../../facts/best.js').Best | null} */
function possible({ dataset, run }) {
  return bestOf(dataset?.best_possible ?? [], run.config.modalities);
}

/** @param {Chart} chart @param {Shown['run']} run the values under the pointer, else the last */
function drawLegend({ measure, frame, pointed }, { epochs }) {
  const row = epochs.find(({ epoch }) => epoch === pointed) ?? epochs.at(-1);
  for (const split of /** @type {const} */ (['train', 'val'])) {
    say(find(frame.figure, `.legend .${split} .value`), row ? WRITE[measure](row[split][measure]) : '');
  }
}

/** @param {Measure} measure @param {Shown} shown */
function summarise(measure, shown) {
  const { epochs, started } = shown.run;
  const last = epochs.at(-1);
  if (!last && started) return shown.ended ? words.curves.endedEarly : words.curves.firstEpoch;
  if (!last) return words.curves.noEpoch;
  const { epoch, best_epoch, train, val } = last;
  const limit = measure === 'accuracy' ? possible(shown) : null;
  const values = { epoch, train: train[measure], val: val[measure], best: best_epoch };
  return unbroken(words.curves.summary(measure, values, limit ? words.best.figure(limit) : ''));
}

/** @param {Measure} measure @param {Shown} shown */
function twin(measure, shown) {
  const write = WRITE[measure];
  const { run } = shown;
  const rows = run.epochs.map(({ epoch, train, val }) => [
    { head: words.curves.epoch(epoch, epoch === best(run)) },
    write(train[measure]),
    write(val[measure]),
  ]);
  const limit = measure === 'accuracy' ? possible(shown) : null;
  const caption = words.curves.caption(measure, limit ? words.best.sentence(limit) : '');
  return sheet(caption, words.curves.columns, rows);
}
