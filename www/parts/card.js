// A small card of one event: picture, spectrogram, label and what a model says. It can be read out as one text; its tables stand where it is opened.

import { drawPicture, drawSpectrogram } from '../draw/pixels.js';
import { named } from '../facts/named.js';
import { has, KEYS, PLACE, SPLITS } from '../facts/vocabulary.js';
import { lackName, splitEventName } from '../words/names.js';
import { words } from '../words/words.js';
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
  const { classes } = named(schema);
  const label = classes[columns.labels[event]];
  const saying = said?.get(event);
  const lacks = KEYS.map((key, m) => (has(columns.present[event], m) ? '' : lackName(key)));
  const views = [lacks[PLACE.image], lacks[PLACE.audio]].map((lack) =>
    lack ? element('span', { class: 'lack' }, lack) : element('canvas', { 'aria-hidden': 'true' }),
  );
  const number = words.card.number(event);
  const small = lacks[PLACE.tabular] ? `${number} · ${lacks[PLACE.tabular]}` : number;
  const split = splitEventName(SPLITS[columns.splits[event]]);
  const prediction = saying && words.card.prediction(saying.right, classes[saying.predicted], saying.confidence);
  const text = [words.card.name(event), label, prediction, split, ...lacks].filter(Boolean).join(', ');
  const card = element(
    'div',
    { role: 'option', 'aria-label': text, 'aria-setsize': count, 'aria-posinset': place + 1 },
    element('div', { class: 'views' }, ...views),
    element('div', { class: 'name' }, label),
    ...(saying ? [verdict(saying, classes)] : []),
    element('div', { class: 'hint' }, small),
  );
  card.dataset.event = String(event);
  return card;
}

/** @param {Said} saying @param {string[]} classes */
function verdict({ predicted, confidence, right }, classes) {
  const text = words.card.verdict(right, classes[predicted], confidence);
  return element('div', { class: `said ${right ? 'right' : 'wrong'}` }, text);
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
