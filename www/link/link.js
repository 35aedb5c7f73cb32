// One worker with one wasm module on one backend: opens it, passes messages on, and reports once how it failed. Its
// owner chooses the backend and decides what happens after a failure.

/** @typedef {import('./backends.js').Backend} Backend */
/**
 * How a worker failed: its code did not 'load', a file is 'missing', the browser is 'offline' or makes no 'worker', WebAssembly
 * is not there ('no_wasm', 'no_simd') or forbidden by the host's 'policy', the 'device' did not open, or it 'crashed', perhaps
 * because the 'rest' of its module is no longer there.
 * @typedef {'load' | 'missing' | 'offline' | 'worker' | 'no_wasm' | 'no_simd' | 'policy' | 'device' | 'rest' | 'crashed'} FailureCode
 */
/** @typedef {{ code: FailureCode, message: string }} Failure */
/** @typedef {{ type: string, [key: string]: any }} Message */
/** @typedef {{ send(message: Message, transfer?: Transferable[]): void, close(): void }} Link */

/**
 * Starts the worker's script at once; the module's address may come later.
 * @param {object} options
 * @param {Backend} options.backend
 * @param {Promise<string>} options.module address of the module's JavaScript
 * @param {'session' | 'bench'} [options.purpose]
 * @param {(message: Message) => void} options.onMessage
 * @param {(failure: Failure) => void} options.onFailed called at most once; the link is closed by then
 * @returns {Link}
 */
export function openLink({ backend, module, purpose = 'session', onMessage, onFailed }) {
  let open = true;
  let heard = false;
  const close = () => {
    open = false;
    worker?.terminate();
  };
  const fail = (/** @type {FailureCode} */ code, /** @type {string} */ message) => {
    if (!open) return;
    close();
    onFailed({ code: code === 'load' && globalThis.navigator?.onLine === false ? 'offline' : code, message });
  };
  const worker = startWorker(({ message }) => queueMicrotask(() => fail('worker', message)));
  if (!worker) return { send: () => {}, close };
  worker.onmessage = ({ data }) => {
    heard = true;
    if (!open) return;
    if (data.type === 'failed') fail(data.code, data.message);
    else onMessage(data);
  };
  worker.onerror = (event) => fail(heard ? 'crashed' : 'load', event.message || 'the worker script did not load');
  worker.onmessageerror = () => fail('crashed', 'a message could not be read');
  const asked = module.then(
    (url) => worker.postMessage({ type: 'open', module: url, backend, purpose }),
    (error) => fail(error.code ?? 'load', error.message),
  );
  const send = (/** @type {Message} */ message, /** @type {Transferable[]} */ transfer = []) => {
    asked.then(() => open && worker.postMessage(message, transfer));
  };
  return { send, close };
}

/** A sandboxed frame may start none. @param {(error: Error) => void} onRefused */
function startWorker(onRefused) {
  try {
    return new Worker(new URL('./worker.js', import.meta.url), { type: 'module', name: 'trimodal' });
  } catch (error) {
    onRefused(/** @type {Error} */ (error));
    return null;
  }
}
