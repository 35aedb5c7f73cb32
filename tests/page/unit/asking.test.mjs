// Questions while an answer is awaited: the last one of each asker waits, earlier ones are dropped.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createAsking } from '../../../www/link/asking.js';

function asking() {
  /** @type {number[]} */
  const sent = [];
  const made = createAsking(({ event }) => sent.push(event));
  const ask = (/** @type {string} */ asker, /** @type {number} */ event) =>
    made.ask(asker, { event, levels: [0, 0, 0], present: [true, true, true] });
  return { ...made, ask, sent };
}

test('the first question is sent at once', () => {
  const { ask, sent } = asking();
  ask('panel', 1);
  assert.deepEqual(sent, [1]);
});

test('of those asked meanwhile only the last is sent, once the answer has come', () => {
  const { ask, answered, sent } = asking();
  for (const event of [1, 2, 3, 4]) ask('panel', event);
  assert.deepEqual(sent, [1]);
  answered();
  assert.deepEqual(sent, [1, 4]);
  answered();
  ask('panel', 5);
  assert.deepEqual(sent, [1, 4, 5]);
});

test('two who ask do not take each other’s turn', () => {
  const { ask, answered, sent } = asking();
  ask('panel', 1);
  ask('dialog', 2);
  ask('panel', 3);
  ask('dialog', 4);
  answered();
  answered();
  assert.deepEqual(sent, [1, 4, 3]);
});

test('when the model is gone nothing waits, and the next question is sent at once', () => {
  const { ask, forget, sent } = asking();
  ask('panel', 1);
  ask('panel', 2);
  forget();
  ask('panel', 3);
  assert.deepEqual(sent, [1, 3]);
});
