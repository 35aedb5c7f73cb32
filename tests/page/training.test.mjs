// The main line as a newcomer walks it, without WebGPU: open, train with the default settings, pause, step, resume, result.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONG, useSite } from './site.mjs';

const site = useSite();

/** @typedef {Awaited<ReturnType<typeof site.visit>>} Visit */

test('the default run pauses, steps, resumes and ends with a test accuracy of at least 95 %', {
  timeout: LONG,
}, async () => {
  const visit = await site.visit();
  assert.match(await visit.text('#backend'), /CPU/);
  await visit.offers('train');
  await visit.press('train');
  await visit.page.waitForFunction(() => /step [2-9]/.test(document.querySelector('.counts')?.textContent ?? ''));
  await stepsOneAtATime(visit);
  await visit.press('resume');
  await visit.reaches(/^Finished/, LONG);
  await showsTheResult(visit);
  assert.equal(new URL(visit.page.url()).hash, '', 'the address holds only what differs from the defaults');
  visit.clean();
});

/** @param {Visit} visit */
async function stepsOneAtATime(visit) {
  await visit.press('pause');
  await visit.reaches(/^Paused/);
  const paused = await visit.steps();
  for (const taken of [1, 2]) {
    await visit.press('step');
    await visit.page.waitForFunction(
      (step) => document.querySelector('.counts')?.textContent?.includes(`step ${step} `),
      paused + taken,
    );
    await visit.reaches(/^Paused/);
  }
  assert.equal(await visit.steps(), paused + 2);
}

/** @param {Visit} visit */
async function showsTheResult(visit) {
  const accuracy = Number.parseFloat(await visit.text('#result dd.accuracy'));
  assert.ok(accuracy >= 95, `test accuracy ${accuracy} %`);
  const losses = await visit.curve('loss');
  assert.equal(losses.length, 10, 'a row an epoch');
  assert.ok(losses.flat().every(Number.isFinite), JSON.stringify(losses));
  assert.ok(losses[9][1] < losses[0][1], 'the training loss falls');
  const counts = await visit.page.locator('#result .counts td').allTextContents();
  const [all, right] = [counts.map(Number), [0, 4, 8].map((i) => Number(counts[i]))].map((part) =>
    part.reduce((a, b) => a + b),
  );
  assert.equal(all, 300);
  assert.ok(Math.abs((100 * right) / all - accuracy) < 0.06, 'matrix and figure agree');
  assert.deepEqual(await visit.page.evaluate(blankCanvases), [], 'no canvas is blank');
}

/** Runs in the page: the canvases that show one colour alone. */
function blankCanvases() {
  const blank = (/** @type {HTMLCanvasElement} */ canvas) => {
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    const pixels = new Uint32Array(new Uint8Array(data).buffer);
    return pixels.every((pixel) => pixel === pixels[0]);
  };
  const all = [...document.querySelectorAll('canvas')];
  if (all.length < 15) return [`only ${all.length} canvases`];
  return all.filter(blank).map((canvas) => canvas.getAttribute('aria-label'));
}

test('the keyboard alone trains, pauses and resumes, and the focus stays where it was', { timeout: LONG }, async () => {
  const visit = await site.visit('#events=200&epochs=40');
  await visit.offers('train');
  const focused = () => visit.page.evaluate(() => document.activeElement?.textContent);
  for (let presses = 0; (await focused()) !== 'Train' && presses < 6; presses += 1)
    await visit.page.keyboard.press('Tab');
  assert.equal(await focused(), 'Train');
  for (const next of ['Pause', 'Resume', 'Pause']) {
    await visit.page.keyboard.press('Enter');
    await visit.page.waitForFunction((name) => document.activeElement?.textContent === name, next);
  }
  await visit.page.keyboard.press('Tab');
  await visit.page.keyboard.press('Tab');
  assert.equal(await focused(), 'Reset', 'Step cannot be pressed while training, so it is passed over');
  visit.clean();
});

test('a hidden tab goes on training', { timeout: LONG }, async () => {
  const visit = await site.visit('#events=200&epochs=200');
  await visit.offers('train');
  await visit.press('train');
  await visit.reaches(/^Training epoch/);
  const devtools = await visit.context.newCDPSession(visit.page);
  await devtools.send('Emulation.setFocusEmulationEnabled', { enabled: false });
  const other = await visit.context.newPage();
  await other.bringToFront();
  await visit.page.waitForFunction(() => document.hidden, null, { polling: 100 });
  const before = await visit.page.evaluate(count);
  await visit.page.waitForFunction(`(${count})() > ${before + 5}`, null, { polling: 200, timeout: LONG });
  assert.ok(await visit.page.evaluate(() => document.hidden), 'it was hidden all the time');

  /** Runs in the page: rows of the loss table, an epoch each. */
  function count() {
    return document.querySelectorAll('figure[data-measure="loss"] .twin tbody tr').length;
  }
});
