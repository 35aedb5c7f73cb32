// What a model says of one event under conditions, in rows and words: its probabilities, and how the modalities add up to the
// one it believes in. Pure arithmetic: it draws nothing.

import { presentRun } from '../state/runs.js';
import { modalityName } from '../words/names.js';
import { percent, signed } from '../words/numbers.js';
import { damageInWords } from './damage.js';
import { likeliest } from './said.js';
import { has, MODALITIES, modalitiesOf } from './vocabulary.js';

/** @typedef {{ event: number, levels: number[], present: boolean[] }} Question */
/** @typedef {Question & { probabilities: number[], shapley: number[] }} Answer */
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
    if (!has(columns.present[event], m)) return 'this event has none';
    return own ? '' : 'the model does without';
  });
  return { event, label: columns.labels[event], classes: schema.classes, lacks };
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
  const list = (/** @type {unknown[]} */ a, /** @type {unknown[]} */ b) => a.every((value, i) => value === b[i]);
  return one.event === other.event && list(one.levels, other.levels) && list(one.present, other.present);
}

/**
 * A row a class; a line marks what was said of the event as it is.
 * @param {Answer} answer
 * @param {string[]} classes
 * @param {{ label: number, before: Answer | null }} known
 * @returns {Bar[]}
 */
export function probabilityBars(answer, classes, { label, before }) {
  const { probabilities } = answer;
  const predicted = likeliest(probabilities);
  return probabilities.map((to, i) => ({
    name: i === label ? `${classes[i]} (label)` : classes[i],
    from: 0,
    to,
    text: percent(to),
    fill: i === predicted ? 'accent' : 'edge',
    strong: i === predicted,
    ...(before && !same(answer, before) ? { mark: before.probabilities[i] } : {}),
  }));
}

/**
 * The way from the predicted class's share in training to its probability, a step a modality.
 * @param {Answer} answer
 * @param {string[]} classes
 * @returns {Bar[]}
 */
export function stepBars({ probabilities, shapley }, classes) {
  const predicted = likeliest(probabilities);
  const [to, share] = [probabilities[predicted], shareOf({ probabilities, shapley })];
  let from = share;
  const steps = shapley.map((value, m) => {
    const { key, colour } = MODALITIES[m];
    const bar = { name: modalityName(key), from, to: from + value, text: signed(value), fill: colour };
    from = bar.to;
    return bar;
  });
  return [
    { name: 'share in training', from: 0, to: share, text: percent(share), fill: 'edge' },
    ...steps,
    { name: classes[predicted], from: 0, to, text: percent(to), fill: 'accent', strong: true },
  ];
}

/** The predicted class's share in training: what its probability is without any modality. @param {Pick<Answer, 'probabilities' | 'shapley'>} answer */
export function shareOf({ probabilities, shapley }) {
  const sum = shapley.reduce((a, b) => a + b, 0);
  return Math.min(Math.max(probabilities[likeliest(probabilities)] - sum, 0), 1);
}

/**
 * @param {Answer} answer
 * @param {string[]} classes
 * @param {{ label: number, lacks: string[], before: Answer | null }} known
 */
export function sentence(answer, classes, { label, lacks, before }) {
  const { probabilities } = answer;
  const predicted = likeliest(probabilities);
  const verdict = predicted === label ? '✓ That is its label.' : `✗ Its label is ${classes[label]}.`;
  const given = damageInWords(
    answer,
    lacks.map((lack) => !lack),
  );
  const says = `With ${given}, the model says ${classes[predicted]}, ${percent(probabilities[predicted])}. ${verdict}`;
  if (!before || same(answer, before)) return says;
  const first = likeliest(before.probabilities);
  if (first !== predicted) return `${says} As it is, it says ${classes[first]}.`;
  const change = (probabilities[predicted] - before.probabilities[predicted]) * 100;
  if (Math.abs(change) < 1) return `${says} As it is, it says about the same.`;
  return `${says} As it is, it is ${Math.abs(change).toFixed(1)} points ${change < 0 ? 'surer' : 'less sure'}.`;
}

/**
 * How the steps add up, in words.
 * @param {Answer} answer
 * @param {string[]} classes
 */
export function sum(answer, classes) {
  const predicted = likeliest(answer.probabilities);
  const steps = answer.shapley.map((value, m) => `${modalityName(MODALITIES[m].key)} ${signed(value)}`);
  return `From the share of ${classes[predicted]} in training, ${percent(shareOf(answer))}, to what the model says of this event, ${percent(answer.probabilities[predicted])}: ${steps.join(', ')} points (Shapley values).`;
}
