// What guessing reaches, and the line that is drawn at it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chanceOf } from '../../../www/facts/chance.js';
import { guides } from '../../../www/facts/guides.js';

const dataset = (/** @type {number[]} */ labels, /** @type {number[]} */ splits) => ({
  schema: { classes: ['Concert', 'Lecture', 'Match'] },
  columns: { labels: Uint8Array.from(labels), splits: Uint8Array.from(splits) },
});

test('guessing reaches the share of the most frequent label', () => {
  assert.equal(chanceOf(dataset([0, 0, 0, 1, 2], [0, 0, 0, 0, 0])), 0.6);
  assert.equal(chanceOf(dataset([0, 1, 2], [0, 0, 0])), 1 / 3);
});

test('only events that a model learns from are counted', () => {
  assert.equal(chanceOf(dataset([0, 1, 1, 2, 2, 2], [0, 0, 0, 1, 2, 2])), 2 / 3);
  assert.equal(chanceOf(dataset([], [])), 0);
});

test('the line of chance stands where guessing does, and is named with the best possible where both meet', () => {
  const best = { modalities: 'all', accuracy: 0.9, standard_error: 0, upper_bound: false };
  assert.deepEqual(guides(0.6, null), [{ value: 0.6, label: 'chance' }]);
  assert.deepEqual(
    guides(0.6, best).map(({ value }) => value),
    [0.6, 0.9],
  );
  assert.equal(guides(0.6, { ...best, accuracy: 0.61 })[0].label, 'best possible 61.0 %: chance');
});
