// What the page knows of the session: `run = reduce(run, update)`, a pure function of what the worker said.
// It never touches the DOM, holds no clock and decides no phase.

import { keptFor, NONE } from './baselines.js';
import { contrast, remember } from './earlier.js';
import { collect, NOTHING } from './findings.js';
import { START } from './pace.js';

/** @typedef {typeof import('../contract.json')['updates']} Examples */
/** @typedef {import('./settings.js').Config} Config */
/** @typedef {import('./settings.js').Problem} Problem */

/** @typedef {Record<keyof Examples['dataset']['columns'], Uint8Array>} Columns every event in a few bytes */

/**
 * What the JSON examples cannot say about a message's fields.
 * @typedef {object} Refinement
 * @property {{ allowed: string[] }} phase
 * @property {{}} configured
 * @property {{ columns: Columns }} dataset
 * @property {{ image: Uint8Array, spectrogram: Uint8Array, sound: Uint8Array }} event
 * @property {{}} started
 * @property {{}} progress
 * @property {{}} report
 * @property {{}} epoch
 * @property {{}} result
 * @property {{ field: string | null, command: string | null }} error
 * @property {{}} test_report
 * @property {{ events: Uint8Array, probabilities: Uint8Array }} predictions
 * @property {{}} ablation
 * @property {{}} missing
 * @property {{}} perceptual
 * @property {{}} robustness
 * @property {{}} what_if
 * @property {{}} probe
 * @property {{}} compared
 */

/**
 * The update of one type.
 * @template {keyof Examples} K
 * @typedef {Omit<Examples[K], 'type' | keyof Refinement[K]> & Refinement[K] & { type: K }} Told
 */

/** @typedef {Told<'phase'> | Told<'configured'> | Told<'dataset'> | Told<'event'> | Told<'started'> | Told<'progress'>} Told1 */
/** @typedef {Told<'report'> | Told<'epoch'> | Told<'result'> | Told<'error'>} Told2 */
/** @typedef {Told<'test_report'> | Told<'predictions'> | Told<'ablation'> | Told<'missing'>} Found1 */
/** @typedef {Told<'perceptual'> | Told<'robustness'> | Told<'what_if'> | Told<'probe'> | Told<'compared'>} Found2 */
/** @typedef {Told1 | Told2 | Found1 | Found2} Update */

/** @typedef {import('../link/client.js').Status} Status how the worker and its backend are */

/**
 * Everything that panels draw.
 * @typedef {object} Run
 * @property {Config} config what the form and the address say
 * @property {Config} taken the settings that the session was last given
 * @property {Problem[]} problems settings of the URL that are not used
 * @property {Status | null} backend
 * @property {string} phase
 * @property {string[]} allowed the commands that the session would take now
 * @property {Config} accepted the settings that the session has
 * @property {boolean} sameData whether the events of the next data set are those of the present one
 * @property {Told<'dataset'> | null} dataset
 * @property {Map<number, Told<'event'>>} events by their number: the MOST_EVENTS that came last
 * @property {number | null} opened the event that is looked at closely
 * @property {Told<'started'> | null} started
 * @property {Config | null} used the settings of the run that was started
 * @property {Told<'progress'> | null} progress
 * @property {Told<'report'>[]} reports at most MOST_REPORTS, then every second one
 * @property {Told<'epoch'>[]} epochs
 * @property {Told<'result'> | null} result
 * @property {import('./findings.js').Findings} findings
 * @property {import('./earlier.js').Finished[]} finished runs of this visit
 * @property {import('./earlier.js').Finished | null} earlier the one that differs from this run in modality dropout alone
 * @property {import('./baselines.js').Baselines} baselines models trained to hold this run against
 * @property {Told<'error'> | null} error
 * @property {import('./pace.js').Pace} pace
 */

/** A chart is no wider than this many points; longer runs keep means of neighbours. */
const MOST_REPORTS = 1000;

/** An event with its sound takes about 80 kB. */
const MOST_EVENTS = 300;

const SHOWN = { started: null, used: null, progress: null, reports: [], epochs: [], result: null };
const FORGOTTEN = { ...SHOWN, findings: NOTHING, earlier: null };

/** @type {Pick<Run, 'dataset' | 'events' | 'opened'>} */
const UNMADE = { dataset: null, events: new Map(), opened: null };

/**
 * A run of which nothing is known yet but its settings.
 * @param {Config} config
 * @param {Config} [accepted] what takes their place where they are refused
 * @returns {Run}
 */
export function begin(config, accepted = config) {
  const session = { backend: null, phase: 'idle', allowed: [], ...UNMADE };
  const known = { ...FORGOTTEN, finished: [], baselines: NONE };
  const given = { config, taken: config, accepted, sameData: false, problems: [] };
  return { ...given, ...session, ...known, error: null, pace: START };
}

/**
 * The run after an update. An update of an unknown type changes nothing.
 * @param {Run} run
 * @param {Update} update
 * @returns {Run}
 */
export function reduce(run, update) {
  switch (update.type) {
    case 'phase':
      return enter(run, update);
    case 'configured':
      return configure(run, update);
    case 'dataset':
      return take(run, update);
    case 'event':
      return { ...run, events: keep(run.events, update) };
    case 'started':
      return start(run, update);
    case 'progress':
      return update.stage === 'examine' ? find(run, update) : { ...run, progress: update };
    case 'report':
      return { ...run, reports: thin([...run.reports, update]) };
    case 'epoch':
      return { ...run, epochs: [...run.epochs, update] };
    case 'result':
      return { ...run, result: update };
    case 'error':
      return fail(run, update);
    default:
      return find(run, update);
  }
}

/**
 * What was refused stays on the page while other settings take its place.
 * @param {Run} run
 * @param {Told<'configured'>} update
 * @returns {Run}
 */
function configure(run, { config, same_data }) {
  const error = run.taken === run.config ? null : run.error;
  return { ...run, accepted: /** @type {Config} */ (config), sameData: same_data, error };
}

/** What was seen of the same events before stays. @param {Run} run @param {Told<'dataset'>} dataset @returns {Run} */
function take(run, dataset) {
  const same = run.sameData && run.dataset;
  if (same) return { ...run, dataset: { ...dataset, columns: same.columns }, progress: null };
  return { ...run, dataset, events: new Map(), opened: null, progress: null };
}

/** @param {Run} run @param {Told<'started'>} started @returns {Run} */
function start(run, started) {
  const used = run.accepted;
  const finished = remember(run);
  const known = { finished, earlier: contrast(finished, used), baselines: keptFor(run.baselines, used) };
  return { ...run, ...FORGOTTEN, ...known, started, used };
}

/** @param {Run} run @param {Update} update @returns {Run} the same one where nothing was found */
function find(run, update) {
  const findings = collect(run.findings, update);
  return findings === run.findings ? run : { ...run, findings };
}

/**
 * The run after a word from the client. What a worker's session knew is gone with it; its curves stay until the next one
 * speaks.
 * @param {Run} run
 * @param {Status} status
 * @returns {Run}
 */
export function connect(run, status) {
  const same = status.session === run.backend?.session && status.state === 'ready';
  const lost = { phase: 'idle', allowed: [], error: null };
  return { ...run, ...(same ? {} : lost), backend: status };
}

/**
 * An idle session has forgotten its run, and one that was making events has given them up: those before them went when it
 * began. Its error stays only where it made the session idle.
 * @param {Run} run
 * @param {Told<'phase'>} update
 * @returns {Run}
 */
function enter(run, { phase, allowed }) {
  const entered = { ...run, phase, allowed };
  if (phase === 'running') return { ...entered, error: null };
  if (phase !== 'idle') return entered;
  const over = run.phase === 'finished' || run.phase === 'paused';
  const unmade = run.progress?.stage === 'data' ? UNMADE : {};
  return { ...entered, ...FORGOTTEN, ...unmade, finished: remember(run), error: over ? null : run.error };
}

/** What is asked of a run or a data set; when it comes too late nothing is wrong. */
const QUESTIONS = ['inspect', 'examine', 'what_if', 'probe', 'compare'];

/**
 * An error that answers no command ended what the session was doing.
 * @param {Run} run
 * @param {Told<'error'>} update
 * @returns {Run}
 */
function fail(run, update) {
  if (QUESTIONS.includes(update.command ?? '')) return run;
  const findings = update.command === null ? { ...run.findings, failed: true } : run.findings;
  return { ...run, findings, error: update };
}

/** @param {Run['events']} events @param {Told<'event'>} event @returns {Run['events']} without the one that came first, where they are too many */
function keep(events, event) {
  const kept = new Map(events).set(event.event, event);
  const [first] = kept.keys();
  if (kept.size > MOST_EVENTS) kept.delete(first);
  return kept;
}

/** @param {Told<'report'>[]} reports @returns {Told<'report'>[]} */
function thin(reports) {
  if (reports.length <= MOST_REPORTS) return reports;
  return reports.flatMap((report, i) => (i % 2 ? [merge(reports[i - 1], report)] : [])).concat(lone(reports));
}

/** @param {Told<'report'>[]} reports the last one, where it has no neighbour to merge with */
function lone(reports) {
  return reports.length % 2 ? reports.slice(-1) : [];
}

/** @param {Told<'report'>} a @param {Told<'report'>} b @returns {Told<'report'>} */
function merge(a, b) {
  const loss = (a.train.loss + b.train.loss) / 2;
  return { ...b, train: { loss, accuracy: (a.train.accuracy + b.train.accuracy) / 2 } };
}
