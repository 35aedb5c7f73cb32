// Which backend can run here, and why: asks the browser for an adapter, and the site for its modules. It starts
// nothing and keeps no state; client.js acts on its results.

import { faultOf } from './files.js';

/** @typedef {'cpu' | 'webgpu'} Backend */
/** @typedef {'auto' | Backend} Preference */
/** @typedef {{ name: string, software: boolean }} Adapter */
/** @typedef {{ js: string, version: string, raw: number, gzip: number, brotli: number }} Module */
/** @typedef {{ cpu?: Module, webgpu?: Module, building?: Backend[] }} Modules */
/**
 * Why a backend was chosen, as a code: 'chosen', 'found', 'searching', 'insecure', 'unsupported', 'no_adapter', 'refused',
 * 'silent', 'emulated', 'asked' for WebGPU in vain, 'no_webgpu_module', 'no_cpu_module', 'building', 'measured', 'failed'.
 * @typedef {{ code: string, message?: string, adapter?: string, missing?: Reason, cpu?: number, webgpu?: number }} Reason times in milliseconds a step
 */
/** @typedef {{ adapter: Adapter | null, missing: Reason }} Search `missing`: why there is no adapter. */

/** @type {Reason} */
const CHOSEN = { code: 'chosen' };

/**
 * The wasm modules this site has; `building` names those that are still being compiled.
 * @returns {Promise<Modules>}
 */
export async function readModules() {
  const url = new URL('wasm/modules.json', document.baseURI).href;
  try {
    const response = await fetch(url, { cache: 'no-store' });
    if (response.ok) return await response.json();
    throw new Error(`the server answered ${response.status}`);
  } catch (error) {
    throw await faultOf(url, error);
  }
}

/**
 * A module's address. Its folder is named after its version, so that a cache never mixes two builds.
 * @param {Module} module
 */
export function moduleUrl(module) {
  return new URL(`wasm/${module.js}`, document.baseURI).href;
}

/** Milliseconds that the browser may take to find an adapter, and from the first search to the second. */
const WAITS = { answer: 5000, again: 500 };

/**
 * While a browser's GPU process starts it may find no adapter, so it is asked twice before there is none.
 * @param {{ gpu?: Pick<GPU, 'requestAdapter'>, isSecureContext: boolean, waits?: typeof WAITS }} [browser]
 * @returns {Promise<Search>}
 */
export async function findAdapter({ gpu, isSecureContext, waits = WAITS } = own()) {
  const none = (/** @type {string} */ code, message = '') => ({ adapter: null, missing: { code, message } });
  if (!gpu) return none(isSecureContext ? 'unsupported' : 'insecure');
  const ask = () => soon(gpu.requestAdapter({ powerPreference: 'high-performance' }), waits.answer);
  try {
    const found = (await ask()) ?? (await after(waits.again).then(ask));
    if (found === 'silent') return none('silent');
    return found ? { adapter: describe(found.info), missing: CHOSEN } : none('no_adapter');
  } catch (error) {
    return none('refused', error instanceof Error ? error.message : String(error));
  }
}

const own = () => ({ gpu: navigator.gpu, isSecureContext });

/** @param {number} milliseconds */
const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * An answer, or 'silent' where none comes.
 * @template T
 * @param {Promise<T>} answer
 * @param {number} limit milliseconds
 * @returns {Promise<T | 'silent'>}
 */
const soon = (answer, limit) => Promise.race([answer, after(limit).then(() => /** @type {const} */ ('silent'))]);

/**
 * @param {Partial<Pick<GPUAdapterInfo, 'vendor' | 'architecture' | 'description' | 'isFallbackAdapter'>>} [info] older browsers have none
 * @returns {Adapter}
 */
export function describe(info = {}) {
  const name = info.description || [info.vendor, info.architecture].filter(Boolean).join(' ');
  const software =
    info.isFallbackAdapter === true ||
    /swiftshader|llvmpipe|lavapipe|basic render/i.test(`${name} ${info.architecture}`);
  return { name, software };
}

/**
 * The backend to aim for. A software adapter is a hundred times slower than the CPU, so only an explicit wish takes it.
 * @param {Preference} preference
 * @param {Search} search
 * @returns {{ backend: Backend, reason: Reason }}
 */
export function choose(preference, { adapter, missing }) {
  if (preference === 'cpu') return { backend: 'cpu', reason: CHOSEN };
  if (preference === 'webgpu') {
    if (adapter) return { backend: 'webgpu', reason: CHOSEN };
    return { backend: 'cpu', reason: { code: 'asked', missing } };
  }
  if (!adapter) return { backend: 'cpu', reason: missing };
  if (adapter.software) return { backend: 'cpu', reason: { code: 'emulated', adapter: adapter.name } };
  return { backend: 'webgpu', reason: { code: 'found' } };
}
