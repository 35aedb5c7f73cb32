// The best possible accuracy of a data set, for each set of modalities.

/** @typedef {{ modalities: string, accuracy: number, standard_error: number, upper_bound: boolean }} Best */

/**
 * @param {Best[]} all
 * @param {string} modalities
 * @returns {Best | null}
 */
export function bestOf(all, modalities) {
  return all.find((best) => best.modalities === modalities) ?? null;
}
