// Nothing accumulates: neither wasm memory over steps and runs, nor the data that the page gets during training. The
// long version with times is `make bench ARGS="--phases soak,smooth"`; this test does not depend on the machine's
// speed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdWorker, wasmMemory } from './memory.mjs';
import { LONG, useSite } from './site.mjs';

const site = useSite();

/** Bytes of the model's parameters and Adam's two moments: what a run that is left behind holds at the least. */
const ONE_RUN = 3 * 1_429_219 * 4;
/** Milliseconds between two messages that hold nothing but progress, as www/outbox.js has it. */
const PROGRESS_GAP = 33;

/** @typedef {typeof globalThis & { bench: { setup(options: object): Promise<void>, step(n: number): Promise<number>, memory(): Promise<number> } }} BenchTab */

test('three hundred small steps leave the memory as the first hundred left it', { timeout: LONG }, async () => {
  const visit = await site.visit('bench.html?backend=cpu');
  await visit.page.waitForFunction(() => 'bench' in window);
  const [start, early, late] = await visit.page.evaluate(async () => {
    const { bench } = /** @type {BenchTab} */ (globalThis);
    await bench.setup({ batch: 2, seed: 1, samples: 8 });
    const memory = [await bench.memory()];
    for (const steps of [100, 300]) {
      await bench.step(steps);
      memory.push(await bench.memory());
    }
    return memory;
  });
  assert.ok(start > 0 && early >= start, `bytes at the start ${start}, after 100 steps ${early}`);
  assert.equal(late, early);
  visit.clean();
});

test('a run that is reset leaves nothing behind', { timeout: LONG }, async () => {
  const visit = await site.visit('bench.html');
  await visit.page.addInitScript(holdWorker);
  await visit.page.goto(`${site.url()}#backend=cpu&events=60&epochs=1`);
  const memory = [];
  for (let run = 1; run <= 3; run++) {
    await visit.offers('train');
    await visit.press('train');
    await visit.reaches(/^Finished/, LONG);
    memory.push(await wasmMemory(visit.page));
    await visit.press('reset');
    await visit.reaches(/^Ready/);
  }
  assert.ok(memory[0] > ONE_RUN, `bytes after each run: ${memory}`);
  assert.ok(memory[2] - memory[0] < ONE_RUN, `bytes after each run: ${memory}`);
  visit.clean();
});

/** @typedef {typeof globalThis & { messages: number, progress: number, drawn: number }} CountingTab */

test('progress comes no faster than an eye can follow, and a message is drawn once at most', {
  timeout: LONG,
}, async () => {
  const visit = await site.visit('bench.html');
  await visit.page.addInitScript(countMessages);
  await visit.page.goto(`${site.url()}#backend=cpu&events=200&epochs=2&batch_size=2`);
  await visit.offers('train');
  const start = performance.now();
  await visit.page.evaluate(countDrawings);
  await visit.press('train');
  await visit.reaches(/^Finished/, LONG);
  const { messages, progress, drawn } = await visit.page.evaluate(() => {
    const { messages, progress, drawn } = /** @type {CountingTab} */ (globalThis);
    return { messages, progress, drawn };
  });
  const most = 2 + (performance.now() - start) / PROGRESS_GAP; // one at once, one that waited when the run ended
  assert.ok(progress > 0 && progress <= most, `${progress} messages with nothing but progress, ${most} at most`);
  // one more may have been due when the counting began
  assert.ok(drawn > 0 && drawn <= messages + 1, `drawn ${drawn} times for ${messages} messages`);
  visit.clean();
});

/** Runs in the page before its own scripts: counts what the worker sends. */
function countMessages() {
  window.Worker = class extends Worker {
    /** @param {ConstructorParameters<typeof Worker>} options */
    constructor(...options) {
      super(...options);
      this.addEventListener('message', ({ data: { updates } }) => {
        const tab = /** @type {CountingTab} */ (globalThis);
        tab.messages += updates ? 1 : 0;
        tab.progress += updates?.every((/** @type {{ type: string }} */ { type }) => type === 'progress') ? 1 : 0;
      });
    }
  };
}

/** Runs in the page: starts all counts at nothing, and from here on counts how often the training bar is drawn anew. */
function countDrawings() {
  const tab = /** @type {CountingTab} */ (globalThis);
  tab.messages = tab.progress = tab.drawn = 0;
  const observer = new MutationObserver(() => {
    tab.drawn += 1;
  });
  const bar = /** @type {Element} */ (document.querySelector('#controls'));
  observer.observe(bar, { subtree: true, childList: true, characterData: true, attributes: true });
}
