// Whether a worker may be replaced by WebGPU: never while it has a run, or an unanswered request for one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterCommand, afterUpdate, FREE, isFree } from '../../../www/link/occupied.js';

const phase = (/** @type {string} */ name) => ({ type: 'phase', phase: name });
const after = (/** @type {{ type: string, phase?: string, command?: string }[]} */ ...updates) =>
  updates.reduce(afterUpdate, afterCommand(FREE, { type: 'train' }));

test('a session is free until a run is asked for, and again once that is over', () => {
  assert.ok(isFree(FREE));
  assert.ok(isFree(afterCommand(FREE, { type: 'inspect' })));
  for (const type of ['train', 'step', 'resume']) assert.ok(!isFree(afterCommand(FREE, { type })), type);
  for (const name of ['running', 'paused', 'finished']) assert.ok(!isFree(after(phase('running'), phase(name))), name);
  assert.ok(isFree(after(phase('running'), phase('idle'))));
});

test('an idle phase that answers what was sent before does not answer the run that is asked for', () => {
  assert.ok(!isFree(after(phase('idle'))));
});

test('a run that is refused leaves the session free, another refusal does not', () => {
  assert.ok(isFree(after({ type: 'error', command: 'train' })));
  assert.ok(!isFree(after({ type: 'error', command: 'inspect' })));
});
