// Phase `calls`: the WebGPU calls of a training step. On a graphics card, these calls limit the speed of such a
// small model, not the arithmetic. Unlike times, they are the same on every machine and at every batch size.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdown, shown } from './numbers.mjs';
import { PageContestant } from './page.mjs';

/** @typedef {import('./harness.mjs').Harness} Harness */
/** @typedef {Record<string, number>} Counts */

const BATCH = 2;
/** Steps of an epoch, as many as in the phase speed: what an epoch's end costs is shared among them. */
const STEPS = 20;
/** Steps between two readings of the loss, as our page has it. */
const READ_EVERY = 10;
const COUNTED = ['dispatches', 'passes', 'submits', 'uploads', 'uploadBytes', 'readbacks', 'buffers', 'bindGroups'];
const counter = readFileSync(join(import.meta.dirname, 'gpu-counter.js'), 'utf8');

/** @param {Harness} harness */
export async function measure(harness) {
  for (const { id, ...contestant } of harness.able().filter(({ webgpu }) => webgpu)) {
    const live = new PageContestant({ id, ...contestant }, harness.hosts);
    await harness.alone('calls', id, live, async () => {
      await live.open(putCounter);
      await live.setup({ batch: BATCH, seed: 1, samples: STEPS * BATCH });
      await live.step(1);
      const first = await live.run(count, undefined);
      await live.step(STEPS - 1);
      const before = await live.run(count, undefined);
      for (let i = 0; i < STEPS / READ_EVERY; i++) await live.step(READ_EVERY);
      const after = await live.run(count, undefined);
      const aStep = Object.fromEntries(Object.keys(after).map((name) => [name, (after[name] - before[name]) / STEPS]));
      harness.note('calls', id, { aStep, pipelines: first.pipelines });
      harness.log('calls', id, JSON.stringify(aStep));
    });
  }
}

/** Into the page, and in front of our worker's own script; the peers call WebGPU from the page. @param {import('playwright-core').Page} page */
async function putCounter(page) {
  await page.addInitScript(counter);
  await page.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${counter}\n${await response.text()}` });
  });
}

/** Runs in the page: calls so far, of the page and of its workers together. @returns {Promise<Counts>} */
async function count() {
  /** @type {Counts} */
  const sum = {};
  const channel = new BroadcastChannel('gpu-counts');
  channel.onmessage = ({ data }) => {
    if (data === 'ask') return;
    for (const name of Object.keys(data)) sum[name] = (sum[name] ?? 0) + data[name];
  };
  channel.postMessage('ask');
  await new Promise((resolve) => setTimeout(resolve, 300));
  channel.close();
  return sum;
}

/** @param {Harness} harness */
export function tables(harness) {
  const rows = harness.contestants
    .filter(({ webgpu }) => webgpu)
    .map(({ id, title }) => {
      /** @type {{ aStep: Counts, pipelines: number } | undefined} */
      const numbers = harness.of('calls')[id];
      const calls = COUNTED.map((name) => shown(numbers?.aStep[name], 1));
      return [title, ...calls, numbers?.pipelines ?? harness.failure('calls', id) ?? '–'];
    });
  const head = ['WebGPU calls a training step', 'dispatches', 'passes', 'submits', 'uploads', 'bytes uploaded'];
  return rows.length
    ? [markdown([...head, 'readbacks', 'buffers', 'bind groups', 'pipelines until the first step'], rows)]
    : [];
}
