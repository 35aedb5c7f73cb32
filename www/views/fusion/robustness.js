// The section on robustness: one curve for noise in each modality and one for missing modalities, with chance, the
// best possible accuracy and, dashed, an earlier run that differs only in modality dropout.

import { createPlot } from '../../draw/plot.js';
import { bestOf } from '../../facts/best.js';
import { guides } from '../../facts/guides.js';
import { setIn } from '../../facts/present.js';
import { asPlot, asTable, inWords, KINDS, leaning } from '../../facts/robustness.js';
import { KEYS, parts } from '../../facts/vocabulary.js';
import { waiting } from '../../facts/waiting.js';
import { changes, find, say } from '../../parts/element.js';
import { createFigure } from '../../parts/figure.js';
import { contrastOf, presentRun } from '../../state/runs.js';
import { modalityName } from '../../words/names.js';
import { unbroken } from '../../words/numbers.js';
import { words } from '../../words/words.js';

/** @typedef {import('../../state/page.js').Page} Page */
/** @typedef {import('../../state/runs.js').Run} Run */
/** @typedef {import('../../facts/robustness.js').Kind} Kind */
/** @typedef {{ kind: Kind, frame: ReturnType<typeof createFigure>, show: ReturnType<typeof createPlot> }} Chart */

const changed = changes();
/** @type {Chart[]} */
let charts = [];

/** @param {HTMLElement} section @param {Page} page */
export function draw(section, page) {
  const { result, findings } = presentRun(page);
  const { dataset } = page.data;
  const earlier = contrastOf(page);
  if (!changed(result, findings.report, findings.robustness, findings.missing, earlier, waiting(page))) return;
  find(section, '.body').hidden = !result;
  find(section, '.empty').hidden = result !== null;
  if (!result || !dataset) return;
  if (!charts.length) charts = KINDS.map((kind) => furnish(find(section, '.curves'), kind));
  for (const chart of charts) drawChart(chart, page);
  say(find(section, '.leaning'), unbroken(overall(page)));
}

/** @param {HTMLElement} host @param {Kind} kind @returns {Chart} */
function furnish(host, kind) {
  const { key: name, title, hint } = kind;
  const frame = createFigure({ name, title, hint, saved: words.robustness.figure(title), shape: 'plot' });
  host.append(frame.figure);
  return { kind, frame, show: createPlot(frame.canvas) };
}

/** @param {Chart} chart @param {Page} page */
function drawChart({ kind, frame, show }, page) {
  const run = presentRun(page);
  const earlier = contrastOf(page);
  const { dataset } = page.data;
  const curve = curveOf(run.findings, kind.key);
  const lacks = kind.key !== 'missing' && !keysOf(page).includes(kind.key);
  frame.figure.hidden = lacks;
  if (!dataset || !run.result || lacks) return;
  const best = bestOf(dataset.best_possible, run.config.modalities);
  const held = {
    curve: curve ?? { points: [], relative_robustness: 0, interval: { low: 0, high: 1 } },
    earlier: curve && earlier ? curveOf(earlier.findings, kind.key) : null,
    dropout: { here: run.config.modality_dropout, there: earlier?.config.modality_dropout ?? 0 },
  };
  frame.describe(curve ? inWords(held) : waiting(page), asTable(kind, held));
  show(asPlot(kind, held, guides(dataset.chance, best)));
}

/** @param {Run['findings']} findings @param {string} key @returns {import('../../facts/robustness.js').Curve | null} */
function curveOf({ robustness, missing }, key) {
  return (key === 'missing' ? missing : robustness[key])?.curve ?? null;
}

/** The modalities of the present run's model. @param {Page} page */
function keysOf(page) {
  return parts(setIn(presentRun(page).config.modalities, page.data.dataset));
}

/** @param {Page} page */
function overall(page) {
  const run = presentRun(page);
  const { findings, result } = run;
  const found = KEYS.flatMap((key) => {
    const curve = findings.robustness[key]?.curve;
    return curve ? [{ name: modalityName(key), curve }] : [];
  });
  if (!findings.missing || found.length < keysOf(page).length || !result) return waiting(page);
  const compared = contrastOf(page)?.findings.missing ? words.robustness.compared : words.robustness.compareDropout;
  return `${leaning(found)} ${compared}`.trim();
}
