// Measures which backend is faster on this machine: each trains the benchmark's model for a few steps, one after the
// other. The times are kept until a module or the adapter changes, unless a run starts meanwhile. client.js decides
// what follows.

import { moduleUrl } from './backends.js';
import { openBench } from './bench-link.js';

/** @typedef {import('./backends.js').Module} Module */
/** Milliseconds an optimizer step takes. @typedef {{ cpu: number, webgpu: number }} Times */

const KEY = 'trimodal.race';
/** The default batch, and few events: they are uploaded once. */
const SETUP = { batch: 32, seed: 1, samples: 96 };
const STEPS = 3;

/**
 * @param {{ cpu: Module, webgpu: Module }} modules
 * @param {string} adapter
 * @param {() => boolean} alone whether no run is there that it shares the machine with
 * @param {AbortSignal} signal stops it: its worker is closed, and no times follow
 * @returns {Promise<Times>}
 */
export async function race({ cpu, webgpu }, adapter, alone, signal) {
  const contest = `${cpu.version} ${webgpu.version} ${adapter}`;
  const known = readTimes(recall(), contest);
  if (known) return known;
  const times = { cpu: await time('cpu', cpu, signal), webgpu: await time('webgpu', webgpu, signal) };
  if (alone()) remember({ contest, times });
  return times;
}

/** @param {import('./backends.js').Backend} backend @param {Module} module @param {AbortSignal} signal */
async function time(backend, module, signal) {
  const bench = openBench(backend, Promise.resolve(moduleUrl(module)));
  signal.addEventListener('abort', bench.close, { once: true });
  try {
    await bench.setup(SETUP);
    await bench.step(1); // compiles
    const start = performance.now();
    await bench.step(STEPS);
    return (performance.now() - start) / STEPS;
  } finally {
    bench.close();
  }
}

/**
 * The times that were remembered of this contest; null where the text is of another one, or is not what is written here.
 * @param {string} text
 * @param {string} contest
 * @returns {Times | null}
 */
export function readTimes(text, contest) {
  try {
    const { contest: known, times } = JSON.parse(text);
    const { cpu, webgpu } = times;
    const valid = [cpu, webgpu].every((time) => typeof time === 'number' && time > 0);
    return valid && known === contest ? { cpu, webgpu } : null;
  } catch {
    return null; // it is raced again
  }
}

function recall() {
  try {
    return localStorage.getItem(KEY) ?? '';
  } catch {
    return ''; // a browser that keeps nothing races every time
  }
}

/** @param {{ contest: string, times: Times }} result */
function remember(result) {
  try {
    localStorage.setItem(KEY, JSON.stringify(result));
  } catch {
    // nor does it write
  }
}
