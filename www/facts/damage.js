// The corruption of a model's input: the noise in each modality, and which modalities are removed.

import { lackName, modalityName } from '../words/names.js';
import { words } from '../words/words.js';
import { KEYS } from './vocabulary.js';

/** @typedef {{ levels: number[], present: boolean[] }} Damage in mask order; levels 0…1 */

/** @type {Damage} */
export const NO_DAMAGE = { levels: KEYS.map(() => 0), present: KEYS.map(() => true) };

/** @param {Damage} one @param {Damage} other */
export function isSameDamage(one, other) {
  const list = (/** @type {unknown[]} */ a, /** @type {unknown[]} */ b) => a.every((value, i) => value === b[i]);
  return list(one.levels, other.levels) && list(one.present, other.present);
}

/** The damage in words, as in “40 % noise in the picture, no sound”. @param {Damage} damage @param {boolean[]} has */
export function damageInWords({ levels, present }, has) {
  const done = KEYS.flatMap((key, m) => {
    if (!has[m]) return [];
    if (!present[m]) return [lackName(key)];
    return levels[m] ? [words.corruption.noise(modalityName(key), levels[m])] : [];
  });
  return done.length ? done.join(', ') : words.corruption.none;
}
