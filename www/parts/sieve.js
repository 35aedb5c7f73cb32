// The form above the gallery: offers as filters what occurs in the data set and, once a model was tested, in its predictions.
// It reads and sets choices; which events they let through is not decided here.

import { causesOf } from '../facts/filter.js';
import { KEYS, SPLIT } from '../facts/vocabulary.js';
import { modalityName } from '../words/names.js';
import { element, find } from './element.js';

/** @typedef {import('../state/update.js').UpdateOf<'dataset'>} Dataset */
/** @typedef {{ value: string, label: string }} Option */
/** @typedef {import('../facts/filter.js').Filter & { order: string }} Choices order '' as made, 'mistakes' first */

const OF_EVENTS = { split: 'Split', label: 'Label', cause: 'Cause', missing: 'Missing' };
const OF_PREDICTIONS = { verdict: 'Prediction', predicted: 'Predicted', sureness: 'Confidence', order: 'Order' };
const SPLIT_NAMES = ['Training', 'Validation', 'Test'];
const TEST = String(SPLIT.test);

const ANY = { value: '', label: 'any' };
const VERDICTS = [ANY, { value: 'right', label: 'right' }, { value: 'wrong', label: 'wrong' }];
const SURENESSES = [
  ANY,
  { value: 'sure', label: 'sure: 90 % or more' },
  { value: 'between', label: 'between' },
  { value: 'unsure', label: 'unsure: below 60 %' },
];
const ORDERS = [
  { value: '', label: 'as made' },
  { value: 'mistakes', label: 'mistakes first' },
];

/**
 * @param {HTMLElement} form
 * @param {() => void} changed called when a person chose
 */
export function createSieve(form, changed) {
  const select = ([name, label] = ['', '']) => element('label', {}, label, element('select', { name }));
  const predictions = Object.entries(OF_PREDICTIONS).map(select);
  form.append(...Object.entries(OF_EVENTS).map(select), ...predictions);
  form.addEventListener('change', changed);
  for (const label of predictions) label.hidden = true;
  return {
    /** @param {Dataset} dataset */
    offer: (dataset) => offer(form, dataset),
    /** @param {string[] | null} classes null where nothing was predicted */
    offerPredictions(classes) {
      for (const label of predictions) label.hidden = !classes;
      fill(form, 'verdict', classes ? VERDICTS : [ANY]);
      fill(form, 'predicted', [ANY, ...named(classes ?? [])]);
      fill(form, 'sureness', classes ? SURENESSES : [ANY]);
      fill(form, 'order', classes ? ORDERS : ORDERS.slice(0, 1));
    },
    chosen: () => chosen(form),
    /** Asks for nothing but these. @param {Partial<Choices>} choices */
    choose(choices) {
      for (const { name } of form.querySelectorAll('select')) choose(form, name, Reflect.get(choices, name) ?? '');
    },
  };
}

/** @param {HTMLElement} form @returns {Choices} */
function chosen(form) {
  const names = Object.keys({ ...OF_EVENTS, ...OF_PREDICTIONS });
  return /** @type {Choices} */ (Object.fromEntries(names.map((name) => [name, selectOf(form, name).value])));
}

/** @param {HTMLElement} form @param {Dataset} dataset */
function offer(form, { schema, columns, causes: names }) {
  fill(form, 'split', [{ value: '', label: 'all' }, ...named(SPLIT_NAMES)], { first: TEST });
  fill(form, 'label', [ANY, ...named(schema.classes)]);
  const lacks = named(KEYS.map((key) => `no ${modalityName(key)}`));
  fill(form, 'missing', [ANY, { value: 'none', label: 'nothing' }, ...lacks]);
  const causes = KEYS.map((key, m) => {
    const options = causesOf(columns, m).map((cause) => ({ value: `${m}:${cause}`, label: names[m][cause] }));
    return element('optgroup', { label: modalityName(key) }, ...options.map(option));
  });
  fill(form, 'cause', [ANY], { more: causes });
}

/** @param {string[]} names @returns {Option[]} whose values are the places of the names */
function named(names) {
  return names.map((label, i) => ({ value: String(i), label }));
}

/** @param {Option} option */
function option({ value, label }) {
  return element('option', { value }, label);
}

/**
 * What was chosen stays where it is still there.
 * @param {HTMLElement} form
 * @param {string} name
 * @param {Option[]} options
 * @param {{ first?: string, more?: HTMLElement[] }} [rest] what is chosen at first, and groups of options
 */
function fill(form, name, options, { first = '', more = [] } = {}) {
  const select = selectOf(form, name);
  const before = select.options.length ? select.value : first;
  select.replaceChildren(...options.map(option), ...more);
  choose(form, name, before);
}

/** @param {HTMLElement} form @param {string} name @param {string} value '' where it is not offered */
function choose(form, name, value) {
  const select = selectOf(form, name);
  select.value = value;
  if (select.selectedIndex < 0) select.value = '';
}

/** @param {HTMLElement} form @param {string} name @returns {HTMLSelectElement} */
function selectOf(form, name) {
  return find(form, `[name=${name}]`);
}
