// What a data set's modalities leave of a set of modalities: a person's own data may have no table, no picture or no sound.

import { modalitiesOf, SETS, setOf } from './vocabulary.js';

/** @typedef {Pick<import('../state/update.js').UpdateOf<'dataset'>, 'schema'>} Dataset */

/** Which modalities a data set has, in the order of masks; all of them while there is none. @param {Dataset | null} dataset @returns {boolean[]} */
export function modalitiesIn(dataset) {
  if (!dataset) return modalitiesOf('all');
  const { features, image, audio } = dataset.schema;
  return [features.length > 0, !!image, !!audio];
}

/**
 * Which modalities a model has that a set of them is chosen for, in the order of masks.
 * @param {string} set
 * @param {Dataset | null} dataset that it is trained on
 */
export function modelHas(set, dataset) {
  const there = modalitiesIn(dataset);
  return modalitiesOf(set).map((own, m) => own && there[m]);
}

/** The set that is left of another one. @param {string} set @param {Dataset | null} dataset */
export function setIn(set, dataset) {
  return setOf(modelHas(set, dataset));
}

/** The sets that can be made of a data set's modalities. @param {Dataset | null} dataset */
export function setsIn(dataset) {
  return SETS.filter(({ key }) => setIn(key, dataset) === key);
}
