// The exchange with the session: which commands are sent, and when. It holds the page's state, which every update
// changes, and never touches the DOM, because drawing may stop in a hidden tab while training goes on.

import { questions, reduceComparison, untrained } from '../state/comparison.js';
import { measure } from '../state/pace.js';
import { connect, reduce } from '../state/page.js';
import { baselinesOf, presentRun } from '../state/runs.js';
import { isSame } from '../state/settings.js';
import { createAsking } from './asking.js';
import { createClient } from './client.js';
import { createComparison } from './compare.js';
import { createHandshake } from './handshake.js';

/** @typedef {import('../state/page.js').Page} Page */
/** @typedef {import('../state/settings.js').Config} Config */
/** @typedef {import('../state/update.js').Update} Update */
/** @typedef {import('./backends.js').Preference} Preference */
/** @typedef {import('./client.js').Status} Status */

/**
 * What it works with; tests pretend.
 * @typedef {object} Means
 * @property {(options: Parameters<typeof createClient>[0]) => Pick<ReturnType<typeof createClient>, 'send' | 'retry' | 'lookAgain' | 'setPreference'>} openClient
 * @property {(report: Parameters<typeof createComparison>[0]) => ReturnType<typeof createComparison>} openComparison
 * @property {() => number} now ms
 */

/** @type {Means} */
const MEANS = { openClient: createClient, openComparison: createComparison, now: () => performance.now() };

export class Conversation {
  /** The command that was pressed last and is not answered yet; '' where there is none. */
  pressed = '';

  /**
   * @param {Page} page
   * @param {() => void} onChange `page` is another one
   * @param {Means} [means]
   */
  constructor(page, onChange, means = MEANS) {
    this.page = page;
    this.onChange = onChange;
    this.now = means.now;
    /** @param {{ type: string, [key: string]: any }} command */
    this.send = (command) => this.client.send(command);
    this.handshake = createHandshake(this.send);
    this.asking = createAsking((question) => this.send({ type: 'what_if', ...question }));
    this.comparison = means.openComparison((update) => this.onComparison(update));
    this.client = means.openClient({
      preference: /** @type {Preference} */ (page.form.config.backend),
      onUpdates: (updates) => this.onUpdates(updates),
      onBackend: (status) => this.onBackend(status),
    });
  }

  /** @param {Partial<Page>} changed */
  change(changed) {
    this.page = { ...this.page, ...changed };
    this.onChange();
  }

  /** @param {Partial<Page['form']>} changed */
  changeForm(changed) {
    this.change({ form: { ...this.page.form, ...changed } });
  }

  /** @param {Partial<Page['session']>} changed */
  changeSession(changed) {
    this.change({ session: { ...this.page.session, ...changed } });
  }

  /** Whether the form has settings that were not sent. */
  isPending() {
    return !isSame(this.page.form.config, this.page.session.sent);
  }

  /** The form's settings are others. They are sent at once, but where a run is there, which would be lost. @param {Config} config */
  choose(config) {
    const { error, phase } = this.page.session;
    this.changeForm({ config });
    if (error?.code === 'setting') this.changeSession({ error: null });
    if (phase === 'idle' && this.isPending()) this.sendSettings();
  }

  /** Sends the session the form's settings, or starts another session where they ask for another backend. */
  sendSettings() {
    const { config } = this.page.form;
    const { sent, backend } = this.page.session;
    this.changeSession({ sent: config });
    if (config.backend !== sent.backend) this.client.setPreference(/** @type {Preference} */ (config.backend));
    else if (backend?.state === 'ready') this.handshake.configure(config);
  }

  /**
   * A button was pressed. A finished run stays on the page until the next one begins: only then are changed settings sent. What is
   * pressed twice before it is answered is sent once.
   * @param {string} type
   */
  command(type) {
    if (type === this.pressed) return;
    this.pressed = type;
    const begins = type === 'train' || (type === 'step' && this.page.session.phase === 'idle');
    const first = begins && this.isPending();
    this.handshake.sendLater(first ? type : '');
    if (first) return this.sendSettings();
    this.send({ type });
    if (type === 'reset' && this.isPending()) this.sendSettings();
  }

  /** @param {number} event */
  inspect(event) {
    this.send({ type: 'inspect', event });
  }

  /** Opens an event, or closes it. One that was seen long ago may have been forgotten. @param {number | null} event */
  open(event) {
    if (event !== null && !this.page.data.events.has(event)) this.inspect(event);
    this.change({ open: { ...this.page.open, event } });
  }

  /** Trains models on these sets, with the present run's other settings. @param {string[]} sets */
  compare(sets) {
    const { started, config } = presentRun(this.page);
    const { backend } = this.page.session;
    if (started && backend) this.comparison.start(config, untrained(this.page, sets), backend.backend);
  }

  /** @param {Status} status */
  onBackend(status) {
    this.change(connect(this.page, status));
    this.pressed = '';
    if (status.state === 'failed') this.handshake.drop();
    if (status.state !== 'ready') return this.asking.forget();
    if (this.handshake.isNew(status.session)) this.sendSettings();
  }

  /** @param {Update[]} updates */
  onUpdates(updates) {
    const now = this.now();
    for (const update of updates) {
      this.change(reduce(this.page, update));
      this.changeSession({ pace: measure(this.page.session.pace, update, now) });
      this.reply(update);
    }
  }

  /** Sends what an update asks for. @param {Update} update */
  reply(update) {
    switch (update.type) {
      case 'phase':
        this.pressed = '';
        return this.asking.forget();
      case 'configured':
        this.pressed = this.handshake.accepted() || this.pressed;
        return;
      case 'started':
        if (this.page.comparison.state !== 'comparing') this.comparison.close();
        return;
      case 'result':
        return this.send({ type: 'examine' });
      case 'found':
        if (update.finding !== 'predictions') return;
        return questions(this.page, baselinesOf(this.page)).forEach(this.send);
      case 'what_if':
        return this.asking.answered();
      case 'error':
        return this.replyToError(update.command);
    }
  }

  /** @param {string | null} command that was refused */
  replyToError(command) {
    this.pressed = '';
    if (command === 'what_if') this.asking.answered();
    if (command === 'configure' && this.handshake.refused()) this.settleForAccepted();
  }

  /** The session keeps the settings it had, and a fresh one gets the last that were accepted; the backend is not its business. */
  settleForAccepted() {
    const { accepted, sent, allowed } = this.page.session;
    const settled = { ...accepted, backend: sent.backend };
    this.changeSession({ sent: settled });
    if (!allowed.length && !isSame(settled, sent)) this.handshake.configure(settled);
  }

  /** @param {import('../state/comparison.js').ComparisonUpdate} update */
  onComparison(update) {
    this.change(reduceComparison(this.page, update));
    if (update.type === 'trained') questions(this.page, baselinesOf(this.page).slice(-1)).forEach(this.send);
  }
}
