// The validation accuracy of the run and of the models that Compare has trained, as curves in one chart.

import { baselinesOf, presentRun } from '../state/runs.js';
import { setName } from '../words/names.js';
import { words } from '../words/words.js';
import { bestOf } from './best.js';
import { setIn } from './present.js';
import { SETS } from './vocabulary.js';

/** @typedef {import('../state/page.js').Page} Page */
/** @typedef {import('../draw/overlay.js').Curve} Curve */

/** @param {Page} page @returns {Curve[]} the present run's first */
export function models(page) {
  const own = presentRun(page);
  const baselines = baselinesOf(page).filter(({ config }) => config.modalities !== own.config.modalities);
  const order = SETS.map(({ key }) => key);
  baselines.sort((a, b) => order.indexOf(a.config.modalities) - order.indexOf(b.config.modalities));
  return [own, ...baselines].map(({ id, config, epochs }) => {
    const modalities = setIn(config.modalities, page.data.dataset);
    return {
      modalities,
      name: id === own.id ? words.fusion.thisRun(setName(modalities)) : setName(modalities),
      bold: id === own.id,
      best: bestOf(page.data.dataset?.best_possible ?? [], modalities),
      values: epochs.map(({ val }) => val.accuracy),
    };
  });
}
