// Says that the page has started: shows its parts and takes away what boot.js would say otherwise.

import { find } from './element.js';

export function started() {
  for (const part of document.querySelectorAll('body > [hidden]')) part.toggleAttribute('hidden', false);
  find(document, '#start').hidden = true;
  document.documentElement.dataset.started = '';
}
