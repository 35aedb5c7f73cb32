// The speed of a run and its remaining time, computed from progress counts and the times they arrived. Only time
// spent in training counts, so pauses and evaluation do not lower the speed. It reads no clock itself.

/**
 * @typedef {object} Pace
 * @property {number} events trained lately, older ones weighing less
 * @property {number} time ms in which they were trained
 * @property {number} scoring ms that scoring a split took last time
 * @property {{ time: number, stage: string, events: number, since: number } | null} last
 */

/** @typedef {import('./update.js').Update} Update */
/** @typedef {Extract<Update, { type: 'progress' }>} Progress */

/** Weights fall to 1/e in this many ms. */
const MEMORY = 4000;
/** A longer gap between two updates is a sleeping computer, not a slow step. */
const ASLEEP = 60_000;

/** @type {Pace} */
export const START = { events: 0, time: 0, scoring: 0, last: null };

/**
 * The pace after an update that arrived at `now`.
 * @param {Pace} pace
 * @param {Update} update
 * @param {number} now ms
 * @returns {Pace}
 */
export function measure(pace, update, now) {
  if (update.type === 'started') return { ...START, last: { time: now, stage: 'train', events: 0, since: now } };
  if (update.type === 'phase' && update.phase !== 'running') return { ...pace, last: null };
  if (update.type !== 'progress' || update.stage === 'data') return pace;
  return advance(pace, update, now);
}

/** @param {Pace} pace @param {Progress} progress @param {number} now @returns {Pace} */
function advance(pace, { stage, trained_events: events }, now) {
  const { last } = pace;
  const since = last && last.stage === stage ? last.since : (last?.time ?? now);
  const next = { ...pace, last: { time: now, stage, events, since } };
  if (!last || now - last.time > ASLEEP) return next;
  if (stage !== 'train') return { ...next, scoring: now - since };
  const passed = now - last.time;
  const kept = Math.exp(-passed / MEMORY);
  return { ...next, events: pace.events * kept + events - last.events, time: pace.time * kept + passed };
}

/**
 * Trained events a second, or null where too little is known.
 * @param {Pace} pace
 */
export function rate({ events, time }) {
  return time > 0 && events > 0 ? (events / time) * 1000 : null;
}

/**
 * Seconds until the run's end, or null where too little is known. Early stopping may end it sooner.
 * @param {Pace} pace
 * @param {{ epochs: number, train_events: number } | null} started
 * @param {{ epoch: number, trained_events: number } | null} progress
 */
export function remaining(pace, started, progress) {
  const speed = rate(pace);
  if (!started || !progress || !speed) return null;
  const events = started.epochs * started.train_events - progress.trained_events;
  const scorings = started.epochs - progress.epoch + 1;
  return Math.max(0, events / speed + (scorings * pace.scoring) / 1000);
}
