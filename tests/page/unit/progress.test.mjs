// The bar and the remaining time over the updates of whole runs: the bar never moves back, the time is never negative.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../../www/contract.json' with { type: 'json' };
import { shareDone } from '../../../www/facts/progress.js';
import { measure, remaining } from '../../../www/state/pace.js';
import { createPage, reduce } from '../../../www/state/page.js';
import { presentRun } from '../../../www/state/runs.js';

/** @typedef {import('../../../www/state/update.js').Update} Update */
/** @typedef {{ events: number, train: number, batch: number, epochs: number, ended?: number }} Plan `ended`: the epoch after which patience is over */

const told = /** @type {any} */ (contract.updates);

/** A whole experiment as the session tells it, with the milliseconds that each update takes. @param {Plan} plan @returns {[number, Update][]} */
function story({ events, train, batch, epochs, ended = epochs }) {
  const steps = Math.ceil(train / batch);
  const progress = (/** @type {object} */ fields) => ({
    ...told.progress,
    trained_events: 0,
    step: 0,
    epoch: 0,
    ...fields,
  });
  const making = Array.from({ length: Math.ceil(events / 20) }, (_, i) =>
    progress({ stage: 'data', done: Math.min((i + 1) * 20, events), total: events }),
  );
  const training = Array.from({ length: ended }, (_, e) => {
    const trained = (/** @type {number} */ s) => e * train + Math.min(s * batch, train);
    const stepsOf = Array.from({ length: steps }, (_, s) =>
      progress({
        stage: 'train',
        epoch: e + 1,
        step: e * steps + s + 1,
        trained_events: trained(s + 1),
        done: s + 1,
        total: steps,
      }),
    );
    const validate = { stage: 'validate', epoch: e + 1, step: (e + 1) * steps, trained_events: trained(steps) };
    return [
      ...stepsOf,
      progress({ ...validate, done: 1, total: 2 }),
      progress({ ...validate, done: 2, total: 2 }),
      told.epoch,
    ];
  });
  const phase = (/** @type {string} */ name) => ({ ...told.phase, phase: name });
  const last = { stage: 'test', epoch: ended, step: ended * steps, trained_events: ended * train };
  const updates = [
    phase('running'),
    ...making,
    told.dataset,
    { ...told.started, epochs, steps_per_epoch: steps, train_events: train },
    ...training.flat(),
    progress({ ...last, done: 1, total: 2 }),
    told.result,
    phase('finished'),
  ];
  return updates.map((update, i) => [20 + ((i * 37) % 60), update]);
}

/** The bar and the seconds left after each update. @param {[number, Update][]} updates */
function watched(updates) {
  let page = createPage(contract.defaults);
  let now = 0;
  return updates.map(([took, update]) => {
    now += took;
    page = reduce(page, update);
    page = { ...page, session: { ...page.session, pace: measure(page.session.pace, update, now) } };
    const { started, progress } = presentRun(page);
    return { share: shareDone(page), left: remaining(page.session.pace, started, progress), time: now };
  });
}

/** @type {Record<string, Plan>} */
const PLANS = {
  'a last batch of one event': { events: 1000, train: 700, batch: 233, epochs: 10 },
  'a batch larger than the split': { events: 60, train: 42, batch: 256, epochs: 10 },
  'an end before the last epoch': { events: 70, train: 49, batch: 13, epochs: 200, ended: 3 },
  'a batch of one event': { events: 60, train: 42, batch: 1, epochs: 1 },
};

for (const [name, plan] of Object.entries(PLANS)) {
  test(`the bar only rises and ends at its end once: ${name}`, () => {
    const shares = watched(story(plan)).map(({ share }) => share);
    assert.deepEqual(
      shares,
      shares.toSorted((a, b) => a - b),
    );
    assert.equal(shares.at(-1), 1);
    assert.ok(Math.max(...shares) <= 1);
  });

  test(`the time left is finite and never negative: ${name}`, () => {
    for (const { left } of watched(story(plan)))
      assert.ok(left === null || (Number.isFinite(left) && left >= 0), String(left));
  });
}

test('the time left settles, and comes true', () => {
  const seen = watched(story(PLANS['a last batch of one event']));
  const end = seen.at(-1)?.time ?? 0;
  const late = seen.filter(({ left, time }) => left !== null && time > end / 2);
  assert.ok(late.length > 10);
  for (const { left, time } of late)
    assert.ok(Math.abs((left ?? 0) * 1000 + time - end) < 0.2 * end, `${left} s at ${time}`);
});

test('a pause of two minutes changes neither the bar nor the time left', () => {
  const plain = story(PLANS['a last batch of one event']);
  const middle = Math.floor(plain.length * 0.7);
  const phase = (/** @type {string} */ name) => ({ ...told.phase, phase: name });
  /** @type {[number, Update][]} */
  const paused = [
    ...plain.slice(0, middle),
    [10, phase('paused')],
    [120_000, phase('running')],
    ...plain.slice(middle),
  ];
  const [without, withPause] = [watched(plain), watched(paused)];
  assert.deepEqual(
    withPause.slice(middle + 2).map(({ share }) => share),
    without.slice(middle).map(({ share }) => share),
  );
  const [a, b] = [without[middle + 2].left ?? 0, withPause[middle + 4].left ?? 0];
  assert.ok(Math.abs(a - b) < 0.2 * a + 0.1, `${a} s without, ${b} s with a pause`);
});

test('a run on new events begins at the events again', () => {
  const first = story(PLANS['a batch larger than the split']);
  /** @type {Update} */
  const idle = { ...told.phase, phase: 'idle' };
  const shares = watched([...first, [10, idle], ...first]).map(({ share }) => share);
  const again = shares.slice(first.length + 2); // after Train was pressed
  assert.ok(again[0] < 0.1);
  assert.deepEqual(
    again,
    again.toSorted((a, b) => a - b),
  );
});
