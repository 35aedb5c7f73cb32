// Boots the page: joins the address, the client, the store and the panels. It decides when settings take effect, and
// nothing of a run: drawing may stop in a hidden tab, training does not.

import contract from './contract.json';
import { SPLIT } from './facts/vocabulary.js';
import { createAsking } from './link/asking.js';
import { createClient } from './link/client.js';
import { createComparison } from './link/compare.js';
import { find } from './parts/element.js';
import { started } from './parts/start.js';
import { format, parse, withoutTrackers } from './state/address.js';
import { questions, reduceComparison, untrained } from './state/comparison.js';
import { measure } from './state/pace.js';
import { connect, createPage, reduce } from './state/page.js';
import { baselinesOf, presentRun } from './state/runs.js';
import { change, isSame } from './state/settings.js';
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

/** @typedef {import('./state/page.js').Page} Page */
/** @typedef {import('./state/settings.js').Config} Config */
/** @typedef {import('./link/client.js').Status} Status */
/** @typedef {import('./link/backends.js').Preference} Preference */

const section = (/** @type {string} */ id) => find(document, `#${id}`);

const asked = parse(location.hash, contract);
/** @type {Page} */
let page = withForm(createPage(asked.config, contract.defaults), { problems: asked.problems });
/** The session that settings were sent to last. */
let configured = 0;
/** How often settings were sent and the session has not answered. */
let unanswered = 0;
/** The command that waits until the session has accepted changed settings. */
let waiting = '';
let frame = 0;

/** @param {Page} next */
function show(next) {
  page = next;
  if (!frame) frame = requestAnimationFrame(draw);
}

function draw() {
  frame = 0;
  backend.draw(section('backend'), page);
  controls.draw(section('controls'), page);
  notices.draw(section('notices'), page);
  settings.draw(section('settings'), page);
  curves.draw(section('curves'), page);
  result.draw(section('result'), page);
  compare.draw(section('fusion'), page);
  fusion.draw(section('fusion'), page);
  robustness.draw(section('robustness'), page);
  probe.draw(section('probe'), page);
  balance.draw(section('balance'), page);
  whatif.draw(section('whatif'), page);
  gallery.draw(section('gallery'), page);
  event.draw(section('event'), page);
  world.draw(section('world'), page);
  model.draw(section('model'), page);
}

const pending = () => !isSame(page.form.config, page.session.sent);

/** @param {Page} known @param {Partial<Page['form']>} changed @returns {Page} */
function withForm(known, changed) {
  return { ...known, form: { ...known.form, ...changed } };
}

/** @param {Partial<Page['session']>} changed */
const withSession = (changed) => ({ ...page, session: { ...page.session, ...changed } });

/** Sends the session the settings, or starts another session where they ask for another backend. */
function apply() {
  const { config } = page.form;
  const { sent, backend: status } = page.session;
  show(withSession({ sent: config }));
  if (config.backend !== sent.backend) client.setPreference(/** @type {Preference} */ (config.backend));
  else if (status?.state === 'ready') send(config);
}

/** @param {Config} config */
function send(config) {
  unanswered += 1;
  client.send({ type: 'configure', config });
}

/** Lets the address say what is used, in the place of the entry that is there. @param {Config} config */
function address(config) {
  const said = location.pathname + withoutTrackers(location.search) + format(config, contract);
  if (location.pathname + location.search + location.hash === said) return;
  try {
    history.replaceState(null, '', said);
  } catch {
    // WebKit allows a hundred changes in half a minute, a frame without an origin none; the page works without
  }
}

/** @param {Config} config */
function choose(config) {
  const { error } = page.session;
  show(withForm(withSession({ error: error?.code === 'setting' ? null : error }), { config }));
  address(config);
  if (page.session.phase === 'idle' && pending()) apply();
}

/**
 * A finished run stays on the page until the next one begins: only then do changed settings take effect.
 * @param {string} type
 */
function command(type) {
  const begins = type === 'train' || (type === 'step' && page.session.phase === 'idle');
  waiting = begins && pending() ? type : '';
  if (waiting) return apply();
  client.send({ type });
  if (type === 'reset' && pending()) apply();
}

/** The session has accepted its settings. */
function accept() {
  if (waiting) client.send({ type: waiting });
  waiting = '';
}

/**
 * The session keeps the settings that it had, and a fresh one gets the last that were accepted; the backend is not its business.
 * Where others were sent meanwhile, its answer to those counts.
 */
function refuse() {
  if (unanswered) return;
  waiting = '';
  const { accepted, sent: refused, allowed } = page.session;
  show(withSession({ sent: { ...accepted, backend: refused.backend } }));
  if (!allowed.length && !isSame(page.session.sent, refused)) send(page.session.sent);
}

/** @param {Status} status */
function onBackend(status) {
  show(connect(page, status));
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
    show(reduce(page, update));
    show(withSession({ pace: measure(page.session.pace, update, now) }));
    if (update.type === 'configured' || update.command === 'configure') unanswered -= 1;
    if (update.type === 'configured') accept();
    if (update.type === 'result') client.send({ type: 'examine' });
    if (update.type === 'phase') asking.forget();
    if (update.type === 'what_if' || update.command === 'what_if') asking.answered();
    if (update.type === 'started' && page.comparison.state !== 'comparing') comparison.close();
    if (update.type === 'predictions') questions(page, baselinesOf(page)).forEach(client.send);
    if (update.command === 'configure') refuse();
  }
}

const comparison = createComparison((update) => {
  show(reduceComparison(page, update));
  if (update.type === 'trained') questions(page, baselinesOf(page).slice(-1)).forEach(client.send);
});

/** Trains models on these sets, with the present run's other settings. @param {string[]} sets */
function compareWith(sets) {
  const { started, config } = presentRun(page);
  const { backend: status } = page.session;
  if (started && status) comparison.start(config, untrained(page, sets), status.backend);
}

/** Leads from a cell of the confusion matrix to its events. @param {{ label: number, predicted: number }} cell */
function showEvents({ label, predicted }) {
  const test = String(SPLIT.test);
  gallery.show(section('gallery'), { split: test, label: String(label), predicted: String(predicted) });
}

const reveal = (/** @type {string | null} */ name) => name && settings.reveal(section('settings'), name);
const set = (/** @type {string} */ name, /** @type {string | number} */ value) =>
  choose(change(page.form.config, name, value));
const inspect = (/** @type {number} */ number) => client.send({ type: 'inspect', event: number });
const look = (/** @type {number | null} */ event) => show({ ...page, open: { ...page.open, event } });
/** An event that was seen long ago may have been forgotten. @param {number} number */
function open(number) {
  if (!page.data.events.has(number)) inspect(number);
  look(number);
}
const asking = createAsking((question) => client.send({ type: 'what_if', ...question }));

backend.mount(section('backend'), { retry: () => client.lookAgain() });
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
    gallery.resume(back ? page.open.event : null);
    look(null);
  },
  open: gallery.lookAt,
  beside: gallery.beside,
  ask: (question) => asking.ask('dialog', question),
  lookOn: (number) => whatif.look(section('whatif'), number),
});
compare.mount(section('fusion'), { compare: compareWith, cancel: comparison.cancel });
fusion.mount(section('fusion'), { set });
notices.mount(section('notices'), {
  retry: () => client.retry(),
  reload: () => location.reload(),
  showField: reveal,
  setLearningRate: (value) => set('learning_rate', value),
  dismissProblems: () => show(withForm(page, { problems: [] })),
  dismissError: () => show(withSession({ error: null })),
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
  show(withForm(page, { problems }));
  choose(config);
});

const client = createClient({ preference: /** @type {Preference} */ (page.form.config.backend), onUpdates, onBackend });
address(page.form.config);
draw();
started();
