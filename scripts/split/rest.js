// The other half of a module that scripts/split left in two. The worker has it fetched while training runs; a call that wants
// it earlier comes from within wasm, which cannot wait for a promise, so then it is read synchronously. Only a worker may do that.

const NAME = 'trimodal_rest.wasm';
const HOME = new URL(NAME, import.meta.url);
/** The first four bytes of every wasm file. */
const MAGIC = '\0asm';
/** Milliseconds between two attempts to reach the server. */
const AGAIN = 1000;

/** @type {ArrayBuffer | null} */
let bytes = null;
let fetching = false;
let linked = false;
/** Is called with `true` while a call waits for the network, and with `false` when it goes on. @type {((waits: boolean) => void) | null} */
let onWait = null;

/** @param {string} message */
const fault = (message) => Object.assign(new Error(`${NAME}: ${message}`), { code: 'rest' });

/** @param {ArrayBuffer | Uint8Array} text */
const decode = (text) => new TextDecoder('latin1').decode(text);

/** @param {ArrayBuffer} file */
const isWasm = (file) => decode(new Uint8Array(file).subarray(0, MAGIC.length)) === MAGIC;

/** Notifies the listener of a call that waits for the network; without a listener the call fails. @param {(waits: boolean) => void} listener */
export function onRestWait(listener) {
  onWait = listener;
}

/** Fetches the other half ahead of need. Where that fails, the call that wants it tries again. */
export async function fetchRest() {
  if (bytes || linked || fetching) return;
  fetching = true;
  try {
    const response = await fetch(HOME, { priority: 'low' });
    const file = await response.arrayBuffer();
    if (response.ok && isWasm(file) && !linked) bytes = file; // a call may have read it meanwhile
  } finally {
    fetching = false;
  }
}

/** Called from within wasm. @param {WebAssembly.Exports} module @param {string} id of the split that both halves come from */
export function link(module, id) {
  const rest = new WebAssembly.Module(bytes ?? read());
  const [own] = WebAssembly.Module.customSections(rest, 'split');
  if (!own || decode(own) !== id) throw fault('it belongs to another version of the module');
  new WebAssembly.Instance(rest, { module });
  linked = true;
  bytes = null;
}

/** @returns {ArrayBuffer} */
function read() {
  const request = new XMLHttpRequest();
  for (let attempt = 0; !send(request); attempt++) {
    if (!onWait) throw fault('the server could not be reached');
    if (attempt === 0) onWait(true);
    sleep(AGAIN);
  }
  onWait?.(false);
  if (request.status !== 200) throw fault(`the server answered ${request.status}`);
  if (!isWasm(request.response)) throw fault('something else came in its place');
  return request.response;
}

/** @param {XMLHttpRequest} request @returns {boolean} whether a server answered */
function send(request) {
  request.open('GET', HOME, false);
  request.responseType = 'arraybuffer';
  try {
    request.send();
    return true;
  } catch {
    return false;
  }
}

/** Blocks this worker, which cannot go on anyway: asleep, where the browser lends it shared memory. @param {number} milliseconds */
function sleep(milliseconds) {
  const end = performance.now() + milliseconds;
  try {
    const { buffer } = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
    Atomics.wait(new Int32Array(buffer), 0, 0, milliseconds);
  } catch {
    while (performance.now() < end);
  }
}
