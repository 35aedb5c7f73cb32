// What is known of the baselines after each word of the comparison, and what is asked once their predictions are there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../../www/contract.json' with { type: 'json' };
import { keptFor, learn, NONE, questions, right, share, untrained } from '../../../www/state/baselines.js';
import { collect, NOTHING } from '../../../www/state/findings.js';
import { begin, reduce } from '../../../www/state/store.js';

/** @typedef {import('../../../www/state/baselines.js').Word} Word */

const config = contract.defaults;
const told = /** @type {any} */ (contract.updates);
const baseline = (/** @type {string} */ modalities, /** @type {number[]} */ ...bytes) => {
  const interval = { low: 0.4, high: 0.6 };
  return { modalities, accuracy: 0.5, interval, epochs: [], right: Uint8Array.from(bytes) };
};
const after = (/** @type {Word[]} */ ...words) => words.reduce(learn, NONE);
const asked = /** @type {Word} */ ({ type: 'asked', config, sets: ['tabular', 'image'] });
const trained = /** @type {Word} */ ({ type: 'trained', baseline: baseline('image', 1) });

test('what is asked for begins at nothing, and what is trained is kept', () => {
  const {
    asked: shares,
    trained: kept,
    state,
  } = after(asked, { type: 'advanced', modalities: 'tabular', share: 0.25 }, trained);
  assert.deepEqual([shares, Object.keys(kept), state], [{ tabular: 0.25, image: 1 }, ['image'], 'comparing']);
});

test('a failure is kept beside what the others reached, and forgotten when asked anew', () => {
  const failed = after(
    asked,
    trained,
    { type: 'failed', modalities: 'tabular', why: 'it diverged' },
    { type: 'ended', cancelled: false },
  );
  assert.deepEqual(
    [failed.failed, Object.keys(failed.trained), failed.state],
    [{ tabular: 'it diverged' }, ['image'], 'done'],
  );
  assert.deepEqual(learn(failed, asked).failed, {});
});

test('a cancelled comparison keeps what was trained', () => {
  const { trained: kept, state } = after(asked, trained, { type: 'ended', cancelled: true });
  assert.deepEqual([Object.keys(kept), state], [['image'], 'cancelled']);
});

test('other settings forget the baselines, another set of modalities or backend does not', () => {
  const baselines = after(asked, trained);
  assert.equal(keptFor(baselines, { ...config, modalities: 'image', backend: 'cpu' }), baselines);
  for (const other of [{ seed: 2 }, { events: 60 }, { epochs: 3 }, { modality_dropout: 0.3 }])
    assert.equal(keptFor(baselines, { ...config, ...other }), NONE, JSON.stringify(other));
});

test('a run that starts with the same settings keeps the baselines, one with others forgets them', () => {
  const run = { ...begin(config), baselines: after(asked, trained) };
  assert.equal(reduce(run, told.started).baselines, run.baselines);
  const other = { ...run, accepted: { ...config, seed: 2 } };
  assert.equal(reduce(other, told.started).baselines, NONE);
});

test('what was trained before is not trained again, nor the run’s own set', () => {
  const baselines = after(asked, trained);
  assert.deepEqual(untrained(baselines, config, ['all', 'tabular', 'image', 'audio']), ['tabular', 'audio']);
  assert.deepEqual(untrained(baselines, { ...config, seed: 2 }, ['image']), ['image']);
});

test('a model advances from its events over its steps to its result', () => {
  const making = { ...told.progress, stage: 'data', done: 5, total: 10 };
  const moments = [[making], [told.dataset], [told.dataset, told.started, told.progress], [told.dataset, told.result]];
  const shares = moments.map((updates) => share(updates.reduce(reduce, begin(config))));
  assert.deepEqual(shares, [...shares].sort(), 'it never falls back');
  assert.ok(shares[0] > 0 && shares[3] < 1);
});

test('a model is right where its most probable class is the label', () => {
  const predictions = { classes: 2, events: Uint32Array.of(3, 1), probabilities: Float32Array.of(0.9, 0.1, 0.4, 0.6) };
  assert.deepEqual([...right(predictions, Uint8Array.of(1, 0, 1, 0))], [1, 0]);
});

test('a question holds both models’ bytes and is asked of a finished session alone', () => {
  const findings = collect(NOTHING, told.predictions);
  const dataset = { ...told.dataset, columns: { labels: Uint8Array.of(9, 9, 9, 1) } };
  const run = { ...begin(config), used: config, phase: 'finished', dataset, findings };
  const image = baseline('image', 0);
  assert.deepEqual(questions(run, [image]), [
    { type: 'compare', first: 'all', second: 'image', first_right: Uint8Array.of(1), second_right: image.right },
  ]);
  assert.deepEqual(questions({ ...run, phase: 'running' }, [image]), []);
  assert.deepEqual(questions(run, [baseline('image', 0, 1)]), [], 'other events cannot be compared');
});
