// The findings about a trained model as a visitor sees them: numbers agree between panels, the matrix works by
// keyboard, charts can be saved, test events can be corrupted, and an earlier run is drawn for comparison.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { LONG, useSite } from './site.mjs';

const site = useSite();
/** @typedef {Awaited<ReturnType<typeof site.visit>>} Visit */
/** @type {Visit} */
let visit;

// the first test trains the model that all of them look at
test('a short run ends and is examined to the end', { timeout: LONG }, async () => {
  visit = await site.visit('#events=300&epochs=5&seed=3');
  await train();
});

async function train() {
  await visit.offers('train');
  await visit.press('train');
  await visit.page.locator('#robustness .body').waitFor({ state: 'hidden' }); // the last run has made way
  await visit.reaches(/^Finished/, LONG);
  await visit.examined();
}

const number = (/** @type {string | null} */ text) => Number.parseFloat(text ?? '');
/** The cells of a table's body, row by row, as they are written. @param {string} selector @returns {Promise<string[][]>} */
const rows = (selector) =>
  visit.page
    .locator(`${selector} tbody tr`)
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
const sum = (/** @type {number[]} */ numbers) => numbers.reduce((all, next) => all + next, 0);
/** @param {number} here @param {number} there @param {number} within @param {string} what */
const close = (here, there, within, what) => assert.ok(Math.abs(here - there) <= within, `${what}: ${here}, ${there}`);

test('headline, figures, matrix and scores tell of the same model', async () => {
  const accuracy = number(await visit.text('#result dd.accuracy'));
  const headline = await visit.text('#result .headline');
  const [, right, events, share, low, high] =
    /classifies (\d+) of (\d+) .* ([\d.]+)\s% \(95\s% interval ([\d.]+)–([\d.]+)\s%\)/.exec(headline)?.map(Number) ??
    [];
  assert.equal(share, accuracy, headline);
  assert.ok(low < share && share <= high, headline);
  const counts = (await rows('#result .counts')).map((row) => row.slice(1).map(Number));
  assert.equal(sum(counts.flat()), events);
  assert.equal(sum(counts.map((row, i) => row[i])), right);
  const scores = await rows('#result .classes');
  counts.forEach((row, i) => {
    close(number(scores[i][2]), (100 * row[i]) / sum(row), 0.06, 'recall');
  });
  assert.match(await visit.text('#result .fit'), /Best epoch: \d of 5/);
  assert.match(await visit.text('#result .possible'), /Best possible/);
});

test('the reliability diagram holds every test event, and its bins make the calibration error', async () => {
  const bins = (await rows('#result [data-chart=reliability]')).map(([, events, sure, right]) => ({
    events: Number(events),
    off: Math.abs(number(sure) - number(right)) || 0,
  }));
  assert.equal(bins.length, 15);
  const events = sum(bins.map((bin) => bin.events));
  assert.equal(events, sum((await rows('#result .counts')).flatMap((row) => row.slice(1).map(Number))));
  const error = sum(bins.map((bin) => (bin.events * bin.off) / events));
  close(error, number(await visit.text('#result dd.ece')), 0.15, 'ECE');
});

test('every curve begins at the test accuracy, and its area is its relative robustness', async () => {
  const accuracy = number(await visit.text('#result dd.accuracy'));
  for (const curve of ['tabular', 'image', 'audio', 'missing']) {
    const written = await rows(`figure[data-chart=${curve}]`);
    const heights = written.slice(0, -1).map((row) => number(row[1]));
    assert.equal(heights.length, 6);
    assert.equal(heights[0], accuracy, curve);
    const area = sum(heights.slice(1).map((height, i) => (height + heights[i]) / 2)) / 5;
    close(area, number(written[6][1]), 0.11, curve);
  }
});

test('balance shows a gradient an epoch and falls from the test accuracy', async () => {
  const gradients = await rows('#balance [data-chart=gradients]');
  assert.deepEqual(
    gradients.map(([epoch]) => epoch),
    ['1', '2', '3', '4', '5'],
  );
  assert.ok(gradients.every((row) => row.slice(1).every((norm) => Number(norm) > 0)));
  const accuracy = number(await visit.text('#result dd.accuracy'));
  for (const [name, left, , fall, best] of await rows('#balance [data-chart=falls]')) {
    assert.match(best, /^(at most )?[\d.]+/, 'the best possible without it');
    close(number(left) + number(fall.replace('−', '-')), accuracy, 0.11, name);
  }
});

test('the cells of the matrix are buttons that lead to their events', async () => {
  const { page } = visit;
  const cells = page.locator('#result .cells button');
  assert.equal(await cells.and(page.locator('[tabindex="0"]')).count(), 1, 'one stop for Tab');
  await cells.first().focus();
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) await page.keyboard.press(key);
  const middle = await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  const [, name, count] = /^(.*) predicted correctly: (\d+) of/.exec(middle) ?? [];
  assert.ok(name, middle);
  await page.keyboard.press('Enter');
  assert.ok(await page.evaluate(() => document.activeElement?.closest('#gallery')), 'the keyboard is in the gallery');
  const found = await visit.text('#gallery .found');
  assert.equal(number(found), Number(count), 'as many as the cell counts');
  await visit.cards();
  const cards = await page.locator('#gallery [role=option]').evaluateAll((all) => all.map((card) => card.ariaLabel));
  assert.ok(
    cards.every((label) => label?.includes(name) && label.includes('test event')),
    JSON.stringify(cards),
  );
});

test('a chart is saved as a picture and as its numbers', async () => {
  const figures = [
    '#result [data-chart=confusion]',
    'figure[data-chart=image]',
    'figure[data-chart=loss]',
    '#probe [data-chart=gauge]',
  ];
  for (const figure of figures) await savesBoth(`${figure} .twin`);
  await visit.page.locator('#whatif .views canvas.picture').waitFor();
  for (const view of ['picture', 'sound']) await savesBoth(`#whatif .views canvas.${view} ~ .twin`);
  await visit.page.locator('#whatif [data-go=open]').click();
  for (const view of ['canvas.pixels', '.spectrum', '.wave']) await savesBoth(`#event[open] ${view} ~ .twin`);
  await visit.page.keyboard.press('Escape');
});

/** What is saved says what the table says. @param {string} twin */
async function savesBoth(twin) {
  await visit.page.locator(twin).evaluate((details) => details.setAttribute('open', ''));
  const picture = await saved(twin, 'PNG');
  assert.deepEqual([...picture.subarray(1, 4)], [...Buffer.from('PNG')]);
  assert.ok(picture.length > 3000, `${twin}: ${picture.length} bytes`);
  assert.ok(picture.readUInt32BE(16) > 100, `${twin}: ${picture.readUInt32BE(16)} pixels wide`);
  const lines = (await saved(twin, 'CSV')).toString().trimEnd().split('\r\n');
  const written = await rows(twin);
  assert.equal(lines.length, written.length + 1, twin);
  const cell = Number(lines[1].split(',')[1]);
  const shown = written[0][1];
  close(cell, number(shown.replace('−', '-')) / (shown.endsWith('%') ? 100 : 1), 1e-9, twin);
}

/** Headless Chromium loses one of about thirty downloads in quick succession, whatever is saved: that one is asked for again. @param {string} twin @param {string} kind */
async function saved(twin, kind) {
  const button = visit.page.locator(`${twin} .downloads button`, { hasText: kind });
  for (let tries = 1; ; tries += 1) {
    const coming = visit.page.waitForEvent('download', { timeout: 10_000 });
    coming.catch(() => {}); // checked below
    await button.press('Enter');
    const download = await coming.catch((error) => (tries < 3 ? null : assert.fail(error)));
    if (download) return readFile(await download.path());
  }
}

test('damage done by hand gives an accuracy at once, that of the curve where both were measured', async () => {
  const { page } = visit;
  const clean = await visit.text('#probe .accuracy');
  await page.locator('#probe .damage.picture input[type=range]').focus();
  await page.keyboard.press('End');
  await says(/100\s% noise in the picture, accuracy/);
  const curve = await rows('figure[data-chart=image]');
  assert.equal(await visit.text('#probe .accuracy'), curve[5][1]);
  await page.locator('#probe .damage.sound input[role=switch]').uncheck();
  await says(/100\s% noise in the picture, no sound, accuracy .*95\s% interval/);
  await page.locator('#probe .clear').click();
  await says(/no corruption/);
  assert.equal(await visit.text('#probe .accuracy'), clean);
  assert.match(await visit.text('#probe .said'), /Best possible with all three: (at most )?[\d.]+/);
  assert.equal((await rows('#probe [data-chart=gauge]')).length, 4, 'this, undamaged, chance, and the best possible');
});

/** @param {RegExp} words */
const says = (words) =>
  visit.page.waitForFunction(
    (source) => new RegExp(source).test(document.querySelector('#probe .said')?.textContent ?? ''),
    words.source,
  );

test('a run with modality dropout is drawn over the one without, by name', { timeout: LONG }, async () => {
  const before = await rows('figure[data-chart=missing]');
  await visit.page.evaluate(() => {
    location.hash += '&modality_dropout=0.5';
  });
  await train();
  const table = await rows('figure[data-chart=missing]');
  const head = await visit.page.locator('figure[data-chart=missing] thead th').last().textContent();
  assert.equal(head, 'without modality dropout');
  assert.deepEqual(
    table.map((row) => row.at(-1)),
    before.map((row) => row[1]),
  );
  assert.match(await visit.text('#robustness .leaning'), /Dashed: an earlier run/);
  visit.clean();
  await visit.close();
});
