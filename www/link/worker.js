// The worker: the only code that calls the wasm module. It handles commands in order, between pieces of work, and
// never touches the page or its contract. Between pieces it yields a macrotask through a MessageChannel: a microtask
// would starve the inbox, and timers are throttled in hidden tabs.

import { faultOf } from './files.js';
import { createOutbox } from './outbox.js';
import { checkWebAssembly } from './webassembly.js';

/** @typedef {typeof import('../public/wasm/cpu/trimodal.js')} Trimodal */
/** @typedef {{ type: string, [key: string]: any }} Message */

/** Milliseconds that an adapter or a device may take to answer. */
const PATIENCE = 6000;

/** @type {Message[]} */
const inbox = [];
const outbox = createOutbox((updates) => self.postMessage({ type: 'updates', updates }));
const channel = new MessageChannel();

/** @type {Trimodal | undefined} */
let trimodal;
/** @type {import('../public/wasm/cpu/trimodal.js').Session | undefined} */
let session;
/** @type {import('../public/wasm/cpu/trimodal.js').Bench | undefined} */
let bench;
/** Grows and never shrinks: what a run leaves behind shows in its length. @type {WebAssembly.Memory | undefined} */
let memory;
let backend = '';
/** What goes wrong now is filed under this code. @type {'load' | 'device' | 'crashed'} */
let stage = 'load';
let panic = '';
let wake = () => {};
let resume = () => {};

const macrotask = () =>
  new Promise((resolve) => {
    resume = () => resolve(undefined);
    channel.port2.postMessage(null);
  });

const arrival = () =>
  new Promise((resolve) => {
    wake = () => resolve(undefined);
  });

/** @param {Message} message */
async function open(message) {
  backend = message.backend;
  checkWebAssembly();
  trimodal = await load(message.module);
  stage = 'device';
  if (message.purpose !== 'bench') session = await trimodal.Session.open(backend);
  trimodal.onRestWait((waits) => self.postMessage({ type: 'waiting', waits }));
  stage = 'crashed';
  self.postMessage({ type: 'ready' });
}

/** @param {string} url of the module's JavaScript @returns {Promise<Trimodal>} */
async function load(url) {
  let file = url;
  try {
    /** @type {Trimodal} */
    const loaded = await import(/* @vite-ignore */ url);
    file = new URL('trimodal_bg.wasm', url).href;
    ({ memory } = await loaded.default({ module_or_path: new URL(file) }));
    return loaded;
  } catch (error) {
    throw await faultOf(file, error);
  }
}

/** Fetches what training does not need at first, so that the network may go. */
function fetchAhead() {
  trimodal?.fetchRest().catch(() => addEventListener('online', fetchAhead, { once: true }));
}

/** @param {number} id @param {number | null} [answer] */
const reply = (id, answer = null) => self.postMessage({ type: 'bench', id, answer });

/** @type {Record<string, (message: Message) => unknown>} */
const handlers = {
  open,
  command: ({ command }) => {
    if (!session) return;
    outbox.add(session.handle(command));
    if (command.type === 'train') fetchAhead();
  },
  bench_setup: async ({ id, options }) => {
    bench = await trimodal?.Bench.open(backend, options);
    reply(id);
  },
  bench_step: async ({ id, n }) => reply(id, await bench?.step(n)),
  bench_evaluate: async ({ id, n }) => reply(id, await bench?.evaluate(n)),
  bench_memory: ({ id }) => reply(id, memory?.buffer.byteLength),
};

async function serve() {
  for (;;) {
    for (let message = inbox.shift(); message; message = inbox.shift()) await handlers[message.type]?.(message);
    if (session?.busy()) {
      outbox.add(await session.work());
      await macrotask();
    } else {
      outbox.flush();
      await arrival();
    }
  }
}

/** An error may carry its own code. @param {any} error */
function fail(error) {
  outbox.flush();
  const code = typeof error?.code === 'string' ? error.code : stage;
  self.postMessage({
    type: 'failed',
    code,
    message: panic || (error instanceof Error ? error.message : String(error)),
  });
}

/**
 * What a graphics driver may never answer. It answers a page that has just started within a second or two.
 * @template T
 * @param {Promise<T>} answer
 * @param {string} what
 */
async function answered(answer, what) {
  const timer = setTimeout(() => fail(`no ${what} answered within ${PATIENCE / 1000} seconds`), PATIENCE);
  try {
    return await answer;
  } finally {
    clearTimeout(timer);
  }
}

// A lost device and a refused dispatch leave no trace in the numbers: training would go on with stale ones.
function watchDevices() {
  if (!('GPUAdapter' in self)) return;
  const find = GPU.prototype.requestAdapter;
  GPU.prototype.requestAdapter = function (...options) {
    return answered(find.apply(this, options), 'adapter');
  };
  const request = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...options) {
    const device = await answered(request.apply(this, options), 'device');
    device.lost.then(({ message }) => fail(`the device was lost: ${message}`));
    device.addEventListener('uncapturederror', ({ error }) => fail(`the device refused its work: ${error.message}`));
    return device;
  };
}

// A panic is logged by console.error; the message of the exception that follows is only "unreachable". One inside a Rust future
// leaves its promise pending for ever and arrives as an error event.
const complain = console.error;
console.error = (...words) => {
  if (String(words[0]).startsWith('panicked at')) panic = words.join(' ');
  complain(...words);
};
self.addEventListener('error', (event) => {
  event.preventDefault();
  fail(event.error ?? event.message);
});
self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  fail(event.reason);
});
watchDevices();
channel.port1.onmessage = () => resume();
self.onmessage = ({ data }) => {
  inbox.push(data);
  wake();
};
serve().catch(fail);
