// Views that have state: every place on the page gets an instance of its own, so that two could be shown side by
// side.

/** @typedef {import('../state/page.js').Page} Page */

/**
 * @template A
 * @template {{ draw(page: Page): void }} V
 * @param {new (place: HTMLElement, actions: A) => V} View
 */
export function perPlace(View) {
  /** @type {WeakMap<HTMLElement, V>} */
  const made = new WeakMap();
  /** The view of a place; undefined where it could not be made, so that others do not fail with it. @param {HTMLElement} place */
  const of = (place) => made.get(place);
  return {
    of,
    /** @param {HTMLElement} place @param {A} actions */
    mount: (place, actions) => void made.set(place, new View(place, actions)),
    /** @param {HTMLElement} place @param {Page} page */
    draw: (place, page) => of(place)?.draw(page),
  };
}
