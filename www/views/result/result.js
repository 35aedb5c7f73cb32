// The section on the result: a headline, figures, the verdict on the fit, the confusion matrix whose cells open the
// gallery, the reliability diagram, and tables. The result is drawn at once, the report when it arrives.

import { isDense } from '../../draw/matrix.js';
import { createReliability } from '../../draw/reliability.js';
import { bestOf } from '../../facts/best.js';
import { compare, fitInWords, fitName, headline, spread, worst } from '../../facts/headline.js';
import { named } from '../../facts/named.js';
import { reliabilityInWords, reliabilityTable } from '../../facts/reliability.js';
import { confusionTable, countTable, scoreTable } from '../../facts/scores.js';
import { waiting } from '../../facts/waiting.js';
import { changes, element, find, say } from '../../parts/element.js';
import { createFigure } from '../../parts/figure.js';
import { createMatrix } from '../../parts/matrix.js';
import { tableOf } from '../../parts/twin.js';
import { presentRun } from '../../state/runs.js';
import { nats, percent, unbroken } from '../../words/numbers.js';
import { words } from '../../words/words.js';

/** @typedef {import('../../state/page.js').Page} Page */
/** @typedef {import('../../state/update.js').UpdateOf<'result'>} Result */
/** @typedef {import('../../state/update.js').UpdateOf<'dataset'>} Dataset */
/** @typedef {import('../../state/findings.js').Findings['report']} Report */
/** @typedef {{ showEvents: (cell: { label: number, predicted: number }) => void }} Actions */

const changed = changes();
/** @type {Actions} */
let actions;
/** @type {ReturnType<typeof createMatrix> | null} */
let matrix = null;
/** @type {ReturnType<typeof createFigure>} */
let confusion;
/** @type {ReturnType<typeof createFigure>} */
let calibration;
/** @type {ReturnType<typeof createReliability>} */
let reliability;

/** @param {HTMLElement} _section @param {Actions} given */
export function mount(_section, given) {
  actions = given;
}

/** @param {HTMLElement} section @param {Page} page */
export function draw(section, page) {
  const { result, findings, epochs, config } = presentRun(page);
  const { dataset } = page.data;
  const wait = waiting(page);
  const known = findings.predictions !== null;
  if (!changed(result, findings.report, known, wait)) return;
  const body = find(section, '.body');
  body.hidden = !result;
  find(section, '.empty').hidden = result !== null;
  if (!result || !dataset) return;
  if (!matrix) furnish(body);
  fill(body, result, epochs.length);
  const { classes } = named(dataset.schema);
  fillMatrix(result, classes, known);
  fillTables(body, result, classes);
  fillConfusions(body, findings.report, classes, wait);
  set(body, result, bestOf(dataset.best_possible, config.modalities), dataset.chance);
  fillReliability(body, findings.report, wait);
}

/** @param {HTMLElement} body */
function furnish(body) {
  const cells = element('div', { class: 'matrix' });
  matrix = createMatrix(cells, (label, predicted) => actions.showEvents({ label, predicted }));
  const { mistakes, reliability: diagram } = words;
  const host = element('div', { class: 'scroll' }, cells);
  confusion = createFigure({ name: 'confusion', title: mistakes.matrix, hint: mistakes.matrixHint, host });
  calibration = createFigure({ name: 'reliability', title: diagram.title, hint: diagram.hint });
  reliability = createReliability(calibration.canvas);
  const dl = Object.entries(words.result.figures).map(([name, title]) =>
    element('div', {}, element('dt', {}, title), element('dd', { class: name })),
  );
  body.append(
    element('p', { class: 'headline' }),
    element('dl', { class: 'figures' }, ...dl),
    element('p', { class: 'fit' }, element('strong', {}), ' ', element('span', {})),
    element('p', { class: 'hint possible' }),
    element('div', { class: 'pair' }, confusion.figure, calibration.figure),
    element(
      'div',
      { class: 'pair' },
      element('div', { class: 'scroll classes' }),
      element('div', { class: 'scroll confusions' }),
    ),
    element('p', { class: 'hint spread' }),
  );
  find(confusion.figure, '.twin .scroll').classList.add('counts');
}

/** @param {HTMLElement} body @param {Result} result @param {number} epochs */
function fill(body, { test, ending, fit }, epochs) {
  say(find(body, '.accuracy'), percent(test.accuracy));
  say(find(body, '.macro-f1'), words.result.macroF1(test.macro_f1, test.macro_f1_classes, test.classes.length));
  say(find(body, '.loss'), nats(test.loss));
  const stopped = ending === 'patience' ? ` ${words.result.stoppedEarly}` : '';
  say(find(body, '.fit strong'), fitName(fit));
  say(find(body, '.fit span'), `${fitInWords(fit, epochs)}${stopped}`);
}

/** What was reached beside chance and the best possible. @param {HTMLElement} body @param {Result} result @param {import('../../facts/best.js').Best | null} best @param {number} chance */
function set(body, { test }, best, chance) {
  const text = `${headline(test, test.interval)} ${compare(test, test.interval, best, chance)}`;
  say(find(body, '.headline'), unbroken(text));
  say(find(body, '.best'), best ? words.best.figure(best) : '–');
  say(find(body, '.possible'), best ? unbroken(words.best.sentence(best)) : '');
}

/** @param {Result} result @param {string[]} classes @param {boolean} known whether the events of the cells are */
function fillMatrix({ test, best_epoch }, classes, known) {
  const summary = `${worst(test.confusion, classes)} ${words.mistakes.weights(best_epoch)}`;
  confusion.describe(summary, countTable(test.confusion, classes));
  confusion.figure.classList.toggle('wide', isDense(classes.length));
  matrix?.({ classes, counts: test.confusion }, known);
}

/** @param {HTMLElement} body @param {Result} result @param {string[]} classes */
function fillTables(body, { test }, classes) {
  find(body, '.classes').replaceChildren(tableOf(scoreTable(test.classes, classes)));
  say(find(body, '.spread'), spread(test.classes));
}

/** @param {HTMLElement} body @param {Report} report @param {string[]} classes @param {string} wait */
function fillConfusions(body, report, classes, wait) {
  const none = element('p', { class: 'hint' }, report ? words.mistakes.none : wait);
  const found = report?.confusions.length ? tableOf(confusionTable(report.confusions, classes)) : none;
  find(body, '.confusions').replaceChildren(found);
}

/** @param {HTMLElement} body @param {Report} report @param {string} wait */
function fillReliability(body, report, wait) {
  const { bins, ece } = report?.calibration ?? { bins: [], ece: 0 };
  say(find(body, '.ece'), report ? percent(ece) : '…');
  calibration.describe(report ? reliabilityInWords(bins, ece, report.scores.interval) : wait, reliabilityTable(bins));
  reliability(bins);
}
