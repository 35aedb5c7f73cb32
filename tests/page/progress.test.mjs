// The bar and the remaining time during whole runs: from the first generated event to the end.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONG, useSite } from './site.mjs';

const site = useSite();

const RUNS = [
  ['#events=1000&batch_size=233&epochs=2', /^Finished/],
  ['#events=60&batch_size=256&epochs=6', /^Finished/],
  ['#events=70&batch_size=13&patience=1&epochs=200&learning_rate=0.05', /^Finished/],
];

for (const [hash, end] of /** @type {[string, RegExp][]} */ (RUNS))
  test(`the bar never falls back and the time left is a time, with ${hash}`, { timeout: LONG }, async () => {
    const visit = await site.visit('bench.html');
    const { page } = visit;
    await page.addInitScript(sample);
    await page.goto(`${site.url()}${hash}`);
    await visit.offers('train');
    await visit.press('train'); // also while events are still made
    await visit.reaches(end, LONG);
    const { values, counts } = await page.evaluate(() => /** @type {any} */ (window).samples);
    assert.deepEqual(
      values,
      values.toSorted((/** @type {number} */ a, /** @type {number} */ b) => a - b),
    );
    assert.equal(values.at(-1), 1);
    assert.equal(values.filter((/** @type {number} */ value) => value === 1).length, 1, 'it ends at its end once');
    const times = counts.filter((/** @type {string} */ text) => text.includes('left'));
    for (const text of times) assert.match(text, / \d+(:\d\d)+ left$/);
    visit.clean();
    await visit.close();
  });

/** Runs in the page: notes every value of the bar that differs from the one before, and what stands below it. */
function sample() {
  const samples = { values: /** @type {number[]} */ ([]), counts: /** @type {string[]} */ ([]) };
  Object.assign(window, { samples });
  setInterval(() => {
    const bar = document.querySelector('progress');
    if (bar && bar.value !== samples.values.at(-1)) samples.values.push(bar.value);
    const text = document.querySelector('#controls .counts')?.textContent ?? '';
    if (text !== samples.counts.at(-1)) samples.counts.push(text);
  }, 10);
}
