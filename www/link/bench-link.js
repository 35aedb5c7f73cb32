// Runs the benchmark's model in a worker of its own: sets it up, trains for some steps, and returns numbers. Time is
// measured elsewhere.

import { initWeights, makeDataset } from './bench-data.js';
import { openLink } from './link.js';

/** @typedef {import('./backends.js').Backend} Backend */
/** @typedef {{ batch: number, seed: number, samples?: number, dropout?: number, lr?: number }} Setup */
/** @typedef {{ resolve(answer: number): void, reject(error: Error): void }} Waiting */

/**
 * Opens a worker with the module at `module`; it is set up once, because a device is opened once in a worker.
 * @param {Backend} backend
 * @param {Promise<string>} module
 */
export function openBench(backend, module) {
  const { ask, close } = openWorker(backend, module);
  return {
    /** @param {Setup} setup */
    async setup({ batch, seed, samples = 640, dropout = 0.5, lr = 1e-3 }) {
      const data = makeDataset(seed, samples);
      const options = { batch, seed, samples, dropout, lr, ...data, weights: initWeights(seed) };
      await ask({ type: 'bench_setup', options }, [data.tab.buffer, data.img.buffer, data.aud.buffer]);
    },
    /** @param {number} n @returns {Promise<number>} the last step's loss */
    step: (n) => ask({ type: 'bench_step', n }),
    /** @param {number} n @returns {Promise<number>} the loss over all events, which it passes over `n` times, forward only */
    evaluate: (n) => ask({ type: 'bench_evaluate', n }),
    /** @returns {Promise<number>} bytes of the wasm module's memory */
    memory: () => ask({ type: 'bench_memory' }),
    close,
  };
}

/** @param {Backend} backend @param {Promise<string>} module */
function openWorker(backend, module) {
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
