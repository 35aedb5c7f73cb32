// The run and the models that were trained beside it, as curves of validation accuracy over each other.

import { setName } from '../words/names.js';
import { bestOf } from './best.js';
import { SETS } from './vocabulary.js';

/** @typedef {import('../state/store.js').Run} Run */
/** @typedef {import('../draw/overlay.js').Curve} Curve */

/** @param {Run} run @returns {Curve[]} the run's own first */
export function models({ used, epochs, baselines, dataset }) {
  const own = { modalities: used?.modalities ?? 'all', epochs };
  const sets = SETS.map(({ key }) => key).filter((set) => set !== own.modalities); // an earlier run may have been held against it
  const others = sets.flatMap((set) => baselines.trained[set] ?? []);
  return [own, ...others].map((model) => ({
    modalities: model.modalities,
    name: `${setName(model.modalities)}${model === own ? ' (this run)' : ''}`,
    bold: model === own,
    best: bestOf(dataset?.best_possible ?? [], model.modalities),
    values: model.epochs.map(({ val }) => val.accuracy),
  }));
}
