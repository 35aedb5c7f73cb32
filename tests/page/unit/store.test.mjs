// What the page knows after each word of the session, beginning with the very messages that Rust wrote down.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../../www/contract.json' with { type: 'json' };
import { begin, connect, reduce } from '../../../www/state/store.js';

/** @typedef {import('../../../www/state/store.js').Run} Run */
/** @typedef {import('../../../www/state/store.js').Update} Update */

const told = /** @type {any} */ (contract.updates);
const fresh = begin(contract.defaults);
const phase = (/** @type {string} */ name) => /** @type {any} */ ({ type: 'phase', phase: name, allowed: [name] });
const error = (/** @type {string} */ code, /** @type {string | null} */ command = null) =>
  /** @type {any} */ ({ ...told.error, code, command });

/** @param {Update[]} updates @param {Run} [run] */
const after = (updates, run = fresh) => updates.reduce(reduce, run);
/** A run that has gone on for two epochs. */
const trained = after([told.dataset, phase('running'), told.started, told.progress, told.report, told.epoch]);

/** @param {object} [changed] @returns {import('../../../www/link/client.js').Status} */
const status = (changed) => ({
  session: 1,
  backend: 'cpu',
  adapter: '',
  reason: { code: 'chosen' },
  state: 'ready',
  ...changed,
});

/** @template T @param {T} value @returns {T} frozen all through */
function frozen(value) {
  if (value && typeof value === 'object') Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

test('every update of the contract is understood', () => {
  for (const update of Object.values(told)) {
    assert.notEqual(reduce(fresh, update), fresh, update.type);
  }
});

test('an update of an unknown type changes nothing', () => {
  assert.equal(reduce(fresh, /** @type {any} */ ({ type: 'gossip' })), fresh);
});

test('reducing never changes the run that it was given', () => {
  const before = frozen(structuredClone(trained));
  for (const update of Object.values(told)) reduce(before, update);
  assert.deepEqual(before, trained);
});

test('the phase and what it allows are the session’s own words', () => {
  const { phase: name, allowed } = after([phase('paused')]);
  assert.deepEqual([name, allowed], ['paused', ['paused']]);
});

test('a reset forgets the curves and keeps the data set', () => {
  const run = after([phase('idle')], trained);
  assert.deepEqual([run.started, run.progress, run.reports, run.epochs, run.result], [null, null, [], [], null]);
  assert.equal(run.dataset, told.dataset);
});

test('a reset while events are being made leaves none, one after that leaves them alone', () => {
  const making = /** @type {any} */ ({ ...told.progress, stage: 'data' });
  const shown = after([told.dataset, told.event]);
  const cancelled = after([making, phase('idle')], { ...shown, opened: 3 });
  assert.deepEqual([cancelled.dataset, cancelled.events.size, cancelled.opened], [null, 0, null]);
  assert.equal(after([making, told.dataset, phase('idle')], shown).dataset, told.dataset);
});

test('a new run begins its curves anew', () => {
  const run = after([told.result, told.started], trained);
  assert.deepEqual([run.reports, run.epochs, run.result], [[], [], null]);
});

test('a finished run keeps its curves and its result', () => {
  const run = after([told.result, phase('finished')], trained);
  assert.deepEqual([run.epochs, run.result], [[told.epoch], told.result]);
});

test('a new data set takes the old one’s events away', () => {
  const shown = after([told.dataset, told.event]);
  assert.equal(shown.events.get(told.event.event), told.event);
  assert.equal(reduce(shown, told.dataset).events.size, 0);
});

test('a new data set closes the event that was open', () => {
  assert.equal(reduce({ ...fresh, opened: 7 }, told.dataset).opened, null);
});

test('of many events the last ones are kept', () => {
  const event = (/** @type {number} */ n) => ({ ...told.event, event: n });
  const { events } = after(Array.from({ length: 1000 }, (_, i) => event(i)));
  assert.deepEqual([events.size, events.has(699), events.has(700), events.has(999)], [300, false, true, true]);
});

test('an error stays until the run goes on, and a refused setting until others are taken, whatever is made meanwhile', () => {
  const diverged = after([error('diverged'), phase('finished')], trained);
  assert.equal(diverged.error?.code, 'diverged');
  assert.equal(after([phase('running')], diverged).error, null);
  const refused = after([error('setting', 'configure'), told.dataset]);
  assert.equal(refused.error?.code, 'setting');
  assert.equal(after([told.configured], refused).error, null);
});

test('a setting that a fresh session refused stays refused while the defaults take its place', () => {
  const wanted = { ...contract.defaults, train_share: 0.85 };
  const fresh = begin(wanted, contract.defaults);
  const refused = { ...after([error('setting', 'configure')], fresh), taken: fresh.accepted };
  assert.equal(after([told.configured], refused).error?.code, 'setting');
  assert.equal(after([told.configured], { ...refused, taken: wanted }).error, null);
});

test('a run was trained with the settings that the session took, not with those it has yet to answer', () => {
  const seed = (/** @type {number} */ n) => ({ ...contract.defaults, seed: n });
  const run = { ...after([{ ...told.configured, config: seed(5) }]), taken: seed(6) };
  assert.equal(reduce(run, told.started).used?.seed, 5);
});

test('other settings of the training leave what was seen of the events', () => {
  const seen = after([told.configured, told.dataset, told.event]);
  const again = after(
    [
      { ...told.configured, same_data: true },
      { ...told.dataset, parameters: { total: 1 } },
    ],
    seen,
  );
  assert.deepEqual([again.events, again.dataset?.parameters], [seen.events, { total: 1 }]);
  assert.equal(again.dataset?.columns, seen.dataset?.columns);
  assert.equal(after([told.configured, told.dataset], again).events.size, 0);
});

test('an error that made the session idle outlives that word, one of a run that is over does not', () => {
  assert.equal(after([error('data'), phase('idle')]).error?.code, 'data');
  assert.equal(after([error('diverged'), phase('finished'), phase('idle')], trained).error, null);
});

test('a question that comes too late is no failure', () => {
  for (const question of ['inspect', 'what_if', 'probe', 'examine', 'compare'])
    assert.equal(reduce(fresh, error('wrong_phase', question)).error, null);
  assert.equal(reduce(fresh, error('wrong_phase', 'step')).error?.code, 'wrong_phase');
});

test('a long run keeps few reports, whose mean is that of all', () => {
  const step = (/** @type {number} */ n) => ({ ...told.report, step: n, train: { loss: n, accuracy: 0 } });
  const { reports } = after(Array.from({ length: 1001 }, (_, i) => step(i + 1)));
  assert.equal(reports.length, 501);
  assert.deepEqual(
    reports.slice(0, 2).map(({ step, train }) => [step, train.loss]),
    [
      [2, 1.5],
      [4, 3.5],
    ],
  );
  assert.deepEqual(
    reports.slice(-1).map(({ step, train }) => [step, train.loss]),
    [[1001, 1001]],
  );
});

test('a lost worker allows nothing, but its curves stay', () => {
  const run = connect(connect(trained, status()), status({ state: 'failed' }));
  assert.deepEqual([run.phase, run.allowed, run.epochs], ['idle', [], [told.epoch]]);
});

test('a word about the same ready worker leaves the phase alone', () => {
  const run = after([phase('running')], connect(fresh, status()));
  assert.equal(connect(run, status({ note: 'WebGPU is starting' })).phase, 'running');
});

test('another session starts idle and without the last one’s error', () => {
  const run = after([phase('finished'), error('device')], connect(fresh, status()));
  const next = connect(run, status({ session: 2 }));
  assert.deepEqual([next.phase, next.error], ['idle', null]);
});
