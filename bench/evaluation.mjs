// Phase `eval`: events a second of our own evaluation, forward only and in large batches, beside those of training.

import { ownPages } from './contestants.mjs';
import { brief, markdown, median } from './numbers.mjs';
import { PageContestant } from './page.mjs';
import { interleave } from './rounds.mjs';

/** @typedef {import('./harness.mjs').Harness} Harness */
/** Medians, in events a second; null where the page does not offer it. @typedef {{ train: number, evaluate: number | null }} Numbers */

const BATCH = 32;
const EVENTS = 640;

/** @param {Harness} harness */
export async function measure(harness) {
  for (const contestant of ownPages(harness.able(), harness.options)) {
    const { id } = contestant;
    await harness.alone('eval', id, new PageContestant(contestant, harness.hosts), async (live) => {
      await live.open();
      await live.setup({ batch: BATCH, seed: 1, samples: EVENTS });
      await live.step(EVENTS / BATCH);
      const train = async () => perSecond((await live.block(EVENTS / BATCH, 0)).wall);
      const offered = await live.evaluate(1);
      const evaluate = async () => perSecond((await live.evaluate(1))?.wall ?? Number.NaN);
      const turns = (offered ? [train, evaluate] : [train]).map((block) => turn(block, harness.options.rounds));
      await interleave(turns, (_turn, block) => harness.log('eval', id, brief(block), 'events a second'), rethrow);
      const [trained, evaluated] = turns.map(({ blocks }) => median(blocks));
      harness.note('eval', id, { train: trained, evaluate: evaluated ?? null });
    });
  }
}

const perSecond = (/** @type {number} */ ms) => (EVENTS / ms) * 1000;

/** @param {() => Promise<number>} block @param {number} rounds */
const turn = (block, rounds) => ({ id: block.name, rounds, block, blocks: [] });

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
    const { train, evaluate } = numbers;
    if (evaluate === null) return [title, brief(train), 'not offered', '–'];
    return [title, brief(train), brief(evaluate), (evaluate / train).toFixed(2)];
  });
  return [markdown(['events a second', 'training', 'evaluation', 'ratio'], rows)];
}
