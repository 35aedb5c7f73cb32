// Filters: what passes each of them alone, and what passes several.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causesOf, countLabels, has, matching } from '../../../www/charts/filter.js';

const ANY = { split: '', label: '', cause: '', missing: '' };
/** Five events; the fourth lacks its picture, the last its table and its sound. */
const columns = {
  labels: Uint8Array.of(0, 1, 2, 0, 1),
  classes: Uint8Array.of(0, 1, 2, 1, 1),
  splits: Uint8Array.of(0, 0, 1, 2, 2),
  causes: Uint8Array.of(6, 0, 0, 7, 0, 1, 8, 3, 0, 6, 0, 0, 7, 0, 1),
  present: Uint8Array.of(7, 7, 7, 5, 2),
  tables: new Uint8Array(),
};
const found = (/** @type {object} */ asked) => matching(columns, { ...ANY, ...asked });

test('a filter that asks nothing lets every event through', () => {
  assert.deepEqual(found({}), [0, 1, 2, 3, 4]);
});

test('each filter asks its own question', () => {
  assert.deepEqual(found({ split: '2' }), [3, 4]);
  assert.deepEqual(found({ label: '0' }), [0, 3]);
  assert.deepEqual(found({ cause: '0:7' }), [1, 4]);
  assert.deepEqual(found({ cause: '1:0' }), [0, 1, 3, 4]);
  assert.deepEqual(found({ cause: '2:1' }), [1, 4]);
});

test('events are found by the modality that they lack, and by lacking none', () => {
  assert.deepEqual(
    ['0', '1', '2', 'none'].map((missing) => found({ missing })),
    [[4], [3], [4], [0, 1, 2]],
  );
});

test('an event must pass all filters', () => {
  assert.deepEqual(found({ split: '2', label: '0', missing: '1' }), [3]);
  assert.deepEqual(found({ split: '0', label: '2' }), []);
});

test('presence is a bit a modality', () => {
  assert.deepEqual(
    [0, 1, 2].map((modality) => has(0b101, modality)),
    [true, false, true],
  );
});

test('only causes that occur are offered', () => {
  assert.deepEqual(
    [0, 1, 2].map((modality) => causesOf(columns, modality)),
    [
      [6, 7, 8],
      [0, 3],
      [0, 1],
    ],
  );
});

test('labels are counted, also those that nobody carries', () => {
  assert.deepEqual(countLabels(columns, 4), [2, 2, 1, 0]);
});
