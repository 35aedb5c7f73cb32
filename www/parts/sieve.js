// The form above the gallery: it offers as filters what occurs in the data set and, after a model is tested, in its
// predictions. Which events match is decided in facts/filter.js.

import { causesOf } from '../facts/filter.js';
import { named } from '../facts/named.js';
import { modalitiesIn } from '../facts/present.js';
import { KEYS, SPLIT, SPLITS } from '../facts/vocabulary.js';
import { lackName, modalityName, splitName } from '../words/names.js';
import { words } from '../words/words.js';
import { element, find } from './element.js';

/** @typedef {import('../state/update.js').UpdateOf<'dataset'>} Dataset */
/** @typedef {{ value: string, label: string }} Option */
/** @typedef {import('../facts/filter.js').Filter & { order: string }} Choices order '' as made, 'mistakes' first */

/** @typedef {Exclude<keyof typeof words.filters, 'any' | 'all'>} Name */

/** @type {Name[]} */
const OF_EVENTS = ['split', 'label', 'cause', 'missing'];
/** @type {Name[]} */
const OF_PREDICTIONS = ['verdict', 'predicted', 'sureness', 'order'];
const TEST = String(SPLIT.test);

const ANY = { value: '', label: words.filters.any };
const VERDICTS = [
  ANY,
  { value: 'right', label: words.filters.correct },
  { value: 'wrong', label: words.filters.wrong },
];
const SURENESSES = [
  ANY,
  { value: 'sure', label: words.filters.high },
  { value: 'between', label: words.filters.medium },
  { value: 'unsure', label: words.filters.low },
];
const ORDERS = [
  { value: '', label: words.filters.asGenerated },
  { value: 'mistakes', label: words.filters.mistakesFirst },
];

/**
 * @param {HTMLElement} form
 * @param {() => void} changed called when a person chose
 */
export function createSieve(form, changed) {
  const select = (/** @type {Name} */ name) => element('label', {}, words.filters[name], element('select', { name }));
  const predictions = OF_PREDICTIONS.map(select);
  form.append(...OF_EVENTS.map(select), ...predictions);
  form.addEventListener('change', changed);
  for (const label of predictions) label.hidden = true;
  return {
    /** @param {Dataset} dataset */
    offer: (dataset) => offer(form, dataset),
    /** @param {string[] | null} classes null where nothing was predicted */
    offerPredictions(classes) {
      for (const label of predictions) label.hidden = !classes;
      fill(form, 'verdict', classes ? VERDICTS : [ANY]);
      fill(form, 'predicted', [ANY, ...numbered(classes ?? [])]);
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
  const names = [...OF_EVENTS, ...OF_PREDICTIONS];
  return /** @type {Choices} */ (Object.fromEntries(names.map((name) => [name, selectOf(form, name).value])));
}

/** @param {HTMLElement} form @param {Dataset} dataset */
function offer(form, { schema, columns, causes: codes }) {
  fill(form, 'split', [{ value: '', label: words.filters.all }, ...numbered(SPLITS.map(splitName))], { first: TEST });
  fill(form, 'label', [ANY, ...numbered(named(schema).classes)]);
  const there = modalitiesIn({ schema });
  const lacks = numbered(KEYS.map(lackName)).filter((_, m) => there[m]);
  fill(form, 'missing', [ANY, { value: 'none', label: words.filters.nothingMissing }, ...lacks]);
  const causes = KEYS.map((key, m) => {
    const options = causesOf(columns, m).map((cause) => ({
      value: `${m}:${cause}`,
      label: words.worlds.cause(codes[m][cause]),
    }));
    return element('optgroup', { label: modalityName(key) }, ...options.map(option));
  });
  fill(form, 'cause', [ANY], { more: causes });
  const cause = selectOf(form, 'cause').parentElement;
  if (cause) cause.hidden = !columns.causes.length; // those of a person's own events are not known
}

/** @param {string[]} names @returns {Option[]} whose values are the places of the names */
function numbered(names) {
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
