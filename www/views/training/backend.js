// The badge: which backend trains on which adapter, and why. It chooses nothing.

import { changes, find, say } from '../../parts/element.js';

/** @typedef {import('../../state/store.js').Run} Run */

const NAMES = { cpu: 'CPU', webgpu: 'WebGPU' };

const changed = changes();

/**
 * A click elsewhere and Escape close the explanation.
 * @param {HTMLElement} section
 */
export function mount(section) {
  const close = (/** @type {Event} */ event) => {
    if (
      event instanceof KeyboardEvent ? event.key === 'Escape' : !section.contains(/** @type {Node} */ (event.target))
    ) {
      section.removeAttribute('open');
    }
  };
  document.addEventListener('click', close);
  document.addEventListener('keydown', close);
}

/** @param {HTMLElement} section @param {Run} run */
export function draw(section, { backend }) {
  if (!backend || !changed(backend)) return;
  section.dataset.state = backend.state;
  section.dataset.backend = backend.backend;
  say(find(section, '.name'), title(backend));
  say(find(section, '.why'), `Training runs on the ${NAMES[backend.backend]}: ${backend.reason}.`);
  const note = find(section, '.note');
  note.hidden = !backend.note;
  say(note, backend.note ? `${backend.note[0].toUpperCase()}${backend.note.slice(1)}.` : '');
}

/** @param {NonNullable<Run['backend']>} backend */
function title({ backend, adapter, state }) {
  const name = adapter ? `${NAMES[backend]} · ${adapter}` : NAMES[backend];
  return state === 'ready' ? name : `${name} · ${state === 'failed' ? 'stopped' : 'loading'}`;
}
