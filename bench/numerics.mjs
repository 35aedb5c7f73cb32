// Phase `numerics`: whether a contestant computes the same as PyTorch. Without dropout, its first losses must equal
// PyTorch's; with dropout, the loss after ten epochs must be low. The ten epochs are skipped if they would take
// longer than the budget.

import { markdown, shown } from './numbers.mjs';
import { msPerStep } from './speed.mjs';

/** @typedef {import('./harness.mjs').Harness} Harness */
/** @typedef {import('./harness.mjs').Live} Live */
/** @typedef {{ first: number[], last?: number, left?: string }} Numbers */

const BATCH = 32;
const EPOCHS = 10;
const STEPS_PER_EPOCH = 640 / BATCH;
const REFERENCE = 'torch-1t';

/** @param {Harness} harness */
export async function measure(harness) {
  for (const contestant of harness.able()) {
    const { id, twin } = contestant;
    await harness.alone('numerics', id, harness.live(contestant), async (live) => {
      await live.open();
      const seconds = (msPerStep(harness, id, BATCH) * EPOCHS * STEPS_PER_EPOCH) / 1000;
      const first = await firstLosses(live, seconds > 2000 ? 3 : 5);
      const affordable = !(seconds > harness.options.budget);
      const last = affordable && !twin ? await lastLoss(live) : undefined;
      const left = twin ? 'same arithmetic as above' : `not run (${shown(seconds)} s)`;
      harness.log('numerics', id, first.map((loss) => loss.toFixed(5)).join(' '), shown(last, 3));
      harness.note('numerics', id, { first, last, left });
    });
  }
}

/** @param {Live} live @param {number} count */
async function firstLosses(live, count) {
  await live.setup({ batch: BATCH, seed: 1, dropout: 0 });
  const losses = [];
  while (losses.length < count) losses.push(await live.step(1));
  return losses;
}

/** Mean loss of the last epoch. @param {Live} live */
async function lastLoss(live) {
  await live.setup({ batch: BATCH, seed: 1, dropout: 0.5 });
  await live.step((EPOCHS - 1) * STEPS_PER_EPOCH);
  let sum = 0;
  for (let step = 0; step < STEPS_PER_EPOCH; step++) sum += await live.step(1);
  return sum / STEPS_PER_EPOCH;
}

/** @param {Harness} harness */
export function tables(harness) {
  /** @type {Record<string, Numbers>} */
  const all = harness.of('numerics');
  const reference = all[REFERENCE]?.first;
  const rows = harness.contestants.map(({ id, title }) => {
    const numbers = all[id];
    if (!numbers) return [title, harness.failure('numerics', id) ?? '–', '', ''];
    const away = numbers.first.map((loss, step) => Math.abs(loss - (reference?.[step] ?? Number.NaN)));
    const within = reference && id !== REFERENCE ? Math.max(...away).toExponential(0) : '–';
    return [title, numbers.first[0].toFixed(5), within, numbers.last?.toFixed(3) ?? numbers.left ?? ''];
  });
  const head = ['', 'first loss', "first losses are PyTorch's within", `loss of epoch ${EPOCHS} (chance: 1.099)`];
  return [markdown(head, rows)];
}
