// Phase `scaling`: how Trimodal's time grows with the batch size and the number of events. Every size has a page of
// its own, and all are measured in rounds, so that ratios are reliable. A data set that does not fit is noted in its
// row.

import { ownPages } from './contestants.mjs';
import { why } from './harness.mjs';
import { brief, markdown, median, shown } from './numbers.mjs';
import { PageContestant } from './page.mjs';
import { interleave } from './rounds.mjs';

/** @typedef {import('./harness.mjs').Harness} Harness */
/** @typedef {import('./contestants.mjs').Contestant} Contestant */
/** One size; `steps` in a block, `events` in them. @typedef {{ size: number, batch: number, samples: number, steps: number }} Size */
/** Milliseconds a block, and why there are none. @typedef {Size & { blocks: number[], error?: string }} Numbers */

const BATCH = 32;
const BATCHES = [8, 16, 32, 64, 128, 256];
/** Events in a block of the first part: a few steps of the largest batch. */
const BLOCK = 1024;

/** @param {Harness} harness */
export async function measure(harness) {
  for (const contestant of ownPages(harness.able(), harness.options)) {
    const { id } = contestant;
    const byBatch = BATCHES.map((size) => ({ size, batch: size, samples: BLOCK, steps: BLOCK / size }));
    harness.note('scaling', `${id}, batch`, await sizes(harness, contestant, byBatch));
    const byEvents = harness.options.events.map((size) => ({
      size,
      batch: BATCH,
      samples: size,
      steps: Math.ceil(size / BATCH),
    }));
    harness.note('scaling', `${id}, events`, await sizes(harness, contestant, byEvents));
  }
}

/** @param {Harness} harness @param {Contestant} contestant @param {Size[]} wanted @returns {Promise<Numbers[]>} */
async function sizes(harness, contestant, wanted) {
  const turns = wanted.map((size) => {
    const live = new PageContestant(contestant, harness.hosts);
    /** @type {number[]} */
    const blocks = [];
    const block = async () => (await live.block(size.steps, 0)).wall;
    return { ...size, id: contestant.id, rounds: harness.options.rounds, live, blocks, block, error: '' };
  });
  const failed = (/** @type {typeof turns[number]} */ turn, /** @type {unknown} */ error) => {
    Object.assign(turn, { rounds: 0, error: why(error) });
    harness.log('scaling', turn.size, 'FAILED', why(error));
  };
  for (const turn of turns) await ready(turn).catch((error) => failed(turn, error));
  await interleave(
    turns,
    ({ size }, wall, round) => harness.log('round', round, 'scaling', size, brief(wall), 'ms'),
    failed,
  );
  for (const { live } of turns) await live.close();
  return turns.map(({ id, live, block, ...numbers }) => numbers);
}

/** @param {Size & { live: PageContestant }} size */
async function ready({ live, batch, samples }) {
  await live.open();
  await live.setup({ batch, seed: 1, samples });
  await live.step(5);
}

/** @param {Harness} harness */
export function tables(harness) {
  const titles = new Map(harness.contestants.map(({ id, title }) => [id, title]));
  return Object.entries(harness.of('scaling')).map(([name, numbers]) => {
    const [id, by] = name.split(', ');
    return by === 'batch' ? perEvent(titles.get(id), numbers) : perEpoch(titles.get(id), numbers);
  });
}

/** @param {string | undefined} title @param {Numbers[]} all */
function perEvent(title, all) {
  const ms = all.map(({ blocks }) => median(blocks) / BLOCK);
  const rows = all.map(({ size, error }, i) => [size, error || shown(ms[i], 2), shown(ms[i] / ms[0], 2)]);
  return markdown([`${title}: batch`, 'ms an event', 'to the first row'], rows);
}

/** @param {string | undefined} title @param {Numbers[]} all */
function perEpoch(title, all) {
  const seconds = all.map(({ blocks }) => median(blocks) / 1000);
  const rows = all.map(({ size, error }, i) => {
    const ratio = shown(seconds[i] / seconds[0], 2);
    const perEvent = shown(seconds[i] / seconds[0] / (size / all[0].size), 2);
    return [size, error || shown(seconds[i], 1), ratio, perEvent];
  });
  return markdown([`${title}: events`, 's an epoch', 'to the first row', 'the same an event'], rows);
}
