// How far a measured share may be from the true one. The session sends the intervals; nothing is computed here.

/** @typedef {{ low: number, high: number }} Interval 0…1 */

/** @param {Interval} interval @param {number} value */
export function contains({ low, high }, value) {
  return low <= value && value <= high;
}
