// The arithmetic of a grid that holds only its visible rows: which cards those are, and how much space the other
// rows take. All lengths are in CSS pixels; the height of a row includes its gap.

/**
 * @typedef {object} Shelf
 * @property {number} count of all cards
 * @property {number} columns
 * @property {number} row height of a row with the gap below it
 * @property {number} top how far the box is scrolled
 * @property {number} height of the box
 */

/** @typedef {{ first: number, last: number, before: number, after: number }} Sight cards first ≤ i < last, and the room kept before and after them */

/** Rows that are kept ready on either side. */
const SPARE = 1;

/**
 * @param {Shelf} shelf
 * @returns {Sight}
 */
export function inSight({ count, columns, row, top, height }) {
  const rows = Math.ceil(count / columns);
  const from = Math.min(Math.max(Math.floor(top / row) - SPARE, 0), Math.max(rows - 1, 0));
  const to = Math.min(Math.ceil((top + height) / row) + SPARE, rows);
  return { first: from * columns, last: Math.min(to * columns, count), before: from * row, after: (rows - to) * row };
}

/**
 * Where to scroll so that a card can be seen whole, moving no further than needed.
 * @param {Shelf} shelf
 * @param {number} card
 * @returns {number}
 */
export function scrolledTo({ columns, row, top, height }, card) {
  const upper = Math.floor(card / columns) * row;
  return Math.max(Math.min(top, upper), upper + row - height);
}

/** @type {Record<string, (shelf: Shelf) => number>} */
const STRIDES = {
  ArrowRight: () => 1,
  ArrowLeft: () => -1,
  ArrowDown: ({ columns }) => columns,
  ArrowUp: ({ columns }) => -columns,
  PageDown: ({ columns, row, height }) => columns * Math.max(Math.floor(height / row), 1),
  PageUp: ({ columns, row, height }) => -columns * Math.max(Math.floor(height / row), 1),
  Home: ({ count }) => -count,
  End: ({ count }) => count,
};

/**
 * The card that a key leads to, or null where the key leads nowhere.
 * @param {Shelf} shelf
 * @param {number} card
 * @param {string} key
 * @returns {number | null}
 */
export function walked(shelf, card, key) {
  const stride = STRIDES[key]?.(shelf);
  if (stride === undefined || !shelf.count) return null;
  const aim = card + stride;
  const sideways = Math.abs(stride) === 1 || ['Home', 'End'].includes(key);
  if (!sideways && (aim < 0 || aim >= shelf.count) && key.startsWith('Arrow')) return card;
  return Math.min(Math.max(aim, 0), shelf.count - 1);
}
