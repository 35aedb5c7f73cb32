// Drawing in turns: no frame begins another view once its time is over, and no view shows another state than those beside it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BUDGET, inTurns } from '../../../www/parts/turns.js';

/** Three views and a clock that each takes `cost` milliseconds of. @param {number[]} cost */
function pretend(cost) {
  /** @type {(() => void)[]} */
  const frames = [];
  /** @type {string[]} */
  const drawn = [];
  let [time, state] = [0, 'a'];
  const draws = cost.map((took, view) => (/** @type {string} */ shown) => {
    time += took;
    drawn.push(`${view}${shown}`);
  });
  const clock = { now: () => time, frame: (/** @type {() => void} */ draw) => frames.push(draw) };
  const change = inTurns(draws, () => state, clock);
  return {
    change(/** @type {string} */ to) {
      state = to;
      change();
    },
    /** What the next frame draws. */
    frame() {
      frames.shift()?.();
      return drawn.splice(0).join(' ');
    },
    waiting: () => frames.length,
  };
}

test('what fits into a frame is drawn in one', () => {
  const page = pretend([1, 1, 1]);
  page.change('b');
  page.change('c');
  assert.equal(page.waiting(), 1);
  assert.equal(page.frame(), '0c 1c 2c');
  assert.equal(page.waiting(), 0);
});

test('a frame whose time is over leaves the other views to the next one', () => {
  const page = pretend([BUDGET, 1, 1]);
  page.change('b');
  assert.equal(page.frame(), '0b');
  assert.equal(page.frame(), '1b 2b');
  assert.equal(page.waiting(), 0);
});

test('a state that comes in between is drawn after the one before it', () => {
  const page = pretend([BUDGET, BUDGET, 1]);
  page.change('b');
  assert.equal(page.frame(), '0b');
  page.change('c');
  assert.deepEqual([page.frame(), page.frame(), page.frame()], ['1b', '2b', '0c']);
  assert.deepEqual([page.frame(), page.frame(), page.waiting()], ['1c', '2c', 0]);
});
