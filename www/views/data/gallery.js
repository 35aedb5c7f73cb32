// The gallery: the events of the data set as a grid of cards with filters and keyboard control. Only visible cards
// exist, and only their events are requested, a few at a time.

import { matching, mistakesFirst } from '../../facts/filter.js';
import { named } from '../../facts/named.js';
import { sayings } from '../../facts/said.js';
import { whyNoEvents } from '../../facts/story.js';
import { isLost } from '../../facts/waiting.js';
import { createCard, drawCard } from '../../parts/card.js';
import { changes, find, say } from '../../parts/element.js';
import { perPlace } from '../../parts/place.js';
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

class Gallery {
  changed = changes();
  /** @type {Dataset | null} */
  dataset = null;
  /** @type {import('../../state/page.js').Data['events']} */
  events = new Map();
  /** @type {import('../../facts/said.js').Sayings | null} */
  said = null;
  /** Whether no worker is left to send more events. */
  lost = false;
  /** The numbers of the events that pass the filters. @type {number[]} */
  found = [];
  /** The place in `found` of the card that the keyboard is at. */
  at = 0;
  /** The event that was opened from here and is open still. @type {number | null} */
  opened = null;
  /** The cards that exist, by their event. @type {Map<number, HTMLElement>} */
  cards = new Map();
  /** Events that were asked for and have not come. @type {Set<number>} */
  asked = new Set();

  /** @param {HTMLElement} place @param {Actions} actions */
  constructor(place, actions) {
    this.place = place;
    this.actions = actions;
    const part = (/** @type {string} */ name) => find(place, name);
    const [shelf, grid] = ['.shelf', '.grid'].map(part);
    this.parts = { shelf, grid, found: part('.found'), heard: part('.heard'), nothing: part('.nothing') };
    this.sieve = createSieve(part('form'), () => this.sift());
    shelf.addEventListener('scroll', () => this.layOut());
    shelf.addEventListener('keydown', (event) => this.press(event));
    grid.addEventListener('focusin', ({ target }) => {
      this.at = Math.max(this.placeOf(target), 0);
      this.layOut();
    });
    grid.addEventListener('click', ({ target }) => {
      if (this.placeOf(target) >= 0) this.open(this.placeOf(target));
    });
    new ResizeObserver(() => this.layOut()).observe(shelf);
  }

  /** @param {Page} page */
  draw(page) {
    const { data } = page;
    const { predictions } = presentRun(page).findings;
    if (!data.dataset) say(this.parts.found, whyNoEvents(page));
    if (!this.changed(data.dataset, data.events, predictions, isLost(page))) return;
    this.events = data.events;
    this.lost = isLost(page);
    this.parts.shelf.classList.toggle('lost', this.lost);
    const before = { dataset: this.dataset, said: this.said };
    this.dataset = data.dataset;
    this.said = this.dataset && sayings(predictions);
    if (this.said !== before.said) this.offerPredictions();
    this.tellFound();
    const same = this.dataset?.columns === before.dataset?.columns; // settings of the training leave the events as they are
    if (same && this.said === before.said) return this.layOut();
    if (this.dataset && !same) this.sieve.offer(this.dataset);
    if (!same) this.asked.clear();
    this.refresh(same);
  }

  offerPredictions() {
    this.sieve.offerPredictions(this.said && this.dataset ? named(this.dataset.schema).classes : null);
    this.parts.shelf.classList.toggle('examined', this.said !== null);
  }

  /** Applies the filters again; if the same events match, the scroll position stays. @param {boolean} same whether the events are the same */
  refresh(same) {
    const [place, top, held] = [this.at, this.parts.shelf.scrollTop, this.parts.grid.contains(document.activeElement)];
    const before = this.found;
    this.sift();
    if (!same || before.length !== this.found.length || before.some((event, i) => event !== this.found[i])) return;
    this.at = place;
    this.parts.shelf.scrollTop = top;
    this.layOut();
    if (held) this.cards.get(this.found[this.at])?.focus({ preventScroll: true });
  }

  /**
   * Shows the events with this split, label and predicted class, and leads the keyboard there.
   * @param {{ split: string, label: string, predicted: string }} wanted indexes; '' for any
   */
  show(wanted) {
    this.sieve.choose(wanted);
    this.sift();
    this.place.scrollIntoView({ block: 'start' });
    (this.cards.get(this.found[0]) ?? this.parts.shelf).focus({ preventScroll: true });
  }

  /** Applies the filters. */
  sift() {
    stop();
    const choices = this.sieve.chosen();
    this.found = this.dataset ? matching(this.dataset.columns, choices, this.said) : [];
    if (choices.order) this.found = mistakesFirst(this.found, this.said);
    this.at = 0;
    this.cards.clear();
    this.parts.grid.replaceChildren();
    this.parts.shelf.scrollTop = 0;
    this.parts.nothing.hidden = this.found.length > 0 || !this.dataset;
    say(this.parts.nothing, this.nothing(choices));
    this.tellFound();
    this.layOut();
  }

  tellFound() {
    if (!this.dataset) return;
    const told = this.lost ? words.gallery.foundLost : words.gallery.found;
    say(this.parts.found, told(this.found.length, this.dataset.events));
  }

  /** Why nothing is found. @param {import('../../parts/sieve.js').Choices} choices */
  nothing({ split, verdict, predicted, sureness }) {
    const unseen = ['0', '1'].includes(split) && (verdict || predicted || sureness);
    return unseen ? words.gallery.nothingPredicted : words.gallery.nothing;
  }

  /** How the grid stands; the style sheet decides how many columns there are and how tall a row is. */
  measures() {
    const { gridTemplateColumns, gridAutoRows, rowGap } = getComputedStyle(this.parts.grid);
    const row = Number.parseFloat(gridAutoRows) + Number.parseFloat(rowGap);
    const columns = gridTemplateColumns.split(' ').length;
    return {
      count: this.found.length,
      columns,
      row,
      top: this.parts.shelf.scrollTop,
      height: this.parts.shelf.clientHeight,
    };
  }

  /** Makes the cards that came into sight, drops the others, and draws those whose events have come. */
  layOut() {
    if (!this.dataset || !this.parts.shelf.clientHeight) return;
    const { first, last, before, after } = inSight(this.measures());
    this.parts.grid.style.paddingTop = `${before}px`;
    this.parts.grid.style.paddingBottom = `${after}px`;
    const wanted = this.found.slice(first, last);
    const staying = new Set(wanted);
    for (const [event, card] of this.cards) if (!staying.has(event)) this.drop(event, card);
    const reached = this.at >= first && this.at < last ? this.at : first; // by Tab
    let next = this.parts.grid.firstElementChild;
    for (const [i, number] of wanted.entries()) {
      const card =
        this.cards.get(number) ??
        createCard(number, this.dataset, this.said, { place: first + i, count: this.found.length });
      this.cards.set(number, card);
      if (card === next) next = next.nextElementSibling;
      else this.parts.grid.insertBefore(card, next); // those that stay are never moved: they would lose the focus
      card.tabIndex = first + i === reached ? 0 : -1;
      const event = this.events.get(number);
      if (event && !card.dataset.drawn) drawCard(card, event, this.dataset);
    }
    this.request(wanted);
  }

  /** Where the card had the focus, the shelf keeps it, so that arrow keys still lead on. @param {number} event @param {HTMLElement} card */
  drop(event, card) {
    if (card === document.activeElement) this.parts.shelf.focus({ preventScroll: true });
    card.remove();
    this.cards.delete(event);
  }

  /** @param {number[]} wanted */
  request(wanted) {
    for (const event of this.asked) if (this.events.has(event)) this.asked.delete(event);
    for (const event of wanted) {
      if (this.asked.size >= MOST_ASKED) return;
      if (this.asked.has(event) || this.cards.get(event)?.dataset.drawn) continue;
      this.asked.add(event);
      this.actions.inspect(event);
    }
  }

  /** @param {EventTarget | null} target @returns {number} the place in `found` of the card around it, or -1 */
  placeOf(target) {
    const card = /** @type {HTMLElement} */ (target).closest('[role=option]');
    return card instanceof HTMLElement ? this.found.indexOf(Number(card.dataset.event)) : -1;
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !this.found.length) return;
    const to = walked(this.measures(), this.at, event.key);
    if (to !== null) this.go(to);
    else if (event.key === 'Enter') this.open(this.at);
    else if (event.key === ' ') this.listen(this.found[this.at]);
    else return;
    event.preventDefault();
  }

  /** Moves the keyboard to a card. @param {number} place */
  go(place) {
    this.at = place;
    this.parts.shelf.scrollTop = scrolledTo(this.measures(), this.at);
    this.layOut();
    this.cards.get(this.found[this.at])?.focus({ preventScroll: true });
  }

  /** @param {number} place */
  open(place) {
    stop();
    this.go(place);
    if (this.lost && !this.events.has(this.found[place]))
      return say(this.parts.heard, words.gallery.unreachable(this.found[place]));
    this.opened = this.found[place];
    this.actions.openEvent(this.opened);
  }

  /** The event that many places after another among those found, if both are there. @param {number} event @param {number} by */
  beside(event, by) {
    const place = this.found.indexOf(event);
    const other = place < 0 ? undefined : this.found[place + by];
    return this.lost && other !== undefined && !this.events.has(other) ? undefined : other;
  }

  /** Opens an event, and leads there in the grid. @param {number} event */
  lookAt(event) {
    this.open(this.found.indexOf(event));
  }

  /** Leads the keyboard back to an event that was open, unless it was opened from elsewhere. @param {number | null} event */
  resume(event) {
    const place = event !== null && event === this.opened ? this.found.indexOf(event) : -1;
    this.opened = null;
    if (place >= 0) this.go(place);
  }

  /** Plays a card's clip, or stops it. @param {number} number */
  listen(number) {
    const [event, card] = [this.events.get(number), this.cards.get(number)];
    if (!event || !card || !this.dataset) return;
    if (card.classList.contains('playing')) return stop();
    stop();
    const text = event.sound.length ? words.gallery.playing(number) : words.gallery.silent(number);
    say(this.parts.heard, text);
    if (!event.sound.length) return;
    card.classList.add('playing');
    play(event.sound, this.dataset.schema.audio?.sample_rate ?? 0, () => {
      card.classList.remove('playing');
      if (this.parts.heard.textContent === text) say(this.parts.heard, '');
    });
  }
}

/** A gallery in each place. */
export const { mount, draw, of } = perPlace(Gallery);
