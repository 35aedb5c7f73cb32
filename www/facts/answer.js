// The prediction of a model for one event with some corruption, as rows and sentences: the probabilities, and how
// the modalities add up to that of the predicted class. Pure functions; nothing is drawn here.

import { presentRun } from '../state/runs.js';
import { modalityName } from '../words/names.js';
import { percent, signed } from '../words/numbers.js';
import { words } from '../words/words.js';
import { damageInWords, isSameDamage } from './damage.js';
import { named } from './named.js';
import { has, MODALITIES, modalitiesOf } from './vocabulary.js';

/** @typedef {{ event: number, levels: number[], present: boolean[] }} Question */
/** @typedef {Question & { probabilities: number[], predicted: number, shapley: number[] }} Answer */
/** @typedef {import('../draw/shares.js').Bar} Bar */

/** @typedef {import('../state/page.js').Page} Page */
/** @typedef {{ event: number, label: number, classes: string[], lacks: string[] }} Subject `lacks`: why a modality cannot be shown, or '' */

/** Whether there is a trained model to ask. @param {Page} page */
export function answerable(page) {
  return presentRun(page).result !== null && page.session.allowed.includes('what_if');
}

/**
 * An event as something to ask the model about.
 * @param {number} event
 * @param {import('../state/update.js').UpdateOf<'dataset'>} dataset
 * @param {string} modalities of the model
 * @returns {Subject}
 */
export function subjectOf(event, { schema, columns }, modalities) {
  const lacks = modalitiesOf(modalities).map((own, m) => {
    if (!has(columns.present[event], m)) return words.corruption.notInEvent;
    return own ? '' : words.corruption.notInModel;
  });
  return { event, label: columns.labels[event], classes: named(schema).classes, lacks };
}

/**
 * The question about an event as it is.
 * @param {number} event
 * @param {boolean[]} own the modalities that can be shown
 * @returns {Question}
 */
export function untouched(event, own) {
  return { event, levels: own.map(() => 0), present: own };
}

/** @param {Question} one @param {Question} other */
export function same(one, other) {
  return one.event === other.event && isSameDamage(one, other);
}

/** Rows that a chart of probabilities has room for. */
const MOST = 12;

/**
 * A row a class; a line marks what was predicted for the event as it is. Of many classes only the likeliest and the label have
 * a row of their own.
 * @param {Answer} answer
 * @param {string[]} classes
 * @param {{ label: number, before: Answer | null }} known
 * @returns {Bar[]}
 */
export function probabilityBars(answer, classes, { label, before }) {
  const { probabilities, predicted } = answer;
  const moved = before && !same(answer, before) ? before.probabilities : null;
  const shown = shownClasses(probabilities, label);
  const bars = shown.map((i) => ({
    name: i === label ? words.whatif.labelled(classes[i]) : classes[i],
    from: 0,
    to: probabilities[i],
    text: percent(probabilities[i]),
    fill: i === predicted ? 'accent' : 'edge',
    strong: i === predicted,
    ...(moved ? { mark: moved[i] } : {}),
  }));
  if (shown.length === classes.length) return bars;
  const rest = (/** @type {number[]} */ all) => all.reduce((sum, p, i) => (shown.includes(i) ? sum : sum + p), 0);
  const [to, name] = [rest(probabilities), words.whatif.otherClasses(classes.length - shown.length)];
  return [...bars, { name, from: 0, to, text: percent(to), fill: 'edge', ...(moved ? { mark: rest(moved) } : {}) }];
}

/** The classes that have rows: all in their order, or of many the likeliest first. @param {number[]} probabilities @param {number} label */
function shownClasses(probabilities, label) {
  const all = probabilities.map((_, i) => i);
  if (all.length <= MOST) return all;
  const likely = all.sort((a, b) => probabilities[b] - probabilities[a]).slice(0, MOST - 1);
  return likely.includes(label) ? likely : [...likely.slice(0, -1), label];
}

/**
 * The way from the predicted class's share in training to its probability, a step a modality.
 * @param {Answer} answer
 * @param {string[]} classes
 * @returns {Bar[]}
 */
export function stepBars(answer, classes) {
  const { probabilities, predicted, shapley } = answer;
  const [to, share] = [probabilities[predicted], shareOf(answer)];
  let from = share;
  const steps = shapley.map((value, m) => {
    const { key, colour } = MODALITIES[m];
    const bar = { name: modalityName(key), from, to: from + value, text: signed(value), fill: colour };
    from = bar.to;
    return bar;
  });
  return [
    { name: words.whatif.share, from: 0, to: share, text: percent(share), fill: 'edge' },
    ...steps,
    { name: classes[predicted], from: 0, to, text: percent(to), fill: 'accent', strong: true },
  ];
}

/** The predicted class's share in training: what its probability is without any modality. @param {Pick<Answer, 'probabilities' | 'predicted' | 'shapley'>} answer */
export function shareOf({ probabilities, predicted, shapley }) {
  const sum = shapley.reduce((a, b) => a + b, 0);
  return Math.min(Math.max(probabilities[predicted] - sum, 0), 1);
}

/**
 * @param {Answer} answer
 * @param {string[]} classes
 * @param {{ label: number, lacks: string[], before: Answer | null }} known
 */
export function sentence(answer, classes, { label, lacks, before }) {
  const { probabilities, predicted } = answer;
  const own = lacks.map((lack) => !lack);
  const changed = !same(answer, untouched(answer.event, own));
  const corruption = changed ? damageInWords(answer, own) : '';
  const says = words.whatif.says(
    corruption,
    classes[predicted],
    probabilities[predicted],
    predicted === label ? '' : classes[label],
  );
  return before && changed ? `${says} ${otherwise(answer, before, classes)}` : says;
}

/** What the model said of the event as it is. @param {Answer} answer @param {Answer} before @param {string[]} classes */
function otherwise({ probabilities, predicted }, before, classes) {
  if (before.predicted !== predicted) return words.whatif.otherwise(classes[before.predicted]);
  const change = probabilities[predicted] - before.probabilities[predicted];
  return Math.abs(change) < 0.01 ? words.whatif.same : words.whatif.confidence(change);
}

/**
 * How the steps add up, in words.
 * @param {Answer} answer
 * @param {string[]} classes
 */
export function sum(answer, classes) {
  const { probabilities, predicted } = answer;
  const steps = answer.shapley.map((value, m) => ({ name: modalityName(MODALITIES[m].key), adds: value }));
  return words.whatif.sum(classes[predicted], shareOf(answer), steps, probabilities[predicted]);
}
