// What the page sends to a simulated session, and when.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../../www/contract.json' with { type: 'json' };
import { Conversation } from '../../../www/link/conversation.js';
import { createPage } from '../../../www/state/page.js';
import { presentRun } from '../../../www/state/runs.js';
import { trainedOn } from '../runs.mjs';

const told = /** @type {any} */ (contract.updates);
const found = /** @type {any} */ (contract.findings);
const { defaults } = contract;
const IDLE = ['configure', 'train', 'step', 'reset', 'inspect'];
const phase = (/** @type {string} */ name, /** @type {string[]} */ allowed = IDLE) => ({
  type: 'phase',
  phase: name,
  allowed,
});
const configured = (/** @type {object} */ config = defaults) => ({ ...told.configured, config });
const refusal = (/** @type {string} */ command, code = 'setting') => ({ ...told.error, code, command });
const status = { session: 1, backend: 'cpu', adapter: '', reason: { code: 'chosen' }, state: 'ready' };

/** A conversation whose worker is ready, and what was sent to it. */
function converse() {
  /** @type {any[]} */
  const sent = [];
  /** @type {any} */
  const means = {};
  const comparison = { start: () => {}, cancel: () => {}, close: () => sent.push({ type: 'comparison closed' }) };
  const talk = new Conversation(createPage(defaults), () => {}, {
    openClient(options) {
      Object.assign(means, options);
      return {
        send: (command) => sent.push(command),
        retry: () => {},
        lookAgain: () => {},
        setPreference: (name) => sent.push({ type: name }),
      };
    },
    openComparison(report) {
      means.report = report;
      return /** @type {any} */ (comparison);
    },
    now: () => 0,
  });
  const hear = (/** @type {any[]} */ ...updates) => means.onUpdates(updates);
  const become = (/** @type {object} */ changed = {}) => means.onBackend({ ...status, ...changed });
  const types = () => sent.map(({ type }) => type).filter((type) => type !== 'comparison closed');
  const closed = () => sent.some(({ type }) => type === 'comparison closed');
  const forget = () => sent.splice(0);
  become();
  return { talk, sent, types, closed, forget, hear, become, report: means.report };
}

/** One that has a data set and is idle. */
function settled() {
  const made = converse();
  made.hear(phase('idle'), configured(), told.dataset);
  made.forget();
  return made;
}

/** One whose run is finished and examined as far as its predictions. */
function finished() {
  const made = settled();
  const dataset = { ...told.dataset, columns: { labels: Uint8Array.of(0, 9, 9, 1) } };
  made.hear(dataset, phase('running'), told.started, told.epoch, told.result, phase('finished'), found.predictions);
  made.forget();
  return made;
}

test('every fresh worker is sent the settings, once', () => {
  const { types, become } = converse();
  become({ note: 'WebGPU is starting' });
  assert.deepEqual(types(), ['configure']);
  become({ session: 2, state: 'loading' });
  become({ session: 2 });
  assert.deepEqual(types(), ['configure', 'configure']);
});

test('settings that are chosen while nothing runs are sent at once, those beside a finished run when the next begins', () => {
  const { talk, types, hear } = settled();
  talk.choose({ ...defaults, seed: 2 });
  assert.deepEqual(types(), ['configure']);
  hear(
    phase('idle'),
    configured({ ...defaults, seed: 2 }),
    told.dataset,
    phase('running'),
    told.started,
    phase('finished'),
  );
  talk.choose({ ...defaults, seed: 3 });
  assert.deepEqual(types(), ['configure']);
  talk.command('train');
  assert.deepEqual(types(), ['configure', 'configure'], 'the run waits for its settings');
  hear(phase('idle'), configured({ ...defaults, seed: 3 }));
  assert.deepEqual(types(), ['configure', 'configure', 'train']);
});

test('another backend is another worker, and the settings go to that one', () => {
  const { talk, types } = settled();
  talk.choose({ ...defaults, backend: 'cpu' });
  assert.deepEqual(types(), ['cpu']);
});

test('refused settings give way to those that were accepted, and no run begins', () => {
  const { talk, types, hear } = finished();
  talk.choose({ ...defaults, train_share: 0.85 });
  talk.command('train');
  hear(refusal('configure'));
  assert.deepEqual(types(), ['configure']);
  assert.equal(talk.page.session.sent.train_share, defaults.train_share);
  assert.ok(talk.isPending(), 'the form keeps what was typed');
});

test('a fresh worker that refuses its settings gets the last that were accepted', () => {
  const { sent, hear } = converse();
  hear(refusal('configure'));
  assert.equal(sent.length, 1, 'they are the same');
  const other = converse();
  other.talk.changeSession({ sent: { ...defaults, seed: 9 } });
  other.hear(refusal('configure'));
  assert.deepEqual(other.sent.at(-1), { type: 'configure', config: defaults });
});

test('of several settings that were sent the answer to the last one counts', () => {
  const { talk, types, hear } = finished();
  talk.choose({ ...defaults, seed: 2 });
  talk.command('train');
  talk.sendSettings();
  hear(refusal('configure'));
  assert.equal(talk.page.session.sent.seed, 2);
  hear(configured({ ...defaults, seed: 2 }));
  assert.deepEqual(types(), ['configure', 'configure', 'train']);
});

test('a worker that fails takes the command that waited with it', () => {
  const { talk, types, hear, become } = finished();
  talk.choose({ ...defaults, seed: 2 });
  talk.command('train');
  become({ state: 'failed' });
  become({ session: 2 });
  hear(configured());
  assert.deepEqual(types(), ['configure', 'configure']);
});

test('a command that is pressed twice before it is answered is sent once', () => {
  const { talk, types, hear } = settled();
  talk.command('train');
  talk.command('train');
  assert.deepEqual(types(), ['train']);
  hear(phase('running', ['pause']), phase('finished'));
  talk.command('train');
  hear(refusal('train', 'wrong_phase'));
  talk.command('train');
  assert.deepEqual(
    types(),
    ['train', 'examine', 'train', 'train'].filter((type) => type !== 'examine'),
  );
});

test('a command that waited for its settings is sent once, however often it is pressed', () => {
  const { talk, types, hear, forget } = finished();
  talk.choose({ ...defaults, seed: 2 });
  talk.command('train');
  talk.command('train');
  hear(phase('idle'), configured({ ...defaults, seed: 2 }));
  talk.command('train');
  assert.deepEqual(types(), ['configure', 'train']);
  hear(phase('running', ['pause']), phase('finished'));
  forget();
  talk.command('train');
  assert.deepEqual(types(), ['train']);
});

test('a reset makes way for settings that waited', () => {
  const { talk, types } = finished();
  talk.choose({ ...defaults, seed: 2 });
  talk.command('reset');
  assert.deepEqual(types(), ['reset', 'configure']);
});

test('a result is examined', () => {
  const { types, hear } = settled();
  hear(phase('running'), told.started, told.result);
  assert.deepEqual(types(), ['examine']);
});

test('a question waits for the answer to the one before, and is dropped with its model', () => {
  const { talk, sent, hear, forget } = finished();
  const question = { event: 1, levels: [0, 0, 0], present: [true, true, true] };
  talk.asking.ask('panel', question);
  talk.asking.ask('panel', { ...question, event: 2 });
  assert.deepEqual(sent, [{ type: 'what_if', ...question }]);
  hear(told.what_if);
  assert.equal(sent.at(-1)?.event, 2);
  talk.asking.ask('panel', { ...question, event: 3 });
  hear(refusal('what_if', 'wrong_phase'));
  assert.equal(sent.at(-1)?.event, 3);
  talk.asking.ask('panel', { ...question, event: 4 });
  hear(phase('idle'));
  forget();
  hear(told.what_if);
  assert.deepEqual(sent, []);
});

test('a model that Compare trained is compared at once, and again with the next run’s predictions', () => {
  const { talk, types, closed, hear, report } = finished();
  report({ type: 'asked', config: defaults, sets: ['image'] });
  report({ type: 'trained', run: trainedOn('image', 0.5, [3]) });
  assert.deepEqual(types(), ['compare']);
  hear(phase('running'), told.started);
  hear(phase('finished'), found.predictions);
  assert.deepEqual(types(), ['compare', 'compare']);
  assert.ok(!closed());
  assert.equal(presentRun(talk.page).id, talk.page.lastId);
});

test('a run with other settings closes the comparison', () => {
  const { types, closed, hear, report } = finished();
  report({ type: 'asked', config: defaults, sets: ['image'] });
  hear(configured({ ...defaults, seed: 2 }), phase('running'), told.started);
  assert.deepEqual(types(), []);
  assert.ok(closed());
});

test('an event that was not seen is fetched when it is opened', () => {
  const { talk, sent, hear } = settled();
  talk.open(told.event.event);
  assert.deepEqual(sent, [{ type: 'inspect', event: told.event.event }]);
  hear(told.event);
  talk.open(null);
  talk.open(told.event.event);
  assert.equal(sent.length, 1);
  assert.equal(talk.page.open.event, told.event.event);
});
