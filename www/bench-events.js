// Generates a data set in its own session, as the page does, and measures the time and the memory that this takes.

import contract from './contract.json';
import { openLink } from './link/link.js';

/** @typedef {{ ms: number, bytes: number }} Made from the settings' arrival to the data set; of the wasm module's memory */

/**
 * @param {import('./link/backends.js').Backend} backend
 * @param {Promise<string>} module
 * @param {number} events of the default settings
 * @returns {Promise<Made>}
 */
export function makeEvents(backend, module, events) {
  return new Promise((resolve, reject) => {
    let start = 0;
    let ms = 0;
    const link = openLink({
      backend,
      module,
      onMessage: ({ type, updates, answer }) => {
        if (type === 'ready') {
          start = performance.now();
          link.send({ type: 'command', command: { type: 'configure', config: { ...contract.defaults, events } } });
        } else if (type === 'bench') {
          link.close();
          resolve({ ms, bytes: answer });
        } else if (updates?.some((/** @type {{ type: string }} */ update) => update.type === 'dataset')) {
          ms = performance.now() - start;
          link.send({ type: 'bench_memory', id: 0 });
        }
      },
      onFailed: ({ code, message }) => reject(new Error(`${code}: ${message}`)),
    });
  });
}
