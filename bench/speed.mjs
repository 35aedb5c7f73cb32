// Phase `speed`: milliseconds per training step, all contestants in turn. The loss is read once per chunk of steps,
// as a live chart would. It prints the tables of docs/measured.md and the data behind them.

import { loadavg } from 'node:os';
import { brief, markdown, median, shown } from './numbers.mjs';
import { interleave } from './rounds.mjs';

/** @typedef {import('./harness.mjs').Harness} Harness */
/** @typedef {import('./harness.mjs').Live} Live */
/** @typedef {import('./page.mjs').Block} Block */
/** @typedef {import('./contestants.mjs').Contestant} Contestant */
/** @typedef {{ info: unknown, first: number, chunk: number, blocks: Block[] }} Numbers */

/** Milliseconds a step from which on a block is one step and there are fewer rounds. */
const SLOW = 3000;
/** Milliseconds that a block takes at least, where it is not one slow chunk. */
const BLOCK = 1500;

/** How a batch size's numbers are filed. @param {number} batch */
const phase = (batch) => `speed-${batch}`;

/** @param {Harness} harness */
export async function measure(harness) {
  for (const batch of harness.options.batches) await measureBatch(harness, batch);
}

/** @param {Harness} harness @param {number} batch */
async function measureBatch(harness, batch) {
  const opened = [];
  for (const contestant of harness.able()) {
    const live = harness.live(contestant);
    try {
      const turn = await ready(harness, contestant, live, batch);
      opened.push({ ...turn, live });
      harness.log('ready', contestant.id, 'batch', batch, shown(turn.numbers.first), 'ms the first step');
    } catch (error) {
      harness.fail('speed', contestant.id, error);
      await live.close();
    }
  }
  await interleave(
    opened,
    ({ id }, { n, wall, cpu }, round) => {
      const [ms, cpuMs] = [wall / n, cpu / n].map(brief);
      harness.log('round', round, id, ms, 'ms a step, CPU', cpuMs, 'ms, load', shown(loadavg()[0], 1));
      harness.save();
    },
    ({ id }, error) => harness.fail('speed', id, error),
  );
  for (const { live } of opened) await live.close();
}

/** Opens and warms up. @param {Harness} harness @param {Contestant} contestant @param {Live} live @param {number} batch */
async function ready(harness, { id }, live, batch) {
  await live.open();
  const info = await live.setup({ batch, seed: 1 });
  const times = [await timed(live), await timed(live)];
  // engines compile wasm in tiers: the first steps can be several times slower than the later ones
  while (times.length < 4 && times[times.length - 1] < SLOW) times.push(await timed(live));
  const ms = Math.min(...times.slice(1));
  if (ms < 300) await live.step(10);
  const chunk = ms < 1000 ? 10 : ms < SLOW ? 3 : 1;
  /** @type {Numbers} */
  const numbers = { info, first: times[0], chunk, blocks: [] };
  harness.note(phase(batch), id, numbers);
  const rounds = ms < SLOW ? harness.options.rounds : harness.options.slowRounds;
  return { id, rounds, numbers, blocks: numbers.blocks, block: () => live.block(chunk, BLOCK) };
}

/** @param {Live} live */
async function timed(live) {
  const start = performance.now();
  await live.step(1);
  return performance.now() - start;
}

/** Median milliseconds a step, as far as it was measured. @param {Harness} harness @param {string} id @param {number} batch */
export function msPerStep(harness, id, batch) {
  /** @type {Numbers | undefined} */
  const numbers = harness.of(phase(batch))[id];
  return numbers ? median(numbers.blocks.map(({ n, wall }) => wall / n)) : Number.NaN;
}

/** @param {Harness} harness */
export function tables(harness) {
  return harness.options.batches.flatMap((batch) => [
    ranking(harness, batch, 'on the CPU', ({ webgpu }) => !webgpu),
    ranking(harness, batch, 'on WebGPU', ({ webgpu }) => Boolean(webgpu)),
    basis(harness, batch),
  ]);
}

/** The fastest first. @param {Harness} harness @param {number} batch @param {string} title @param {(c: Contestant) => boolean} belongs */
function ranking(harness, batch, title, belongs) {
  const timed = harness.contestants
    .filter(belongs)
    .map((contestant) => ({ ...contestant, ms: msPerStep(harness, contestant.id, batch) }));
  const sorted = timed.filter(({ ms }) => ms > 0).sort((a, b) => a.ms - b.ms);
  const rows = sorted.map(({ title, ms }) => [title, brief(ms), brief((batch / ms) * 1000)]);
  const failed = timed.filter(({ ms, id }) => !(ms > 0) && harness.failure('speed', id));
  rows.push(...failed.map(({ title, id }) => [title, harness.failure('speed', id), '']));
  return rows.length ? markdown([`${title}, batch ${batch}`, 'ms a step', 'events a second'], rows) : '';
}

/** @param {Harness} harness @param {number} batch */
function basis(harness, batch) {
  const rows = harness.contestants.flatMap(({ id }) => {
    /** @type {Numbers | undefined} */
    const numbers = harness.of(phase(batch))[id];
    if (!numbers?.blocks.length) return [];
    const { blocks } = numbers;
    const of = (/** @type {(block: Block) => number} */ pick) => median(blocks.map(pick));
    const steps = blocks.reduce((sum, { n }) => sum + n, 0);
    const each = blocks.map(({ n, wall }) => wall / n);
    const blocked = shown(of(({ blocked = Number.NaN, wall }) => Math.min(100, (100 * blocked) / wall)));
    const longest = shown(of(({ longest = Number.NaN }) => longest));
    const spread = `${brief(Math.min(...each))} to ${brief(Math.max(...each))}`;
    return [[id, spread, brief(of(({ n, cpu }) => cpu / n)), `${blocks.length}, ${steps}`, blocked, longest]];
  });
  const head = ['', 'ms a step from … to', 'CPU ms a step', 'rounds, steps', '% blocked', 'longest task, ms'];
  return rows.length ? markdown(head, rows) : '';
}
