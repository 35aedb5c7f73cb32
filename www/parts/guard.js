// Keeps a view that throws from stopping the page: a message takes its place, and the other views go on. The error
// is logged once, because the view is not called again.

import { words } from '../words/words.js';
import { element } from './element.js';

/** @typedef {import('../state/page.js').Page} Page */

/**
 * A part of the page: `mount` makes it once, `draw` after every change.
 * @template [A=any]
 * @typedef {object} View
 * @property {string} id of the element that it is drawn in
 * @property {(place: HTMLElement, actions: A, contract: import('../state/settings.js').Contract) => void} [mount]
 * @property {(place: HTMLElement, page: Page) => void} draw
 */

/**
 * The view in its place, with no need to fear that it throws.
 * @template A
 * @param {View<A>} view
 * @param {HTMLElement} place
 * @param {(place: HTMLElement, error: unknown) => void} [onFailed] called at most once
 * @returns {{ mount(actions: A, contract: import('../state/settings.js').Contract): void, draw(page: Page): void }}
 */
export function guard(view, place, onFailed = showFailure) {
  let failed = false;
  const attempt = (/** @type {() => void} */ act) => {
    if (failed) return;
    try {
      act();
    } catch (error) {
      failed = true;
      console.error(`The view “${view.id}” failed.`, error);
      onFailed(place, error);
    }
  };
  return {
    mount: (actions, contract) => attempt(() => view.mount?.(place, actions, contract)),
    draw: (page) => attempt(() => view.draw(place, page)),
  };
}

/** Hides what is left of the view, but for its heading and the views within it. @param {HTMLElement} place @param {unknown} error */
function showFailure(place, error) {
  const text = words.page.failed(error instanceof Error ? error.message : String(error));
  const message = element('p', { class: 'notice loud failure', role: 'alert' }, text);
  if (place instanceof HTMLDialogElement) {
    place.close();
    return place.after(message); // a message inside a closed dialog would be invisible
  }
  if (place instanceof HTMLDetailsElement) {
    place.hidden = true;
    return place.after(message); // nor into what is folded
  }
  for (const part of place.children)
    if (part instanceof HTMLElement && !part.matches('h2, h3, [data-view]') && !part.querySelector('[data-view]'))
      part.hidden = true;
  place.prepend(message);
}
