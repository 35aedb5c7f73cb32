// The sentence about the reliability diagram, and the texts of the confusion matrix's buttons.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reliabilityInWords } from '../../../www/facts/reliability.js';
import { textOf } from '../../../www/parts/cells.js';
import { compact } from '../../../www/words/numbers.js';

const around = (/** @type {number} */ share) => ({ low: share - 0.06, high: share + 0.05 });
const bin = (/** @type {number} */ events, /** @type {number} */ confidence, /** @type {number} */ accuracy) => ({
  events,
  confidence,
  accuracy,
  interval: around(accuracy),
});

test('a model that is over- or underconfident is called that', () => {
  assert.match(
    reliabilityInWords([bin(300, 0.95, 0.7)], 0.25, around(0.7)),
    /confidence is 95\.0 % and accuracy is 70\.0 %: the model is overconfident.* 25\.0 points/,
  );
  assert.match(reliabilityInWords([bin(300, 0.7, 0.95)], 0.25, around(0.95)), /underconfident/);
});

test('a difference that the events cannot measure is called too small', () => {
  assert.match(
    reliabilityInWords([bin(0, 0, 0), bin(100, 0.92, 0.9)], 0.02, around(0.9)),
    /too small to measure with 100 test events/,
  );
  assert.equal(reliabilityInWords([], 0, around(0)), '');
});

test('counts keep to four characters', () => {
  assert.deepEqual([0, 999, 1234, 20_000].map(compact), ['0', '999', '1.2k', '20k']);
});

test('a cell says what was predicted as what, how often, and of how many', () => {
  const [classes, counts] = [
    ['Concert', 'Lecture'],
    [
      [8, 2],
      [0, 5],
    ],
  ];
  assert.equal(textOf(classes, counts, 0, 1), 'Concert predicted as Lecture: 2 of 10 events, 20.0 %. Show them.');
  assert.equal(textOf(classes, counts, 1, 1), 'Lecture predicted correctly: 5 of 5 events, 100.0 %. Show them.');
  assert.equal(textOf(classes, counts, 1, 0), 'Lecture predicted as Concert: no events');
});
