// Everything that the page shows, as plain data: `page = reduce(page, update)` is a pure function of the session's
// updates. It uses neither the DOM nor a clock, and it decides no phase.

import { fitComparison, NO_COMPARISON } from './comparison.js';
import { START } from './pace.js';
import { createRun, reduceRun, retire } from './runs.js';

/** @template {import('./update.js').Update['type']} K @typedef {import('./update.js').UpdateOf<K>} UpdateOf */
/** @typedef {import('./update.js').Update} Update */
/** @typedef {import('./settings.js').Config} Config */
/** @typedef {import('./address.js').Problem} Problem */
/** @typedef {import('./runs.js').Run} Run */
/** @typedef {import('../link/client.js').Status} Status how the worker and its backend are */

/**
 * The settings in the form and the address.
 * @typedef {{ config: Config, problems: Problem[] }} Form `problems`: settings of the address that are not used
 */

/**
 * The session that trains, and its worker.
 * @typedef {object} Session
 * @property {Status | null} backend
 * @property {string} phase
 * @property {string[]} allowed the commands that it would accept now
 * @property {Config} sent the settings that were sent to it last
 * @property {Config} accepted the settings that it accepted last
 * @property {boolean} sameData whether the events of the next data set are those of the present one
 * @property {UpdateOf<'error'> | null} error
 * @property {import('./pace.js').Pace} pace
 */

/**
 * The data set, and what was seen of it.
 * @typedef {object} Data
 * @property {UpdateOf<'dataset'> | null} dataset
 * @property {UpdateOf<'progress'> | null} progress of the one that is being made or sent
 * @property {UpdateOf<'rows_refused'>['rows']} refused rows of the one that was sent
 * @property {Map<number, UpdateOf<'event'>>} events by their number: the MOST_EVENTS that came last
 */

/**
 * @typedef {object} Page
 * @property {Form} form
 * @property {Session} session
 * @property {Data} data
 * @property {Run[]} runs the present one, past ones, and those of Compare
 * @property {import('./comparison.js').Comparison} comparison
 * @property {{ run: number | null, event: number | null }} open what is looked at: the present run, and an event in its dialog
 * @property {number} lastId of a run
 */

/** An event with its sound takes about 80 kB. */
const MOST_EVENTS = 300;

/** @type {Data} */
const NO_DATA = { dataset: null, progress: null, refused: [], events: new Map() };

/**
 * A page before any update: it has only its settings.
 * @param {Config} config
 * @param {Config} [accepted] what takes their place where they are refused
 * @returns {Page}
 */
export function createPage(config, accepted = config) {
  const known = { phase: 'idle', allowed: [], sameData: false, error: null, pace: START };
  return {
    form: { config, problems: [] },
    session: { backend: null, sent: config, accepted, ...known },
    data: NO_DATA,
    runs: [],
    comparison: NO_COMPARISON,
    open: { run: null, event: null },
    lastId: 0,
  };
}

/**
 * The page after an update. An update of an unknown type changes nothing, and neither does one about a run where there is none.
 * @param {Page} page
 * @param {Update} update
 * @returns {Page}
 */
export function reduce(page, update) {
  switch (update.type) {
    case 'phase':
      return enterPhase(page, update);
    case 'configured':
      return acceptConfig(page, update);
    case 'dataset':
      return replaceData(page, update);
    case 'event':
      return { ...page, data: { ...page.data, events: addEvent(page.data.events, update) } };
    case 'started':
      return startRun(page, update);
    case 'error':
      return fail(page, update);
    case 'progress':
      return update.stage === 'data' ? receive(page, update) : advanceRun(page, update);
    case 'rows_refused':
      return { ...page, data: { ...page.data, refused: [...page.data.refused, ...update.rows] } };
    default:
      return advanceRun(page, update);
  }
}

/**
 * A refusal stays on the page while the settings that were accepted last take the place of the refused ones.
 * @param {Page} page
 * @param {UpdateOf<'configured'>} update
 * @returns {Page}
 */
function acceptConfig(page, { config, same_data }) {
  const { form, session } = page;
  const error = session.sent === form.config ? null : session.error;
  return { ...page, session: { ...session, accepted: /** @type {Config} */ (config), sameData: same_data, error } };
}

/** What was refused of another data set is forgotten. @param {Page} page @param {UpdateOf<'progress'>} progress @returns {Page} */
function receive(page, progress) {
  const refused = progress.done === 0 ? [] : page.data.refused;
  return { ...page, data: { ...page.data, progress, refused } };
}

/** What was seen of the same events before stays. @param {Page} page @param {UpdateOf<'dataset'>} dataset @returns {Page} */
function replaceData(page, dataset) {
  const same = page.session.sameData && page.data.dataset;
  if (!same)
    return { ...page, data: { ...NO_DATA, dataset, refused: page.data.refused }, open: { ...page.open, event: null } };
  return { ...page, data: { ...page.data, dataset: { ...dataset, columns: same.columns }, progress: null } };
}

/** @param {Page} page @param {UpdateOf<'started'>} started @returns {Page} */
function startRun(page, started) {
  const id = page.lastId + 1;
  const run = createRun(id, page.session.accepted, started);
  const past = { ...page, runs: retire(page.runs, page.open.run) };
  const { runs, comparison } = fitComparison(past, run.config);
  return { ...page, runs: [...runs, run], comparison, open: { ...page.open, run: id }, lastId: id };
}

/** @param {Page} page @param {Update} update @returns {Page} the same one where nothing changes */
function advanceRun(page, update) {
  const run = page.runs.find(({ id }) => id === page.open.run);
  const next = run && reduceRun(run, update);
  return next && next !== run ? replaceRun(page, next) : page;
}

/** @param {Page} page @param {Run} run @returns {Page} */
function replaceRun(page, run) {
  return { ...page, runs: page.runs.map((other) => (other.id === run.id ? run : other)) };
}

/**
 * The page after news of the worker. What a lost worker's session knew, and the events that it was making, are gone with it;
 * the run stays until the next session sends something.
 * @param {Page} page
 * @param {Status} status
 * @returns {Page}
 */
export function connect(page, status) {
  const same = status.session === page.session.backend?.session && status.state === 'ready';
  if (same) return { ...page, session: { ...page.session, backend: status } };
  const session = { ...page.session, phase: 'idle', allowed: [], error: null, backend: status };
  return { ...page, session, data: { ...page.data, progress: null } };
}

/**
 * An idle session has no run any more, and if it was making events it dropped them; those before them were dropped when it
 * began. Its error stays only where the error made the session idle.
 * @param {Page} page
 * @param {UpdateOf<'phase'>} update
 * @returns {Page}
 */
function enterPhase(page, { phase, allowed }) {
  const session = { ...page.session, phase, allowed };
  if (phase === 'running') return { ...page, session: { ...session, error: null } };
  if (phase !== 'idle') return { ...page, session };
  const over = page.session.phase === 'finished' || page.session.phase === 'paused';
  return {
    ...page,
    session: { ...session, error: over ? null : page.session.error },
    data: page.data.progress ? NO_DATA : page.data,
    runs: retire(page.runs, page.open.run),
    open: { run: null, event: page.data.progress ? null : page.open.event },
  };
}

/** What is asked of a run or a data set; when it comes too late nothing is wrong. */
const QUESTIONS = ['inspect', 'examine', 'what_if', 'probe', 'compare'];

/**
 * An error that answers no command ended what the session was doing, but for a message that could not be read at all.
 * @param {Page} page
 * @param {UpdateOf<'error'>} error
 * @returns {Page}
 */
function fail(page, error) {
  if (QUESTIONS.includes(error.command ?? '')) return page;
  const failed = { ...page, session: { ...page.session, error } };
  const run = page.runs.find(({ id }) => id === page.open.run);
  if (error.command !== null || error.code === 'message' || !run) return failed;
  return replaceRun(failed, { ...run, findings: { ...run.findings, failed: true } });
}

/** @param {Data['events']} events @param {UpdateOf<'event'>} event @returns {Data['events']} without the one that came first, where they are too many */
function addEvent(events, event) {
  const kept = new Map(events).set(event.event, event);
  const [first] = kept.keys();
  if (kept.size > MOST_EVENTS) kept.delete(first);
  return kept;
}
