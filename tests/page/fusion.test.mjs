// The section on fusion: Compare trains baselines beside the run, bars and tables agree, Cancel works, a failure of
// one model does not affect the others, and the page's own run is unchanged.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONG, useSite } from './site.mjs';

const site = useSite();

/** @typedef {Awaited<ReturnType<typeof site.visit>>} Visit */

/** Trains to the end and waits until there is something to compare. @param {Visit} visit */
async function finish(visit) {
  await visit.offers('train');
  await visit.press('train');
  await visit.reaches(/^Finished/, LONG);
  await visit.examined();
  await visit.page.locator('#fusion .compare [type=submit]:enabled').waitFor();
}

/** How the comparison ended, once it has. @param {Visit} visit @param {RegExp} words */
async function ended({ page }, words) {
  await page.locator('#fusion .ended', { hasText: words }).waitFor({ timeout: LONG });
  return (await page.locator('#fusion .ended').textContent()) ?? '';
}

/** The cells of a chart's table, row by row. @param {Visit} visit @param {string} chart @returns {Promise<string[][]>} */
const cells = ({ page }, chart) =>
  page
    .locator(`#fusion [data-chart=${chart}] tbody tr`)
    .evaluateAll((rows) =>
      rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
    );

/** The values that the page shows for its own run. @param {Visit} visit */
const own = async (visit) => [
  await visit.text('#result'),
  await visit.text('#controls .phase'),
  await visit.curve('loss'),
  await visit.curve('accuracy'),
];

test('compare trains the three single modalities, tells the gain, and leaves the run alone', {
  timeout: LONG,
}, async () => {
  const visit = await site.visit('#events=200&epochs=4');
  const compare = visit.page.locator('#fusion .compare [type=submit]');
  assert.ok(await compare.isDisabled());
  assert.match(await visit.text('#compare-why'), /Train a model first/);
  await finish(visit);
  const before = await own(visit);
  await compare.click();
  const words = await ended(visit, /^Trained:/);
  await visit.page.locator('#fusion .gain', { hasText: /95\s% interval/ }).waitFor();
  assert.match(await visit.text('#fusion .gain'), /best single modality, (table|picture|sound) alone/);
  const scores = await barsAgree(visit, words);
  const best = Object.entries(scores).reduce((most, next) => (next[1] > most[1] ? next : most));
  assert.ok((await visit.text('#fusion .gain')).includes(`single modality, ${best[0]}`), 'the best of the three');
  await stepsAddUp(visit);
  const curves = await cells(visit, 'baselines');
  assert.deepEqual([curves.length, curves[0].length], [5, 5], 'a row an epoch and what is possible, a column a model');
  assert.deepEqual(await visit.page.evaluate(mute), []);
  assert.deepEqual(await own(visit), before);
  await compare.click();
  await ended(visit, /Nothing to train/);
  visit.clean();
  await visit.close();
});

/** @param {Visit} visit @param {string} words in which the comparison ended @returns {Promise<Record<string, number>>} accuracies of the baselines */
async function barsAgree(visit, words) {
  const rows = await cells(visit, 'sets');
  /** @type {Record<string, number>} */
  const scores = {};
  for (const name of ['table alone', 'picture alone', 'sound alone']) {
    const [, , accuracy, low, high] = rows.find((row) => row[0] === name && /^trained/.test(row[1])) ?? [];
    assert.ok(words.includes(`${name} (${accuracy}`), `${words} has no ${name} ${accuracy}`);
    const label = await visit.page.locator('#fusion canvas').first().getAttribute('aria-label');
    assert.ok(label?.includes(`${name} (${accuracy}`), 'the canvas says the same');
    const [at, from, to] = [accuracy, low, high].map(Number.parseFloat);
    assert.ok(from <= at && at <= to && to - from > 5, `${from} ${at} ${to}`);
    scores[name] = at;
  }
  const [whole] = rows.filter((row) => row[0] === 'all three' && /^trained/.test(row[1]));
  assert.equal(whole[2], await visit.text('#result dd.accuracy'), 'the run itself is trained on all three');
  assert.equal(rows.filter((row) => /others removed/.test(row[1])).length, 7);
  assert.equal(rows.filter((row) => /possible/.test(row[1])).length, 7);
  return scores;
}

/** @param {Visit} visit */
async function stepsAddUp(visit) {
  const numbers = (await cells(visit, 'shapley')).map((row) =>
    row.slice(1).map((text) => Number.parseFloat(text.replace('−', '-'))),
  );
  const [guess, ...steps] = numbers;
  const whole = steps.pop() ?? [];
  const sum = steps.reduce((total, [adds]) => total + adds, guess[1]);
  assert.ok(Math.abs(sum - whole[1]) < 0.21, `${sum} is not ${whole[1]}`);
  assert.ok(Math.abs(guess[1] + whole[0] - whole[1]) < 0.11);
  const words = await visit.text('#fusion [data-chart=shapley] .summary');
  assert.ok(words.includes(`The difference is ${whole[0].toFixed(1)} points`), words);
}

/** Runs in the page: canvases of the section that show one colour alone or have no name. */
function mute() {
  return [...document.querySelectorAll('#fusion canvas')]
    .filter((canvas) => {
      if (!(canvas instanceof HTMLCanvasElement) || !canvas.width) return true;
      const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      const pixels = new Uint32Array(new Uint8Array(data).buffer);
      return !canvas.getAttribute('aria-label') || pixels.every((pixel) => pixel === pixels[0]);
    })
    .map((canvas) => canvas.outerHTML);
}

test('by keyboard alone sets are chosen, compared and cancelled, and the focus stays with the buttons', {
  timeout: LONG,
}, async () => {
  const visit = await site.visit('#events=200&epochs=2');
  await finish(visit);
  const before = await own(visit);
  const { keyboard } = visit.page;
  const focused = () => visit.page.evaluate(() => document.activeElement?.textContent);
  await visit.page.locator('#fusion [name=tabular]').focus();
  await keyboard.press('Space');
  assert.equal(await visit.page.locator('#fusion [name=tabular]').isChecked(), false);
  for (let presses = 0; (await focused()) !== 'Compare' && presses < 9; presses += 1) await keyboard.press('Tab');
  await keyboard.press('Enter');
  await visit.page.waitForFunction(() => document.activeElement?.textContent === 'Cancel');
  assert.match(await visit.text('#compare-why'), /of 2 models/);
  await keyboard.press('Enter');
  await ended(visit, /^Cancelled/);
  assert.equal(await focused(), 'Compare');
  assert.equal(await visit.page.locator('#fusion .compare progress').isVisible(), false);
  assert.deepEqual(await own(visit), before);
  const height = () => visit.page.locator('#fusion').evaluate((section) => section.getBoundingClientRect().height);
  const shown = await height();
  await visit.press('reset');
  await visit.page.locator('#fusion .body').waitFor({ state: 'hidden' });
  assert.ok((await height()) < shown / 2, `${await height()} of ${shown} pixels with nothing in them`);
  visit.clean();
  await visit.close();
});

test('a baseline that fails is reported, and the others are kept', { timeout: LONG }, async () => {
  const visit = await site.visit('bench.html');
  await visit.page.route('**/wasm/cpu/*/trimodal.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n;(${failOnImages})();` });
  });
  await visit.page.goto(`${site.url()}#events=60&epochs=1`);
  await finish(visit);
  await visit.page.locator('#fusion .compare [type=submit]').click();
  const words = await ended(visit, /^Trained:/);
  assert.match(
    words,
    /table alone \([\d.]+ %, best possible [^)]+ %\), sound alone \([\d.]+ %, best possible [^)]+ %\)/,
  );
  assert.match(words, /picture alone failed: .*for the test/);
  assert.match(await visit.text('#fusion .compare label:has([name=image])'), /failed/);
  await visit.page.locator('#fusion .gain', { hasText: /95\s% interval/ }).waitFor();
  await visit.reaches(/^Finished/);
  await visit.close();
});

/** Joined to the module's own JavaScript. */
function failOnImages() {
  // @ts-expect-error: the module's own class
  const { prototype } = Session;
  const handle = prototype.handle;
  prototype.handle = function (/** @type {any} */ command) {
    if (command.config?.modalities === 'image') throw new Error('for the test');
    return handle.call(this, command);
  };
}

test('a run with another modality dropout is shown beside the one before, and forgets what was compared with that', {
  timeout: LONG,
}, async () => {
  const visit = await site.visit('#events=60&epochs=1');
  await finish(visit);
  await visit.page.getByRole('button', { name: 'Set modality dropout to 0.3' }).click();
  assert.match(visit.page.url(), /modality_dropout=0\.3/);
  assert.match(await visit.text('#fusion .dropout'), /Press Train/);
  await visit.page.locator('#fusion .compare [type=submit]').click();
  await visit.page.locator('#fusion .compare .cancel').waitFor();
  await visit.press('train');
  await visit.page
    .locator('#fusion .dropout', { hasText: /modality dropout 0\.3.*the earlier run \(0\)/ })
    .waitFor({ timeout: LONG });
  const rows = await cells(visit, 'sets');
  assert.equal(await visit.page.locator('#fusion .compare progress').isVisible(), false);
  assert.doesNotMatch(await visit.text('#fusion .compare fieldset'), /trained|waiting|\d %/);
  assert.equal(rows.filter((row) => /earlier run.*dropout 0$/.test(row[1])).length, 7);
  visit.clean();
  await visit.close();
});
