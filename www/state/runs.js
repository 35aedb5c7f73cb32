// Runs: one training each, from its settings to the findings about its model. Plain data, a reducer, and the
// selections by which views compare runs.

import { addFinding, NOTHING } from './findings.js';
import { identity } from './settings.js';

/** @template {import('./update.js').Update['type']} K @typedef {import('./update.js').UpdateOf<K>} UpdateOf */
/** @typedef {import('./update.js').Update} Update */
/** @typedef {import('./settings.js').Config} Config */
/** @typedef {import('./page.js').Page} Page */

/**
 * @typedef {object} Run
 * @property {number} id 1 for the first run of this visit; 0 is that of no run
 * @property {'page' | 'compare'} origin whether the page's session trained it, or Compare beside it
 * @property {Config} config the settings it is trained with
 * @property {UpdateOf<'started'> | null} started
 * @property {UpdateOf<'progress'> | null} progress of training, not of the examination
 * @property {UpdateOf<'report'>[]} reports at most MOST_REPORTS; PAST_REPORTS once it is past
 * @property {UpdateOf<'epoch'>[]} epochs
 * @property {UpdateOf<'result'> | null} result
 * @property {import('./findings.js').Findings} findings
 */

/** A chart is no wider than this many points; longer runs keep means of neighbours. */
const MOST_REPORTS = 1000;
/** A past run's curve is drawn small, beside another. */
const PAST_REPORTS = 250;
/** Past runs that are kept. The largest part of one is its predictions, 28 bytes a test event of six classes. */
const MOST_PAST = 8;

/** @type {Omit<Run, 'config'>} */
const BLANK = {
  id: 0,
  origin: 'page',
  started: null,
  progress: null,
  reports: [],
  epochs: [],
  result: null,
  findings: NOTHING,
};

/** @param {number} id @param {Config} config @param {UpdateOf<'started'>} started @returns {Run} */
export function createRun(id, config, started) {
  return { ...BLANK, id, config, started };
}

/**
 * The run that the page shows: the one under way or the last one. Where there is none, a blank one with the session's settings,
 * which `started === null` distinguishes.
 * @param {Pick<Page, 'runs' | 'open' | 'session'>} page
 * @returns {Run}
 */
export function presentRun({ runs, open, session }) {
  return runs.find(({ id }) => id === open.run) ?? { ...BLANK, config: session.accepted };
}

/**
 * The run after an update; the same one where the update is about something else.
 * @param {Run} run
 * @param {Update} update
 * @returns {Run}
 */
export function reduceRun(run, update) {
  if (update.type === 'report') return { ...run, reports: thin([...run.reports, update], MOST_REPORTS) };
  if (update.type === 'epoch') return { ...run, epochs: [...run.epochs, update] };
  if (update.type === 'result') return { ...run, result: update };
  if (update.type === 'progress' && update.stage !== 'examine') return { ...run, progress: update };
  const findings = addFinding(run.findings, update);
  return findings === run.findings ? run : { ...run, findings };
}

/**
 * The runs once this one is past. It stays if it was examined to the end, in the place of an earlier one with the same settings.
 * @param {Run[]} runs
 * @param {number | null} id
 * @returns {Run[]}
 */
export function retire(runs, id) {
  const run = runs.find((candidate) => candidate.id === id);
  if (!run) return runs;
  const others = runs.filter((other) => other !== run);
  if (!isExamined(run)) return others;
  const own = identity(run.config);
  const different = others.filter(({ origin, config }) => origin === 'compare' || identity(config) !== own);
  const past = { ...run, reports: thin(run.reports, PAST_REPORTS) };
  return dropFirst([...different, past]);
}

/** @param {Run} run */
function isExamined({ findings: { progress } }) {
  return progress !== null && progress.done >= progress.total;
}

/** Without the page's first runs, where it has too many. @param {Run[]} runs */
function dropFirst(runs) {
  const kept = runs.filter(({ origin }) => origin === 'page').slice(-MOST_PAST);
  return runs.filter((run) => run.origin === 'compare' || kept.includes(run));
}

/**
 * The last past run that differs from the present one in its modality dropout and in nothing else, but for the backend.
 * @param {Page} page
 * @returns {Run | null}
 */
export function contrastOf(page) {
  const { started, config } = presentRun(page);
  if (!started) return null;
  const own = identity(config);
  const { modality_dropout } = config;
  const differs = (/** @type {Run} */ { origin, config: other }) =>
    origin === 'page' &&
    other.modality_dropout !== modality_dropout &&
    identity({ ...other, modality_dropout }) === own;
  return page.runs.findLast(differs) ?? null;
}

/**
 * The models that Compare trained on other modalities, in the order in which they were done. All of them have the present run's
 * other settings.
 * @param {Pick<Page, 'runs'>} page
 */
export function baselinesOf({ runs }) {
  return runs.filter(({ origin }) => origin === 'compare');
}

/**
 * How a run's model did on the test split, with its 95 % interval; null until it is examined.
 * @param {Pick<Run, 'findings'>} run
 */
export function scoreOf({ findings: { report } }) {
  return report && { accuracy: report.scores.accuracy, interval: report.scores.interval };
}

/** Means of neighbours, where there are more than `most`. @param {UpdateOf<'report'>[]} reports @param {number} most @returns {UpdateOf<'report'>[]} */
function thin(reports, most) {
  if (reports.length <= most) return reports;
  const half = reports.flatMap((report, i) => (i % 2 ? [merge(reports[i - 1], report)] : []));
  return thin(half.concat(lone(reports)), most);
}

/** @param {UpdateOf<'report'>[]} reports the last one, where it has no neighbour to merge with */
function lone(reports) {
  return reports.length % 2 ? reports.slice(-1) : [];
}

/** @param {UpdateOf<'report'>} a @param {UpdateOf<'report'>} b @returns {UpdateOf<'report'>} */
function merge(a, b) {
  const loss = (a.train.loss + b.train.loss) / 2;
  return { ...b, train: { loss, accuracy: (a.train.accuracy + b.train.accuracy) / 2 } };
}
