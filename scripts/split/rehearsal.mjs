// A short run of everything that training and its findings do, so that split.mjs sees which functions they call.

import { readFileSync } from 'node:fs';
import { initWeights, makeDataset } from '../../www/bench-data.js';

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
];

/** @param {string} backend @param {() => Promise<Trimodal>} load gives a fresh instance, as a worker has */
export async function rehearse(backend, load) {
  await runs(await (await load()).Session.open(backend));
  await benchmark(backend, (await load()).Bench);
}

/** @param {import('../../www/public/wasm/cpu/trimodal.js').Session} session */
async function runs(session) {
  /** @param {object} command @param {number} [steps] */
  async function tell(command, steps = Number.POSITIVE_INFINITY) {
    const updates = session.handle(command);
    for (let step = 0; step < steps && session.busy(); step++) updates.push(...(await session.step()));
    const error = updates.find((/** @type {{ type: string }} */ { type }) => type === 'error');
    if (error) throw new Error(`the rehearsal failed: ${error.message}`);
  }

  for (const [index, other] of [{ epochs: 2 }, ...OTHERS].entries()) {
    const events = 100 + 13 * index; // a matrix of another shape may take another way
    await tell({ type: 'configure', config: { ...defaults, epochs: 1, events, ...other } });
    await tell({ type: 'train' }, 1);
    await tell({ type: 'pause' });
    await tell({ type: 'step' });
    await tell({ type: 'resume' });
    await tell({ type: 'inspect', event: 1 });
    await tell({ type: 'examine' });
    await tell({ ...commands.what_if, event: 1 });
    await tell(commands.probe);
    await tell(commands.compare);
  }
}

/** @param {string} backend @param {Trimodal['Bench']} Bench */
async function benchmark(backend, Bench) {
  const options = { batch: 32, seed: 1, samples: 64, dropout: 0.5, lr: 1e-3 };
  const bench = await Bench.open(backend, { ...options, ...makeDataset(1, 64), weights: initWeights(1) });
  await bench.step(2);
  await bench.evaluate(1);
}
