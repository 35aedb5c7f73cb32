// Controls that corrupt the input of a model: for each modality a switch that removes it and a slider that adds noise.

import { MODALITIES } from '../facts/vocabulary.js';
import { modalityName } from '../words/names.js';
import { words } from '../words/words.js';
import { element, say } from './element.js';

/** @typedef {import('../facts/damage.js').Damage} Damage */
/** @typedef {{ around: HTMLElement, there: HTMLInputElement, noise: HTMLInputElement, told: HTMLElement, why: HTMLElement }} Row */

/**
 * @param {HTMLElement} host
 * @param {(damage: Damage) => void} chosen called whenever something is moved
 */
export function createDamage(host, chosen) {
  const rows = MODALITIES.map(row);
  const read = () => ({
    levels: rows.map(({ noise, there }) => (there.checked ? Number(noise.value) / 100 : 0)),
    present: rows.map(({ there }) => there.checked),
  });
  host.append(...rows.map(({ around }) => around));
  host.addEventListener('input', () => {
    for (const made of rows) tell(made);
    chosen(read());
  });
  return {
    read,
    /** Sets all back. */
    clear() {
      for (const made of rows) Object.assign(made.noise, { value: '0' });
      for (const made of rows) made.there.checked = made.why.textContent === '';
      for (const made of rows) tell(made);
    },
    /** What cannot be given is switched off. @param {boolean} open whether there is a model to ask @param {string[]} lacks why a modality cannot be given, or '' */
    offer(open, lacks) {
      rows.forEach((made, m) => {
        if (made.why.textContent !== lacks[m]) made.there.checked = !lacks[m];
        made.there.disabled = !open || lacks[m] !== '';
        made.around.classList.toggle('unknown', lacks[m] !== '');
        say(made.why, lacks[m]);
        tell(made);
      });
    },
  };
}

/** @param {import('../facts/vocabulary.js').Modality} modality @returns {Row} */
function row({ key, colour }) {
  const name = modalityName(key);
  const there = element('input', { type: 'checkbox', role: 'switch', checked: true });
  const noise = element('input', {
    type: 'range',
    min: 0,
    max: 100,
    step: 5,
    value: 0,
    'aria-label': words.corruption.slider(name),
  });
  const [told, why] = [element('span', { class: 'told', 'aria-hidden': 'true' }), element('span', { class: 'hint' })];
  const around = element(
    'div',
    { class: `damage ${colour}` },
    element('label', { class: 'there' }, there, ` ${name}`, why),
    element('label', { class: 'noise' }, words.corruption.label, noise, told),
  );
  return { around, there, noise, told, why };
}

/** @param {Row} row */
function tell({ around, there, noise, told, why }) {
  noise.disabled = there.disabled || !there.checked;
  around.classList.toggle('off', !there.checked);
  const { value, spoken, removed } = words.corruption;
  const level = Number(noise.value);
  say(told, there.checked ? value(level) : why.textContent ? '–' : removed);
  noise.setAttribute('aria-valuetext', spoken(level));
}
