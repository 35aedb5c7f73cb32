// Parses the options of the command line, and refuses unknown ones.

import { parseArgs } from 'node:util';

export const USAGE = `usage: make bench ARGS="[options]"
  --only a,b --skip a,b    contestants by id (bench/contestants.mjs); the usual ones without it
  --phases cold,speed,…    what to measure: cold, speed, numerics, calls, eval, events, scaling, soak, smooth, or all
  --batches 32,128         batch sizes of the phase speed
  --rounds N               rounds; --slow-rounds N above 3 s a step, --cold-rounds N for the phase cold
  --budget S               seconds that the ten epochs of the phase numerics may take
  --steps N --runs N       how long the phases soak and smooth last
  --events 500,2000        sizes of the data set in the phases events and scaling
  --site NAME=FOLDER       one more build of our own site, as NAME-cpu and NAME-webgpu`;

/** @type {Record<string, string>} */
const DEFAULTS = {
  only: '',
  skip: '',
  phases: 'cold,speed,numerics,calls',
  batches: '32',
  rounds: '5',
  'slow-rounds': '3',
  'cold-rounds': '3',
  budget: '240',
  steps: '',
  runs: '20',
  events: '500,2000,8000,20000',
};

const words = (/** @type {string} */ text) => text.split(',').filter(Boolean);

/** @param {string} text @param {string} name */
function numbers(text, name) {
  const all = words(text).map(Number);
  if (all.length && all.every((number) => Number.isInteger(number) && number > 0)) return all;
  throw new Error(`--${name} needs whole numbers, not "${text}"`);
}

/** @typedef {ReturnType<typeof readOptions>} Options */

/** @param {string[]} args */
export function readOptions(args) {
  const named = Object.fromEntries(
    Object.keys(DEFAULTS).map((name) => [name, { type: /** @type {const} */ ('string') }]),
  );
  const { values } = parseArgs({
    args,
    options: { ...named, help: { type: 'boolean' }, site: { type: 'string', multiple: true, default: [] } },
  });
  const { help, site, ...texts } = /** @type {{ help?: boolean, site: string[], [name: string]: any }} */ (values);
  /** @type {typeof DEFAULTS} */
  const given = { ...DEFAULTS, ...texts };
  const one = (/** @type {string} */ name) => numbers(given[name], name)[0];
  return {
    help,
    only: words(given.only),
    skip: words(given.skip),
    phases: words(given.phases),
    batches: numbers(given.batches, 'batches'),
    rounds: one('rounds'),
    slowRounds: one('slow-rounds'),
    coldRounds: one('cold-rounds'),
    budget: one('budget'),
    /** Where it is not given, each phase has its own. */
    steps: given.steps ? one('steps') : undefined,
    runs: one('runs'),
    events: numbers(given.events, 'events'),
    sites: site.map(namedSite),
  };
}

/** @param {string} text */
function namedSite(text) {
  const [name, folder] = text.split(/=(.*)/s);
  if (!name || !folder) throw new Error(`--site needs NAME=FOLDER, not "${text}"`);
  return { name, folder };
}
