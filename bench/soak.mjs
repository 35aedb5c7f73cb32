// Phase `soak`: whether memory stays constant over ten thousand small steps of the benchmark's page, and over many
// runs of the real page that are started and reset by its buttons. Wasm memory never shrinks, so its size shows
// leaks.

import { holdWorker, wasmMemory } from '../tests/page/memory.mjs';
import { LONG, startSite } from '../tests/page/site.mjs';
import { ownPages } from './contestants.mjs';
import { markdown, megabytes } from './numbers.mjs';
import { PageContestant } from './page.mjs';

/** @typedef {import('./harness.mjs').Harness} Harness */
/** @typedef {[moment: string, bytes: number | undefined][]} Memory */

const BATCH = 2;
const STEPS = 10_000;
/** Steps between two signs of life. */
const CHUNK = 1000;
const TINY = '#backend=cpu&events=60&epochs=1';

/** @param {Harness} harness */
export async function measure(harness) {
  const { steps = STEPS, runs } = harness.options;
  for (const contestant of ownPages(harness.able(), harness.options)) {
    const { id } = contestant;
    await harness.alone('soak', id, new PageContestant(contestant, harness.hosts), async (live) => {
      await live.open();
      harness.note('soak', id, await stepAfterStep(live, steps, (done) => harness.log('soak', id, done, 'steps')));
    });
  }
  harness.note('soak', 'page', await runAfterRun(runs));
}

/** @param {PageContestant} live @param {number} steps @param {(done: number) => void} tell @returns {Promise<Memory>} */
async function stepAfterStep(live, steps, tell) {
  await live.setup({ batch: BATCH, seed: 1, samples: 4 * BATCH });
  /** @type {Memory} */
  const memory = [['at the start', await live.memory()]];
  await live.step(100);
  memory.push(['after 100 steps', await live.memory()]);
  for (let done = 100; done < steps; done += CHUNK) {
    await live.step(Math.min(CHUNK, steps - done));
    tell(Math.min(done + CHUNK, steps));
  }
  return [...memory, [`after ${steps} steps`, await live.memory()]];
}

/** @param {number} runs @returns {Promise<Memory>} */
async function runAfterRun(runs) {
  const site = await startSite();
  try {
    const visit = await site.visit('bench.html');
    await visit.page.addInitScript(holdWorker);
    await visit.page.goto(`${site.url}${TINY}`);
    /** @type {Memory} */
    const memory = [];
    for (let run = 1; run <= runs; run++) {
      await visit.offers('train');
      await visit.press('train');
      await visit.reaches(/^Finished/, LONG);
      if (run === 1 || run === runs) memory.push([`after run ${run}`, await wasmMemory(visit.page)]);
      await visit.press('reset');
      await visit.reaches(/^Ready/);
    }
    return memory;
  } finally {
    await site.close();
  }
}

/** @param {Harness} harness */
export function tables(harness) {
  const titles = new Map(harness.contestants.map(({ id, title }) => [id, `${title}, batch ${BATCH}`]));
  /** @type {Record<string, Memory>} */
  const all = harness.of('soak');
  return Object.entries(all).map(([id, memory]) => {
    const rows = memory.map(([moment, bytes]) => [moment, bytes ? megabytes(bytes) : 'not offered']);
    return markdown([`${titles.get(id) ?? 'the page, 60 events, one epoch a run'}`, 'wasm memory, MB'], rows);
  });
}
