// What a model is given of each modality: a switch that takes it away, and a slider that drowns it in noise.

import { element, say } from './element.js';
import { MODALITIES } from './filter.js';

/** @typedef {{ row: HTMLElement, there: HTMLInputElement, noise: HTMLInputElement, told: HTMLElement, why: HTMLElement }} Row */

const MODALITY = MODALITIES.map((name) => name[0].toUpperCase() + name.slice(1));

/**
 * @param {HTMLElement} host
 * @param {() => void} changed called whenever something is moved
 */
export function createSwitches(host, changed) {
  const rows = MODALITY.map(row);
  const reset = element('button', { type: 'button', class: 'quiet' }, 'As it is');
  const hint =
    'Noise is mixed into the standardised numbers that the model gets; what you see and hear here stays clear. At 100 % nothing else is left.';
  host.append(...rows.map((made) => made.row), element('p', { class: 'hint' }, reset, ' ', hint));
  const show = () => {
    rows.forEach(tell);
    changed();
  };
  host.addEventListener('input', show);
  reset.addEventListener('click', () => {
    rows.forEach(restore);
    show();
  });
  return {
    /** @param {string[]} lacks why a modality cannot be shown, or '' @param {boolean} afresh whether all is set back */
    offer(lacks, afresh) {
      rows.forEach((made, m) => {
        const was = made.there.disabled;
        made.there.disabled = lacks[m] !== '';
        say(made.why, lacks[m]);
        if (afresh) restore(made);
        else if (was !== made.there.disabled) made.there.checked = !made.there.disabled;
        tell(made);
      });
    },
    chosen: () => ({
      levels: rows.map(({ there, noise }) => (there.checked ? Number(noise.value) / 100 : 0)),
      present: rows.map(({ there }) => there.checked),
    }),
  };
}

/** @param {string} name @returns {Row} */
function row(name) {
  const there = element('input', { type: 'checkbox', role: 'switch', checked: true });
  const noise = element('input', {
    type: 'range',
    min: 0,
    max: 100,
    step: 5,
    value: 0,
    'aria-label': `Noise: ${name}`,
  });
  const told = element('span', { class: 'level', 'aria-hidden': 'true' }); // the slider says it itself
  const why = element('span', { class: 'why' });
  const switching = element('label', { class: 'there' }, there, ` ${name}`, why);
  const around = element(
    'div',
    { class: `given ${name.toLowerCase()}` },
    switching,
    element('label', { class: 'noise' }, 'noise', noise, told),
  );
  return { row: around, there, noise, told, why };
}

/** @param {Row} row */
function restore({ there, noise }) {
  there.checked = !there.disabled;
  noise.value = '0';
}

/** @param {Row} row */
function tell({ row: around, there, noise, told }) {
  noise.disabled = !there.checked;
  around.classList.toggle('off', !there.checked);
  say(told, `${noise.value} %`);
  noise.setAttribute('aria-valuetext', `${noise.value} percent noise`);
}
