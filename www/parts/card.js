// A small card of one event: picture, spectrogram, label and prediction. It can be read out as one text; tables of
// its picture and sound are in the opened event.

import { drawPicture, drawSpectrogram } from '../draw/pixels.js';
import { named } from '../facts/named.js';
import { modalitiesIn } from '../facts/present.js';
import { has, KEYS, MODALITIES, PLACE, SPLITS } from '../facts/vocabulary.js';
import { lackName, splitEventName } from '../words/names.js';
import { words } from '../words/words.js';
import { element } from './element.js';

/** @typedef {import('../state/update.js').UpdateOf<'dataset'>} Dataset */
/** @typedef {import('../facts/said.js').Said} Said */

/** What is drawn on a card, by its place in a mask. */
const VIEWS = [PLACE.image, PLACE.audio];

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
  const there = modalitiesIn({ schema });
  const lacks = KEYS.map((key, m) => (!there[m] || has(columns.present[event], m) ? '' : lackName(key)));
  const views = VIEWS.filter((place) => there[place]).map((place) =>
    lacks[place]
      ? element('span', { class: 'lack' }, lacks[place])
      : element('canvas', { 'aria-hidden': 'true', class: MODALITIES[place].colour }),
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
  const [picture, sound] = VIEWS.map((place) => card.querySelector(`canvas.${MODALITIES[place].colour}`));
  if (schema.image && picture instanceof HTMLCanvasElement) drawPicture(picture, event.image, schema.image);
  if (schema.audio && sound instanceof HTMLCanvasElement) drawSpectrogram(sound, event.spectrogram, schema.audio);
  card.dataset.drawn = 'yes';
}
