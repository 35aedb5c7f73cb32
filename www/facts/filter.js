// Which events of a data set match a filter, and in which order. It uses the few bytes that the page has of each
// event and, after a model is tested, its predictions.

import { has, MODALITIES } from './vocabulary.js';

/** @typedef {import('../state/update.js').Columns} Columns */

/**
 * What is asked of an event; '' asks nothing.
 * @typedef {object} Filter
 * @property {string} split index into SPLITS
 * @property {string} label index into the schema's classes
 * @property {string} cause modality and index into its causes, as in '1:3'
 * @property {string} missing a modality's index, or 'none' for events that have all that occur
 * @property {string} verdict 'right' or 'wrong': whether the model's class is the label
 * @property {string} sureness a key of SURENESS: how sure the model is
 * @property {string} predicted index into the schema's classes: the prediction
 */

/** @typedef {import('./said.js').Said} Said */
/** @typedef {import('./said.js').Sayings} Sayings */

/** From this confidence on a model is called sure, and below this one unsure. */
const SURE = 0.9;
const UNSURE = 0.6;

/** @type {Record<string, (confidence: number) => boolean>} */
const SURENESS = {
  sure: (confidence) => confidence >= SURE,
  between: (confidence) => confidence >= UNSURE && confidence < SURE,
  unsure: (confidence) => confidence < UNSURE,
};

/**
 * The numbers of the events that pass, in ascending order. What is asked of predictions, only events that have one pass.
 * @param {Columns} columns
 * @param {Filter} filter
 * @param {Sayings | null} said
 * @returns {number[]}
 */
export function matching(columns, filter, said = null) {
  const whole = columns.present.reduce((all, present) => all | present, 0); // of this data set
  const tests = [
    holds(filter.split, (wanted) => (i) => columns.splits[i] === wanted),
    holds(filter.label, (wanted) => (i) => columns.labels[i] === wanted),
    caused(columns, filter.cause),
    filter.missing === 'none'
      ? (/** @type {number} */ i) => columns.present[i] === whole
      : holds(filter.missing, (wanted) => (i) => !has(columns.present[i], wanted)),
    holds(filter.predicted, (wanted) => whoseSaying(said, ({ predicted }) => predicted === wanted)),
    filter.verdict ? whoseSaying(said, ({ right }) => right === (filter.verdict === 'right')) : null,
    filter.sureness ? whoseSaying(said, ({ confidence }) => SURENESS[filter.sureness](confidence)) : null,
  ].filter((test) => test !== null);
  const found = [];
  for (let i = 0; i < columns.labels.length; i += 1) if (tests.every((test) => test(i))) found.push(i);
  return found;
}

/**
 * @param {string} choice
 * @param {(wanted: number) => (event: number) => boolean} test
 */
function holds(choice, test) {
  return choice === '' ? null : test(Number(choice));
}

/** @param {Sayings | null} said @param {(saying: Said) => boolean} test @returns {(event: number) => boolean} */
function whoseSaying(said, test) {
  return (i) => {
    const saying = said?.get(i);
    return saying !== undefined && test(saying);
  };
}

/**
 * Mistakes first, then correct predictions, then events without one; the least confident first in each.
 * @param {number[]} events
 * @param {Sayings | null} said
 * @returns {number[]}
 */
export function mistakesFirst(events, said) {
  const rank = (/** @type {number} */ event) => {
    const saying = said?.get(event);
    return saying ? (saying.right ? 1 : 0) + saying.confidence / 2 : 2;
  };
  return [...events].sort((a, b) => rank(a) - rank(b) || a - b);
}

/** @param {Columns} columns @param {string} choice */
function caused({ causes }, choice) {
  if (choice === '') return null;
  const [modality, cause] = choice.split(':').map(Number);
  return (/** @type {number} */ i) => causes[MODALITIES.length * i + modality] === cause;
}

/**
 * The causes of a modality that occur, in ascending order.
 * @param {Columns} columns
 * @param {number} modality
 * @returns {number[]}
 */
export function causesOf({ causes }, modality) {
  const seen = new Set();
  for (let i = modality; i < causes.length; i += MODALITIES.length) seen.add(causes[i]);
  return [...seen].sort((a, b) => a - b);
}

/**
 * How many events carry each label.
 * @param {Pick<Columns, 'labels'>} columns
 * @param {number} classes
 * @returns {number[]}
 */
export function countLabels({ labels }, classes) {
  const counts = new Array(classes).fill(0);
  for (const label of labels) counts[label] += 1;
  return counts;
}
