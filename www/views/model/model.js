// The model as a diagram in words: the layers of each encoder and of the head, and the number of parameters of each
// part.

import { KEYS } from '../../facts/vocabulary.js';
import { changes, element, find, say } from '../../parts/element.js';
import { words } from '../../words/words.js';

/** @typedef {import('../../state/page.js').Page} Page */
/** @typedef {import('../../state/update.js').UpdateOf<'dataset'>} Dataset */
/** @typedef {Dataset['layers'][number]} Layer */

const changed = changes();

/** @param {HTMLElement} section @param {Page} page */
export function draw(section, { data: { dataset }, session: { accepted } }) {
  if (!dataset || !changed(dataset)) return;
  const { parameters, layers } = dataset;
  const part = (/** @type {string | null} */ modality) => layers.filter((layer) => layer.modality === modality);
  const there = /** @type {(keyof Dataset['parameters'])[]} */ (KEYS.filter((key) => part(key).length));
  const used = there.filter((key) => parameters[key] > 0);
  say(find(section, '.summary'), words.model.total(parameters.total, used.length));
  const steps = (/** @type {string | null} */ modality) =>
    part(modality).map((layer) => layerInWords(layer, accepted.dropout));
  const encoders = there.map((key) => column(key, steps(key), parameters[key]));
  find(section, '.diagram').replaceChildren(
    element('div', { class: 'encoders' }, ...encoders),
    meeting(),
    column('head', steps(null), parameters.fusion),
  );
}

/** What a layer does, in words. @param {Layer} layer @param {number} dropout the rate, which is a setting and no part of a layer */
function layerInWords({ kind, modality, output }, dropout) {
  const { input, ...layer } = words.model.layers;
  if (kind === 'input') return input[/** @type {keyof typeof input} */ (modality)](output);
  return layer[/** @type {keyof typeof layer} */ (kind)](output, dropout);
}

/** @param {string} part of the model @param {string[]} layers in words @param {number} parameters */
function column(part, layers, parameters) {
  const { names, parameters: count, absent } = words.model;
  return element(
    'div',
    { class: `encoder ${part}${parameters ? '' : ' absent'}` },
    element('h3', {}, names[/** @type {keyof typeof names} */ (part)]),
    element('ol', {}, ...layers.map((text) => element('li', {}, text))),
    element('p', { class: 'hint' }, parameters ? count(parameters) : absent),
  );
}

function meeting() {
  return element('p', { class: 'meet', 'aria-hidden': 'true' }, '↘', ' ↓ ', '↙');
}
