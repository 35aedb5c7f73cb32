// The texts in place of a finding or of events that are not there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../../www/contract.json' with { type: 'json' };
import { whyNoEvents } from '../../../www/facts/story.js';
import { isLost, waiting } from '../../../www/facts/waiting.js';
import { connect, createPage, reduce } from '../../../www/state/page.js';
import { words } from '../../../www/words/words.js';

const worker = /** @type {const} */ ({ session: 1, backend: 'cpu', adapter: '', reason: { code: 'chosen' } });
const ready = connect(createPage(contract.defaults), { ...worker, state: 'ready' });
const told = /** @type {any} */ (contract.updates);
const finished = [told.started, { type: 'phase', phase: 'finished', allowed: ['train'] }].reduce(reduce, ready);
const crashed = connect(finished, { ...worker, state: 'failed', code: 'crashed' });

test('a finding is still to come while somebody is there to find it', () => {
  assert.equal(waiting(finished), words.waiting.examined);
  assert.equal(isLost(finished), false);
});

test('when its worker has gone a finding is lost, and is not promised by the next worker either', () => {
  assert.equal(waiting(crashed), words.waiting.lost);
  assert.ok(isLost(crashed));
  const again = connect(crashed, { ...worker, session: 2, state: 'loading' });
  assert.equal(waiting(again), words.waiting.lost);
});

test('a finding of an examination that failed is not promised, and an answer that was refused fails none', () => {
  const error = /** @type {const} */ ({ type: 'error', code: 'read', message: 'no answer', field: null });
  const failed = reduce(finished, { ...error, command: null });
  assert.match(waiting(failed), /failed.*Train/);
  const dismissed = { ...failed, session: { ...failed.session, error: null } };
  assert.match(waiting(dismissed), /failed/);
  assert.equal(waiting(reduce(finished, { ...error, command: 'what_if' })), words.waiting.examined);
  assert.equal(waiting(reduce(finished, { ...error, command: 'train' })), words.waiting.examined);
});

test('events that nobody can make any more are not said to be made', () => {
  assert.equal(whyNoEvents(ready), words.gallery.making);
  assert.equal(whyNoEvents(crashed), words.gallery.lost);
});
