// TensorFlow.js with its core API, its fastest way to train: without the Layers API. Each page load uses one
// backend. Options in the address: backend=wasm|webgl|webgpu|cpu, and for wasm threads=N and shim=1.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { CLASSES, initWeights, makeDataset } from '../../www/link/bench-data.js';
import { channelsLast, filterLast, flattenedLast, transpose } from './layouts.js';

const query = new URLSearchParams(location.search);
const backend = query.get('backend') ?? 'webgl';

const packages = {
  webgpu: () => import('@tensorflow/tfjs-backend-webgpu'),
  webgl: () => import('@tensorflow/tfjs-backend-webgl'),
  cpu: () => import('@tensorflow/tfjs-backend-cpu'),
  wasm: async () => {
    const wasm = await import('@tensorflow/tfjs-backend-wasm');
    wasm.setWasmPaths(new URL('../node_modules/@tensorflow/tfjs-backend-wasm/dist/', location.href).href);
    if (query.has('threads')) wasm.setThreadsCount(Number(query.get('threads')));
    if (query.get('shim') === '1') registerFilterGradient();
  },
};

async function load() {
  await packages[backend]();
  if (!(await tf.setBackend(backend))) throw new Error(`backend did not start: ${backend}`);
  await tf.ready();
  if (tf.getBackend() !== backend) throw new Error(`asked for ${backend}, got ${tf.getBackend()}`);
}

// The wasm backend has no Conv2DBackpropFilter. This is the smallest stand-in: the filter's gradient is itself a convolution
// of the transposed input with the transposed output gradient, and the backend has a fast Conv2D. Stride 1 only.
function registerFilterGradient() {
  const kernelFunc = ({ inputs: { x, dy }, attrs: { filterShape } }) => {
    const pad = (filterShape[0] - 1) / 2;
    return tf.tidy(() => {
      const input = tf.transpose(x, [3, 1, 2, 0]); // [in, height, width, event]
      const gradient = tf.transpose(dy, [1, 2, 0, 3]); // [height, width, event, out]
      return tf.transpose(tf.conv2d(input, gradient, 1, pad, 'NHWC', undefined, 'round'), [1, 2, 0, 3]);
    });
  };
  tf.registerKernel({ kernelName: 'Conv2DBackpropFilter', backendName: 'wasm', kernelFunc });
}

function weightOf(name, { w, shape }) {
  const [out, inputs, height, width] = shape;
  if (shape.length === 4) return tf.tensor(filterLast(w, shape), [height, width, inputs, out]);
  if (name === 'imgfc') return tf.tensor(flattenedLast(w, 128, 32, 64), [2048, 128]);
  if (name === 'audfc') return tf.tensor(flattenedLast(w, 128, 32, 256), [8192, 128]);
  return tf.tensor(transpose(w, out, inputs), [inputs, out]);
}

function variables(seed) {
  const all = {};
  // names must be new in every set-up of a page
  const add = (name, tensor) => {
    all[name] = tf.variable(tensor, true, `${name}_${performance.now()}`);
  };
  for (const [name, layer] of Object.entries(initWeights(seed))) {
    add(name, weightOf(name, layer));
    add(`${name}b`, tf.tensor(layer.b, [layer.shape[0]]));
  }
  return all;
}

function batchesOf({ tab, img, aud, y }, batch, samples) {
  const batches = [];
  for (let start = 0; start + batch <= samples; start += batch) {
    const end = start + batch;
    const pictures = channelsLast(img.subarray(start * 3072, end * 3072), batch, 3, 32 * 32);
    batches.push({
      tab: tf.tensor(tab.slice(start * 10, end * 10), [batch, 10]),
      img: tf.tensor(pictures, [batch, 32, 32, 3]),
      aud: tf.tensor(aud.slice(start * 4096, end * 4096), [batch, 64, 64, 1]),
      y: tf.cast(tf.oneHot(tf.tensor1d(y.slice(start, end), 'int32'), CLASSES), 'float32'),
    });
  }
  return batches;
}

/** The loss of a batch as a function of the variables. */
function lossOf(v, dropout) {
  const dense = (x, name) => tf.fused.matMul({ a: x, b: v[name], bias: v[`${name}b`] });
  const conv = (x, name) => {
    const maps = tf.fused.conv2d({ x, filter: v[name], strides: 1, pad: 'same', bias: v[`${name}b`] });
    return tf.maxPool(tf.relu(maps), 2, 2, 'valid');
  };
  const cnn = (x, name) => {
    const maps = conv(conv(x, `${name}1`), `${name}2`);
    return dense(tf.reshape(maps, [maps.shape[0], -1]), `${name}fc`);
  };
  return ({ tab, img, aud, y }) => {
    const table = dense(tf.relu(dense(tab, 'tab1')), 'tab2');
    const hidden = tf.relu(dense(tf.concat([table, cnn(img, 'img'), cnn(aud, 'aud')], 1), 'fus1'));
    const kept = dropout > 0 ? tf.dropout(hidden, dropout) : hidden;
    return tf.losses.softmaxCrossEntropy(y, dense(kept, 'fus2'));
  };
}

let loaded;
let state;

window.bench = {
  async setup({ batch, seed, samples = 640, dropout = 0.5, lr = 1e-3 }) {
    loaded ??= load();
    await loaded;
    const all = variables(seed);
    const batches = batchesOf(makeDataset(seed, samples), batch, samples);
    const optimizer = tf.train.adam(lr, 0.9, 0.999, 1e-8);
    state = { batches, loss: lossOf(all, dropout), optimizer, variables: Object.values(all), steps: 0 };
    return { library: `tfjs-core ${tf.version_core}`, backend: tf.getBackend() };
  },
  async step(n) {
    const { batches, optimizer, variables } = state;
    let loss;
    for (let i = 0; i < n; i++) {
      loss?.dispose();
      const batch = batches[state.steps++ % batches.length];
      loss = optimizer.minimize(() => state.loss(batch), true, variables);
    }
    const [value] = await loss.data();
    loss.dispose();
    return value;
  },
};
