// Which earlier run the present one is compared with, and what is kept of finished runs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../../www/contract.json' with { type: 'json' };
import { createPage, reduce } from '../../../www/state/page.js';
import { contrastOf, presentRun } from '../../../www/state/runs.js';
import { identity, isSame } from '../../../www/state/settings.js';

/** @typedef {import('../../../www/state/page.js').Page} Page */

const told = /** @type {any} */ (contract.updates);
const found = /** @type {any} */ (contract.findings);
const { defaults } = contract;
const phase = (/** @type {string} */ name) => /** @type {any} */ ({ type: 'phase', phase: name, allowed: [] });
const finished = [told.dataset, phase('running'), told.started, told.epoch, told.result, phase('finished')];

const examined = (/** @type {number} */ done) => ({ ...told.progress, stage: 'examine', done, total: 40 });

/** A page that trained with other settings, to the end and examined. @param {object} changed @param {Page} [page] */
function trained(changed, page = createPage(defaults)) {
  const settled = { ...told.configured, config: { ...defaults, ...changed } };
  return [phase('idle'), settled, ...finished, found.ablation, examined(40)].reduce(reduce, page);
}

test('a run is compared with one that only differs in modality dropout', () => {
  const page = trained({ modality_dropout: 0.3 }, trained({}));
  const earlier = contrastOf(page);
  assert.deepEqual([presentRun(page).config.modality_dropout, earlier?.config.modality_dropout], [0.3, 0]);
  assert.deepEqual([earlier?.findings.ablation, earlier?.epochs], [found.ablation, [told.epoch]]);
});

test('a run that differs in anything else is not', () => {
  assert.equal(contrastOf(trained({ modality_dropout: 0.3, seed: 2 }, trained({}))), null);
  assert.equal(contrastOf(trained({ modality_dropout: 0.3, epochs: 3 }, trained({}))), null);
});

test('another backend makes no other run', () => {
  assert.ok(contrastOf(trained({ modality_dropout: 0.3, backend: 'cpu' }, trained({}))));
});

test('training once more keeps what the run is compared with', () => {
  const again = trained({ modality_dropout: 0.3 }, trained({ modality_dropout: 0.3 }, trained({})));
  assert.equal(contrastOf(again)?.config.modality_dropout, 0);
  const next = reduce(again, told.started);
  assert.equal(next.runs.length, 3, 'the two past ones differ: of equal settings only the last is kept');
});

test('a run that was not examined to the end is not remembered', () => {
  for (const examination of [[], [found.ablation, examined(12)]]) {
    const past = [...finished, ...examination, phase('idle')];
    assert.deepEqual(past.reduce(reduce, createPage(defaults)).runs, []);
  }
});

test('of forty runs the last eight are kept beside the present one, and the latest that fits is chosen', () => {
  const rates = Array.from({ length: 40 }, (_, i) => i / 50);
  const page = rates.reduce((before, modality_dropout) => trained({ modality_dropout }, before), createPage(defaults));
  assert.equal(page.runs.length, 9);
  const next = [told.configured, ...finished].reduce(reduce, page);
  assert.equal(contrastOf(next)?.config.modality_dropout, 0.78);
});

test('a past run keeps its curves with few reports', () => {
  const step = (/** @type {number} */ n) => ({ ...told.report, step: n, train: { loss: n, accuracy: 0 } });
  const steps = Array.from({ length: 900 }, (_, i) => step(i));
  const page = [...finished, ...steps, examined(40)].reduce(reduce, createPage(defaults));
  assert.equal(presentRun(page).reports.length, 900);
  const [past] = reduce(page, phase('idle')).runs;
  assert.deepEqual([past.reports.length, past.epochs, past.result], [225, [told.epoch], told.result]);
  const mean = past.reports.reduce((sum, { train }) => sum + train.loss, 0) / 225;
  assert.equal(mean, 449.5);
});

test('an identity holds every setting but the backend, in any order', () => {
  const reversed = /** @type {typeof defaults} */ (Object.fromEntries(Object.entries(defaults).reverse()));
  assert.equal(identity(reversed), identity({ ...defaults, backend: 'cpu' }));
  for (const name of Object.keys(defaults).filter((name) => name !== 'backend'))
    assert.notEqual(identity({ ...defaults, [name]: 'another' }), identity(defaults), name);
  assert.ok(isSame(defaults, reversed) && !isSame(defaults, { ...defaults, backend: 'cpu' }));
});
