// Filters: each alone, and several together; and the order that puts mistakes first.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causesOf, countLabels, matching, mistakesFirst } from '../../../www/facts/filter.js';
import { has, modalitiesOf, setOf } from '../../../www/facts/vocabulary.js';

const ANY = { split: '', label: '', cause: '', missing: '', verdict: '', sureness: '', predicted: '' };
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

/** The predictions for the last three; they are labelled 2, 0 and 1. */
const said = new Map([
  [2, { predicted: 2, confidence: 0.9, right: true }],
  [3, { predicted: 1, confidence: 0.599, right: false }],
  [4, { predicted: 1, confidence: 0.6, right: true }],
]);

test('what the model says can be asked for: its class, whether it is right, how sure it is', () => {
  const told = (/** @type {object} */ asked) => matching(columns, { ...ANY, ...asked }, said);
  assert.deepEqual(
    ['right', 'wrong'].map((verdict) => told({ verdict })),
    [[2, 4], [3]],
  );
  assert.deepEqual(told({ predicted: '1' }), [3, 4]);
  assert.deepEqual(
    ['sure', 'between', 'unsure'].map((sureness) => told({ sureness })),
    [[2], [4], [3]],
  );
  assert.deepEqual(told({ label: '0', predicted: '1', split: '2' }), [3]);
});

test('before anything was said nothing passes what asks for it', () => {
  assert.deepEqual(found({ verdict: 'right' }), []);
});

test('mistakes come first, then the least sure, then events of which nothing was said', () => {
  assert.deepEqual(mistakesFirst([0, 1, 2, 3, 4], said), [3, 4, 2, 0, 1]);
  assert.deepEqual(mistakesFirst([4, 2], null), [2, 4]);
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

test('a set of modalities says which it has, and these name the set', () => {
  assert.deepEqual(modalitiesOf('all'), [true, true, true]);
  assert.deepEqual(modalitiesOf('tabular_audio'), [true, false, true]);
  for (const set of ['tabular', 'image', 'audio', 'tabular_image', 'tabular_audio', 'image_audio', 'all'])
    assert.equal(setOf(modalitiesOf(set)), set);
  assert.equal(setOf([false, false, false]), '');
});
