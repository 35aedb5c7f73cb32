// Curves as columns: every value in its place, and null where nothing was measured.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { points, ticks } from '../../../www/facts/points.js';

const mean = (/** @type {number} */ loss) => ({ loss, accuracy: 1 - loss / 10 });
const report = (/** @type {number} */ step, /** @type {number} */ loss) => ({ step, train: mean(loss) });
const epoch = (/** @type {number} */ n, /** @type {number} */ train, /** @type {number} */ val) => ({
  epoch: n,
  train: mean(train),
  val: mean(val),
});

test('a run without any reports has columns without any values', () => {
  assert.deepEqual(points('loss', 44, [], []), { x: [], fine: [], train: [], val: [] });
});

test('a report stands at the part of its epoch that was over', () => {
  const { x, fine } = points('loss', 40, [report(10, 3), report(60, 2)], []);
  assert.deepEqual(
    [x, fine],
    [
      [0.25, 1.5],
      [3, 2],
    ],
  );
});

test('a report at an epoch’s end shares its place, and gaps are null', () => {
  const columns = points('loss', 10, [report(5, 4), report(10, 3)], [epoch(1, 3.5, 3.8)]);
  assert.deepEqual(columns, { x: [0.5, 1], fine: [4, 3], train: [null, 3.5], val: [null, 3.8] });
});

test('places rise even where an epoch’s end falls between two reports', () => {
  const { x } = points('loss', 3, [report(2, 4), report(4, 3)], [epoch(1, 3.5, 3.8)]);
  assert.deepEqual(x, [2 / 3, 1, 4 / 3]);
});

test('each measure reads its own numbers', () => {
  assert.deepEqual(points('accuracy', 10, [], [epoch(1, 5, 2)]).val, [0.8]);
});

test('few epochs are all named on the axis', () => {
  assert.deepEqual(ticks(5, 9), [1, 2, 3, 4, 5]);
});

test('many epochs are named by the first and by round numbers, no more than there is room for', () => {
  assert.deepEqual(ticks(20, 9), [1, 5, 10, 15, 20]);
  assert.deepEqual(ticks(200, 9), [1, 50, 100, 150, 200]);
  assert.deepEqual(ticks(10, 9), [1, 2, 4, 6, 8, 10]);
});
