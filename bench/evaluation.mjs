// Phase `eval`: events per second in Trimodal's evaluation (forward only, large batches), compared with training.

import { ownPages } from './contestants.mjs';
import { brief, markdown, median } from './numbers.mjs';
import { PageContestant } from './page.mjs';
import { interleave } from './rounds.mjs';

/** @typedef {import('./harness.mjs').Harness} Harness */
/**
 * Medians: events a second, and how many times faster evaluation was than its round's training; null where the page does not
 * offer it.
 * @typedef {{ train: number, evaluate: number | null, ratio: number | null }} Numbers
 */

const BATCH = 32;
const EVENTS = 640;
/** The length that a block is aimed at, ms. */
const BLOCK = 1500;

/** @param {Harness} harness */
export async function measure(harness) {
  for (const contestant of ownPages(harness.able(), harness.options)) {
    const { id } = contestant;
    await harness.alone('eval', id, new PageContestant(contestant, harness.hosts), async (live) => {
      await live.open();
      await live.setup({ batch: BATCH, seed: 1, samples: EVENTS });
      const train = async (/** @type {number} */ passes) => (await live.block((passes * EVENTS) / BATCH, 0)).wall;
      const evaluate = async (/** @type {number} */ passes) => (await live.evaluate(passes))?.wall ?? Number.NaN;
      await live.step(EVENTS / BATCH);
      const ways = (await live.evaluate(1)) ? [train, evaluate] : [train];
      const turns = [];
      for (const way of ways) turns.push(turn(way, await way(1), harness.options.rounds));
      await interleave(turns, (_turn, block) => harness.log('eval', id, brief(block), 'events a second'), rethrow);
      const [trained, evaluated] = turns.map(({ blocks }) => blocks);
      harness.note('eval', id, {
        train: median(trained),
        evaluate: evaluated ? median(evaluated) : null,
        ratio: evaluated ? median(evaluated.map((block, round) => block / trained[round])) : null,
      });
    });
  }
}

/**
 * Events a second, block by block.
 * @param {(passes: number) => Promise<number>} way takes so many passes over all events, and tells how long it took
 * @param {number} once what one pass takes
 * @param {number} rounds
 */
function turn(way, once, rounds) {
  const passes = Math.ceil(BLOCK / once);
  const block = async () => ((passes * EVENTS) / (await way(passes))) * 1000;
  return { id: way.name, rounds, block, blocks: /** @type {number[]} */ ([]) };
}

/** @param {unknown} _turn @param {unknown} error */
function rethrow(_turn, error) {
  throw error;
}

/** @param {Harness} harness */
export function tables(harness) {
  const rows = ownPages(harness.contestants, harness.options).map(({ id, title }) => {
    /** @type {Numbers | undefined} */
    const numbers = harness.of('eval')[id];
    if (!numbers) return [title, '–', harness.failure('eval', id) ?? '–', '–'];
    const { train, evaluate, ratio } = numbers;
    if (evaluate === null || ratio === null) return [title, brief(train), 'not offered', '–'];
    return [title, brief(train), brief(evaluate), ratio.toFixed(2)];
  });
  return [markdown(['events a second', 'training', 'evaluation', 'ratio'], rows)];
}
