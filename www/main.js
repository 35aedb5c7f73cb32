// Starts the page: connects the address, the session and the views. It decides nothing else.

import contract from './contract.json';
import { Conversation } from './link/conversation.js';
import { find } from './parts/element.js';
import { guard } from './parts/guard.js';
import { started } from './parts/start.js';
import { inTurns } from './parts/turns.js';
import { format, parse, withoutTrackers } from './state/address.js';
import { createPage } from './state/page.js';
import { change } from './state/settings.js';
import { createWays, VIEWS } from './views/index.js';

/** @typedef {import('./state/settings.js').Config} Config */

const place = (/** @type {string} */ id) => find(document, `#${id}`);
const views = VIEWS.map((view) => guard(view, place(view.id)));

const changed = inTurns(
  views.map(({ draw }) => draw),
  () => conversation.page,
);
const conversation = new Conversation(readAddress(), changed);

/** A page with the address's settings; where they are refused, the defaults take their place. */
function readAddress() {
  const { config, problems } = parse(location.hash, contract);
  return { ...createPage(config, contract.defaults), form: { config, problems } };
}

/** Lets the address hold the settings that are used, in the place of the entry that is there. @param {Config} config */
function writeAddress(config) {
  const url = location.pathname + withoutTrackers(location.search) + format(config, contract);
  if (location.pathname + location.search + location.hash === url) return;
  try {
    history.replaceState(null, '', url);
  } catch {
    // WebKit allows a hundred changes in half a minute, a frame without an origin none; the page works without
  }
}

/** @param {Config} config */
function choose(config) {
  writeAddress(config);
  conversation.choose(config);
}

/** @param {string} name @param {string | number} value */
const set = (name, value) => choose(change(conversation.page.form.config, name, value));

const ways = createWays(place);
const actions = {
  ...ways,
  set,
  defaults: () => choose(contract.defaults),
  setLearningRate: (/** @type {number} */ value) => set('learning_rate', value),
  command: (/** @type {string} */ type) => conversation.command(type),
  inspect: (/** @type {number} */ number) => conversation.inspect(number),
  openEvent: (/** @type {number} */ number) => conversation.open(number),
  closeEvent(/** @type {boolean} */ back) {
    const { event } = conversation.page.open;
    conversation.open(null);
    ways.resume(back ? event : null);
  },
  ask: conversation.asking.ask,
  probe: (/** @type {{ levels: number[], present: boolean[] }} */ damage) =>
    conversation.send({ type: 'probe', ...damage }),
  compare: (/** @type {string[]} */ sets) => conversation.compare(sets),
  cancelComparison: () => conversation.comparison.cancel(),
  retry: () => conversation.client.retry(),
  lookAgain: () => conversation.client.lookAgain(),
  reload: () => location.reload(),
  dismissProblems: () => conversation.changeForm({ problems: [] }),
  dismissError: () => conversation.changeSession({ error: null }),
};
for (const { id } of VIEWS) place(id).dataset.view = id;
for (const view of views) view.mount(actions, contract);

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('a[href^="#"]') : null;
  const target = link && document.getElementById(link.getAttribute('href')?.slice(1) ?? '');
  if (!target) return;
  event.preventDefault(); // the address holds settings, not places
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
  target.scrollIntoView();
});
addEventListener('hashchange', () => {
  const { config, problems } = parse(location.hash, contract);
  conversation.changeForm({ problems });
  choose(config);
});

writeAddress(conversation.page.form.config);
for (const view of views) view.draw(conversation.page);
started();
