// The run and the models that were trained beside it, as curves of validation accuracy over each other.

import { bestOf, SETS } from './best.js';

/** @typedef {import('../store.js').Run} Run */
/** @typedef {import('./overlay.js').Curve} Curve */

/** Lines as near as this to each other would be named on top of each other. */
const NEAR = 0.05;

/** @param {Run} run @returns {Curve[]} the run's own first */
export function models({ used, epochs, baselines }) {
  const own = { modalities: used?.modalities ?? 'all', epochs };
  const others = Object.keys(SETS).flatMap((set) => baselines.trained[set] ?? []);
  return [own, ...others].map((model) => ({
    modalities: model.modalities,
    name: `${SETS[model.modalities]}${model === own ? ' (this run)' : ''}`,
    bold: model === own,
    values: model.epochs.map(({ val }) => val.accuracy),
  }));
}

/**
 * What nobody can surpass with the modalities of each curve. Of lines that run together only the upper one is named.
 * @param {Run['dataset']} dataset
 * @param {Curve[]} curves
 * @returns {import('./marks.js').Guide[]}
 */
export function guides(dataset, curves) {
  const best = curves.flatMap(({ modalities }) => bestOf(dataset?.best_possible ?? [], modalities) ?? []);
  best.sort((a, b) => b.accuracy - a.accuracy);
  let named = Number.POSITIVE_INFINITY;
  return best.map(({ accuracy, modalities }) => {
    const near = named - accuracy < NEAR;
    if (!near) named = accuracy;
    return { value: accuracy, label: near ? '' : `best possible, ${SETS[modalities]}` };
  });
}
