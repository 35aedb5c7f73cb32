// A short run of everything that training and its findings do, so that split.mjs sees which functions they call.

import { readFileSync } from 'node:fs';
import { initWeights, makeDataset } from '../../www/link/bench-data.js';

/** @typedef {typeof import('../../www/public/wasm/cpu/trimodal.js')} Trimodal */

const { defaults, commands } = JSON.parse(readFileSync('www/contract.json', 'utf8'));
/** What else a setting can call. */
const OTHERS = [
  { world: 'redundant', classes: 6, image_size: 64 },
  { world: 'unique', modalities: 'tabular' },
  { world: 'synergy', modalities: 'image' },
  { world: 'noise', modalities: 'audio' },
  { modality_dropout: 0.3, weight_decay: 0.01, label_smoothing: 0.1, class_weights: 'balanced', missing_image: 0.2 },
  { table_noise: 0.5, image_noise: 0.5, image_blur: 0.1, image_occlusion: 0.5, audio_snr: 10, label_noise: 0.1 },
  { image_size: 64, modalities: 'tabular' },
  { events: 1000, modalities: 'tabular' },
  { modalities: 'tabular', epochs: 20, patience: 1 },
];
/** What matters where numbers are computed: lists and matrices of other sizes are sorted, grown and multiplied in other ways. */
const ON_CPU = [
  { events: 1000 },
  { events: 1000, batch_size: 256 },
  { events: 300, batch_size: 128 },
  { events: 300, modalities: 'image_audio' },
  { events: 120, epochs: 12 },
  { world: 'noise', modalities: 'tabular', epochs: 12 },
  { modalities: 'tabular', epochs: 12, learning_rate: 1e-6 },
];

/** @param {string} backend @param {() => Promise<Trimodal>} load gives a fresh instance, as a worker has */
export async function rehearse(backend, load) {
  await runs(await (await load()).Session.open(backend), backend === 'cpu' ? [...OTHERS, ...ON_CPU] : OTHERS);
  await benchmark(backend, (await load()).Bench);
}

/** @typedef {import('../../www/public/wasm/cpu/trimodal.js').Session} Session */

/** @param {Session} session @param {object} command @param {number} [pieces] of work to wait for @returns {Promise<{ type: string, message: string }[]>} errors */
async function tell(session, command, pieces = Number.POSITIVE_INFINITY) {
  const updates = session.handle(command);
  for (let piece = 0; piece < pieces && session.busy(); piece++) updates.push(...(await session.work()));
  return updates.filter((/** @type {{ type: string }} */ { type }) => type === 'error');
}

/** @param {Session} session @param {object[]} others */
async function runs(session, others) {
  for (const [index, other] of [{ epochs: 6 }, ...others].entries()) {
    const events = 100 + 13 * index; // a matrix of another shape may take another way
    const script = [
      { type: 'configure', config: { ...defaults, epochs: 1, events, ...other } },
      { type: 'train', pieces: 1 },
      ...['pause', 'step', 'resume'].map((type) => ({ type })),
      { type: 'inspect', event: 1 },
      { type: 'examine' },
      { ...commands.what_if, event: 1 },
      commands.probe,
      commands.compare,
    ];
    for (const { pieces, ...command } of script) {
      const [error] = await tell(session, command, pieces);
      if (error) throw new Error(`the rehearsal failed: ${error.message}`);
    }
  }
  // a run that diverges and gets an error
  await tell(session, { type: 'configure', config: { ...defaults, events: 100, epochs: 4, learning_rate: 10 } });
  await tell(session, { type: 'train' });
}

/** @param {string} backend @param {Trimodal['Bench']} Bench */
async function benchmark(backend, Bench) {
  const options = { batch: 32, seed: 1, samples: 64, dropout: 0.5, lr: 1e-3 };
  const bench = await Bench.open(backend, { ...options, ...makeDataset(1, 64), weights: initWeights(1) });
  await bench.step(2);
  await bench.evaluate(1);
}
