// When updates leave the worker: only progress may be delayed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createOutbox, PROGRESS_GAP } from '../../../www/link/outbox.js';

function recorder() {
  /** @type {import('../../../www/link/outbox.js').Update[][]} */
  const posts = [];
  const clock = { now: 1000 };
  const outbox = createOutbox(
    (updates) => posts.push(updates),
    () => clock.now,
  );
  return { posts, clock, outbox };
}

const progress = (/** @type {number} */ done) => ({ type: 'progress', done });

test('progress alone is posted at most once per gap', () => {
  const { posts, clock, outbox } = recorder();
  for (let done = 0; done < 100; done++, clock.now += 1) outbox.add([progress(done)]);
  assert.equal(posts.length, Math.ceil(100 / PROGRESS_GAP));
});

test('a newer progress replaces one that still waits', () => {
  const { posts, clock, outbox } = recorder();
  outbox.add([progress(1)]);
  outbox.add([progress(2)]);
  outbox.add([progress(3)]);
  clock.now += PROGRESS_GAP;
  outbox.add([progress(4)]);
  assert.deepEqual(posts, [[progress(1)], [progress(4)]]);
});

test('anything else leaves at once and takes the waiting progress along, in order', () => {
  const { posts, outbox } = recorder();
  outbox.add([progress(1)]);
  outbox.add([progress(2)]);
  outbox.add([{ type: 'report' }, { type: 'phase' }]);
  assert.deepEqual(posts[1], [progress(2), { type: 'report' }, { type: 'phase' }]);
});

test('a flush leaves nothing behind and posts nothing when empty', () => {
  const { posts, outbox } = recorder();
  outbox.add([progress(1)]);
  outbox.add([progress(2)]);
  outbox.flush();
  outbox.flush();
  assert.deepEqual(posts, [[progress(1)], [progress(2)]]);
});
