// Which backend may run here, and why: asks the browser for an adapter and the site for its modules.
// It starts nothing and remembers nothing; client.js acts on what it says.

/** @typedef {'cpu' | 'webgpu'} Backend */
/** @typedef {'auto' | Backend} Preference */
/** @typedef {{ name: string, software: boolean }} Adapter */
/** @typedef {{ js: string, version: string, raw: number, gzip: number, brotli: number }} Module */
/** @typedef {{ cpu?: Module, webgpu?: Module, building?: Backend[] }} Modules */
/**
 * Why a backend was chosen, as a code: 'chosen', 'found', 'searching', 'unsupported', 'no_adapter', 'refused', 'emulated',
 * 'asked' for WebGPU in vain, 'no_webgpu_module', 'no_cpu_module', 'building', 'measured', 'failed'.
 * @typedef {{ code: string, message?: string, adapter?: string, missing?: Reason, cpu?: number, webgpu?: number }} Reason times in milliseconds a step
 */
/** @typedef {{ adapter: Adapter | null, missing: Reason }} Search `missing` says why there is no adapter. */

/** @type {Reason} */
const CHOSEN = { code: 'chosen' };

/**
 * The wasm modules this site has; `building` names those that are still being compiled.
 * @returns {Promise<Modules>}
 */
export async function readModules() {
  const response = await fetch(new URL('wasm/modules.json', document.baseURI), { cache: 'no-store' });
  if (!response.ok) throw new Error(`cannot fetch wasm/modules.json: the server answered ${response.status}`);
  return response.json();
}

/**
 * A module's address; its version is part of it, so that a cache never mixes two builds.
 * @param {Module} module
 */
export function moduleUrl(module) {
  return new URL(`wasm/${module.js}?v=${module.version}`, document.baseURI).href;
}

/** @returns {Promise<Search>} */
export async function findAdapter() {
  if (!navigator.gpu) return { adapter: null, missing: { code: 'unsupported' } };
  try {
    const found = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (found) return { adapter: describe(found.info), missing: CHOSEN };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { adapter: null, missing: { code: 'refused', message } };
  }
  return { adapter: null, missing: { code: 'no_adapter' } };
}

/**
 * @param {Pick<GPUAdapterInfo, 'vendor' | 'architecture' | 'description' | 'isFallbackAdapter'>} info
 * @returns {Adapter}
 */
export function describe(info) {
  const name = info.description || [info.vendor, info.architecture].filter(Boolean).join(' ') || 'unnamed adapter';
  const software =
    info.isFallbackAdapter || /swiftshader|llvmpipe|lavapipe|basic render/i.test(`${name} ${info.architecture}`);
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
