// jax-js: the whole training step (forward, gradient, Adam) in one jit, as in its own examples. Options in the
// address: backend=wasm|webgpu|webgl, jit=0 for no jit, conv=im2col for a convolution as a matrix product.
import { defaultDevice, init, jit, lax, nn, numpy as np, random, tree, valueAndGrad } from '@jax-js/jax';
import { CLASSES, initWeights, makeDataset } from '../../www/link/bench-data.js';
import { transpose } from './layouts.js';

const query = new URLSearchParams(location.search);
const backend = query.get('backend') ?? 'wasm';
const convolve = query.get('conv') === 'im2col' ? im2col : (x, w) => lax.convGeneralDilated(x, w, [1, 1], 'SAME');
const compile = query.get('jit') === '0' ? (step) => step : jit;

async function load() {
  const started = await init(backend);
  if (!started.includes(backend)) throw new Error(`backend did not start: ${backend}`);
  defaultDevice(backend);
}

const array = (data, shape) => np.array(data).reshape(shape);

function parameters(seed) {
  const all = {};
  for (const [name, { shape, w, b }] of Object.entries(initWeights(seed))) {
    const [out, inputs] = shape;
    const filter = shape.length === 4;
    all[name] = filter ? array(w, shape) : array(transpose(w, out, inputs), [inputs, out]);
    all[`${name}b`] = array(b, filter ? [out, 1, 1] : [out]);
  }
  return all;
}

function batchesOf({ tab, img, aud, y }, batch, samples) {
  const batches = [];
  for (let start = 0; start + batch <= samples; start += batch) {
    const end = start + batch;
    const target = new Float32Array(batch * CLASSES);
    for (let i = 0; i < batch; i++) target[i * CLASSES + y[start + i]] = 1;
    batches.push([
      array(tab.slice(start * 10, end * 10), [batch, 10]),
      array(img.slice(start * 3072, end * 3072), [batch, 3, 32, 32]),
      array(aud.slice(start * 4096, end * 4096), [batch, 1, 64, 64]),
      array(target, [batch, CLASSES]),
    ]);
  }
  return batches;
}

/** A 3 × 3 convolution by hand: nine shifted views, then one matrix product. */
function im2col(x, w) {
  const [events, channels, height, width] = x.shape;
  const out = w.shape[0];
  const padded = np.pad(x, [
    [0, 0],
    [0, 0],
    [1, 1],
    [1, 1],
  ]);
  const views = [];
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) views.push(padded.ref.slice([], [], [i, i + height], [j, j + width]));
  }
  padded.dispose();
  const columns = np.stack(views, 1).reshape([events, 9 * channels, height * width]);
  const rows = np.transpose(w, [0, 2, 3, 1]).reshape([out, 9 * channels]);
  const product = lax.dot(rows, columns, { lhsContractingDims: [1], rhsContractingDims: [1] });
  // np.matmul of two by three dimensions comes out as [out, event, …] in 0.1.25
  return np.transpose(product, [1, 0, 2]).reshape([events, out, height, width]);
}

/** The loss of a batch as a function of the parameters. */
function lossOf(batch, dropout) {
  const dense = (p, x, name) => np.dot(x, p[name]).add(p[`${name}b`]);
  const conv = (p, x, name) =>
    lax.reduceWindow(nn.relu(convolve(x, p[name]).add(p[`${name}b`])), np.max, [2, 2], [2, 2]);
  const cnn = (p, x, name) => {
    const maps = conv(p, conv(p, x, `${name}1`), `${name}2`);
    return dense(p, maps.reshape([batch, -1]), `${name}fc`);
  };
  const drop = (hidden, key) => {
    const kept = random.bernoulli(key, 1 - dropout, hidden.shape).astype(np.float32);
    return hidden.mul(kept.mul(1 / (1 - dropout)));
  };
  return (p, key, tab, img, aud, y) => {
    const table = dense(p, nn.relu(dense(p, tab, 'tab1')), 'tab2');
    let hidden = nn.relu(dense(p, np.concatenate([table, cnn(p, img, 'img'), cnn(p, aud, 'aud')], 1), 'fus1'));
    if (dropout > 0) hidden = drop(hidden, key);
    else key.dispose();
    return nn
      .logSoftmax(dense(p, hidden, 'fus2'))
      .mul(y)
      .sum()
      .mul(-1 / batch);
  };
}

/** One step of Adam; `c1` and `c2` are the step's bias corrections, as scalars on the device. */
function adam(loss, lr) {
  return (p, m, v, c1, c2, key, ...batch) => {
    const [value, gradient] = valueAndGrad(loss)(tree.ref(p), key, ...batch);
    const next = { p: {}, m: {}, v: {} };
    for (const name of Object.keys(p)) {
      next.m[name] = m[name].mul(0.9).add(gradient[name].ref.mul(0.1));
      next.v[name] = v[name].mul(0.999).add(np.square(gradient[name]).mul(0.001));
      const root = np.sqrt(next.v[name].ref.mul(c2.ref)).add(1e-8);
      next.p[name] = p[name].sub(next.m[name].ref.mul(c1.ref).mul(lr).div(root));
    }
    c1.dispose();
    c2.dispose();
    return [value, next.p, next.m, next.v];
  };
}

let loaded;
let state;

window.bench = {
  async setup({ batch, seed, samples = 640, dropout = 0.5, lr = 1e-3 }) {
    loaded ??= load();
    await loaded;
    const p = parameters(seed);
    const zeros = () => tree.map((x) => np.zeros(x.shape), tree.ref(p));
    const batches = batchesOf(makeDataset(seed, samples), batch, samples);
    const advance = compile(adam(lossOf(batch, dropout), lr));
    state = { batches, p, m: zeros(), v: zeros(), steps: 0, advance, seed };
    return { library: 'jax-js', backend, isolated: self.crossOriginIsolated };
  },
  async step(n) {
    let loss;
    for (let i = 0; i < n; i++) {
      loss?.dispose();
      const { batches, advance, seed, p, m, v } = state;
      const batch = batches[state.steps++ % batches.length];
      const t = state.steps;
      const [c1, c2] = [np.array(1 / (1 - 0.9 ** t)), np.array(1 / (1 - 0.999 ** t))];
      const key = random.key(seed * 100003 + t);
      [loss, state.p, state.m, state.v] = advance(p, m, v, c1, c2, key, ...batch.map((x) => x.ref));
    }
    return await loss.jsAsync();
  },
};
