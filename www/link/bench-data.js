// The benchmark's data and initial weights: the numbers that every contestant trains on, PyTorch included.
// Generator: mulberry32, one stream per tensor, so that a value depends only on seed, stream and index.

export const CLASSES = 3;
const FEATURES = 10;
const SIDE = 32;
const MELS = 64;
const FRAMES = 64;
/** How strong the pattern of a class is in each modality, beside uniform noise in [-1, 1). */
const SIGNAL = { table: 0.15, image: 0.05, audio: 0.06 };

/** The model's layers as `[out, in]` and `[out, in, height, width]`. */
const SHAPES = {
  tab1: [64, 10],
  tab2: [128, 64],
  img1: [16, 3, 3, 3],
  img2: [32, 16, 3, 3],
  imgfc: [128, 32 * 8 * 8],
  aud1: [16, 1, 3, 3],
  aud2: [32, 16, 3, 3],
  audfc: [128, 32 * 16 * 16],
  fus1: [256, 384],
  fus2: [CLASSES, 256],
};

/**
 * `length` uniform numbers in [-scale, scale).
 * @param {number} length
 * @param {number} seed
 * @param {number} stream
 * @param {number} scale
 */
function uniform(length, seed, stream, scale) {
  const out = new Float32Array(length);
  let state = (Math.imul(seed, 0x9e3779b1) + Math.imul(stream, 0x85ebca6b)) | 0;
  for (let i = 0; i < length; i++) {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    out[i] = ((((t ^ (t >>> 14)) >>> 0) / 4294967296) * 2 - 1) * scale;
  }
  return out;
}

/** Whether a pixel lies on a bright stripe of its class: rows, columns or diagonals. */
function bright(/** @type {number} */ label, /** @type {number} */ row, /** @type {number} */ column) {
  return ([row, column, row + column][label] >> 1) & 1;
}

/** @param {Float32Array} table `[event, feature]` @param {Int32Array} labels */
function markTable(table, labels) {
  for (let i = 0; i < table.length; i++) {
    if ((i % FEATURES) % CLASSES === labels[Math.floor(i / FEATURES)]) table[i] += SIGNAL.table;
  }
}

/** @param {Float32Array} image `[event, channel, row, column]` @param {Int32Array} labels */
function markImage(image, labels) {
  for (let i = 0; i < image.length; i++) {
    const label = labels[Math.floor(i / (3 * SIDE * SIDE))];
    image[i] += bright(label, Math.floor(i / SIDE) % SIDE, i % SIDE) ? SIGNAL.image : -SIGNAL.image;
  }
}

/** @param {Float32Array} audio `[event, mel, frame]` @param {Int32Array} labels */
function markAudio(audio, labels) {
  for (let i = 0; i < audio.length; i++) {
    const band = (Math.floor(i / FRAMES) % MELS) - 20 * labels[Math.floor(i / (MELS * FRAMES))];
    if (band >= 4 && band < 12) audio[i] += SIGNAL.audio;
  }
}

/**
 * Uniform noise plus a weak pattern of the class in all three modalities.
 * @param {number} seed
 * @param {number} samples
 */
export function makeDataset(seed, samples) {
  const tab = uniform(samples * FEATURES, seed, 1, 1);
  const img = uniform(samples * 3 * SIDE * SIDE, seed, 2, 1);
  const aud = uniform(samples * MELS * FRAMES, seed, 3, 1);
  const y = Int32Array.from(uniform(samples, seed, 4, 1), (u) =>
    Math.min(CLASSES - 1, Math.floor((u * 0.5 + 0.5) * CLASSES)),
  );
  markTable(tab, y);
  markImage(img, y);
  markAudio(aud, y);
  return { tab, img, aud, y };
}

/**
 * PyTorch's default: U(-1/√fan_in, 1/√fan_in) for weight and bias.
 * @param {number} seed
 * @returns {Record<string, { shape: number[], w: Float32Array, b: Float32Array }>}
 */
export function initWeights(seed) {
  let stream = 100;
  const layers = Object.entries(SHAPES).map(([name, shape]) => {
    const [out, ...inputs] = shape;
    const fanIn = inputs.reduce((a, b) => a * b, 1);
    const bound = 1 / Math.sqrt(fanIn);
    const w = uniform(out * fanIn, seed, stream++, bound);
    const b = uniform(out, seed, stream++, bound);
    return [name, { shape, w, b }];
  });
  return Object.fromEntries(layers);
}
