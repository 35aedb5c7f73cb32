// 95 % intervals of measured shares. The session sends them; they are not computed here.

/** @typedef {{ low: number, high: number }} Interval 0…1 */

/** @param {Interval} interval @param {number} value */
export function contains({ low, high }, value) {
  return low <= value && value <= high;
}
