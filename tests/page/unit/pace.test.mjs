// The speed of a run and its remaining time, from counts and a simulated clock.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measure, rate, remaining, START } from '../../../www/state/pace.js';

const started = { type: /** @type {const} */ ('started'), epochs: 10, steps_per_epoch: 44, train_events: 1400 };

/** @param {number} events @param {string} [stage] @param {number} [epoch] */
function progress(events, stage = 'train', epoch = 1) {
  const type = /** @type {const} */ ('progress');
  return { type, stage, done: 1, total: 44, epoch, step: 1, trained_events: events };
}

const phase = (/** @type {string} */ name) => ({ type: /** @type {const} */ ('phase'), phase: name, allowed: [] });

/**
 * The pace after updates that arrived at these times.
 * @param {[number, import('../../../www/state/update.js').Update][]} story
 */
const after = (story) => story.reduce((pace, [now, update]) => measure(pace, update, now), START);

/** @param {number | null} value @param {number} wanted */
function near(value, wanted) {
  assert.ok(value !== null && Math.abs(value - wanted) < 1e-6 * wanted, `${value} is not ${wanted}`);
}

test('there is no rate before two counts are known', () => {
  assert.equal(rate(START), null);
  assert.equal(rate(after([[0, started]])), null);
  assert.equal(remaining(START, started, progress(0)), null);
});

test('a steady run has its own rate', () => {
  near(
    rate(
      after([
        [0, started],
        [100, progress(32)],
        [200, progress(64)],
        [300, progress(96)],
      ]),
    ),
    320,
  );
});

test('a run that slows down is soon known by its new rate', () => {
  const pace = after([
    [0, started],
    [1000, progress(1000)],
    [31_000, progress(4000)],
  ]);
  near(rate(pace), 100 + (900 * Math.exp(-7.5)) / (30 + Math.exp(-7.5)));
});

test('scoring does not slow the rate', () => {
  const story = [
    [0, started],
    [100, progress(32)],
    [900, progress(32, 'validate')],
    [1000, progress(64)],
  ];
  near(rate(after(/** @type {any} */ (story))), 320);
});

test('a pause does not slow the rate', () => {
  const pause = /** @type {const} */ ([100, phase('paused')]);
  const pace = after([[0, started], [100, progress(32)], [...pause], [5000, progress(64)], [5100, progress(96)]]);
  near(rate(pace), 320);
});

test('a computer’s sleep does not slow the rate', () => {
  near(
    rate(
      after([
        [0, started],
        [100, progress(32)],
        [600_000, progress(64)],
        [600_100, progress(96)],
      ]),
    ),
    320,
  );
});

test('making events is no training', () => {
  assert.deepEqual(
    after([
      [0, progress(0, 'data')],
      [500, progress(0, 'data')],
    ]),
    START,
  );
});

test('a new run forgets the old one’s pace', () => {
  assert.equal(
    rate(
      after([
        [0, started],
        [100, progress(32)],
        [200, started],
      ]),
    ),
    null,
  );
});

test('what remains is the events to train and the scorings to come', () => {
  const story = [
    [0, started],
    [1000, progress(1400)],
    [1500, progress(1400, 'validate')],
  ];
  const pace = after(/** @type {any} */ (story));
  near(remaining(pace, started, progress(1400, 'train', 2)), 9 + 9 * 0.5);
});

test('no time remains at the end of a run', () => {
  const pace = after([
    [0, started],
    [1000, progress(1400)],
  ]);
  assert.equal(remaining(pace, started, progress(14_000, 'train', 10)), 0);
});
