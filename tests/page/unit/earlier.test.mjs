// Which finished run the present one is held against, and what the store keeps of runs that are over.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../../www/contract.json' with { type: 'json' };
import { contrast, remember } from '../../../www/state/earlier.js';
import { begin, reduce } from '../../../www/state/store.js';

/** @typedef {import('../../../www/state/store.js').Run} Run */

const told = /** @type {any} */ (contract.updates);
const { defaults } = contract;
const phase = (/** @type {string} */ name) => /** @type {any} */ ({ type: 'phase', phase: name, allowed: [] });
const finished = [told.dataset, phase('running'), told.started, told.epoch, told.result, phase('finished')];

const examined = (/** @type {number} */ done) => ({ ...told.progress, stage: 'examine', done, total: 40 });

/** A run with other settings, to its end and examined. @param {object} changed @param {Run} [run] */
function trained(changed, run = begin(defaults)) {
  const config = { ...defaults, ...changed };
  const settled = { ...told.configured, config };
  return [phase('idle'), settled, ...finished, told.ablation, examined(40)].reduce(reduce, { ...run, config });
}

test('a run that only differs in modality dropout is held against', () => {
  const run = trained({ modality_dropout: 0.3 }, trained({}));
  assert.deepEqual([run.used?.modality_dropout, run.earlier?.config.modality_dropout], [0.3, 0]);
  assert.equal(run.earlier?.findings.ablation, told.ablation);
});

test('a run that differs in anything else is not', () => {
  assert.equal(trained({ modality_dropout: 0.3, seed: 2 }, trained({})).earlier, null);
  assert.equal(trained({ modality_dropout: 0.3, epochs: 3 }, trained({})).earlier, null);
});

test('another backend makes no other run', () => {
  assert.ok(trained({ modality_dropout: 0.3, backend: 'cpu' }, trained({})).earlier);
});

test('training once more keeps what the run was held against', () => {
  const again = trained({ modality_dropout: 0.3 }, trained({ modality_dropout: 0.3 }, trained({})));
  assert.equal(again.earlier?.config.modality_dropout, 0);
  assert.equal(again.finished.length, 2, 'of equal settings only the last run is kept');
});

test('a run that was not examined to the end is not remembered', () => {
  for (const examination of [[], [told.ablation, examined(12)]]) {
    const run = [...finished, ...examination, phase('idle'), phase('running'), told.started].reduce(
      reduce,
      begin(defaults),
    );
    assert.deepEqual(run.finished, []);
  }
});

test('of many runs the last eight are kept, and the latest that fits is chosen', () => {
  const rates = Array.from({ length: 10 }, (_, i) => i / 20);
  const run = rates.reduce((before, modality_dropout) => trained({ modality_dropout }, before), begin(defaults));
  assert.equal(remember(run).length, 8);
  assert.equal(contrast(remember(run), defaults)?.config.modality_dropout, 0.45);
});
