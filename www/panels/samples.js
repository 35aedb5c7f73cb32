// A handful of events as the model meets them: picture, spectrogram with its sound, and numbers. Draws a card an event.

import { changes, element, find, say } from '../charts/element.js';
import { measured } from '../charts/numbers.js';
import { drawPicture, drawSpectrogram } from '../charts/pixels.js';
import { play, stop } from '../charts/sound.js';
import { table } from '../charts/twin.js';

/** @typedef {import('../store.js').Run} Run */
/** @typedef {NonNullable<Run['dataset']>} Dataset */
/** @typedef {Run['events'][number]} Event */

const changed = changes();

/** @param {HTMLElement} section @param {Run} run */
export function draw(section, { dataset, events }) {
  if (!dataset || !changed(dataset, events)) return;
  const cards = find(section, '.cards');
  const shown = dataset.gallery.map((number) => events[number]);
  const all = shown.every(Boolean); // until they are, the last data set's stay, so that nothing jumps
  cards.setAttribute('aria-busy', String(!all));
  if (!all) return;
  stop();
  cards.replaceChildren(...shown.map((event) => card(event, dataset)));
}

/** @param {Event} event @param {Dataset} dataset */
function card(event, { schema }) {
  const name = schema.classes[event.label];
  const heading = element('h3', {}, name, ' ', element('span', { class: 'hint' }, `event ${event.event}`));
  const pictures = element('div', { class: 'views' }, picture(event, name, schema), spectrogram(event, name, schema));
  const made = element('article', { class: 'card event', id: `event-${event.event}` }, heading, pictures);
  if (event.sound.length) made.append(listen(event, schema, name));
  const rows = schema.features.map(({ label, unit }, i) => [
    { head: label },
    `${measured(event.table[i])} ${unit}`.trim(),
  ]);
  made.append(
    element('div', { class: 'numbers' }, table('Its numbers', ['Feature', 'Value'], rows)),
    twins(event, schema),
  );
  return made;
}

/** @param {Event} event @param {string} name @param {Dataset['schema']} schema */
function picture(event, name, { image }) {
  const canvas = element('canvas', { role: 'img', 'aria-label': `Picture of event ${event.event}, ${name}` });
  drawPicture(canvas, event.image, image);
  return element('figure', {}, canvas, element('figcaption', {}, `${image.width} × ${image.height} pixels`));
}

/** @param {Event} event @param {string} name @param {Dataset['schema']} schema */
function spectrogram(event, name, { audio }) {
  const label = `Log-mel spectrogram of event ${event.event}, ${name}: time to the right, pitch upwards, brighter is louder`;
  const canvas = element('canvas', { role: 'img', 'aria-label': label });
  drawSpectrogram(canvas, event.spectrogram, audio);
  return element('figure', {}, canvas, element('figcaption', {}, 'pitch ↑, time →'));
}

/** @param {Event} event @param {Dataset['schema']} schema @param {string} name */
function listen(event, { audio }, name) {
  const button = element('button', { type: 'button', class: 'quiet play' });
  let playing = false;
  const turn = (/** @type {boolean} */ on) => {
    playing = on;
    say(button, on ? '■ Stop' : '▶ Listen');
    button.setAttribute('aria-label', `${on ? 'Stop' : 'Listen to'} event ${event.event}, ${name}`);
  };
  turn(false);
  button.addEventListener('click', () => {
    if (playing) return stop();
    play(event.sound, audio.sample_rate, () => turn(false));
    turn(true);
  });
  return button;
}

/** The pictures in numbers, coarsely. @param {Event} event @param {Dataset['schema']} schema */
function twins(event, { audio }) {
  const colours = ['upper', 'middle', 'lower'].map((third, row) => [
    { head: `${third} third` },
    ...[0, 1, 2].map((rgb) => `${Math.round(mean(event.image, row, (i) => i % 3 === rgb) / 2.55)} %`),
  ]);
  const [dark, bright] = audio.range;
  const quarter = (/** @type {number} */ i) => Math.floor(((i % audio.frames) / audio.frames) * 4);
  const bands = ['high', 'middle', 'low'].map((third, row) => [
    { head: `${third} third` },
    ...[0, 1, 2, 3].map((time) => {
      const level = mean(event.spectrogram, 2 - row, (i) => quarter(i) === time);
      return measured(Math.round(dark + (level / 255) * (bright - dark)));
    }),
  ]);
  return element(
    'details',
    { class: 'twin' },
    element('summary', {}, 'Picture and sound as tables'),
    table('Mean colour of the picture', ['', 'Red', 'Green', 'Blue'], colours),
    table('Mean level of the sound (dB below its loudest)', ['Pitch', '1st quarter', '2nd', '3rd', '4th'], bands),
  );
}

/**
 * The mean of the wanted bytes in one third of them.
 * @param {Uint8Array} bytes
 * @param {number} third 0, 1 or 2
 * @param {(i: number) => boolean} wanted
 */
function mean(bytes, third, wanted) {
  const from = Math.floor((bytes.length * third) / 3);
  const to = Math.floor((bytes.length * (third + 1)) / 3);
  let [sum, count] = [0, 0];
  for (let i = from; i < to; i += 1) {
    if (!wanted(i)) continue;
    sum += bytes[i];
    count += 1;
  }
  return count ? sum / count : 0;
}
