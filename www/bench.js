// `window.bench`: times the model with the page's own worker and trainer, for the benchmark. `?backend=cpu|webgpu`
// chooses the backend; if it cannot be used there is an error, never a fallback, so that no time is recorded for the
// wrong backend.

import { makeEvents } from './bench-events.js';
import { moduleUrl, readModules } from './link/backends.js';
import { openBench } from './link/bench-link.js';

const backend = new URLSearchParams(location.search).get('backend') === 'webgpu' ? 'webgpu' : 'cpu';
const module = readModules().then((modules) => {
  const found = modules[backend];
  if (!found) throw new Error(`this site has no wasm module for ${backend}`);
  return moduleUrl(found);
});

let bench = openBench(backend, module);
let used = false;

Object.assign(window, {
  bench: {
    /** Every set-up but the first takes a fresh worker. @param {import('./link/bench-link.js').Setup} setup */
    async setup(setup) {
      if (used) {
        bench.close();
        bench = openBench(backend, module);
      }
      used = true;
      await bench.setup(setup);
    },
    step: (/** @type {number} */ n) => bench.step(n),
    evaluate: (/** @type {number} */ n) => bench.evaluate(n),
    memory: () => bench.memory(),
    events: (/** @type {number} */ n) => makeEvents(backend, module, n),
  },
});
