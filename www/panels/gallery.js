// The events of the data set as a grid of cards: filtered, walked by keyboard, and only those in sight exist.
// It asks for the events that it shows, a few at a time, and never for all.

import { createCard, drawCard } from '../charts/card.js';
import { changes, element, find, say } from '../charts/element.js';
import { causesOf, MODALITIES, matching, SPLITS } from '../charts/filter.js';
import { whole } from '../charts/numbers.js';
import { inSight, scrolledTo, walked } from '../charts/shelf.js';
import { play, stop } from '../charts/sound.js';

/** @typedef {import('../store.js').Run} Run */
/** @typedef {NonNullable<Run['dataset']>} Dataset */
/** @typedef {{ ask: (event: number) => void, open: (event: number) => void }} Actions */
/** @typedef {{ value: string, label: string }} Option */

/** Events that may be on their way at once: what has been scrolled past is not worth waiting for. */
const MOST_ASKED = 24;
const FILTERS = { split: 'Split', label: 'Label', cause: 'Cause', missing: 'Missing' };
const SPLIT_NAMES = ['Training', 'Validation', 'Test'];
const TEST = String(SPLITS.indexOf('test'));

const changed = changes();
/** @type {{ form: HTMLElement, shelf: HTMLElement, grid: HTMLElement, found: HTMLElement, heard: HTMLElement, nothing: HTMLElement }} */
let parts;
/** @type {Actions} */
let actions;
/** @type {Dataset | null} */
let dataset = null;
/** @type {Run['events']} */
let events = new Map();
/** The numbers of the events that pass the filters. @type {number[]} */
let found = [];
/** The place in `found` of the card that the keyboard is at. */
let at = 0;
/** The cards that exist, by their event. @type {Map<number, HTMLElement>} */
const cards = new Map();
/** Events that were asked for and have not come. @type {Set<number>} */
const asked = new Set();

/** @param {HTMLElement} section @param {Actions} given */
export function mount(section, given) {
  actions = given;
  const part = (/** @type {string} */ name) => find(section, name);
  const [form, shelf, grid] = ['form', '.shelf', '.grid'].map(part);
  parts = { form, shelf, grid, found: part('.found'), heard: part('.heard'), nothing: part('.nothing') };
  const select = ([name, label] = ['', '']) => element('label', {}, label, element('select', { name }));
  form.append(...Object.entries(FILTERS).map(select));
  form.addEventListener('change', sift);
  shelf.addEventListener('scroll', layOut);
  shelf.addEventListener('keydown', press);
  grid.addEventListener('focusin', ({ target }) => {
    at = Math.max(placeOf(target), 0);
    layOut();
  });
  grid.addEventListener('click', ({ target }) => {
    if (placeOf(target) >= 0) open(placeOf(target));
  });
  new ResizeObserver(layOut).observe(shelf);
}

/** @param {HTMLElement} _section @param {Run} run */
export function draw(_section, run) {
  if (!run.dataset || !changed(run.dataset, run.events)) return;
  events = run.events;
  if (run.dataset === dataset) return layOut();
  dataset = run.dataset;
  asked.clear();
  offer(dataset);
  sift();
}

/** Offers as filters what occurs. @param {Dataset} dataset */
function offer({ schema, columns }) {
  const named = (/** @type {string[]} */ names) => names.map((label, i) => ({ value: String(i), label }));
  fill('split', [{ value: '', label: 'all' }, ...named(SPLIT_NAMES)], TEST);
  fill('label', [{ value: '', label: 'any' }, ...named(schema.classes)]);
  const lacks = named(MODALITIES.map((name) => `no ${name}`));
  fill('missing', [{ value: '', label: 'any' }, { value: 'none', label: 'nothing' }, ...lacks]);
  const causes = MODALITIES.map((name, m) => {
    const options = causesOf(columns, m).map((cause) => ({ value: `${m}:${cause}`, label: schema.causes[m][cause] }));
    return element('optgroup', { label: name }, ...options.map(option));
  });
  fill('cause', [{ value: '', label: 'any' }], '', causes);
}

/** @param {Option} option */
function option({ value, label }) {
  return element('option', { value }, label);
}

/**
 * What was chosen stays where it is still there.
 * @param {string} name
 * @param {Option[]} options
 * @param {string} first chosen at first
 * @param {HTMLElement[]} more
 */
function fill(name, options, first = '', more = []) {
  const select = selectOf(name);
  const before = select.options.length ? select.value : first;
  select.replaceChildren(...options.map(option), ...more);
  select.value = before;
  if (select.selectedIndex < 0) select.value = '';
}

/** @param {string} name @returns {HTMLSelectElement} */
function selectOf(name) {
  return find(parts.form, `[name=${name}]`);
}

/**
 * Shows the events of a split and label, and leads the keyboard there.
 * @param {HTMLElement} section
 * @param {{ split: string, label: string, predicted: string }} wanted indexes; '' for any
 */
export function show(section, { split, label }) {
  Object.entries({ split, label, cause: '', missing: '' }).forEach(([name, value]) => {
    selectOf(name).value = value;
  });
  sift();
  section.scrollIntoView({ block: 'start' });
  (cards.get(found[0]) ?? parts.shelf).focus({ preventScroll: true });
}

/** Applies the filters. */
function sift() {
  if (!dataset) return;
  stop();
  const [split, label, cause, missing] = Object.keys(FILTERS).map((name) => selectOf(name).value);
  found = matching(dataset.columns, { split, label, cause, missing });
  at = 0;
  cards.clear();
  parts.grid.replaceChildren();
  parts.shelf.scrollTop = 0;
  parts.nothing.hidden = found.length > 0;
  say(parts.found, `${whole(found.length)} of ${whole(dataset.events)} events`);
  layOut();
}

/** How the grid stands; the style sheet decides how many columns there are and how tall a row is. */
function measures() {
  const { gridTemplateColumns, gridAutoRows, rowGap } = getComputedStyle(parts.grid);
  const row = Number.parseFloat(gridAutoRows) + Number.parseFloat(rowGap);
  const columns = gridTemplateColumns.split(' ').length;
  return { count: found.length, columns, row, top: parts.shelf.scrollTop, height: parts.shelf.clientHeight };
}

/** Makes the cards that came into sight, drops the others, and draws those whose events have come. */
function layOut() {
  if (!dataset || !parts.shelf.clientHeight) return;
  const { first, last, before, after } = inSight(measures());
  parts.grid.style.paddingTop = `${before}px`;
  parts.grid.style.paddingBottom = `${after}px`;
  const wanted = found.slice(first, last);
  const staying = new Set(wanted);
  for (const [event, card] of cards) if (!staying.has(event)) drop(event, card);
  const reached = at >= first && at < last ? at : first; // by Tab
  let next = parts.grid.firstElementChild;
  for (const [i, number] of wanted.entries()) {
    const card = cards.get(number) ?? createCard(number, dataset, { place: first + i, count: found.length });
    cards.set(number, card);
    if (card === next) next = next.nextElementSibling;
    else parts.grid.insertBefore(card, next); // those that stay are never moved: they would lose the focus
    card.tabIndex = first + i === reached ? 0 : -1;
    const event = events.get(number);
    if (event && !card.dataset.drawn) drawCard(card, event, dataset);
  }
  request(wanted);
}

/** Where the card had the focus, the shelf keeps it, so that arrow keys still lead on. @param {number} event @param {HTMLElement} card */
function drop(event, card) {
  if (card === document.activeElement) parts.shelf.focus({ preventScroll: true });
  card.remove();
  cards.delete(event);
}

/** @param {number[]} wanted */
function request(wanted) {
  for (const event of asked) if (events.has(event)) asked.delete(event);
  for (const event of wanted) {
    if (asked.size >= MOST_ASKED) return;
    if (asked.has(event) || cards.get(event)?.dataset.drawn) continue;
    asked.add(event);
    actions.ask(event);
  }
}

/** @param {EventTarget | null} target @returns {number} the place in `found` of the card around it, or -1 */
function placeOf(target) {
  const card = /** @type {HTMLElement} */ (target).closest('[role=option]');
  return card instanceof HTMLElement ? found.indexOf(Number(card.dataset.event)) : -1;
}

/** @param {KeyboardEvent} event */
function press(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || !found.length) return;
  const to = walked(measures(), at, event.key);
  if (to !== null) go(to);
  else if (event.key === 'Enter') open(at);
  else if (event.key === ' ') listen(found[at]);
  else return;
  event.preventDefault();
}

/** Moves the keyboard to a card. @param {number} place */
function go(place) {
  at = place;
  parts.shelf.scrollTop = scrolledTo(measures(), at);
  layOut();
  cards.get(found[at])?.focus({ preventScroll: true });
}

/** @param {number} place */
function open(place) {
  stop();
  go(place);
  actions.open(found[place]);
}

/** Plays a card's clip, or stops it. @param {number} number */
function listen(number) {
  const [event, card] = [events.get(number), cards.get(number)];
  if (!event || !card || !dataset) return;
  if (card.classList.contains('playing')) return stop();
  stop();
  const words = event.sound.length ? `Playing event ${number}.` : `Event ${number} has no sound.`;
  say(parts.heard, words);
  if (!event.sound.length) return;
  card.classList.add('playing');
  play(event.sound, dataset.schema.audio.sample_rate, () => {
    card.classList.remove('playing');
    if (parts.heard.textContent === words) say(parts.heard, '');
  });
}
