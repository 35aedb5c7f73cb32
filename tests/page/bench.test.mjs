// The benchmark's page: the real worker and trainer behind `window.bench`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONG, useSite } from './site.mjs';

const site = useSite();

/** @typedef {{ setup(options: object): Promise<void>, step(n: number): Promise<number> }} Bench */

test('the benchmark starts at chance, learns, and repeats itself bit by bit', { timeout: LONG }, async () => {
  const visit = await site.visit('bench.html?backend=cpu');
  await visit.page.waitForFunction(() => 'bench' in window);
  const losses = () =>
    visit.page.evaluate(async () => {
      const { bench } = /** @type {Window & { bench?: Bench }} */ (window);
      await bench?.setup({ batch: 8, seed: 1, samples: 16, dropout: 0 });
      return [await bench?.step(1), await bench?.step(1), await bench?.step(10)];
    });
  const first = await losses();
  assert.ok(Math.abs(Number(first[0]) - Math.log(3)) < 0.1, `the first loss is ${first[0]}, and ln 3 is 1.0986`);
  assert.ok(Number(first[2]) < Number(first[0]), `twelve steps on sixteen events lower the loss: ${first}`);
  assert.deepEqual(await losses(), first);
  visit.clean();
});

test('the benchmark says why it cannot be set up', async () => {
  const visit = await site.visit('bench.html?backend=cpu');
  await visit.page.route('**/*.wasm*', (route) => route.abort());
  await visit.page.reload();
  await visit.page.waitForFunction(() => 'bench' in window);
  const failure = await visit.page.evaluate(() => {
    const { bench } = /** @type {Window & { bench?: Bench }} */ (window);
    return bench?.setup({ batch: 8, seed: 1, samples: 16 }).then(String, String);
  });
  assert.match(String(failure), /load: /);
});
