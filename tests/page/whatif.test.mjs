// What if, in its section and in the open event: switches, noise, keyboard, a narrow screen; and the gallery after a
// model has made mistakes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { afterwards, answered, differ, probabilities } from './asking.mjs';
import { LONG, useSite } from './site.mjs';

const site = useSite();

/** @typedef {Awaited<ReturnType<typeof site.visit>>} Visit */

/** With wrong labels, so that there are mistakes whatever the model has learned. */
const SMALL = '#events=240&epochs=3&label_noise=0.3&seed=2';
const CARD = '#gallery [role=option]';
const PANEL = '#whatif .what-if';

/** @param {Parameters<typeof site.visit>[1]} [options] */
async function trained(options) {
  const visit = await site.visit(SMALL, options);
  await visit.offers('train');
  await visit.press('train');
  await visit.reaches(/^Finished/, LONG);
  await visit.page.locator('#gallery [name=verdict]').waitFor();
  await answered(visit, PANEL);
  return visit;
}

/** The steps and the share in training add up to what they should. @param {Visit} visit @param {string} asked */
async function addsUp(visit, asked) {
  const cells = await visit.page.locator(`${asked} [data-chart=steps] td`).allTextContents();
  const values = cells.map((text) => Number.parseFloat(text.replace('−', '-')));
  const together = /** @type {number} */ (values.pop());
  const sum = values.reduce((a, b) => a + b, 0);
  assert.ok(Math.abs(sum - together) < 0.25, `${cells.join(' ')}: ${sum} is not ${together}`);
  const highest = Math.max(...(await probabilities(visit, asked)));
  assert.ok(Math.abs(together / 100 - highest) < 1e-9, 'they lead to the predicted class');
}

test('by keyboard alone a modality is taken away and drowned, and the probabilities follow', {
  timeout: LONG,
}, async (t) => {
  const visit = await trained();
  const { page } = visit;
  const asItIs = await probabilities(visit, PANEL);
  assert.ok(Math.abs(asItIs.reduce((a, b) => a + b, 0) - 1) < 0.003, `${asItIs} add up to 1`);
  await addsUp(visit, PANEL);

  await page.locator('#whatif [name=event]').focus();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  for (let presses = 0; (await focused()) !== 'Noise in the picture' && presses < 12; presses += 1)
    await page.keyboard.press('Tab');
  const drowned = await afterwards(visit, PANEL, () => page.keyboard.press('End'));
  assert.ok(differ(asItIs, drowned), `${drowned} with a picture of noise`);
  await page.keyboard.press('Tab');
  const deaf = await afterwards(visit, PANEL, () => page.keyboard.press('Space'));
  assert.ok(differ(drowned, deaf), `${deaf} without the sound`);
  assert.match(await visit.text(`${PANEL} [data-chart=steps]`), /sound0\.0/, 'what is not there adds nothing');
  await addsUp(visit, PANEL);
  const again = await afterwards(visit, PANEL, () => page.locator(`${PANEL} button`).first().press('Enter'));
  assert.deepEqual(again, asItIs, 'as it was');
  t.diagnostic(`${await page.evaluate(drag)} from a slider’s move to the drawn answer`);
  visit.clean();
  await visit.close();
});

/** Runs in the page: moves a slider thirty times and tells how long the answers took. */
async function drag() {
  const slider = /** @type {HTMLInputElement} */ (document.querySelector('#whatif [aria-label="Noise in the sound"]'));
  const twin = /** @type {Element} */ (document.querySelector('#whatif [data-chart=probabilities] .scroll'));
  const times = [];
  for (let i = 1; i <= 30; i += 1) {
    const drawn = new Promise((resolve) => new MutationObserver(resolve).observe(twin, { childList: true }));
    slider.value = String((i % 20) * 5);
    const start = performance.now();
    slider.dispatchEvent(new Event('input', { bubbles: true }));
    await drawn;
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return `median ${times[15].toFixed(0)} ms, longest ${times[29].toFixed(0)} ms`;
}

test('an event is asked about by its number, and one that is not there is refused beside the one that is shown', {
  timeout: LONG,
}, async () => {
  const visit = await trained();
  const { page } = visit;
  const field = page.locator('#whatif [name=event]');
  const refused = () => visit.text('#event-refused');
  const holds = (/** @type {string} */ number) =>
    page.waitForFunction(
      (number) => /** @type {any} */ (document.querySelector('[name=event]')).value === number,
      number,
    );
  await field.fill('１7');
  await field.press('Enter');
  await holds('17');
  await field.press('ArrowUp');
  await holds('18');
  for (const text of ['100000', '1,5', '', '-1']) {
    await field.fill(text);
    await field.press('Tab');
    assert.match(await refused(), /^Not used: .*Event 18 is still shown/, text);
    assert.equal(await field.inputValue(), text);
  }
  assert.match(String(await page.locator('#whatif canvas.picture').getAttribute('aria-label')), /event 18,/);
  await page.locator('#whatif [data-go=next]').click();
  await holds('19');
  assert.equal(await refused(), '');
  visit.clean();
  await visit.close();
});

test('a slider’s result is read out once it rests, and no result before', { timeout: LONG }, async () => {
  const visit = await trained();
  const { page } = visit;
  await page.evaluate(listen);
  for (const [section, place] of [
    ['#probe', '#probe .live'],
    ['#whatif', '#whatif .says'],
  ]) {
    const slider = page.locator(`${section} .damages [type=range]`).nth(1);
    const before = await page.locator(place).textContent();
    await slider.focus();
    for (let presses = 0; presses < 20; presses += 1) await page.keyboard.press('ArrowRight', { delay: 60 });
    await page.waitForFunction(() => /** @type {Heard} */ (window).heard?.length);
    const last = await page.locator(place).textContent();
    assert.notEqual(last, before, 'the result follows the slider');
    const heard = await page.evaluate(() => /** @type {Heard} */ (window).heard?.splice(0));
    assert.deepEqual(heard, [last]);
  }
  await page.locator('#settings [name=dropout]').press('ArrowRight');
  assert.deepEqual(await page.evaluate(() => /** @type {Heard} */ (window).heard), [], 'a slider says its own value');
  visit.clean();
  await visit.close();
});

/** @typedef {Window & { heard?: string[] }} Heard */

/** Runs in the page: keeps what a screen reader would announce, whole regions as role=status has it. */
function listen() {
  const heard = /** @type {string[]} */ ([]);
  Object.assign(window, { heard });
  const live = ':is([aria-live=polite], [role=status], output):not([aria-live=off])';
  const observer = new MutationObserver((records) => {
    const places = records.map(({ target }) =>
      (target instanceof Element ? target : target.parentElement)?.closest(live),
    );
    for (const place of new Set(places)) if (place?.textContent?.trim()) heard.push(place.textContent);
  });
  observer.observe(document.body, { subtree: true, childList: true, characterData: true });
}

test('the open event is asked about, and leads on to the panel, at 390 pixels', { timeout: LONG }, async () => {
  const visit = await trained({ viewport: { width: 390, height: 800 } });
  const { page } = visit;
  const words = (await page.locator(CARD).nth(1).getAttribute('aria-label')) ?? '';
  await page.locator(CARD).nth(1).click();
  const asked = '#event[open] .what-if';
  await answered(visit, asked);
  const [, number] = /^Event (\d+)/.exec(words) ?? [];
  const [, said] = /(\d+) %/.exec(words) ?? [];
  const asItIs = await probabilities(visit, asked);
  assert.ok(Math.abs(Math.max(...asItIs) * 100 - Number(said)) <= 0.6, `the card says ${said} %, the model ${asItIs}`);
  const deaf = await afterwards(visit, asked, () => page.locator(`${asked} .damage.sound [role=switch]`).click());
  assert.ok(differ(asItIs, deaf), `${deaf} without the sound`);
  const beyond = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(beyond <= 0, `the page is ${beyond} pixels too wide`);
  await page.locator('#event .look-on').click();
  await page.locator('#event').waitFor({ state: 'hidden' });
  assert.equal(await page.locator('#whatif [name=event]').inputValue(), number);
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'event');
  visit.clean();
  await visit.close();
});

test('mistakes are found: in the panel one by one, in the gallery by filters and first of all', {
  timeout: LONG,
}, async () => {
  const visit = await trained();
  const { page } = visit;
  await page.locator('#whatif [data-go=mistake]').click();
  await page.waitForFunction(() => / The label is /.test(document.querySelector('#whatif .says')?.textContent ?? ''));
  const found = async () => Number.parseInt(await visit.text('#gallery .found'), 10);
  const all = await found();
  assert.equal(all, 36, 'the test split');
  for (const name of ['verdict', 'predicted', 'sureness']) {
    let sum = 0;
    for (const value of await page.locator(`#gallery [name=${name}] option`).evaluateAll(readValues)) {
      await page.locator(`#gallery [name=${name}]`).selectOption(value);
      if (value) sum += await found();
    }
    assert.equal(sum, all, name);
    await page.locator(`#gallery [name=${name}]`).selectOption('');
  }
  await page.locator('#gallery [name=order]').selectOption('mistakes');
  const said = await page.locator(`${CARD} .said`).allTextContents();
  const right = said.findIndex((text) => text.startsWith('✓'));
  assert.ok(right > 0, `${said}`);
  assert.ok(
    said.slice(0, right).every((text) => text.startsWith('✗')),
    `${said}`,
  );
  await page.locator('#gallery [name=split]').selectOption('0');
  await page.locator('#gallery [name=verdict]').selectOption('wrong');
  assert.match(await visit.text('#gallery .nothing'), /Only test events/);
  await visit.press('reset');
  await page.locator('#gallery [name=verdict]').waitFor({ state: 'hidden' });
  assert.ok((await found()) > 100, 'what was asked of predictions is no longer asked');
  assert.equal(await page.locator('#whatif .body').isVisible(), false);
  visit.clean();
  await visit.close();
});

/** Runs in the page. @param {Element[]} options */
function readValues(options) {
  return options.map((option) => /** @type {HTMLOptionElement} */ (option).value);
}
