// The range of an axis and the text of its ticks.

/**
 * @typedef {object} Axis
 * @property {string} label with its unit
 * @property {number} low
 * @property {number} high
 * @property {number[]} ticks
 * @property {(value: number) => string} write a tick
 * @property {boolean} [log] whether equal steps are equal factors
 */

/** An axis of shares in per cent. @param {string} label @returns {Axis} */
export function shares(label) {
  const write = (/** @type {number} */ share) => String(Math.round(share * 100));
  return { label, low: 0, high: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1], write };
}

/** An axis along which nothing is measured. @type {Axis} */
export const NONE = { label: '', low: 0, high: 1, ticks: [], write: String };
