// The size of the wasm memory of a page's worker. It never shrinks, so it shows what a run leaves behind. The worker
// itself is asked: the browser's own figure for a tab needs cross-origin isolation, which the site does not use.

/** @typedef {Window & { newest?: Worker }} Tab */

/** Runs in the page before its own scripts: keeps hold of the newest worker. */
export function holdWorker() {
  window.Worker = class extends Worker {
    /** @param {ConstructorParameters<typeof Worker>} options */
    constructor(...options) {
      super(...options);
      /** @type {Tab} */ (window).newest = this;
    }
  };
}

/** Bytes. @param {import('playwright-core').Page} page with `holdWorker` in it @returns {Promise<number>} */
export const wasmMemory = (page) => page.evaluate(askWorker);

/** Runs in the page: the worker answers this message whatever it was opened for, and the page passes over the answer. */
function askWorker() {
  return new Promise((resolve) => {
    const worker = /** @type {Tab} */ (window).newest;
    const heard = (/** @type {MessageEvent} */ { data }) => {
      if (data.type !== 'bench') return;
      worker?.removeEventListener('message', heard);
      resolve(data.answer);
    };
    worker?.addEventListener('message', heard);
    worker?.postMessage({ type: 'bench_memory', id: 0 });
  });
}
