// The queue of Compare with simulated workers: several at once, a failure among them, the end, a cancel.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../../www/contract.json' with { type: 'json' };
import { train } from '../../../www/link/baseline.js';
import { createComparison, lanes } from '../../../www/link/compare.js';
import { NO_COMPARISON } from '../../../www/state/comparison.js';
import { scoreOf } from '../../../www/state/runs.js';
import { counts } from '../../../www/views/fusion/compare.js';
import { trainedOn } from '../runs.mjs';

/** @typedef {import('../../../www/link/baseline.js').Task} Task */
/** @typedef {import('../../../www/state/comparison.js').ComparisonUpdate} ComparisonUpdate */

const config = contract.defaults;
const told = /** @type {any} */ (contract.updates);
const found = /** @type {any} */ (contract.findings);
const SINGLE = ['tabular', 'image', 'audio'];

/** A comparison whose models are trained when the test says so. @param {number} cores */
function pretend(cores) {
  /** @type {Record<string, Task>} */
  const open = {};
  /** @type {ComparisonUpdate[]} */
  const updates = [];
  const start = (/** @type {Task} */ task) => {
    const { modalities } = task.config;
    open[modalities] = task;
    return { close: () => delete open[modalities] };
  };
  const comparison = createComparison((update) => updates.push(update), { start, find: async () => 'module', cores });
  const finish = (/** @type {string} */ modalities) => {
    const { onTrained } = open[modalities];
    delete open[modalities];
    onTrained(trainedOn(modalities, 0.5));
  };
  return { comparison, open, updates, finish, types: () => updates.map(({ type }) => type) };
}

test('a core is left to the page, a graphics card trains one, one worker always trains and never more than four', () => {
  assert.deepEqual(
    [lanes('cpu', 4), lanes('cpu', 2), lanes('cpu', 1), lanes('cpu', undefined), lanes('cpu', 16)],
    [3, 1, 1, 1, 4],
  );
  assert.equal(lanes('webgpu', 8), 1);
});

test('so many train at once, the next begins when one ends, and the end is reported once', () => {
  const { comparison, open, updates, finish, types } = pretend(3);
  comparison.start(config, SINGLE, 'cpu');
  assert.deepEqual(Object.keys(open), ['tabular', 'image']);
  assert.equal(open.image.config.modalities, 'image');
  assert.equal(open.image.config.seed, config.seed);
  for (const modalities of ['image', 'audio', 'tabular']) finish(modalities);
  assert.deepEqual(types(), ['asked', 'trained', 'trained', 'trained', 'ended']);
  assert.deepEqual(updates.at(-1), { type: 'ended', cancelled: false });
});

test('one that fails is reported and does not lose the others', () => {
  const { comparison, open, updates, finish } = pretend(2);
  comparison.start(config, SINGLE, 'cpu');
  open.tabular.onFailed('it diverged');
  finish('image');
  finish('audio');
  assert.deepEqual(
    updates.map((update) => ('why' in update ? update.why : update.type)),
    ['asked', 'it diverged', 'trained', 'trained', 'ended'],
  );
});

test('cancelling closes every worker, reports it once, and nothing begins afterwards', () => {
  const { comparison, open, types } = pretend(3);
  comparison.start(config, SINGLE, 'cpu');
  const { tabular } = open;
  comparison.cancel();
  comparison.cancel();
  assert.deepEqual(Object.keys(open), []);
  tabular.onFailed('late');
  assert.deepEqual(types(), ['asked', 'ended']);
});

test('beginning anew ends what was under way', () => {
  const { comparison, open } = pretend(2);
  comparison.start(config, SINGLE, 'cpu');
  comparison.start({ ...config, seed: 2 }, ['audio'], 'cpu');
  assert.deepEqual(Object.keys(open), ['audio']);
});

test('without anything to train it ends at once', () => {
  const { comparison, types } = pretend(2);
  comparison.start(config, [], 'cpu');
  assert.deepEqual(types(), ['asked', 'ended']);
});

test('a model that failed is not counted as trained', () => {
  const runs = [trainedOn('tabular', 0.5)];
  const comparison = { ...NO_COMPARISON, asked: { tabular: 1, image: 1, audio: 0 } };
  assert.equal(counts({ runs, comparison }), '1 of 3 models trained');
  assert.equal(
    counts({ runs, comparison: { ...comparison, failed: { image: 'why' } } }),
    '1 of 3 models trained, 1 failed',
  );
});

/** A baseline in a worker that is only pretended: what it was sent, and what came of it. */
function converse() {
  /** @type {any} */
  let options;
  /** @type {string[]} */
  const sent = [];
  /** @type {any[]} */
  const came = [];
  const open = (/** @type {any} */ given) => {
    options = given;
    return { send: (/** @type {any} */ { command }) => sent.push(command.type), close: () => sent.push('close') };
  };
  const [onTrained, onFailed] = [came.push.bind(came), came.push.bind(came)];
  const task = { config, backend: /** @type {const} */ ('cpu'), module: Promise.resolve(''), onProgress: () => {} };
  train({ ...task, onTrained, onFailed }, open);
  const hear = (/** @type {any[]} */ ...updates) => options.onMessage({ type: 'updates', updates });
  return { sent, came, hear, ready: () => options.onMessage({ type: 'ready' }) };
}

test('a baseline is configured, trained, examined until its predictions are there, and closed', () => {
  const { sent, came, hear, ready } = converse();
  ready();
  const dataset = { ...told.dataset, columns: { labels: Uint8Array.of(9, 9, 9, 1) } };
  hear(dataset, { type: 'phase', phase: 'running', allowed: [] }, told.started, told.epoch, told.result);
  hear({ type: 'phase', phase: 'finished', allowed: [] });
  hear(found.report, found.predictions, found.ablation);
  assert.deepEqual(sent, ['configure', 'train', 'examine', 'close']);
  const [run] = came;
  assert.deepEqual(
    [run.config.modalities, scoreOf(run)?.accuracy, run.epochs.length],
    ['all', found.report.scores.accuracy, 1],
  );
  assert.deepEqual([...run.findings.predictions.events], [3]);
  assert.equal(came.length, 1);
});

test('a baseline whose run fails is closed and says why', () => {
  const { sent, came, hear, ready } = converse();
  ready();
  hear(told.dataset, told.started, told.error, { type: 'phase', phase: 'finished', allowed: [] });
  assert.deepEqual([sent, came], [['configure', 'train', 'close'], [told.error.message]]);
});
