// `window.bench`: times this exact model through the real worker and trainer, for the benchmark's harness.
// `?backend=cpu|webgpu` is taken at its word: nothing falls back, so that no number is filed under the wrong name.

import { moduleUrl, readModules } from './backends.js';
import { initWeights, makeDataset } from './bench-data.js';
import { openLink } from './link.js';

/** @typedef {{ batch: number, seed: number, samples?: number, dropout?: number, lr?: number }} Setup */
/** @typedef {{ resolve(answer: number): void, reject(error: Error): void }} Waiting */

const backend = new URLSearchParams(location.search).get('backend') === 'webgpu' ? 'webgpu' : 'cpu';
const module = readModules().then((modules) => {
  const found = modules[backend];
  if (!found) throw new Error(`this site has no wasm module for ${backend}`);
  return moduleUrl(found);
});

function openWorker() {
  /** @type {Map<number, Waiting>} */
  const waiting = new Map();
  /** @type {Error | undefined} */
  let failed;
  let last = 0;
  const link = openLink({
    backend,
    module,
    purpose: 'bench',
    onMessage: ({ type, id, answer }) => {
      if (type !== 'bench') return;
      waiting.get(id)?.resolve(answer);
      waiting.delete(id);
    },
    onFailed: ({ code, message }) => {
      failed = new Error(`${code}: ${message}`);
      for (const { reject } of waiting.values()) reject(failed);
    },
  });
  /** @returns {Promise<number>} */
  const ask = (
    /** @type {{ type: string, [key: string]: any }} */ message,
    /** @type {Transferable[]} */ transfer = [],
  ) =>
    new Promise((resolve, reject) => {
      if (failed) return reject(failed);
      const id = ++last;
      waiting.set(id, { resolve, reject });
      link.send({ ...message, id }, transfer);
    });
  return { ask, close: link.close };
}

// A device is opened once in a worker, so every set-up but the first takes a fresh one.
let worker = openWorker();
let used = false;

Object.assign(window, {
  bench: {
    /** @param {Setup} setup */
    async setup({ batch, seed, samples = 640, dropout = 0.5, lr = 1e-3 }) {
      if (used) {
        worker.close();
        worker = openWorker();
      }
      used = true;
      const data = makeDataset(seed, samples);
      const options = { batch, seed, samples, dropout, lr, ...data, weights: initWeights(seed) };
      await worker.ask({ type: 'bench_setup', options }, [data.tab.buffer, data.img.buffer, data.aud.buffer]);
    },
    /** @param {number} n @returns {Promise<number>} the last step's loss */
    step: (n) => worker.ask({ type: 'bench_step', n }),
    /** @param {number} n @returns {Promise<number>} the loss over all events, which it passes over `n` times, forward only */
    evaluate: (n) => worker.ask({ type: 'bench_evaluate', n }),
    /** @returns {Promise<number>} bytes of the wasm module's memory */
    memory: () => worker.ask({ type: 'bench_memory' }),
  },
});
