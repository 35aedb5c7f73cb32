// The reliability diagram in words, and what the buttons of the confusion matrix say.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compact, reliabilityInWords } from '../../../www/facts/reliability.js';
import { words } from '../../../www/parts/cells.js';

const bin = (/** @type {number} */ events, /** @type {number} */ confidence, /** @type {number} */ accuracy) => ({
  events,
  confidence,
  accuracy,
});

test('a model that is surer than it is right is said to be so, and the other way round', () => {
  assert.match(
    reliabilityInWords([bin(300, 0.95, 0.7)], 0.25),
    /95\.0 % sure and 70\.0 % right: it is too sure .* 25\.0 points/,
  );
  assert.match(reliabilityInWords([bin(300, 0.7, 0.95)], 0.25), /less sure than it could be/);
});

test('a difference that the events cannot tell is called that', () => {
  assert.match(
    reliabilityInWords([bin(0, 0, 0), bin(100, 0.92, 0.9)], 0.02),
    /a difference that 100 events cannot tell from none/,
  );
  assert.equal(reliabilityInWords([], 0), '');
});

test('counts keep to four characters', () => {
  assert.deepEqual([0, 999, 1234, 20_000].map(compact), ['0', '999', '1.2k', '20k']);
});

test('a cell says what was taken for what, how often, and of how many', () => {
  const [classes, counts] = [
    ['Concert', 'Lecture'],
    [
      [8, 2],
      [0, 5],
    ],
  ];
  assert.equal(words(classes, counts, 0, 1), 'Concert taken for Lecture: 2 of 10 events, 20.0 %. Show them.');
  assert.equal(words(classes, counts, 1, 1), 'Lecture named rightly: 5 of 5 events, 100.0 %. Show them.');
  assert.equal(words(classes, counts, 1, 0), 'Lecture taken for Concert: no event');
});
