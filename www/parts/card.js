// A small card of one event: picture, spectrogram, label and what a model says. It can be read out as one text; its tables stand where it is opened.

import { drawPicture, drawSpectrogram } from '../draw/pixels.js';
import { has, KEYS, PLACE, SPLITS } from '../facts/vocabulary.js';
import { modalityName } from '../words/names.js';
import { element, find } from './element.js';

/** @typedef {import('../state/update.js').UpdateOf<'dataset'>} Dataset */
/** @typedef {import('../facts/said.js').Said} Said */

/**
 * A card whose pictures are still to be drawn.
 * @param {number} event
 * @param {Dataset} dataset
 * @param {import('../facts/said.js').Sayings | null} said
 * @param {{ place: number, count: number }} among the cards it is one of
 */
export function createCard(event, { schema, columns }, said, { place, count }) {
  const label = schema.classes[columns.labels[event]];
  const saying = said?.get(event);
  const lacks = KEYS.map((key, m) => (has(columns.present[event], m) ? '' : `no ${modalityName(key)}`));
  const split = `${SPLITS[columns.splits[event]]} split`;
  const told = saying ? [inWords(saying, schema.classes)] : [];
  const words = [`Event ${event}`, label, ...told, split, ...lacks.filter(Boolean)];
  const views = [lacks[PLACE.image], lacks[PLACE.audio]].map((lack) =>
    lack ? element('span', { class: 'lack' }, lack) : element('canvas', { 'aria-hidden': 'true' }),
  );
  const small = lacks[PLACE.tabular] ? `event ${event} · ${lacks[PLACE.tabular]}` : `event ${event}`;
  const card = element(
    'div',
    { role: 'option', 'aria-label': words.join(', '), 'aria-setsize': count, 'aria-posinset': place + 1 },
    element('div', { class: 'views' }, ...views),
    element('div', { class: 'name' }, label),
    ...(saying ? [verdict(saying, schema.classes)] : []),
    element('div', { class: 'hint' }, small),
  );
  card.dataset.event = String(event);
  return card;
}

/** @param {Said} saying @param {string[]} classes */
function inWords({ predicted, confidence, right }, classes) {
  return `${right ? 'rightly predicted' : `wrongly predicted as ${classes[predicted]}`}, ${share(confidence)} sure`;
}

/** A sign and a word, so that nothing hangs on colour. @param {Said} saying @param {string[]} classes */
function verdict({ predicted, confidence, right }, classes) {
  const text = right ? `✓ right, ${share(confidence)}` : `✗ ${share(confidence)}: ${classes[predicted]}`;
  return element('div', { class: `said ${right ? 'right' : 'wrong'}` }, text);
}

/** @param {number} confidence */
function share(confidence) {
  return `${Math.round(confidence * 100)} %`;
}

/**
 * Draws an event on its card.
 * @param {HTMLElement} card
 * @param {import('../state/update.js').UpdateOf<'event'>} event
 * @param {Dataset} dataset
 */
export function drawCard(card, event, { schema }) {
  const [picture, sound] = find(card, '.views').children;
  if (picture instanceof HTMLCanvasElement) drawPicture(picture, event.image, schema.image);
  if (sound instanceof HTMLCanvasElement) drawSpectrogram(sound, event.spectrogram, schema.audio);
  card.dataset.drawn = 'yes';
}
