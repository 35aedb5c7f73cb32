// Creates DOM elements in one call, and checks whether the data of a panel has changed. It sets attributes, never
// styles.

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, string | number | boolean>} [attributes] `true` stands for an attribute without a value
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children);
  return made;
}

/**
 * The one element under `root` that a selector finds; the page's own markup promises that it is there.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {T}
 */
export function find(root, selector) {
  const found = /** @type {T | null} */ (root.querySelector(selector));
  if (!found) throw new Error(`the page has no ${selector}`);
  return found;
}

/**
 * Writes a text only where it changes, so that nothing is laid out or announced anew for nothing.
 * @param {Node} node
 * @param {string} text
 */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

/**
 * Whether what changes there is announced: an answer to the user is, what the end of a run brings is not.
 * @param {Iterable<Element>} places
 * @param {'polite' | 'off'} how
 */
export function announce(places, how) {
  for (const place of places) place.setAttribute('aria-live', how);
}

/**
 * A function that returns whether any of its arguments differs from the last call's.
 * @returns {(...values: unknown[]) => boolean}
 */
export function changes() {
  /** @type {unknown[] | null} */
  let last = null;
  return (...values) => {
    const changed = values.length !== last?.length || values.some((value, i) => value !== last?.[i]);
    last = values;
    return changed;
  };
}
