// Compare: trains one baseline for each set of modalities, several at a time, and reports the progress of each. It
// does not use the page's session; state/comparison.js keeps its reports.

import { moduleUrl, readModules } from './backends.js';
import { train } from './baseline.js';

/** @typedef {import('./backends.js').Backend} Backend */
/** @typedef {import('../state/comparison.js').ComparisonUpdate} ComparisonUpdate */
/** @typedef {import('../state/settings.js').Config} Config */

const MOST = 4;

/**
 * How many workers may train at once: on the CPU one core is left to the page, and a graphics card is one. Each holds a data
 * set of its own, so a machine of many cores is not filled.
 * @param {Backend} backend
 * @param {number | undefined} cores
 */
export function lanes(backend, cores) {
  return backend === 'webgpu' ? 1 : Math.min(Math.max(1, (cores ?? 2) - 1), MOST);
}

/** @param {Backend} backend @returns {Promise<string>} */
async function findModule(backend) {
  const module = (await readModules())[backend];
  if (!module) throw new Error(`this site has no wasm module for ${backend}`);
  return moduleUrl(module);
}

/**
 * @param {(update: ComparisonUpdate) => void} report
 * @param {{ start: typeof train, find: typeof findModule, cores: number | undefined }} [means] what it works with
 */
export function createComparison(
  report,
  means = { start: train, find: findModule, cores: globalThis.navigator?.hardwareConcurrency },
) {
  /** Closes what the last comparison left open; true where there was something. */
  let close = () => false;
  return {
    /** @param {Config} config of the run to compare with @param {string[]} sets to train @param {Backend} backend */
    start(config, sets, backend) {
      close();
      report({ type: 'asked', config, sets });
      close = work({ config, sets, backend }, report, means);
    },
    /** Ends it; what was trained until then stays. */
    cancel: () => close() && report({ type: 'ended', cancelled: true }),
    /** Ends it without a word. */
    close: () => close(),
  };
}

/**
 * Trains all the sets, and reports when all are done.
 * @param {{ config: Config, sets: string[], backend: Backend }} order
 * @param {(update: ComparisonUpdate) => void} report
 * @param {NonNullable<Parameters<typeof createComparison>[1]>} means
 * @returns {() => boolean}
 */
function work({ config, sets, backend }, report, { start, find, cores }) {
  const waiting = [...sets];
  const open = new Map();
  const module = find(backend);
  module.catch(() => {}); // every link that waits for it reports the failure
  const next = () => {
    while (open.size < lanes(backend, cores) && waiting.length) begin(/** @type {string} */ (waiting.shift()));
    if (open.size === 0) report({ type: 'ended', cancelled: false });
  };
  const begin = (/** @type {string} */ modalities) => {
    const end = (/** @type {ComparisonUpdate} */ update) => {
      if (!open.delete(modalities)) return; // it was cancelled
      report(update);
      next();
    };
    const own = start({
      config: { ...config, modalities },
      backend,
      module,
      onProgress: (share) => report({ type: 'advanced', modalities, share }),
      onTrained: (run) => end({ type: 'trained', run }),
      onFailed: (why) => end({ type: 'failed', modalities, why }),
    });
    open.set(modalities, own);
  };
  next();
  return () => {
    const some = open.size > 0;
    const links = [...open.values()];
    open.clear();
    waiting.length = 0;
    for (const link of links) link.close();
    return some;
  };
}
