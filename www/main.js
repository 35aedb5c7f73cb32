// Boots the page: joins the address, the client, the store and the panels. It decides when settings take effect, and
// nothing of a run: drawing may stop in a hidden tab, training does not.

import contract from './contract.json';
import { SPLIT } from './facts/vocabulary.js';
import { createAsking } from './link/asking.js';
import { createClient } from './link/client.js';
import { createComparison } from './link/compare.js';
import { find } from './parts/element.js';
import { started } from './parts/start.js';
import { learn, questions, untrained } from './state/baselines.js';
import { measure, rate, remaining } from './state/pace.js';
import { change, format, parse } from './state/settings.js';
import { begin, connect, reduce } from './state/store.js';
import * as event from './views/data/event.js';
import * as gallery from './views/data/gallery.js';
import * as world from './views/data/world.js';
import * as balance from './views/fusion/balance.js';
import * as compare from './views/fusion/compare.js';
import * as fusion from './views/fusion/fusion.js';
import * as probe from './views/fusion/probe.js';
import * as robustness from './views/fusion/robustness.js';
import * as whatif from './views/fusion/whatif.js';
import * as model from './views/model/model.js';
import * as result from './views/result/result.js';
import * as backend from './views/training/backend.js';
import * as controls from './views/training/controls.js';
import * as curves from './views/training/curves.js';
import * as notices from './views/training/notices.js';
import * as settings from './views/training/settings.js';

/** @typedef {import('./state/store.js').Run} Run */
/** @typedef {import('./state/settings.js').Config} Config */
/** @typedef {import('./link/client.js').Status} Status */
/** @typedef {import('./link/backends.js').Preference} Preference */

const section = (/** @type {string} */ id) => find(document, `#${id}`);

const asked = parse(location.hash, contract);
/** @type {Run} */
let run = { ...begin(asked.config, contract.defaults), problems: asked.problems };
/** The session that was last given its settings. */
let configured = 0;
/** How often the session was given settings and has not answered. */
let unanswered = 0;
/** The command that waits until the session has taken changed settings. */
let waiting = '';
let frame = 0;

/** @param {Run} next */
function show(next) {
  run = next;
  if (!frame) frame = requestAnimationFrame(draw);
}

function draw() {
  frame = 0;
  backend.draw(section('backend'), run);
  controls.draw(section('controls'), run, {
    rate: rate(run.pace),
    remaining: remaining(run.pace, run.started, run.progress),
  });
  notices.draw(section('notices'), run);
  settings.draw(section('settings'), run, pending());
  curves.draw(section('curves'), run);
  result.draw(section('result'), run);
  compare.draw(section('fusion'), run);
  fusion.draw(section('fusion'), run);
  robustness.draw(section('robustness'), run);
  probe.draw(section('probe'), run);
  balance.draw(section('balance'), run);
  whatif.draw(section('whatif'), run);
  gallery.draw(section('gallery'), run);
  event.draw(section('event'), run);
  world.draw(section('world'), run);
  model.draw(section('model'), run);
}

const pending = () => format(run.config, contract) !== format(run.taken, contract);

/** Gives the session the settings, or another session where they ask for another backend. */
function apply() {
  const { config, taken } = run;
  show({ ...run, taken: config });
  if (config.backend !== taken.backend) client.setPreference(/** @type {Preference} */ (config.backend));
  else if (run.backend?.state === 'ready') give(config);
}

/** @param {Config} config */
function give(config) {
  unanswered += 1;
  client.send({ type: 'configure', config });
}

/** @param {Config} config */
function choose(config) {
  show({ ...run, config, error: run.error?.code === 'setting' ? null : run.error });
  if (location.hash !== format(config, contract))
    history.replaceState(null, '', format(config, contract) || location.pathname + location.search);
  if (run.phase === 'idle' && pending()) apply();
}

/**
 * A finished run stays on the page until the next one begins: only then do changed settings take effect.
 * @param {string} type
 */
function command(type) {
  const begins = type === 'train' || (type === 'step' && run.phase === 'idle');
  waiting = begins && pending() ? type : '';
  if (waiting) return apply();
  client.send({ type });
  if (type === 'reset' && pending()) apply();
}

/** The session has taken its settings. */
function accept() {
  if (waiting) client.send({ type: waiting });
  waiting = '';
}

/**
 * The session keeps the settings that it had, and a fresh one gets the last that were accepted; the backend is not its business.
 * Where it was given others meanwhile, its answer to those counts.
 */
function refuse() {
  if (unanswered) return;
  waiting = '';
  const refused = run.taken;
  show({ ...run, taken: { ...run.accepted, backend: refused.backend } });
  const other = format(run.taken, contract) !== format(refused, contract);
  if (!run.allowed.length && other) give(run.taken);
}

/** @param {Status} status */
function onBackend(status) {
  show(connect(run, status));
  if (status.state === 'failed') waiting = '';
  if (status.state !== 'ready') asking.forget();
  if (status.state !== 'ready' || status.session === configured) return;
  configured = status.session;
  unanswered = 0;
  apply();
}

/** @param {any[]} updates */
function onUpdates(updates) {
  const now = performance.now();
  for (const update of updates) {
    show({ ...reduce(run, update), pace: measure(run.pace, update, now) });
    if (update.type === 'configured' || update.command === 'configure') unanswered -= 1;
    if (update.type === 'configured') accept();
    if (update.type === 'result') client.send({ type: 'examine' });
    if (update.type === 'phase') asking.forget();
    if (update.type === 'what_if' || update.command === 'what_if') asking.answered();
    if (update.type === 'started' && run.baselines.state !== 'comparing') comparison.close();
    if (update.type === 'predictions') questions(run, Object.values(run.baselines.trained)).forEach(client.send);
    if (update.command === 'configure') refuse();
  }
}

const comparison = createComparison((word) => {
  show({ ...run, baselines: learn(run.baselines, word) });
  if (word.type === 'trained') questions(run, [word.baseline]).forEach(client.send);
});

/** Trains what the run is to be held against, as it was trained itself. @param {string[]} sets */
function hold(sets) {
  const { used, backend: status, baselines } = run;
  if (used && status) comparison.start(used, untrained(baselines, used, sets), status.backend);
}

/** Leads from a cell of the confusion matrix to its events. @param {{ label: number, predicted: number }} cell */
function showEvents({ label, predicted }) {
  const test = String(SPLIT.test);
  gallery.show(section('gallery'), { split: test, label: String(label), predicted: String(predicted) });
}

const reveal = (/** @type {string | null} */ name) => name && settings.reveal(section('settings'), name);
const set = (/** @type {string} */ name, /** @type {string | number} */ value) =>
  choose(change(run.config, name, value));
const inspect = (/** @type {number} */ number) => client.send({ type: 'inspect', event: number });
/** An event that was seen long ago may have been forgotten. @param {number} number */
function open(number) {
  if (!run.events.has(number)) inspect(number);
  show({ ...run, opened: number });
}
const asking = createAsking((question) => client.send({ type: 'what_if', ...question }));

backend.mount(section('backend'));
controls.mount(section('controls'), { command });
settings.mount(section('settings'), contract, { set, defaults: () => choose(contract.defaults) });
curves.mount(section('curves'));
result.mount(section('result'), { showEvents });
probe.mount(section('probe'), { probe: (damage) => client.send({ type: 'probe', ...damage }) });
balance.mount(section('balance'));
whatif.mount(section('whatif'), { ask: (question) => asking.ask('panel', question), inspect, open });
gallery.mount(section('gallery'), { ask: inspect, open });
event.mount(section('event'), {
  close(back) {
    gallery.resume(back ? run.opened : null);
    show({ ...run, opened: null });
  },
  open: gallery.lookAt,
  beside: gallery.beside,
  ask: (question) => asking.ask('dialog', question),
  lookOn: (number) => whatif.look(section('whatif'), number),
});
compare.mount(section('fusion'), { compare: hold, cancel: comparison.cancel });
fusion.mount(section('fusion'), { set });
notices.mount(section('notices'), {
  retry: () => client.retry(),
  reload: () => location.reload(),
  showField: reveal,
  setLearningRate: (value) => set('learning_rate', value),
  dismissProblems: () => show({ ...run, problems: [] }),
  dismissError: () => show({ ...run, error: null }),
});
document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
  const place = link && document.getElementById(link.getAttribute('href')?.slice(1) ?? '');
  if (!place) return;
  event.preventDefault(); // the address holds settings, not places
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  place.scrollIntoView();
});
addEventListener('hashchange', () => {
  const { config, problems } = parse(location.hash, contract);
  show({ ...run, problems });
  choose(config);
});

const client = createClient({ preference: /** @type {Preference} */ (run.config.backend), onUpdates, onBackend });
draw();
started();
