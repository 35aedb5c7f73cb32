// What is kept of an examination, from the messages that Rust wrote down.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../../www/contract.json' with { type: 'json' };
import { addFinding, NOTHING } from '../../../www/state/findings.js';

const told = /** @type {any} */ (contract.updates);
const after = (/** @type {any[]} */ ...updates) => updates.reduce(addFinding, NOTHING);

test('findings are kept side by side, the curves by their modality', () => {
  const audio = { ...told.robustness, modality: 'audio' };
  const { report, robustness } = after(told.test_report, told.robustness, audio);
  assert.equal(report, told.test_report);
  assert.deepEqual(robustness, { image: told.robustness, audio });
});

test('what is no finding changes nothing', () => {
  assert.equal(after(told.epoch, told.progress), NOTHING);
});

test('progress of the examination is not the run’s', () => {
  const progress = { ...told.progress, stage: 'examine' };
  assert.equal(after(progress).progress, progress);
});

test('predictions may lie at any address', () => {
  const shifted = (/** @type {number[]} */ bytes) => new Uint8Array([0, ...bytes]).subarray(1);
  const { events, probabilities } = told.predictions;
  const { predictions } = after({
    ...told.predictions,
    events: shifted(events),
    probabilities: shifted(probabilities),
  });
  assert.deepEqual([...(predictions?.probabilities ?? [])], [0.25, 0.5, 0.25]);
});
