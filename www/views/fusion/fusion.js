// The section on fusion: the gain over the best single modality, the accuracy with every set of modalities, the
// contribution of each modality, the curves of all models, and the effect of modality dropout.

import { createBars } from '../../draw/bars.js';
import { createOverlay } from '../../draw/overlay.js';
import { createShares } from '../../draw/shares.js';
import { againstEarlier, contributions, gain } from '../../facts/gain.js';
import { models } from '../../facts/models.js';
import { modalitiesIn, setIn } from '../../facts/present.js';
import { sheet } from '../../facts/sheet.js';
import { bestSingle, rows, summarise } from '../../facts/subsets.js';
import { isSingle, KEYS } from '../../facts/vocabulary.js';
import { steps } from '../../facts/waterfall.js';
import { changes, element, find } from '../../parts/element.js';
import { createFigure } from '../../parts/figure.js';
import { baselinesOf, contrastOf, presentRun } from '../../state/runs.js';
import { percent, unbroken } from '../../words/numbers.js';
import { words } from '../../words/words.js';

/** @typedef {import('../../state/page.js').Page} Page */
/** @typedef {import('../../state/runs.js').Run} Run */
/** @typedef {import('../../facts/subsets.js').Row} Row */
/** @typedef {import('../../draw/bars.js').Series} Series */
/** @typedef {{ set: (name: string, value: string | number) => void }} Actions */

const changed = changes();
/** @type {ReturnType<typeof furnish>} */
let charts;

/** @param {HTMLElement} section @param {Actions} actions */
export function mount(section, { set }) {
  charts = furnish(find(section, '.body'));
  section.addEventListener('click', ({ target }) => {
    const { dataset } = /** @type {HTMLElement} */ (target);
    if (dataset.set && dataset.value)
      set(dataset.set, Number.isNaN(Number(dataset.value)) ? dataset.value : Number(dataset.value));
  });
}

/** @param {HTMLElement} body */
function furnish(body) {
  const { fusion } = words;
  const bars = createFigure({ name: 'sets', title: fusion.sets, hint: fusion.setsHint });
  const shapley = createFigure({ name: 'shapley', title: fusion.contributions, hint: fusion.contributionsHint });
  const host = element('div', { class: 'plot' }, element('p', { class: 'empty' }, fusion.curvesEmpty));
  const showCurves = createOverlay(host);
  const curves = createFigure({ name: 'baselines', title: fusion.curves, hint: fusion.curvesHint, host });
  body.append(
    bars.figure,
    element('p', { class: 'dropout', tabindex: -1 }),
    element('div', { class: 'pair' }, shapley.figure, curves.figure),
  );
  const [showBars, showShapley] = [createBars(bars.canvas), createShares(shapley.canvas)];
  return { bars, showBars, shapley, showShapley, curves, showCurves };
}

/** @param {HTMLElement} section @param {Page} page */
export function draw(section, page) {
  const { id, findings, epochs, result } = presentRun(page);
  const { ablation, report, compared } = findings;
  const dropout = page.form.config.modality_dropout;
  const about = [id, ablation, report, compared, epochs, result, contrastOf(page), ...baselinesOf(page)];
  if (!changed(dropout, page.session.phase, page.data.dataset, page.data.progress !== null, ...about)) return;
  const body = find(section, '.body');
  if (!ablation && !body.hidden) section.style.minHeight = `${section.offsetHeight}px`; // nothing jumps until the next one is there
  if (!isComing(page)) section.style.minHeight = '';
  body.hidden = !ablation;
  find(section, '.gain').hidden = !ablation;
  if (!ablation) return;
  section.style.minHeight = '';
  drawGain(find(section, '.gain'), page);
  drawBars(page);
  drawDropout(find(body, '.dropout'), page);
  drawShapley(ablation);
  drawCurves(page);
}

/** Whether this run may still be examined: not after a reset, nor after a run that stopped early. @param {Page} page */
function isComing(page) {
  const { phase } = page.session;
  if (phase === 'idle') return page.data.progress !== null;
  return phase !== 'finished' || presentRun(page).result !== null;
}

/** @param {HTMLElement} place @param {Page} page */
function drawGain(place, page) {
  const { config, findings } = presentRun(page);
  const { dataset } = page.data;
  if (isSingle(setIn(config.modalities, dataset))) {
    return write(place, `${words.fusion.single} `, ask('modalities', 'all', words.fusion.useAll));
  }
  const best = bestSingle(page);
  const found = best && findings.compared[best];
  const trained = baselinesOf(page).map((run) => run.config.modalities);
  const all = KEYS.filter((_, m) => modalitiesIn(dataset)[m]).every((modality) => trained.includes(modality));
  if (found) write(place, gain(found.difference, found.first, found.second, all));
  else write(place, words.fusion.invite);
}

/** Writes a sentence that may hold a button; where that one had the focus, the sentence takes it over. @param {HTMLElement} place @param {...(Node | string)} parts */
function write(place, ...parts) {
  const held = place.contains(document.activeElement);
  place.replaceChildren(...parts.map((part) => (typeof part === 'string' ? unbroken(part) : part)));
  if (held) place.focus({ preventScroll: true });
}

/** A button within a sentence that changes a setting. @param {string} name @param {string | number} value @param {string} text */
function ask(name, value, text) {
  const button = element('button', { type: 'button', class: 'link' }, text);
  Object.assign(button.dataset, { set: name, value: String(value) });
  return button;
}

/** @param {Run} run @param {Run | null} earlier @returns {Series[]} */
function series({ config }, earlier) {
  const { trained, ablated, earlier: before } = words.fusion;
  /** @type {Series[]} */
  const two = [
    { kind: 'alone', name: trained, colour: 'train', fill: 'plain' },
    { kind: 'ablated', name: ablated(earlier && config.modality_dropout), colour: 'val', fill: 'hatched' },
  ];
  if (!earlier) return two;
  const name = before(earlier.config.modality_dropout);
  return [...two, { kind: 'before', name, colour: 'sound', fill: 'dotted' }];
}

/** @param {Page} page */
function drawBars(page) {
  const run = presentRun(page);
  const all = rows(page);
  const kinds = series(run, contrastOf(page));
  charts.bars.describe(summarise(all), scores(all, kinds));
  charts.showBars({ rows: all, series: kinds, chance: page.data.dataset?.chance ?? 0 });
}

/** @param {Row[]} all @param {Series[]} kinds */
function scores(all, kinds) {
  const cells = all.flatMap((row) => [
    ...kinds.flatMap(({ kind, name }) => {
      const score = row[kind];
      if (!score) return [];
      const { accuracy, interval } = score;
      return [[{ head: row.name }, name, percent(accuracy), percent(interval.low), percent(interval.high)]];
    }),
    ...(row.best
      ? [
          [
            { head: row.name },
            row.best.upper_bound ? words.fusion.atMostPossible : words.fusion.possible,
            percent(row.best.accuracy),
            '',
            '',
          ],
        ]
      : []),
  ]);
  return sheet(words.fusion.scores, words.fusion.scoreColumns, cells);
}

/** @param {HTMLElement} place @param {Page} page */
function drawDropout(place, page) {
  const used = presentRun(page).config;
  const { config } = page.form;
  const earlier = contrastOf(page);
  if (isSingle(setIn(used.modalities, page.data.dataset))) return write(place);
  const now = used.modality_dropout;
  if (earlier) return write(place, againstEarlier(rows(page), now, earlier.config.modality_dropout));
  if (config.modality_dropout !== now) return write(place, words.fusion.dropoutSet(config.modality_dropout));
  const other = now > 0 ? 0 : 0.3;
  const button = ask('modality_dropout', other, words.fusion.setDropout(other));
  write(place, `${words.fusion.inviteDropout(now)} `, button);
}

/** @param {import('../../state/update.js').FindingOf<'ablation'>} ablation */
function drawShapley(ablation) {
  const { empty, shapley: values, subsets } = ablation;
  const full = subsets.find(({ subset }) => subset === 'all')?.accuracy ?? empty;
  const all = steps({ empty, values, full });
  const cells = all.map(({ name, adds, to }) => [{ head: name }, adds, percent(to)]);
  charts.shapley.describe(contributions(ablation), sheet(words.fusion.shapley, words.fusion.shapleyColumns, cells));
  charts.showShapley({ bars: all, axis: words.fusion.accuracyAxis, steps: true });
}

/** @param {Page} page */
function drawCurves(page) {
  const all = models(page);
  find(charts.curves.figure, '.empty').hidden = all.length > 1;
  const summary = words.fusion.lastEpoch(all.map(({ name, values }) => ({ name, accuracy: values.at(-1) ?? 0 })));
  const epochs = Math.max(presentRun(page).started?.epochs ?? 1, ...all.map(({ values }) => values.length));
  charts.curves.describe(summary, curveTable(all));
  charts.showCurves({ curves: all, epochs });
}

/** @param {import('../../draw/overlay.js').Curve[]} all */
function curveTable(all) {
  const most = Math.max(...all.map(({ values }) => values.length));
  const cells = Array.from({ length: most }, (_, i) => [
    { head: String(i + 1) },
    ...all.map(({ values }) => (values[i] === undefined ? '–' : percent(values[i]))),
  ]);
  const best = [{ head: words.fusion.possible }, ...all.map(({ best }) => (best ? words.best.figure(best) : '–'))];
  return sheet(words.fusion.curvesTable, [words.fusion.epoch, ...all.map(({ name }) => name)], [...cells, best]);
}
