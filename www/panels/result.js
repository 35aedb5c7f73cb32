// How the best epoch's model did on the test split: three figures, a sentence, a confusion matrix and its tables.

import { bestOf, figure as reachable, sentence } from '../charts/best.js';
import { changes, element, find, say } from '../charts/element.js';
import { createMatrix } from '../charts/matrix.js';
import { nats, percent, whole } from '../charts/numbers.js';
import { table } from '../charts/twin.js';

/** @typedef {import('../store.js').Run} Run */
/** @typedef {NonNullable<Run['result']>} Result */
/** @typedef {import('../charts/best.js').Best} Best */

const changed = changes();
/** @type {((matrix: import('../charts/matrix.js').Matrix) => void) | null} */
let show = null;

/** @param {HTMLElement} section @param {Run} run */
export function draw(section, { result, dataset, taken }) {
  if (!changed(result)) return;
  const body = find(section, '.body');
  body.hidden = !result;
  find(section, '.empty').hidden = result !== null;
  if (!result || !dataset) return;
  if (!show) furnish(body);
  fill(body, result, dataset.schema.classes);
  compare(body, bestOf(dataset.best_possible, taken.modalities));
}

/** @param {HTMLElement} body */
function furnish(body) {
  const canvas = element('canvas', { class: 'matrix', role: 'img' });
  body.append(
    element('dl', { class: 'figures' }, ...['accuracy', 'best', 'macro-f1', 'loss'].map(figure)),
    element('p', { class: 'summary' }),
    element('p', { class: 'hint possible' }),
    element('div', { class: 'pair' }, element('figure', {}, canvas), element('div', { class: 'scroll classes' })),
    element(
      'details',
      { class: 'twin' },
      element('summary', {}, 'Confusion matrix as a table'),
      element('div', { class: 'scroll counts' }),
    ),
  );
  show = createMatrix(canvas);
}

/** @param {string} name */
function figure(name) {
  const title =
    { accuracy: 'test accuracy', best: 'best possible', 'macro-f1': 'macro-F1', loss: 'test loss (nats)' }[name] ??
    name;
  return element('div', {}, element('dt', {}, title), element('dd', { class: name }));
}

/** @param {HTMLElement} body @param {Result} result @param {string[]} classes */
function fill(body, { test, best_epoch, ending }, classes) {
  say(find(body, '.accuracy'), percent(test.accuracy));
  say(find(body, '.macro-f1'), test.macro_f1.toFixed(3));
  say(find(body, '.loss'), nats(test.loss));
  const ended = ending === 'patience' ? ' Training stopped early: the validation loss had stopped falling.' : '';
  const summary = `${named(test)} The weights are those of epoch ${best_epoch}, the best one. ${confused(test.confusion, classes)}${ended}`;
  say(find(body, '.summary'), summary);
  find(body, 'canvas').setAttribute('aria-label', `Confusion matrix. ${summary}`);
  show?.({ classes, counts: test.confusion });
  find(body, '.counts').replaceChildren(counts(test.confusion, classes));
  find(body, '.classes').replaceChildren(perClass(test.classes, classes));
}

/** What nobody can surpass, beside what was reached. @param {HTMLElement} body @param {Best | null} best */
function compare(body, best) {
  say(find(body, '.best'), best ? reachable(best) : '–');
  say(find(body, '.possible'), best ? `${sentence(best)} A test of few events may come out above it by luck.` : '');
}

/** @param {Result['test']} test */
function named({ events, accuracy }) {
  return `The model names ${whole(accuracy * events)} of ${whole(events)} unseen events rightly.`;
}

/** @param {number[][]} confusion @param {string[]} classes */
function confused(confusion, classes) {
  const wrong = confusion.flatMap((row, truth) =>
    row.flatMap((count, guess) => (truth === guess ? [] : [{ count, truth, guess }])),
  );
  const worst = wrong.reduce((most, next) => (next.count > most.count ? next : most), { count: 0, truth: 0, guess: 0 });
  if (worst.count === 0) return 'It mixes up none.';
  return `Its most frequent mistake: a ${classes[worst.truth]} taken for a ${classes[worst.guess]}, ${worst.count === 1 ? 'once' : `${whole(worst.count)} times`}.`;
}

/** @param {number[][]} confusion @param {string[]} classes */
function counts(confusion, classes) {
  const rows = confusion.map((row, truth) => [{ head: `true ${classes[truth]}` }, ...row.map(whole)]);
  return table('Events by true and predicted class', ['', ...classes.map((name) => `predicted ${name}`)], rows);
}

/** @param {Result['test']['classes']} scores @param {string[]} classes */
function perClass(scores, classes) {
  const rows = scores.map(({ precision, recall, f1, support }, i) => [
    { head: classes[i] },
    percent(precision),
    percent(recall),
    f1.toFixed(3),
    whole(support),
  ]);
  return table('Scores per class', ['Class', 'Precision', 'Recall', 'F1', 'Events'], rows);
}
