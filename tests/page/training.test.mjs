// The main use of the page without WebGPU: open, train with the default settings, pause, step, resume, see the
// result.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONG, useSite } from './site.mjs';

const site = useSite();

/** @typedef {Awaited<ReturnType<typeof site.visit>>} Visit */

test('the default run pauses, steps, resumes and ends with a test accuracy of at least 95 %', {
  timeout: LONG,
}, async () => {
  const visit = await site.visit();
  const rests = wanted(visit);
  assert.match(await visit.text('#backend'), /CPU/);
  await visit.offers('train');
  await visit.press('train');
  await visit.page.waitForFunction(() => /step [2-9]/.test(document.querySelector('.counts')?.textContent ?? ''));
  await stepsOneAtATime(visit);
  await visit.press('resume');
  await visit.reaches(/^Finished/, LONG);
  await showsTheResult(visit);
  assert.equal(new URL(visit.page.url()).hash, '', 'the address holds only what differs from the defaults');
  await visit.examined();
  assert.deepEqual(rests, [], 'the module’s first file is enough');
  visit.clean();
});

/** Collects the second files of modules that a call cannot wait for; one that is fetched ahead is none. @param {Visit} visit */
function wanted({ page }) {
  /** @type {string[]} */
  const urls = [];
  page.context().on('request', (request) => {
    if (request.url().includes('_rest.wasm') && request.resourceType() !== 'fetch') urls.push(request.url());
  });
  return urls;
}

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
  assert.match(await visit.text('#result dd.best'), /100\.0 %/, 'what could be reached stands beside it');
  await visit.cards();
  assert.deepEqual(await visit.page.evaluate(blankCanvases), [], 'no canvas is blank');
}

/** Runs in the page: the canvases in view that show one colour alone. */
function blankCanvases() {
  const blank = (/** @type {HTMLCanvasElement} */ canvas) => {
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    const pixels = new Uint32Array(new Uint8Array(data).buffer);
    return pixels.every((pixel) => pixel === pixels[0]);
  };
  const all = [...document.querySelectorAll('canvas')].filter((canvas) => canvas.checkVisibility());
  if (all.length < 15) return [`only ${all.length} canvases`];
  return all.filter(blank).map((canvas) => canvas.getAttribute('aria-label'));
}

test('the keyboard alone trains, pauses and resumes, and the focus stays where it was', { timeout: LONG }, async () => {
  const visit = await site.visit('#events=200&epochs=40');
  await visit.reaches(/^Ready/); // while events are made, Reset reads Cancel
  const focused = () => visit.page.evaluate(() => document.activeElement?.textContent);
  for (let presses = 0; (await focused()) !== 'Train' && presses < 6; presses += 1)
    await visit.page.keyboard.press('Tab');
  assert.equal(await focused(), 'Train');
  for (const next of ['Pause', 'Resume', 'Pause']) {
    await visit.page.keyboard.press('Enter');
    await visit.page.waitForFunction((name) => document.activeElement?.textContent === name, next);
  }
  await visit.page.keyboard.press('Tab');
  assert.equal(await focused(), 'Reset', 'Step cannot be pressed while training, so it is passed over');
  visit.clean();
});

test('a double click on Train and Enter held on it begin a run that goes on', { timeout: LONG }, async () => {
  const visit = await site.visit('#events=60&epochs=200&batch_size=4');
  const { page } = visit;
  const goesOn = async () => {
    await page.waitForFunction(() => /step \d\d/.test(document.querySelector('.counts')?.textContent ?? ''));
    assert.equal(await visit.text('#controls .phase'), 'Training');
  };
  await visit.offers('train');
  await visit.button('train').dblclick({ delay: 60 });
  await goesOn();
  await visit.press('reset');
  await visit.reaches(/^Ready/);
  await visit.button('train').focus();
  await page.keyboard.down('Enter');
  await visit.offers('pause');
  await page.waitForFunction(() => document.activeElement?.textContent === 'Pause');
  for (let repeats = 0; repeats < 3; repeats += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await goesOn();
  await page.keyboard.press('Enter');
  await visit.reaches(/^Paused/);
  assert.equal(await visit.text('#notices'), '');
  visit.clean();
  await visit.close();
});

/** @typedef {Window & { heard?: string[] }} Listening */

test('a run announces its phases alone, and its end takes the focus from nobody', { timeout: LONG }, async () => {
  const visit = await site.visit('#events=60&epochs=20');
  const { page } = visit;
  const live = () => page.locator('#whatif :is(.where, .says), #probe .live').evaluateAll(announced);
  await visit.reaches(/^Ready/);
  await page.evaluate(listen);
  await visit.press('train');
  await page.waitForFunction(() => /^epoch [2-9] of 20/.test(document.querySelector('.counts')?.textContent ?? ''));
  await page.locator('.lead').click();
  await visit.reaches(/^Finished/, LONG);
  assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'BODY');
  const heard = await page.evaluate(() => /** @type {Listening} */ (window).heard ?? []);
  assert.ok(heard.includes('Training') && heard.length === new Set(heard).size && heard.length < 6, `${heard}`);
  assert.equal(await page.locator('#curves :is(output, [role=status])').count(), 0);
  await page.locator('#whatif [data-chart=probabilities] td').first().waitFor({ state: 'attached' });
  assert.deepEqual(await live(), ['off', 'off', 'off'], 'nobody asked yet');
  await page.locator('#whatif [data-go=next]').click();
  await page.locator('#probe .clear').click();
  await page.waitForFunction(() => document.querySelectorAll('#whatif .says[aria-live=polite]').length);
  await page.waitForFunction(() => document.querySelectorAll('#probe .live[aria-live=polite]').length);
  assert.deepEqual(await live(), ['polite', 'polite', 'polite']);
  visit.clean();
});

/** Runs in the page: how places are announced. @param {Element[]} places */
function announced(places) {
  return places.map((place) => place.getAttribute('aria-live'));
}

/** Runs in the page: keeps what is announced of the phase. */
function listen() {
  const phase = document.querySelector('#controls .phase');
  /** @type {string[]} */
  const heard = [];
  /** @type {Listening} */ (window).heard = heard;
  if (phase) new MutationObserver(() => heard.push(phase.textContent)).observe(phase, { childList: true });
}

/** @typedef {Window & { hide?: boolean, drawing?: FrameRequestCallback, ended?: boolean }} Tab */

// Headless Chromium hides no tab, so this takes from the page and its worker what a hidden tab loses: frames and timers.
test('a tab that draws no frames and has no timers goes on training to the end', { timeout: LONG }, async () => {
  const visit = await site.visit('bench.html');
  await visit.page.addInitScript(loseFramesWhenHidden);
  await visit.page.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    const lost = 'self.setTimeout = self.setInterval = self.requestAnimationFrame = () => 0;';
    await route.fulfill({ response, body: `${lost}\n${await response.text()}` });
  });
  await visit.page.goto(`${site.url()}#events=120&epochs=2`);
  await visit.offers('train');
  await visit.page.evaluate(() => {
    /** @type {Tab} */ (window).hide = true;
  });
  await visit.press('train');
  await visit.page.waitForFunction(() => /** @type {Tab} */ (window).ended, null, { polling: 100, timeout: LONG });
  assert.doesNotMatch(await visit.text('#controls .phase'), /^Finished/, 'nothing was drawn meanwhile');
  await visit.page.evaluate(() => {
    const tab = /** @type {Tab} */ (window);
    tab.hide = false;
    tab.drawing?.(0);
  });
  await visit.reaches(/^Finished/);
  visit.clean();
});

/** Runs in the page before its own scripts: keeps frames back while `hide` is set, and notes when the worker is done. */
function loseFramesWhenHidden() {
  const tab = /** @type {Tab} */ (window);
  const draw = requestAnimationFrame.bind(window);
  window.requestAnimationFrame = (callback) => {
    if (!tab.hide) return draw(callback);
    tab.drawing = callback;
    return 1;
  };
  window.Worker = class extends Worker {
    /** @param {ConstructorParameters<typeof Worker>} options */
    constructor(...options) {
      super(...options);
      this.addEventListener('message', ({ data }) => {
        if (data.updates?.some((/** @type {{ type: string }} */ { type }) => type === 'result')) tab.ended = true;
      });
    }
  };
}
