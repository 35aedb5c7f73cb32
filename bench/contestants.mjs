// The contestants. Each has the same two calls: setup({ batch, seed, samples, dropout, lr }), and step(n), which
// returns the last loss. A page offers them as `window.bench`, PyTorch over a pipe.

/** @typedef {import('./options.mjs').Options} Options */

/**
 * @typedef {object} Contestant
 * @property {string} id
 * @property {string} title as the tables name it
 * @property {string} [host] of a page: one of hosts.mjs
 * @property {string} [path] of a page
 * @property {string[]} [args] of torch_ref.py, instead of a page
 * @property {Record<string, string>} [env]
 * @property {boolean} [webgpu] whether it trains on WebGPU
 * @property {boolean} [own] whether it is our own
 * @property {boolean} [off] measured only when it is named
 * @property {boolean} [twin] whether another contestant has the same arithmetic, so that ten epochs of it say nothing new
 */

/** @param {string} name @param {string} host @param {string} title @returns {Contestant[]} */
const site = (name, host, title) => [
  { id: `${name}-cpu`, title: `${title}, wasm SIMD, one thread`, host, path: 'bench.html?backend=cpu', own: true },
  {
    id: `${name}-webgpu`,
    title: `${title}, WebGPU`,
    host,
    path: 'bench.html?backend=webgpu',
    own: true,
    webgpu: true,
  },
];

/** @type {(id: string, title: string, args: string[], more?: Partial<Contestant>) => Contestant} */
const torch = (id, title, args, more) => ({ id, title: `PyTorch, native, ${title}`, args, ...more });

/** @type {(id: string, title: string, path: string, more?: Partial<Contestant>) => Contestant} */
const peer = (id, title, path, more) => ({ id, title, host: 'isolated', path: `peers/${path}`, ...more });

/** A plain host sends no headers for threads, so there is one. */
const plain = { host: 'plain', twin: true };

/** @type {Contestant[]} */
const PEERS = [
  // with OpenMP's default spinning, two threads on two busy cores are several times slower than one
  torch('torch-2t', 'two threads', ['--threads', '2'], { env: { OMP_WAIT_POLICY: 'PASSIVE' } }),
  torch('torch-2t-spin', 'two threads, spinning', ['--threads', '2'], { off: true }),
  torch('torch-1t', 'one thread', ['--threads', '1']),
  torch('torch-1t-tuned', 'one thread, tuned (channels last, fused Adam)', ['--threads', '1', '--tuned']),
  peer(
    'tfjs-wasm+shim',
    'TensorFlow.js, wasm, two threads, with a stand-in for the missing kernel',
    'tfjs.html?backend=wasm&shim=1&threads=2',
  ),
  peer(
    'tfjs-wasm+shim-noiso',
    'TensorFlow.js, wasm, one thread, with the stand-in',
    'tfjs.html?backend=wasm&shim=1',
    plain,
  ),
  peer('tfjs-wasm', 'TensorFlow.js, wasm, as shipped', 'tfjs.html?backend=wasm'),
  peer('tfjs-webgl', 'TensorFlow.js, WebGL', 'tfjs.html?backend=webgl'),
  peer('tfjs-webgpu', 'TensorFlow.js, WebGPU', 'tfjs.html?backend=webgpu', { webgpu: true }),
  peer('tfjs-cpu', 'TensorFlow.js, plain JavaScript', 'tfjs.html?backend=cpu'),
  peer('jaxjs-wasm', 'jax-js, wasm, a thread a core, as its examples are written', 'jaxjs.html?backend=wasm'),
  peer('jaxjs-wasm-nojit', 'jax-js, wasm, a thread a core, without jit', 'jaxjs.html?backend=wasm&jit=0', {
    twin: true,
  }),
  peer(
    'jaxjs-wasm-im2col',
    'jax-js, wasm, a thread a core, convolution as a matrix product',
    'jaxjs.html?backend=wasm&conv=im2col',
  ),
  peer(
    'jaxjs-wasm-im2col-noiso',
    'jax-js, wasm, one thread, convolution as a matrix product',
    'jaxjs.html?backend=wasm&conv=im2col',
    plain,
  ),
  peer('jaxjs-webgpu', 'jax-js, WebGPU', 'jaxjs.html?backend=webgpu', { webgpu: true }),
  peer('jaxjs-webgl', 'jax-js, WebGL', 'jaxjs.html?backend=webgl', { off: true }),
];

/**
 * Those that the options ask for.
 * @param {Options} options
 */
export function contestants({ only, skip, sites }) {
  const others = sites.flatMap(({ name }) => site(name, name, `Trimodal (${name})`));
  const all = [...site('own', 'site', '**Trimodal**'), ...others, ...PEERS];
  const ids = all.map(({ id }) => id);
  for (const id of [...only, ...skip]) {
    if (!ids.includes(id)) throw new Error(`there is no contestant ${id}; there are ${ids.join(', ')}`);
  }
  return all.filter(({ id, off }) => (only.length ? only.includes(id) : !off) && !skip.includes(id));
}

/**
 * Our own pages among them. WebGPU only where it is named: without a graphics card it is a hundred times slower.
 * @param {Contestant[]} chosen
 * @param {Options} options
 */
export function ownPages(chosen, { only }) {
  return chosen.filter(({ own, webgpu, id }) => own && (!webgpu || only.includes(id)));
}
