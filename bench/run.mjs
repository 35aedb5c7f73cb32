// Measures the built site and the other libraries and prints Markdown tables; the raw numbers are in bench/results/.
// Called by scripts/bench.sh, which first installs and builds what is needed.

import { execFileSync } from 'node:child_process';
import { loadavg } from 'node:os';
import * as calls from './calls.mjs';
import * as cold from './cold.mjs';
import { contestants } from './contestants.mjs';
import * as evaluation from './evaluation.mjs';
import * as events from './events.mjs';
import { Harness } from './harness.mjs';
import { startHosts } from './hosts.mjs';
import { shown } from './numbers.mjs';
import * as numerics from './numerics.mjs';
import { readOptions, USAGE } from './options.mjs';
import { findPython } from './python.mjs';
import * as scaling from './scaling.mjs';
import * as smooth from './smooth.mjs';
import * as soak from './soak.mjs';
import * as speed from './speed.mjs';

/** In the order in which they are measured: `numerics` leaves out what `speed` found too slow. */
const PHASES = { cold, speed, numerics, calls, eval: evaluation, events, scaling, soak, smooth };

/** @typedef {import('./options.mjs').Options} Options */
/** @typedef {import('./contestants.mjs').Contestant} Contestant */

/** Ends with one line where the command line makes no sense. @param {unknown} error @returns {never} */
function refuse(error) {
  console.error(`trimodal: ${error instanceof Error ? error.message : error}\n${USAGE}`);
  process.exit(2);
}

/** @param {Options} options */
function phases({ phases: wanted }) {
  const names = Object.keys(PHASES);
  const unknown = wanted.find((name) => name !== 'all' && !names.includes(name));
  if (unknown) throw new Error(`there is no phase ${unknown}; there are ${names.join(', ')}`);
  return Object.entries(PHASES).filter(([name]) => wanted.includes(name) || wanted.includes('all'));
}

/** In which PyTorch takes part. */
const WITH_PYTHON = ['cold', 'speed', 'numerics'];

/** Those that can run here. @param {Contestant[]} chosen @param {string | undefined} python */
function able(chosen, python) {
  if (python) return chosen;
  console.error('no Python with torch was found, so PyTorch is left out. To have it:');
  console.error('  python3 -m venv bench/.venv && bench/.venv/bin/pip install torch numpy');
  return chosen.filter(({ args }) => !args);
}

function read() {
  try {
    const options = readOptions(process.argv.slice(2));
    return { options, wanted: phases(options), chosen: contestants(options) };
  } catch (error) {
    return refuse(error);
  }
}

const { options, wanted, chosen } = read();
if (options.help) {
  console.log(USAGE);
  process.exit();
}
const needsPython = chosen.some(({ args }) => args) && wanted.some(([name]) => WITH_PYTHON.includes(name));
const python = needsPython ? findPython() : undefined;
const present = needsPython ? able(chosen, python) : chosen;
execFileSync('npm', ['run', '--silent', 'build'], { cwd: import.meta.dirname, stdio: 'inherit' });
const hosts = await startHosts(options.sites);
const harness = new Harness(options, present, hosts, python ?? '');
for (const [, { measure }] of wanted) await measure(harness);
await hosts.close();
for (const [, { tables }] of wanted) {
  for (const table of tables(harness).filter(Boolean)) console.log(`\n${table}`);
}
const load = [harness.load, loadavg()[0]].map((value) => shown(value, 1)).join(' → ');
console.log(`\nload ${load}; raw numbers: ${harness.save()}`);
