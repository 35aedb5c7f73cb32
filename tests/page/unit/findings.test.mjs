// The findings that are kept of an examination, from the example messages that Rust wrote.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../../www/contract.json' with { type: 'json' };
import { addFinding, NOTHING } from '../../../www/state/findings.js';

const told = /** @type {any} */ (contract.updates);
const found = /** @type {any} */ (contract.findings);
const after = (/** @type {any[]} */ ...updates) => updates.reduce(addFinding, NOTHING);

test('findings are kept side by side, the curves by their modality', () => {
  const audio = { ...found.robustness, modality: 'audio' };
  const { report, robustness } = after(found.report, found.robustness, audio);
  assert.equal(report, found.report);
  assert.deepEqual(robustness, { image: found.robustness, audio });
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
  const { events, probabilities } = found.predictions;
  const { predictions } = after({
    ...found.predictions,
    events: shifted(events),
    probabilities: shifted(probabilities),
  });
  assert.deepEqual([...(predictions?.probabilities ?? [])], [0.25, 0.5, 0.25]);
});
