// Marks the page as started: shows its parts and removes the message of boot.js.

import { find } from './element.js';

export function started() {
  for (const part of document.querySelectorAll('body > [hidden]')) part.toggleAttribute('hidden', false);
  find(document, '#start').hidden = true;
  document.documentElement.dataset.started = '';
}
