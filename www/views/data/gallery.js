// The events of the data set as a grid of cards: filtered, walked by keyboard, and only those in sight exist.
// It asks for the events that it shows, a few at a time, and never for all.

import { matching, mistakesFirst } from '../../facts/filter.js';
import { named } from '../../facts/named.js';
import { sayings } from '../../facts/said.js';
import { untold } from '../../facts/story.js';
import { isLost } from '../../facts/waiting.js';
import { createCard, drawCard } from '../../parts/card.js';
import { changes, find, say } from '../../parts/element.js';
import { inSight, scrolledTo, walked } from '../../parts/shelf.js';
import { createSieve } from '../../parts/sieve.js';
import { play, stop } from '../../parts/sound.js';
import { presentRun } from '../../state/runs.js';
import { words } from '../../words/words.js';

/** @typedef {import('../../state/page.js').Page} Page */
/** @typedef {import('../../state/update.js').UpdateOf<'dataset'>} Dataset */
/** @typedef {{ inspect: (event: number) => void, openEvent: (event: number) => void }} Actions */

/** Events that may be on their way at once: what has been scrolled past is not worth waiting for. */
const MOST_ASKED = 24;

const changed = changes();
/** @type {{ shelf: HTMLElement, grid: HTMLElement, found: HTMLElement, heard: HTMLElement, nothing: HTMLElement }} */
let parts;
/** @type {ReturnType<typeof createSieve>} */
let sieve;
/** @type {Actions} */
let actions;
/** @type {Dataset | null} */
let dataset = null;
/** @type {import('../../state/page.js').Data['events']} */
let events = new Map();
/** @type {import('../../facts/said.js').Sayings | null} */
let said = null;
/** Whether nobody is there to send more events. */
let lost = false;
/** The numbers of the events that pass the filters. @type {number[]} */
let found = [];
/** The place in `found` of the card that the keyboard is at. */
let at = 0;
/** The event that was opened from here and is open still. @type {number | null} */
let opened = null;
/** The cards that exist, by their event. @type {Map<number, HTMLElement>} */
const cards = new Map();
/** Events that were asked for and have not come. @type {Set<number>} */
const asked = new Set();

/** @param {HTMLElement} section @param {Actions} given */
export function mount(section, given) {
  actions = given;
  const part = (/** @type {string} */ name) => find(section, name);
  const [shelf, grid] = ['.shelf', '.grid'].map(part);
  parts = { shelf, grid, found: part('.found'), heard: part('.heard'), nothing: part('.nothing') };
  sieve = createSieve(part('form'), sift);
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

/** @param {HTMLElement} _section @param {Page} page */
export function draw(_section, page) {
  const { data } = page;
  const { predictions } = presentRun(page).findings;
  if (!data.dataset) say(parts.found, untold(page));
  if (!changed(data.dataset, data.events, predictions, isLost(page))) return;
  events = data.events;
  lost = isLost(page);
  parts.shelf.classList.toggle('lost', lost);
  const before = { dataset, said };
  dataset = data.dataset;
  said = dataset && sayings(predictions, dataset.columns.labels);
  if (said !== before.said) offerPredictions();
  tellFound();
  const same = dataset?.columns === before.dataset?.columns; // settings of the training leave the events as they are
  if (same && said === before.said) return layOut();
  if (dataset && !same) sieve.offer(dataset);
  if (!same) asked.clear();
  refresh(same);
}

function offerPredictions() {
  sieve.offerPredictions(said && dataset ? named(dataset.schema).classes : null);
  parts.shelf.classList.toggle('examined', said !== null);
}

/** Applies the filters anew; where the same events pass, nobody loses their place. @param {boolean} same whether the events are the same */
function refresh(same) {
  const [place, top, held] = [at, parts.shelf.scrollTop, parts.grid.contains(document.activeElement)];
  const before = found;
  sift();
  if (!same || before.length !== found.length || before.some((event, i) => event !== found[i])) return;
  at = place;
  parts.shelf.scrollTop = top;
  layOut();
  if (held) cards.get(found[at])?.focus({ preventScroll: true });
}

/**
 * Shows the events with this split, label and predicted class, and leads the keyboard there.
 * @param {HTMLElement} section
 * @param {{ split: string, label: string, predicted: string }} wanted indexes; '' for any
 */
export function show(section, wanted) {
  sieve.choose(wanted);
  sift();
  section.scrollIntoView({ block: 'start' });
  (cards.get(found[0]) ?? parts.shelf).focus({ preventScroll: true });
}

/** Applies the filters. */
function sift() {
  stop();
  const choices = sieve.chosen();
  found = dataset ? matching(dataset.columns, choices, said) : [];
  if (choices.order) found = mistakesFirst(found, said);
  at = 0;
  cards.clear();
  parts.grid.replaceChildren();
  parts.shelf.scrollTop = 0;
  parts.nothing.hidden = found.length > 0 || !dataset;
  say(parts.nothing, nothing(choices));
  tellFound();
  layOut();
}

function tellFound() {
  if (!dataset) return;
  const told = lost ? words.gallery.foundLost : words.gallery.found;
  say(parts.found, told(found.length, dataset.events));
}

/** Why nothing is found. @param {import('../../parts/sieve.js').Choices} choices */
function nothing({ split, verdict, predicted, sureness }) {
  const unseen = ['0', '1'].includes(split) && (verdict || predicted || sureness);
  return unseen ? words.gallery.nothingPredicted : words.gallery.nothing;
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
    const card = cards.get(number) ?? createCard(number, dataset, said, { place: first + i, count: found.length });
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
    actions.inspect(event);
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
  if (lost && !events.has(found[place])) return say(parts.heard, words.gallery.unreachable(found[place]));
  opened = found[place];
  actions.openEvent(opened);
}

/** The event that many places after another among those found, if both are there. @param {number} event @param {number} by */
export function beside(event, by) {
  const place = found.indexOf(event);
  const other = place < 0 ? undefined : found[place + by];
  return lost && other !== undefined && !events.has(other) ? undefined : other;
}

/** Opens an event, and leads there in the grid. @param {number} event */
export const lookAt = (event) => open(found.indexOf(event));

/** Leads the keyboard back to an event that was open, unless it was opened from elsewhere. @param {number | null} event */
export function resume(event) {
  const place = event !== null && event === opened ? found.indexOf(event) : -1;
  opened = null;
  if (place >= 0) go(place);
}

/** Plays a card's clip, or stops it. @param {number} number */
function listen(number) {
  const [event, card] = [events.get(number), cards.get(number)];
  if (!event || !card || !dataset) return;
  if (card.classList.contains('playing')) return stop();
  stop();
  const text = event.sound.length ? words.gallery.playing(number) : words.gallery.silent(number);
  say(parts.heard, text);
  if (!event.sound.length) return;
  card.classList.add('playing');
  play(event.sound, dataset.schema.audio.sample_rate, () => {
    card.classList.remove('playing');
    if (parts.heard.textContent === text) say(parts.heard, '');
  });
}
