// The dialog of one event: keyboard focus stays in it while other events are opened, only a click beside it closes
// it, it is drawn at the resolution of the screen, and it shows what is missing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answered } from './asking.mjs';
import { LONG, useSite } from './site.mjs';

const site = useSite();

/** @typedef {Awaited<ReturnType<typeof site.visit>>} Visit */

/** With the first event open. */
async function visitFirst() {
  const visit = await site.visit('#events=60&backend=cpu');
  await visit.cards();
  await openFirst(visit);
  return visit;
}

/** @param {Visit} visit */
async function openFirst({ page, cards }) {
  await page.locator('#gallery [name=split]').selectOption('');
  await cards();
  await page.locator('#gallery [role=option]').first().click();
  await page.locator('#event[open]').waitFor();
}

test('arrow keys turn on where the sound that had the focus is missing, and after a click on the picture', {
  timeout: LONG,
}, async () => {
  const visit = await site.visit('#events=60&missing_audio=0.4&backend=cpu');
  await visit.cards();
  const { page } = visit;
  const title = () => page.locator('#event h2').textContent();
  const turned = async (/** @type {string} */ key) => {
    const before = await title();
    await page.keyboard.press(key);
    await page.waitForFunction((text) => document.querySelector('#event h2')?.textContent !== text, before);
    const inside = await page.evaluate(() => document.querySelector('#event')?.contains(document.activeElement));
    assert.ok(inside, 'the focus stays in the dialog');
  };
  await openFirst(visit);
  const first = await title();
  for (let event = 1; event <= 8; event += 1) await turned('ArrowRight');
  await page.locator('#event .where').click();
  for (let event = 1; event <= 8; event += 1) await turned('ArrowLeft');
  assert.equal(await title(), first);
  assert.ok(await page.locator('#event .previous').isDisabled(), 'there is none before the first');
  await page.keyboard.press('Enter');
  assert.ok(await page.locator('#event[open]').isVisible(), 'who runs on with Enter does not fall out');
  visit.clean();
  await visit.close();
});

test('a click beside the open event closes it; one on its blank space, or a selection that ends there, does not', {
  timeout: LONG,
}, async () => {
  const visit = await visitFirst();
  const { page } = visit;
  const { x, y } = (await page.locator('#event').boundingBox()) ?? assert.fail('it has no place');
  const [title, blank, beside] = [
    { x: x + 40, y: y + 30 },
    { x: x + 6, y: y + 60 },
    { x: x - 20, y: y + 60 },
  ];
  const drag = async (/** @type {typeof title} */ from, /** @type {typeof title} */ to) => {
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(to.x, to.y);
    await page.mouse.up();
    return page.locator('#event').evaluate((dialog) => /** @type {HTMLDialogElement} */ (dialog).open);
  };
  const stays = [
    await drag(blank, blank),
    await drag(title, blank),
    await drag(title, beside),
    await drag(beside, blank),
  ];
  assert.deepEqual(stays, [true, true, true, true]);
  assert.equal(await drag(beside, beside), false);
  visit.clean();
  await visit.close();
});

test('the open event’s canvases follow the pixel ratio, and are not made anew with the events', {
  timeout: LONG,
}, async () => {
  const visit = await visitFirst();
  const { page } = visit;
  const session = await visit.context.newCDPSession(page);
  for (const [width, deviceScaleFactor] of [
    [1240, 1.25],
    [1200, 2],
  ]) {
    // Chromium asks the page's queries anew only where the window's size changes too; the dialog's stays
    const screen = { width, height: 900, mobile: false, deviceScaleFactor };
    await session.send('Emulation.setDeviceMetricsOverride', screen);
    await page.waitForFunction(sharp, deviceScaleFactor);
  }
  const canvas = await page.locator('#event .numbers canvas').first().elementHandle();
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    location.hash = '#events=90&backend=cpu';
  });
  await page.locator('#gallery .found', { hasText: /^90 of/ }).waitFor();
  await openFirst(visit);
  assert.ok(await canvas?.evaluate((node) => node.isConnected));
  visit.clean();
  await visit.close();
});

/** Runs in the page. @param {number} ratio */
function sharp(ratio) {
  const canvases = /** @type {HTMLCanvasElement[]} */ ([
    ...document.querySelectorAll('#event :is(.wave, .numbers canvas)'),
  ]);
  const drawn = canvases.filter(({ width, clientWidth }) => width === Math.round(clientWidth * ratio));
  return devicePixelRatio === ratio && drawn.length === 11;
}

test('what has no table says so, in the event, of the class, and where the model is asked', {
  timeout: LONG,
}, async () => {
  const visit = await site.visit('#events=60&classes=6&missing_table=0.9&epochs=1&backend=cpu');
  const { page } = visit;
  await visit.cards();
  const numbers = (await page.locator('#world .histograms figure').first().textContent()) ?? '';
  assert.match(numbers, /Theatre play none/);
  assert.doesNotMatch(numbers, /NaN/);
  await visit.offers('train');
  await visit.press('train');
  await visit.reaches(/^Finished/, LONG);
  await page.locator('#gallery [name=missing]').selectOption('0');
  await openFirst(visit);
  await answered(visit, '#event[open] .what-if');
  assert.ok(await page.locator('#event .no-table').isVisible());
  assert.ok(await page.locator('#event .damage.table', { hasText: 'missing in this event' }).isVisible());
  const names = await page
    .locator('#event .twin summary')
    .evaluateAll((all) => all.map((summary) => summary.ariaLabel));
  assert.equal(new Set(names).size, 5, `${names}`);
  visit.clean();
  await visit.close();
});
