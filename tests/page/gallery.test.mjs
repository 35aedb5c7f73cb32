// The gallery as a visitor walks it, in every world: filter, open, play, reveal, ask the model; by keyboard alone; on a narrow
// screen.
// A sound is heard by its clip: the page's own Web Audio says what it was asked to play.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../www/contract.json' with { type: 'json' };
import { afterwards, answered, differ, probabilities } from './asking.mjs';
import { LONG, useSite } from './site.mjs';

const site = useSite();

/** @typedef {Awaited<ReturnType<typeof site.visit>>} Visit */
/** @typedef {Window & { played?: number[] }} Tab seconds of the clips that were played */

const WORLDS = contract.fields.find(({ name }) => name === 'world')?.options?.map(({ value }) => value) ?? [];
const CARD = '#gallery [role=option]';

/** @param {string} hash @param {Parameters<typeof site.visit>[1]} [options] */
async function open(hash, options) {
  const visit = await site.visit('bench.html', options);
  await visit.page.addInitScript(listenIn);
  await visit.page.goto(`${site.url()}${hash}`);
  await visit.offers('train');
  await visit.cards();
  return visit;
}

/** Runs in the page before its own scripts. */
function listenIn() {
  const tab = /** @type {Tab} */ (window);
  tab.played = [];
  const start = AudioBufferSourceNode.prototype.start;
  AudioBufferSourceNode.prototype.start = function (...when) {
    tab.played?.push(this.buffer?.duration ?? 0);
    start.apply(this, when);
  };
}

/** @param {Visit} visit @returns {Promise<number[]>} */
const played = ({ page }) => page.evaluate(() => /** @type {Tab} */ (window).played ?? []);

/** @param {Visit} visit @param {string} name @param {string} value */
async function choose({ page, cards }, name, value) {
  await page.locator(`#gallery [name=${name}]`).selectOption(value);
  await cards();
}

/** @param {Visit} visit @returns {Promise<number>} how many events pass the filters */
async function found({ text }) {
  return Number(/^([\d,]+) of/.exec(await text('#gallery .found'))?.[1].replaceAll(',', ''));
}

for (const world of WORLDS) {
  test(`in ${world} events are filtered, opened, played, revealed, and heard less of`, { timeout: LONG }, async () => {
    const visit = await open(`#world=${world}&events=60&missing_image=0.3&epochs=2`);
    assert.ok(((await visit.text('#world .story')) ?? '').length > 40, 'the data set is described');
    assert.equal(await visit.page.locator('#world .best tbody tr').count(), 7, 'what could be reached');
    await filters(visit);
    await looksClosely(visit, world);
    await takesTheSoundAway(visit);
    visit.clean();
    await visit.close();
  });
}

/** Every filter's parts add up to the whole. @param {Visit} visit */
async function filters(visit) {
  const { page } = visit;
  await choose(visit, 'split', '');
  assert.equal(await found(visit), 60);
  for (const name of ['split', 'label']) {
    const values = await page.locator(`#gallery [name=${name}] option`).evaluateAll(readValues);
    let sum = 0;
    for (const value of values.filter(Boolean)) {
      await page.locator(`#gallery [name=${name}]`).selectOption(value);
      sum += await found(visit);
    }
    assert.equal(sum, 60, name);
    await choose(visit, name, '');
  }
  await choose(visit, 'missing', '1');
  const without = await found(visit);
  assert.ok(without > 5 && without < 40, `${without} events without a picture`);
  assert.match((await page.locator(CARD).first().getAttribute('aria-label')) ?? '', /no picture/);
  await choose(visit, 'missing', 'none');
  assert.equal(await found(visit), 60 - without);
  const causes = await page.locator('#gallery [name=cause] optgroup').nth(2).locator('option').evaluateAll(readValues);
  await choose(visit, 'cause', causes[0]);
  assert.ok((await found(visit)) >= 1);
}

/** Runs in the page. @param {Element[]} options */
function readValues(options) {
  return options.map((option) => /** @type {HTMLOptionElement} */ (option).value);
}

/** @param {Visit} visit @param {string} world */
async function looksClosely(visit, world) {
  const { page } = visit;
  const card = page.locator(CARD).first();
  const words = /** @type {string} */ (await card.getAttribute('aria-label'));
  await card.click();
  const dialog = page.locator('#event[open]');
  await dialog.waitFor();
  const [, number, label] = /^Event (\d+), ([^,]+)/.exec(words) ?? [];
  assert.equal(await visit.text('#event h2'), `Event ${number}: ${label}`);
  assert.equal(await dialog.locator('.numbers tbody tr').count(), 10);
  assert.equal(await dialog.locator('.reveal p').isVisible(), false, 'the cause is hidden');
  await dialog.locator('.reveal summary').click();
  assert.equal(await dialog.locator('.reveal tbody tr').count(), 3);
  assert.match((await dialog.locator('.reveal p').textContent()) ?? '', new RegExp(label));
  if (world === 'noise') {
    assert.ok(await dialog.locator('.silent').isVisible(), 'noise has nothing to play');
  } else {
    await dialog.locator('.play').click();
    assert.ok(Math.abs((await played(visit))[0] - 2) < 0.1, 'two seconds');
  }
  assert.deepEqual(await page.evaluate(blank), []);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
}

/** Once a model is trained, by keyboard alone and on a narrow screen. @param {Visit} visit */
async function takesTheSoundAway(visit) {
  const { page } = visit;
  await page.setViewportSize({ width: 390, height: 800 });
  await visit.press('train');
  await visit.reaches(/^Finished/, LONG);
  await page.locator('#gallery [name=split]').selectOption('2');
  await page.locator(`${CARD} .said`).first().waitFor();
  await page.locator(CARD).first().focus();
  await page.keyboard.press('Enter');
  const asked = '#event[open] .what-if';
  await answered(visit, asked);
  const before = await probabilities(visit, asked);
  const atTheSwitch = () => page.evaluate(() => document.activeElement?.closest('.there')?.textContent?.trim());
  for (let presses = 0; (await atTheSwitch()) !== 'sound' && presses < 16; presses += 1)
    await page.keyboard.press('Tab');
  const after = await afterwards(visit, asked, () => page.keyboard.press('Space'));
  assert.ok(differ(before, after), `${before} became ${after} without the sound`);
  assert.match(await visit.text(`${asked} [data-chart=steps] table`), /sound0\.0/);
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(beyond <= 0, `the page is ${beyond} pixels too wide`);
  await page.keyboard.press('Escape');
  await page.locator('#event').waitFor({ state: 'hidden' });
}

/** Runs in the page: what the open event shows in one colour alone. */
function blank() {
  const drawn = [...document.querySelectorAll('#event canvas')].filter((canvas) => canvas.checkVisibility());
  const one = (/** @type {HTMLCanvasElement} */ canvas) => {
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    return new Uint32Array(new Uint8Array(data).buffer).every((pixel, _, all) => pixel === all[0]);
  };
  const names = drawn.filter((canvas) => one(/** @type {HTMLCanvasElement} */ (canvas)));
  return [...(drawn.length < 12 ? [`only ${drawn.length}`] : []), ...names.map((canvas) => canvas.outerHTML)];
}

for (const world of WORLDS) {
  test(`in ${world} the keyboard alone walks, plays, opens, reveals and comes back`, { timeout: LONG }, async () => {
    const visit = await open(`#world=${world}&events=60`);
    await walks(visit, world);
    visit.clean();
    await visit.close();
  });
}

test('the keyboard alone does so at 390 pixels', { timeout: LONG }, async () => {
  const visit = await open('#events=60', { viewport: { width: 390, height: 800 } });
  await walks(visit, 'story');
  visit.clean();
  await visit.close();
});

/** @param {Visit} visit @param {string} world */
async function walks(visit, world) {
  const { page } = visit;
  const silent = world === 'noise';
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-posinset'));
  await page.locator('#gallery [name=missing]').focus();
  await page.keyboard.press('Tab');
  assert.equal(await focused(), '1', 'one stop for all cards');
  for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft']) await page.keyboard.press(key);
  assert.equal(await focused(), '2');
  await page.keyboard.press('End');
  const last = await found(visit);
  assert.equal(await focused(), String(last));
  await visit.cards();
  await page.keyboard.press('Space');
  assert.match(await visit.text('#gallery .heard'), silent ? /has no sound/ : /^Playing/);
  assert.equal((await played(visit)).length, silent ? 0 : 1, 'space plays');
  await page.keyboard.press('Enter');
  await page.locator('#event[open]').waitFor();
  if (!silent) {
    assert.match((await page.evaluate(() => document.activeElement?.className)) ?? '', /play/);
    await page.keyboard.press('Space');
    assert.equal((await played(visit)).length, 2, 'space plays in the open event');
  }
  await turns(visit);
  await reveals(visit);
  await page.keyboard.press('Escape');
  await page.locator('#event').waitFor({ state: 'hidden' });
  await page.waitForFunction(
    (place) => document.activeElement?.getAttribute('aria-posinset') === place,
    String(last - 1),
  );
}

/** From the last event to the one before it, there and back and there again. @param {Visit} visit */
async function turns({ page }) {
  const title = () => page.locator('#event h2').textContent();
  const other = (/** @type {string | null} */ before) =>
    page.waitForFunction((text) => document.querySelector('#event h2')?.textContent !== text, before);
  const last = await title();
  assert.ok(await page.locator('#event .next').isDisabled(), 'there is none behind the last');
  await page.keyboard.press('ArrowLeft');
  await other(last);
  const before = await title();
  await page.locator('#event .next').click();
  await other(before);
  assert.equal(await title(), last);
  await page.keyboard.press('ArrowLeft');
  await other(last);
  assert.equal(await title(), before);
}

/** @param {Visit} visit */
async function reveals({ page }) {
  await page.keyboard.press('Tab');
  for (let presses = 0; !(await inReveal(page)) && presses < 6; presses += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('#event .reveal p').isVisible());
}

/** @param {import('playwright-core').Page} page */
const inReveal = (page) => page.evaluate(() => document.activeElement?.parentElement?.classList.contains('reveal'));

test('of many events only those in sight are asked for and exist', { timeout: LONG }, async () => {
  const visit = await open('#events=2000');
  const { page } = visit;
  await choose(visit, 'split', '');
  assert.equal(await found(visit), 2000);
  const count = () => page.locator(CARD).count();
  assert.ok((await count()) < 60, `${await count()} cards`);
  const room = () => page.locator('#gallery .shelf').evaluate((shelf) => shelf.scrollHeight);
  const before = await room();
  await page.locator('#gallery .shelf').evaluate((shelf) => shelf.scrollTo(0, shelf.scrollHeight / 2));
  await page.waitForFunction(() => Number(document.querySelector('#gallery [role=option]')?.ariaPosInSet) > 500);
  await visit.cards();
  assert.ok((await count()) < 60, `${await count()} cards`);
  assert.equal(await room(), before, 'the height stays');
  visit.clean();
  await visit.close();
});

test('a missing picture, sound or table is shown as missing, on the card and in the open event', {
  timeout: LONG,
}, async () => {
  const visit = await open('#events=60&missing_table=0.5&missing_image=0.5&missing_audio=0.5&epochs=1', {
    viewport: { width: 390, height: 800 },
  });
  await choose(visit, 'split', '');
  for (const [i, name] of ['table', 'picture', 'sound'].entries()) {
    await choose(visit, 'missing', String(i));
    const card = visit.page.locator(CARD).first();
    assert.match((await card.getAttribute('aria-label')) ?? '', new RegExp(`no ${name}`));
    await card.click();
    await visit.page.locator(`#event[open] .no-${name}`).waitFor();
    assert.equal(await visit.page.locator(`#event .${name}:visible`).count(), 0);
    const beyond = await visit.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(beyond <= 0, `the page is ${beyond} pixels too wide`);
    await visit.page.locator('#event .close').click();
    await visit.page.locator('#event').waitFor({ state: 'hidden' });
  }
  visit.clean();
  await visit.close();
});

test('the making of events can be cancelled, and Train begins it anew', { timeout: LONG }, async () => {
  const visit = await site.visit('#events=20000&backend=cpu');
  const cancel = visit.page.locator('#controls [data-command=reset]:enabled', { hasText: 'Cancel' });
  for (const again of [false, true]) {
    if (again) await visit.press('train');
    await visit.reaches(/^Generating events/);
    await cancel.click();
    await visit.reaches(/^No events yet/);
    assert.match(await visit.text('#controls .counts'), /Press Train to generate them/);
    assert.match(await visit.text('#gallery .found'), /Press Train to generate them/);
    assert.match(await visit.text('#world .story'), /Press Train to generate them/);
    assert.equal(await visit.text('#controls [data-command=reset]'), 'Reset');
  }
  visit.clean();
  await visit.close();
});
