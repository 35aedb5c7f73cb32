// Histograms of a table's columns: every value in one bin, classes apart, events without a table left out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binOf, distributionOf, histogram, quantile, rank, shareOf, valuesByClass } from '../../../www/facts/bins.js';

/** @param {number[]} values one feature */
function columns(values) {
  const n = values.length;
  const labels = Uint8Array.from(values, (_, i) => i % 2);
  const tables = new Uint8Array(Float32Array.from(values).buffer);
  const present = new Uint8Array(n).fill(7);
  return { labels, classes: labels, splits: labels, causes: new Uint8Array(3 * n), present, tables };
}
const sizes = { features: 1, classes: 2 };

test('values are sorted within their class', () => {
  assert.deepEqual(valuesByClass(columns([5, 2, 1, 9]), 0, sizes), [
    [1, 5],
    [2, 9],
  ]);
});

test('an event without a table has no values', () => {
  const some = columns([5, 2, 1, 9]);
  some.present[0] = 6;
  assert.deepEqual(valuesByClass(some, 0, sizes), [[1], [2, 9]]);
});

test('the second feature is read from its own place, wherever the bytes begin', () => {
  const bytes = new Uint8Array(20);
  bytes.set(new Uint8Array(Float32Array.of(1, 10, 2, 20).buffer), 4);
  const two = { ...columns([0, 0]), tables: bytes.subarray(4) };
  assert.deepEqual(valuesByClass(two, 1, { features: 2, classes: 2 }), [[10], [20]]);
});

test('every value falls in one bin, and all classes share the bins', () => {
  const { low, high, counts } = histogram(
    [
      [0, 1.2, 2.2, 3.2],
      [4, 4],
    ],
    4,
  );
  assert.ok(low >= 0 && high <= 4);
  assert.deepEqual(counts, [
    [1, 1, 1, 1],
    [0, 0, 0, 2],
  ]);
});

test('values beyond the bins are counted in the outermost ones', () => {
  assert.deepEqual(
    [-5, 0, 9.99, 10, 99].map((value) => binOf(value, { low: 0, high: 10 }, 5)),
    [0, 0, 4, 4, 4],
  );
  const { counts } = histogram([Array.from({ length: 1000 }, (_, i) => (i < 999 ? i : 1e9))], 10);
  assert.ok(
    counts[0].every((count) => count > 90),
    'one giant does not flatten the rest',
  );
});

test('equal values fall in the middle', () => {
  assert.equal(binOf(3, { low: 3, high: 3 }, 5), 2);
});

test('quantiles lie between their neighbours', () => {
  assert.deepEqual(
    [0, 0.25, 0.5, 1].map((share) => quantile([1, 2, 4], share)),
    [1, 1.5, 2, 4],
  );
  assert.ok(Number.isNaN(quantile([], 0.5)));
});

test('a rank is the share that is lower, and ties count half', () => {
  assert.deepEqual(
    [0, 2, 3, 9].map((value) => rank([1, 2, 2, 4], value)),
    [0, 0.5, 0.75, 1],
  );
});

test('a data set’s distributions are worked out once', () => {
  const data = columns([1, 2, 3, 4]);
  assert.equal(distributionOf(data, 0, sizes), distributionOf(data, 0, sizes));
});

test('a column of levels has a bin for each, and what is no level is left out', () => {
  const data = {
    tables: bytes([0, 2, 2, 9]),
    labels: Uint8Array.from([0, 0, 1, 1]),
    present: Uint8Array.from([1, 1, 1, 1]),
  };
  const found = distributionOf(/** @type {any} */ (data), 0, { features: 1, classes: 2 }, 3);
  assert.deepEqual(found.counts, [
    [1, 0, 1],
    [0, 0, 1],
  ]);
  assert.equal(shareOf(found.values[1], 2), 0.5);
});

/** @param {number[]} numbers */
function bytes(numbers) {
  return new Uint8Array(Float32Array.from(numbers).buffer);
}
