// The model as a diagram in words: the layers of each encoder and of the head, and the number of parameters of each
// part.

import { modalitiesIn } from '../../facts/present.js';
import { KEYS } from '../../facts/vocabulary.js';
import { changes, element, find, say } from '../../parts/element.js';
import { words } from '../../words/words.js';

/** @typedef {import('../../state/page.js').Page} Page */
/** @typedef {import('../../state/update.js').UpdateOf<'dataset'>} Dataset */
/** @typedef {{ name: string, key: keyof Dataset['parameters'], input: string, layers: string[] }} Encoder */

const changed = changes();

/** @param {HTMLElement} section @param {Page} page */
export function draw(section, { data: { dataset }, session: { accepted } }) {
  if (!dataset || !changed(dataset)) return;
  const { parameters, schema } = dataset;
  const used = encoders(schema, accepted.embedding).filter(({ key }) => parameters[key] > 0);
  say(find(section, '.summary'), words.model.total(parameters.total, used.length));
  const columns = encoders(schema, accepted.embedding).map((encoder) => column(encoder, parameters[encoder.key]));
  const fusion = head(used.length * accepted.embedding, accepted.dropout, schema.classes.length, parameters.fusion);
  find(section, '.diagram').replaceChildren(element('div', { class: 'encoders' }, ...columns), meeting(), fusion);
}

/** @param {Dataset['schema']} schema @param {number} embedding @returns {Encoder[]} */
function encoders(schema, embedding) {
  const { features, image, audio } = schema;
  const { names, ...layer } = words.model;
  const deep = [layer.convolution(16), layer.convolution(32), layer.flatten(embedding)];
  /** @type {Record<string, { name: string, input: string, layers: string[] }>} */
  const by = {
    tabular: {
      name: names.tabular,
      input: layer.numbers(features.length),
      layers: [layer.hidden(64), layer.linear(embedding)],
    },
    image: {
      name: names.image,
      input: image ? layer.pixels(image.channels, image.height, image.width) : '',
      layers: deep,
    },
    audio: { name: names.audio, input: audio ? layer.spectrogram(audio.mels, audio.frames) : '', layers: deep },
  };
  const there = modalitiesIn({ schema });
  return KEYS.filter((_, m) => there[m]).map((key) => ({ key: /** @type {Encoder['key']} */ (key), ...by[key] }));
}

/** @param {Encoder} encoder @param {number} parameters */
function column({ name, key, input, layers }, parameters) {
  const steps = element('ol', {}, ...[input, ...layers].map((text) => element('li', {}, text)));
  const count = parameters ? words.model.parameters(parameters) : words.model.absent;
  return element(
    'div',
    { class: `encoder ${key}${parameters ? '' : ' absent'}` },
    element('h3', {}, name),
    steps,
    element('p', { class: 'hint' }, count),
  );
}

function meeting() {
  return element('p', { class: 'meet', 'aria-hidden': 'true' }, '↘', ' ↓ ', '↙');
}

/** @param {number} fused @param {number} dropout @param {number} classes @param {number} parameters */
function head(fused, dropout, classes, parameters) {
  const layer = words.model;
  const layers = [layer.concatenate(fused), layer.hidden(256), layer.dropout(dropout), layer.classes(classes)];
  const steps = element('ol', {}, ...layers.map((text) => element('li', {}, text)));
  return element(
    'div',
    { class: 'encoder head' },
    element('h3', {}, words.model.names.head),
    steps,
    element('p', { class: 'hint' }, words.model.parameters(parameters)),
  );
}
