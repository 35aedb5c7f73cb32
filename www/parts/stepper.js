// Changes the number in a text field by arrow keys or by two small buttons beside it. Numbers are typed as text,
// because a browser's number field empties itself or reads a different number if the text is not in its own
// language.

import { element } from './element.js';

/**
 * The attributes of a field for a number.
 * @param {boolean} whole
 */
export const typedNumber = (whole) => ({
  type: 'text',
  inputmode: whole ? 'numeric' : 'decimal',
  spellcheck: 'false',
  autocapitalize: 'off',
  'aria-keyshortcuts': 'ArrowUp ArrowDown',
});

/**
 * @param {HTMLInputElement} input
 * @param {(up: boolean) => void} step
 */
export function stepByKeys(input, step) {
  input.addEventListener('keydown', (event) => {
    const { key, isComposing, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (isComposing || altKey || ctrlKey || metaKey || shiftKey || !['ArrowUp', 'ArrowDown'].includes(key)) return;
    event.preventDefault();
    step(key === 'ArrowUp');
  });
}

/**
 * The field with its two buttons. They are for a mouse: a keyboard has its arrows, and a finger would miss them.
 * @param {HTMLInputElement} input
 * @param {(up: boolean) => void} step
 */
export function withButtons(input, step) {
  const button = (/** @type {boolean} */ up) => {
    const attributes = { type: 'button', class: up ? 'up' : 'down', tabindex: -1, 'aria-hidden': 'true' };
    const made = element('button', attributes, up ? '▴' : '▾');
    made.addEventListener('mousedown', (event) => event.preventDefault()); // which would take the focus away
    made.addEventListener('click', () => {
      input.focus({ preventScroll: true });
      step(up);
    });
    return made;
  };
  stepByKeys(input, step);
  return element('span', { class: 'stepper' }, input, button(true), button(false));
}
