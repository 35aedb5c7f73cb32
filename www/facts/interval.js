// How far a measured share may be from the true one, as the sessions' own `Interval` has it. Pure arithmetic.

/** @typedef {{ low: number, high: number }} Interval 0…1 */

/** The 97.5th percentile of the standard normal. */
const Z = 1.959963984540054;

/**
 * The 95 % score interval of a share of so many events (Wilson 1927); all of 0…1 where there is none.
 * @param {number} share 0…1
 * @param {number} events
 * @returns {Interval}
 */
export function wilson(share, events) {
  if (!events) return { low: 0, high: 1 };
  const scale = 1 + Z ** 2 / events;
  const centre = (share + Z ** 2 / (2 * events)) / scale;
  const half = (Z / scale) * Math.sqrt((share * (1 - share)) / events + Z ** 2 / (4 * events ** 2));
  return { low: share === 0 ? 0 : centre - half, high: share === 1 ? 1 : centre + half };
}

/** @param {Interval} interval @param {number} value */
export function contains({ low, high }, value) {
  return low <= value && value <= high;
}
