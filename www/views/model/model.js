// The network as a diagram of words: what each encoder does, where they meet, and how many parameters each part has.

import { KEYS } from '../../facts/vocabulary.js';
import { changes, element, find, say } from '../../parts/element.js';
import { whole } from '../../words/numbers.js';

/** @typedef {import('../../state/page.js').Page} Page */
/** @typedef {import('../../state/update.js').UpdateOf<'dataset'>} Dataset */
/** @typedef {{ name: string, key: keyof Dataset['parameters'], input: string, layers: string[] }} Encoder */

const changed = changes();

/** @param {HTMLElement} section @param {Page} page */
export function draw(section, { data: { dataset }, session: { accepted } }) {
  if (!dataset || !changed(dataset)) return;
  const { parameters, schema } = dataset;
  const used = encoders(schema, accepted.embedding).filter(({ key }) => parameters[key] > 0);
  say(find(section, '.summary'), `${whole(parameters.total)} parameters, all trained here. ${sentence(used.length)}`);
  const columns = encoders(schema, accepted.embedding).map((encoder) => column(encoder, parameters[encoder.key]));
  const fusion = head(used.length * accepted.embedding, accepted.dropout, schema.classes.length, parameters.fusion);
  find(section, '.diagram').replaceChildren(element('div', { class: 'encoders' }, ...columns), meeting(), fusion);
}

/** @param {number} used */
function sentence(used) {
  if (used === 1) return 'One encoder alone feeds the head.';
  return `${used === 3 ? 'Three' : 'Two'} encoders, one for each view, meet in one head.`;
}

/** @param {Dataset['schema']} schema @param {number} embedding @returns {Encoder[]} */
function encoders({ features, image, audio }, embedding) {
  const convolutions = ['Convolution 3×3, 16 · ReLU · max-pool 2', 'Convolution 3×3, 32 · ReLU · max-pool 2'];
  const deep = [...convolutions, `Flatten · Linear → ${embedding}`];
  /** @type {Record<string, { name: string, input: string, layers: string[] }>} */
  const by = {
    tabular: {
      name: 'Table',
      input: `${features.length} numbers`,
      layers: ['Linear → 64 · ReLU', `Linear → ${embedding}`],
    },
    image: { name: 'Picture', input: `${image.channels}×${image.height}×${image.width} pixels`, layers: deep },
    audio: { name: 'Sound', input: `1×${audio.mels}×${audio.frames} log-mel spectrogram`, layers: deep },
  };
  return KEYS.map((key) => ({ key: /** @type {Encoder['key']} */ (key), ...by[key] }));
}

/** @param {Encoder} encoder @param {number} parameters */
function column({ name, key, input, layers }, parameters) {
  const steps = element('ol', {}, ...[input, ...layers].map((text) => element('li', {}, text)));
  const count = parameters ? `${whole(parameters)} parameters` : 'left out by the settings';
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
  const layers = [`Concatenate → ${fused}`, 'Linear → 256 · ReLU', `Dropout ${dropout}`, `Linear → ${classes} classes`];
  const steps = element('ol', {}, ...layers.map((text) => element('li', {}, text)));
  return element(
    'div',
    { class: 'encoder head' },
    element('h3', {}, 'Head'),
    steps,
    element('p', { class: 'hint' }, `${whole(parameters)} parameters`),
  );
}
