// The badge: which backend trains on which adapter, and why. It does not choose the backend.

import { changes, find, say } from '../../parts/element.js';
import { words } from '../../words/words.js';

/** @typedef {import('../../state/page.js').Page} Page */
/** @typedef {{ lookAgain: () => void }} Actions looks for an adapter once more */

/** Reasons that may have gone by the next look. */
const PASSING = ['no_adapter', 'refused', 'silent', 'failed'];

const changed = changes();

/**
 * A click elsewhere and Escape close the explanation.
 * @param {HTMLElement} section
 * @param {Actions} actions
 */
export function mount(section, { lookAgain }) {
  const close = (/** @type {Event} */ event) => {
    if (
      event instanceof KeyboardEvent ? event.key === 'Escape' : !section.contains(/** @type {Node} */ (event.target))
    ) {
      section.removeAttribute('open');
    }
  };
  find(section, '.retry').addEventListener('click', lookAgain);
  document.addEventListener('click', close);
  document.addEventListener('keydown', close);
}

/** @param {HTMLElement} section @param {Page} page */
export function draw(section, { session: { backend } }) {
  if (!backend || !changed(backend)) return;
  section.dataset.state = backend.state;
  section.dataset.backend = backend.backend;
  say(find(section, '.name'), words.backend.badge(backend.backend, backend.adapter, backend.state));
  say(find(section, '.why'), words.backend.why(backend.backend, backend.reason));
  const note = find(section, '.note');
  note.hidden = !backend.note;
  say(note, words.backend.note(backend.note ?? ''));
  const { code } = backend.reason.missing ?? backend.reason;
  find(section, '.retry').hidden = backend.backend !== 'cpu' || backend.state === 'failed' || !PASSING.includes(code);
}
