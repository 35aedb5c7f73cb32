// The state of the page after each update of the session, starting with the example messages that Rust wrote.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../../www/contract.json' with { type: 'json' };
import { connect, createPage, reduce } from '../../../www/state/page.js';
import { presentRun } from '../../../www/state/runs.js';

/** @typedef {import('../../../www/state/page.js').Page} Page */
/** @typedef {import('../../../www/state/update.js').Update} Update */

const told = /** @type {any} */ (contract.updates);
const found = /** @type {any} */ (contract.findings);
const fresh = createPage(contract.defaults);
const phase = (/** @type {string} */ name) => /** @type {any} */ ({ type: 'phase', phase: name, allowed: [name] });
const error = (/** @type {string} */ code, /** @type {string | null} */ command = null) =>
  /** @type {any} */ ({ ...told.error, code, command });

/** @param {Update[]} updates @param {Page} [page] */
const after = (updates, page = fresh) => updates.reduce(reduce, page);
/** A page whose run has gone on for two epochs. */
const trained = after([told.dataset, phase('running'), told.started, told.progress, told.report, told.epoch]);

/** The page with this event opened. @param {Page} page @param {number} event */
const looksAt = (page, event) => ({ ...page, open: { ...page.open, event } });

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
    assert.notEqual(reduce(trained, update), trained, update.type);
  }
});

test('rows that were refused stay beside their data set until another one begins', () => {
  const sent = after([told.rows_refused, told.rows_refused, told.dataset], fresh);
  assert.deepEqual(
    sent.data.refused.map(({ row }) => row),
    [7, 7],
  );
  const begun = /** @type {any} */ ({ ...told.progress, stage: 'data', done: 0 });
  assert.deepEqual(reduce(sent, begun).data.refused, []);
});

test('an update of an unknown type changes nothing', () => {
  assert.equal(reduce(fresh, /** @type {any} */ ({ type: 'gossip' })), fresh);
});

test('reducing never changes the page that it was given', () => {
  const before = frozen(structuredClone(trained));
  for (const update of Object.values(told)) reduce(before, update);
  assert.deepEqual(before, trained);
});

test('the phase and what it allows are the session’s own words', () => {
  const { phase: name, allowed } = after([phase('paused')]).session;
  assert.deepEqual([name, allowed], ['paused', ['paused']]);
});

test('a reset forgets the curves and keeps the data set', () => {
  const page = after([phase('idle')], trained);
  const { started, progress, reports, epochs, result } = presentRun(page);
  assert.deepEqual([started, progress, reports, epochs, result], [null, null, [], [], null]);
  assert.equal(page.data.dataset, told.dataset);
});

test('a reset while events are being made leaves none, one after that leaves them alone', () => {
  const making = /** @type {any} */ ({ ...told.progress, stage: 'data' });
  const shown = after([told.dataset, told.event]);
  const cancelled = after([making, phase('idle')], looksAt(shown, 3));
  const { data, open } = cancelled;
  assert.deepEqual([data.dataset, data.events.size, data.progress, open.event], [null, 0, null, null]);
  assert.equal(after([making, told.dataset, phase('idle')], shown).data.dataset, told.dataset);
});

test('a new run begins its curves anew', () => {
  const run = presentRun(after([told.result, told.started], trained));
  assert.deepEqual([run.reports, run.epochs, run.result], [[], [], null]);
});

test('a finished run keeps its curves and its result', () => {
  const run = presentRun(after([told.result, phase('finished')], trained));
  assert.deepEqual([run.epochs, run.result], [[told.epoch], told.result]);
});

test('a new data set takes the old one’s events away', () => {
  const shown = after([told.dataset, told.event]);
  assert.equal(shown.data.events.get(told.event.event), told.event);
  assert.equal(reduce(shown, told.dataset).data.events.size, 0);
});

test('a new data set closes the event that was open', () => {
  assert.equal(reduce(looksAt(fresh, 7), told.dataset).open.event, null);
});

test('of many events the last ones are kept', () => {
  const event = (/** @type {number} */ n) => ({ ...told.event, event: n });
  const { events } = after(Array.from({ length: 1000 }, (_, i) => event(i))).data;
  assert.deepEqual([events.size, events.has(699), events.has(700), events.has(999)], [300, false, true, true]);
});

test('an error stays until the run goes on, and a refused setting until others are taken, whatever is made meanwhile', () => {
  const diverged = after([error('diverged'), phase('finished')], trained);
  assert.equal(diverged.session.error?.code, 'diverged');
  assert.equal(after([phase('running')], diverged).session.error, null);
  const refused = after([error('setting', 'configure'), told.dataset]);
  assert.equal(refused.session.error?.code, 'setting');
  assert.equal(after([told.configured], refused).session.error, null);
});

test('a setting that a fresh session refused stays refused while the defaults take its place', () => {
  const wanted = { ...contract.defaults, train_share: 0.85 };
  const fresh = createPage(wanted, contract.defaults);
  const { session, ...rest } = after([error('setting', 'configure')], fresh);
  const sent = (/** @type {typeof wanted} */ config) => ({ ...rest, session: { ...session, sent: config } });
  assert.equal(after([told.configured], sent(session.accepted)).session.error?.code, 'setting');
  assert.equal(after([told.configured], sent(wanted)).session.error, null);
});

test('a run has the settings that the session accepted, not those it has yet to answer', () => {
  const seed = (/** @type {number} */ n) => ({ ...contract.defaults, seed: n });
  const { session, ...rest } = after([{ ...told.configured, config: seed(5) }]);
  const page = reduce({ ...rest, session: { ...session, sent: seed(6) } }, told.started);
  assert.equal(presentRun(page).config.seed, 5);
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
  assert.deepEqual([again.data.events, again.data.dataset?.parameters], [seen.data.events, { total: 1 }]);
  assert.equal(again.data.dataset?.columns, seen.data.dataset?.columns);
  assert.equal(after([told.configured, told.dataset], again).data.events.size, 0);
});

test('an error that made the session idle outlives that news, one of a run that is over does not', () => {
  assert.equal(after([error('data'), phase('idle')]).session.error?.code, 'data');
  assert.equal(after([error('diverged'), phase('finished'), phase('idle')], trained).session.error, null);
});

test('a question that comes too late is no failure', () => {
  for (const question of ['inspect', 'what_if', 'probe', 'examine', 'compare'])
    assert.equal(reduce(fresh, error('wrong_phase', question)).session.error, null);
  assert.equal(reduce(fresh, error('wrong_phase', 'step')).session.error?.code, 'wrong_phase');
});

test('a long run keeps few reports, whose mean is that of all', () => {
  const step = (/** @type {number} */ n) => ({ ...told.report, step: n, train: { loss: n, accuracy: 0 } });
  const { reports } = presentRun(after([told.started, ...Array.from({ length: 1001 }, (_, i) => step(i + 1))]));
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

test('an error of the work ends an examination, a message that could not be read does not', () => {
  const failed = (/** @type {string} */ code) => presentRun(reduce(trained, error(code, null))).findings.failed;
  assert.deepEqual([failed('read'), failed('message')], [true, false]);
});

test('a lost worker allows nothing, but its curves stay', () => {
  const page = connect(connect(trained, status()), status({ state: 'failed' }));
  const { phase, allowed } = page.session;
  assert.deepEqual([phase, allowed, presentRun(page).epochs], ['idle', [], [told.epoch]]);
});

test('a lost worker takes the events that it was making with it', () => {
  const making = /** @type {any} */ ({ ...told.progress, stage: 'data', done: 3 });
  const page = after([told.dataset, making], connect(fresh, status()));
  assert.equal(connect(page, status({ note: 'WebGPU is starting' })).data.progress, making);
  const { progress, dataset } = connect(page, status({ state: 'failed' })).data;
  assert.deepEqual([progress, dataset], [null, page.data.dataset]);
});

test('a news about the same ready worker leaves the phase alone', () => {
  const page = after([phase('running')], connect(fresh, status()));
  assert.equal(connect(page, status({ note: 'WebGPU is starting' })).session.phase, 'running');
});

test('another session starts idle and without the last one’s error', () => {
  const page = after([phase('finished'), error('device')], connect(fresh, status()));
  const { session } = connect(page, status({ session: 2 }));
  assert.deepEqual([session.phase, session.error], ['idle', null]);
});

test('what is about a run changes nothing where there is none', () => {
  for (const update of [told.report, told.epoch, told.result, found.ablation, told.progress])
    assert.equal(reduce(fresh, update), fresh, update.type);
});

test('every run of a visit has another id', () => {
  const runs = [trained, after([told.started], trained), after([phase('idle'), told.started], trained)];
  assert.equal(
    new Set(runs.map((page) => presentRun(page).id)).size,
    2,
    'the second and the third are each the second',
  );
  assert.ok(runs.every((page) => page.runs.length === 1 && presentRun(page).id === page.lastId));
});

test('while other events are made the run that is over stays as it was', () => {
  const making = /** @type {any} */ ({ ...told.progress, stage: 'data' });
  const page = after([told.result, phase('finished'), making], trained);
  assert.equal(presentRun(page).progress, told.progress);
  assert.equal(page.data.progress, making);
});
