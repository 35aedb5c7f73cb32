// Phase `events`: how long the page takes to generate a data set, and how much memory it then uses.

import { ownPages } from './contestants.mjs';
import { markdown, megabytes } from './numbers.mjs';
import { PageContestant } from './page.mjs';

/** @typedef {import('./harness.mjs').Harness} Harness */
/** @typedef {{ events: number, ms: number, bytes: number }} Made */

/** @param {Harness} harness */
export async function measure(harness) {
  const [contestant] = ownPages(harness.able(), harness.options);
  if (!contestant) return;
  const { id } = contestant;
  await harness.alone('events', id, new PageContestant(contestant, harness.hosts), async (live) => {
    await live.open();
    await live.events(harness.options.events[0]); // compiles
    /** @type {Made[]} */
    const made = [];
    for (const events of harness.options.events) {
      made.push({ events, ...(await live.events(events)) });
      harness.log('events', id, events, 'events made');
    }
    harness.note('events', id, made);
  });
}

/** @param {Harness} harness */
export function tables(harness) {
  /** @type {Record<string, Made[]>} */
  const all = harness.of('events');
  return Object.values(all).map((made) => {
    const rows = made.map(({ events, ms, bytes }) => [
      String(events),
      (ms / 1000).toFixed(2),
      ((1000 * ms) / events).toFixed(0),
      megabytes(bytes),
    ]);
    return markdown(['events', 'seconds to make them', 'µs an event', 'wasm memory, MB'], rows);
  });
}
