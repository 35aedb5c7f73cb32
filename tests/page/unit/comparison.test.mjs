// The state of the models of Compare after each update, and the questions once their predictions have arrived.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../../www/contract.json' with { type: 'json' };
import { questions, reduceComparison, shareDone, untrained, withFitting } from '../../../www/state/comparison.js';
import { createPage, reduce } from '../../../www/state/page.js';
import { baselinesOf } from '../../../www/state/runs.js';
import { trainedOn } from '../runs.mjs';

/** @typedef {import('../../../www/state/comparison.js').ComparisonUpdate} ComparisonUpdate */
/** @typedef {import('../../../www/state/page.js').Page} Page */

const config = contract.defaults;
const told = /** @type {any} */ (contract.updates);
const started = reduce(createPage(config), told.started);
/** @param {ComparisonUpdate[]} updates */
const after = (...updates) => updates.reduce(reduceComparison, started);
const sets = (/** @type {Page} */ page) => baselinesOf(page).map((run) => run.config.modalities);
/** The page once its session accepted other settings and began a run. @param {Page} page @param {object} changed */
const restarted = (page, changed) =>
  [{ ...told.configured, config: { ...config, ...changed } }, told.started].reduce(reduce, page);

const asked = /** @type {ComparisonUpdate} */ ({ type: 'asked', config, sets: ['tabular', 'image'] });
const trained = /** @type {ComparisonUpdate} */ ({ type: 'trained', run: trainedOn('image', 0.5) });
const failed = /** @type {ComparisonUpdate} */ ({ type: 'failed', modalities: 'tabular', why: 'it diverged' });

test('what is asked for begins at nothing, and what is trained is kept', () => {
  const page = after(asked, { type: 'advanced', modalities: 'tabular', share: 0.25 }, trained);
  const { asked: shares, state } = page.comparison;
  assert.deepEqual([shares, sets(page), state], [{ tabular: 0.25, image: 1 }, ['image'], 'comparing']);
});

test('a failure is kept beside what the others reached, and forgotten when asked anew', () => {
  const page = after(asked, trained, failed, { type: 'ended', cancelled: false });
  const { failed: why, state } = page.comparison;
  assert.deepEqual([why, sets(page), state], [{ tabular: 'it diverged' }, ['image'], 'done']);
  assert.deepEqual(reduceComparison(page, asked).comparison.failed, {});
});

test('a cancelled comparison keeps what was trained', () => {
  const page = after(asked, trained, { type: 'ended', cancelled: true });
  assert.deepEqual([sets(page), page.comparison.state], [['image'], 'cancelled']);
});

test('a run that starts with other settings drops the baselines, with another set of modalities or backend it does not', () => {
  const page = after(asked, trained);
  const same = restarted(page, { modalities: 'image', backend: 'cpu' });
  assert.deepEqual([sets(same), same.comparison], [['image'], page.comparison]);
  for (const other of [{ seed: 2 }, { events: 60 }, { epochs: 3 }, { modality_dropout: 0.3 }]) {
    const { runs, comparison } = restarted(page, other);
    assert.deepEqual([runs.length, comparison.state], [1, ''], JSON.stringify(other));
  }
});

test('a comparison that has ended is not shown beside other events, one under way is', () => {
  const settle = (/** @type {Page} */ page, changed = {}) =>
    [told.phase, { ...told.configured, config: { ...config, ...changed } }].reduce(reduce, page);
  const ended = after(asked, trained, { type: 'ended', cancelled: false });
  const shown = (/** @type {Page} */ page) => [sets(withFitting(page)), withFitting(page).comparison.state];
  assert.deepEqual(shown(ended), [['image'], 'done']);
  assert.deepEqual(shown(settle(ended, { modalities: 'image' })), [['image'], 'done']);
  assert.deepEqual(shown(settle(ended, { seed: 2 })), [[], '']);
  assert.deepEqual(shown(settle(settle(ended, { seed: 2 }))), [['image'], 'done'], 'back to its settings');
  assert.deepEqual(shown(settle(after(asked, trained), { seed: 2 })), [['image'], 'comparing']);
});

test('what was trained before is not trained again, nor the run’s own set', () => {
  const page = after(asked, trained);
  assert.deepEqual(untrained(page, ['all', 'tabular', 'image', 'audio']), ['tabular', 'audio']);
  assert.deepEqual(untrained(restarted(page, { seed: 2 }), ['image']), ['image']);
});

test('a set that is trained once more takes the place of its model', () => {
  assert.deepEqual(sets(after(asked, trained, asked, trained)), ['image']);
});

test('a model advances from its events over its steps to its result', () => {
  const making = { ...told.progress, stage: 'data', done: 5, total: 10 };
  const moments = [
    [making],
    [told.dataset],
    [told.dataset, told.started, told.progress],
    [told.dataset, told.started, told.result],
  ];
  const shares = moments.map((updates) => shareDone(updates.reduce(reduce, createPage(config))));
  assert.deepEqual(shares, [...shares].sort(), 'it never falls back');
  assert.ok(shares[0] > 0 && shares[3] < 1);
});

test('a question holds both models’ bytes, and models tested on other events are not compared', () => {
  const { predictions } = /** @type {any} */ (contract.findings);
  const found = { ...predictions, predicted: Uint8Array.of(1), correct: Uint8Array.of(0) };
  const page = [told.started, found].reduce(reduce, createPage(config));
  const bytes = { first_correct: Uint8Array.of(0), second_correct: Uint8Array.of(1) };
  const asked = { type: 'compare', first: 'all', second: 'image', ...bytes };
  assert.deepEqual(questions(page, [trainedOn('image', 0.5, [3])]), [asked]);
  assert.deepEqual(questions(page, [trainedOn('image', 0.5, [0, 3])]), []);
  assert.deepEqual(questions(started, [trainedOn('image', 0.5, [3])]), [], 'nothing is predicted yet');
});
