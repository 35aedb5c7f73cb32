// What is done to the events that a model is given: noise on each modality, or its absence.

import { modalityName } from '../words/names.js';
import { KEYS } from './vocabulary.js';

/** @typedef {{ levels: number[], present: boolean[] }} Damage in mask order; levels 0…1 */

/** @type {Damage} */
export const NO_DAMAGE = { levels: KEYS.map(() => 0), present: KEYS.map(() => true) };

/** The damage in words, as in “40 % noise on the picture, no sound”. @param {Damage} damage @param {boolean[]} has */
export function damageInWords({ levels, present }, has) {
  const done = KEYS.flatMap((key, m) => {
    if (!has[m]) return [];
    const name = modalityName(key);
    if (!present[m]) return [`no ${name}`];
    return levels[m] ? [`${Math.round(levels[m] * 100)} % noise on the ${name}`] : [];
  });
  return done.length ? done.join(', ') : 'everything as it is';
}
