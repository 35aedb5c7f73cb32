// What survives when an input is noisy or missing: a curve each, with chance and the best possible, and dashed that of an earlier
// run that differs in modality dropout alone.

import { createPlot } from '../../draw/plot.js';
import { bestOf } from '../../facts/best.js';
import { chanceOf } from '../../facts/chance.js';
import { guides } from '../../facts/guides.js';
import { KEYS, parts } from '../../facts/vocabulary.js';
import { waiting } from '../../facts/waiting.js';
import { changes, element, find, say } from '../../parts/element.js';
import { asPlot, asTable, inWords, KINDS, leaning } from '../../parts/robustness.js';
import { fold } from '../../parts/twin.js';
import { modalityName } from '../../words/names.js';
import { percent, unbroken } from '../../words/numbers.js';

/** @typedef {import('../../state/store.js').Run} Run */
/** @typedef {import('../../parts/robustness.js').Kind} Kind */
/** @typedef {{ kind: Kind, figure: HTMLElement, canvas: HTMLCanvasElement, show: ReturnType<typeof createPlot> }} Chart */

const changed = changes();
/** @type {Chart[]} */
let charts = [];

/** @param {HTMLElement} section @param {Run} run */
export function draw(section, run) {
  const { result, findings, dataset, earlier } = run;
  if (!changed(result, findings.report, findings.robustness, findings.missing, earlier, waiting(run))) return;
  find(section, '.body').hidden = !result;
  find(section, '.empty').hidden = result !== null;
  if (!result || !dataset) return;
  if (!charts.length) charts = KINDS.map((kind) => furnish(find(section, '.curves'), kind));
  for (const chart of charts) drawChart(chart, run);
  say(find(section, '.leaning'), unbroken(overall(run)));
}

/** @param {HTMLElement} host @param {Kind} kind @returns {Chart} */
function furnish(host, kind) {
  const canvas = element('canvas', { class: 'plot', role: 'img' });
  const caption = element('figcaption', {}, element('h3', {}, kind.title), element('p', { class: 'hint' }, kind.hint));
  const title = `${kind.title}: accuracy, with 95 % intervals`;
  const figure = element('figure', {}, caption, canvas, element('p', { class: 'summary' }), fold(title, canvas));
  figure.dataset.curve = kind.key;
  host.append(figure);
  return { kind, figure, canvas, show: createPlot(canvas) };
}

/** @param {Chart} chart @param {Run} run */
function drawChart({ kind, figure, canvas, show }, run) {
  const curve = curveOf(run.findings, kind.key);
  const lacks = kind.key !== 'missing' && !keysOf(run).includes(kind.key);
  figure.hidden = lacks;
  if (!run.dataset || !run.result || lacks) return;
  const best = bestOf(run.dataset.best_possible, run.taken.modalities);
  const held = {
    curve: curve ?? { points: [], relative_robustness: 0 },
    earlier: curve && run.earlier ? curveOf(run.earlier.findings, kind.key) : null,
    events: run.result.test.events,
    names: names(run),
  };
  const summary = curve ? unbroken(inWords(held)) : waiting(run);
  say(find(figure, '.summary'), summary);
  canvas.setAttribute('aria-label', `${kind.title}. ${summary}`);
  show(asPlot(kind, held, guides(chanceOf(run.dataset), best)));
  find(figure, '.scroll').replaceChildren(asTable(kind, held));
}

/** @param {Run['findings']} findings @param {string} key @returns {import('../../parts/robustness.js').Curve | null} */
function curveOf({ robustness, missing }, key) {
  return (key === 'missing' ? missing : robustness[key])?.curve ?? null;
}

/** The modalities of the run's model as settings name them. @param {Run} run */
function keysOf({ used, taken }) {
  return parts((used ?? taken).modalities);
}

/** The two runs by what they differ in. @param {Run} run */
function names({ used, earlier }) {
  const dropout = (/** @type {number | undefined} */ share) =>
    share ? `with modality dropout ${percent(share).replace('.0', '')}` : 'without modality dropout';
  return { here: dropout(used?.modality_dropout), there: dropout(earlier?.config.modality_dropout) };
}

/** @param {Run} run */
function overall(run) {
  const { findings, result, earlier } = run;
  const found = KEYS.flatMap((key) => {
    const curve = findings.robustness[key]?.curve;
    return curve ? [{ name: modalityName(key), curve }] : [];
  });
  if (!findings.missing || found.length < keysOf(run).length || !result) return waiting(run);
  const compared = earlier?.findings.missing
    ? 'Dashed: an earlier run with the same settings but for modality dropout.'
    : 'Train once more with another modality dropout and the two are drawn together.';
  return `${leaning(found, result.test.events)} ${compared}`.trim();
}
