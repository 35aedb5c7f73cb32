// Phase `cold`: the time from opening the page in a fresh browser to the end of the first training step, and what
// was downloaded. The data set is one batch, so that generating it hardly counts.

import { compress } from '../scripts/measure.mjs';
import { markdown, median, shown, shuffled } from './numbers.mjs';
import { PageContestant } from './page.mjs';

/** @typedef {import('./harness.mjs').Harness} Harness */
/** @typedef {import('../scripts/measure.mjs').Sizes} Sizes */
/** @typedef {{ times: import('./page.mjs').Cold[], sizes: Sizes | null }} Numbers */

const BATCH = 32;

/** @param {Harness} harness */
export async function measure(harness) {
  for (let round = 0; round < harness.options.coldRounds; round++) {
    for (const { id, ...contestant } of shuffled(harness.able())) {
      await harness.alone('cold', id, harness.live({ id, ...contestant }), async (live) => {
        /** @type {Numbers} */
        const { times, sizes } = harness.of('cold')[id] ?? { times: [], sizes: null };
        const loaded = live instanceof PageContestant ? await openAndListen(live) : await live.open();
        const time = await live.cold(BATCH);
        harness.log('cold', id, shown(time.first), 'ms');
        harness.note('cold', id, { times: [...times, time], sizes: sizes ?? (loaded && (await total(loaded))) });
      });
    }
  }
}

/** Opens a page and gathers the code that it loads, its workers' too. @param {PageContestant} live */
async function openAndListen(live) {
  /** @type {Promise<Buffer | null>[]} */
  const bodies = [];
  await live.open((page) =>
    page.on('response', (response) => {
      if (/\.(js|mjs|wasm)(\?|$)/.test(response.url())) bodies.push(response.body().catch(() => null));
    }),
  );
  return bodies;
}

/** @param {Promise<Buffer | null>[]} bodies @returns {Promise<Sizes>} */
async function total(bodies) {
  const sum = { raw: 0, gzip: 0, brotli: 0 };
  for (const body of await Promise.all(bodies)) {
    const { raw, gzip, brotli } = await compress(body ?? new Uint8Array());
    sum.raw += raw;
    sum.gzip += gzip;
    sum.brotli += brotli;
  }
  return sum;
}

/** @param {Harness} harness */
export function tables(harness) {
  const rows = harness.contestants.map(({ id, title }) => {
    /** @type {Numbers | undefined} */
    const numbers = harness.of('cold')[id];
    if (!numbers) return [title, harness.failure('cold', id), '', '', ''];
    const { raw, gzip, brotli } = numbers.sizes ?? {};
    const kB = [raw, gzip, brotli].map((bytes) => shown((bytes ?? Number.NaN) / 1000));
    return [title, shown(median(numbers.times.map(({ first }) => first)) / 1000, 1), ...kB];
  });
  return [markdown(['first step in a fresh browser', 's', 'kB raw', 'gzip', 'brotli'], rows)];
}
