// The form of settings: what a visitor types is used or refused with a reason, is not changed while typing, and the
// address follows.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONG, useSite } from './site.mjs';

const site = useSite();

test('a copied link is confirmed each time, until the settings change', async () => {
  const visit = await site.visit('#events=60', { permissions: ['clipboard-write'] });
  const { page } = visit;
  const copied = page.locator('#settings [data-copied]');
  await visit.offers('train');
  for (let times = 0; times < 2; times += 1) {
    const said = await copied.evaluateHandle((place) => place.firstChild);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.waitForFunction((text) => !text?.isConnected, said);
    await copied.filter({ hasText: /^Copied/ }).waitFor();
  }
  await page.locator('#settings [name=seed]').fill('2');
  await page.locator('#settings [name=seed]').blur();
  await page.waitForFunction(() => document.querySelector('[data-copied]')?.textContent === '');
  visit.clean();
  await visit.close();
});

test('a half-typed and a refused setting outlast the end of a run; the defaults replace both', {
  timeout: LONG,
}, async () => {
  const visit = await site.visit('#events=200&epochs=3');
  const { page } = visit;
  const field = (/** @type {string} */ name) => page.locator(`#settings [name=${name}]`);
  await visit.offers('train');
  await visit.press('train');
  await visit.reaches(/^Training/);
  await field('batch_size').fill('0');
  await field('epochs').focus(); // which takes what was typed
  await field('epochs').press('End');
  await field('epochs').pressSequentially('0');
  await visit.reaches(/^Finished/, LONG);
  assert.match(await visit.text('#settings-state'), /press Train/i, 'the form was drawn anew');
  assert.equal(await field('epochs').inputValue(), '30');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'epochs');
  assert.equal(await field('batch_size').inputValue(), '0');
  assert.match(await visit.text('#error-batch_size'), /between 1 and 256.*still 32/);
  assert.match(new URL(page.url()).hash, /epochs=3$/, 'nothing was taken yet');

  await page.keyboard.press('Tab');
  await page.waitForFunction(() => location.hash.endsWith('epochs=30'));
  await field('batch_size').fill('032');
  await field('batch_size').press('Enter');
  await page.waitForFunction(() => document.querySelector('#error-batch_size')?.textContent === '');
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('[name=batch_size]')).value === '32');

  await field('seed').fill('-1');
  await page.getByRole('button', { name: 'Reset to defaults' }).press('Enter');
  assert.equal(await visit.text('#error-seed'), '');
  assert.notEqual(await field('seed').inputValue(), '-1');
  assert.equal(await field('epochs').inputValue(), '10');
  visit.clean();
  await visit.close();
});

for (const locale of ['en-US', 'de-DE'])
  test(`a number is used as it is typed, whatever its notation, in ${locale}`, async () => {
    const { visit, field, type, becomes } = await typist(locale);
    await type('learning_rate', '0,002');
    await visit.page.waitForFunction(() => location.hash === '#events=60&learning_rate=0.002');
    await becomes('learning_rate', '0.002');
    await type('learning_rate', '0,003', 'Enter');
    await becomes('learning_rate', '0.003');
    await visit.page.evaluate(() => navigator.clipboard.writeText(' 4e-3'));
    await field('learning_rate').fill('');
    await field('learning_rate').press('Control+v');
    await field('learning_rate').press('Tab');
    await becomes('learning_rate', '0.004');
    await type('seed', '1 000');
    await becomes('seed', '1000');
    await type('epochs', '１２');
    await becomes('epochs', '12');
    assert.equal(new URL(visit.page.url()).hash, '#events=60&epochs=12&learning_rate=0.004&seed=1000');
    visit.clean();
    await visit.close();
  });

test('a number that cannot be used stays in its field, with the reason and the value in force', async () => {
  const { visit, field, type } = await typist('de-DE');
  /** @type {[string, RegExp][]} */
  const refused = [
    ['1.000,5', /use a point.*still 0\.001/],
    ['', /must be a number.*still 0\.001/],
    ['0.0.1', /must be a number.*still 0\.001/],
    ['20', /between 0\.000001 and 10.*still 0\.001/],
  ];
  for (const [text, why] of refused) {
    await type('learning_rate', text);
    assert.match(await visit.text('#error-learning_rate'), why);
    assert.equal(await field('learning_rate').inputValue(), text);
    assert.equal(await field('learning_rate').getAttribute('aria-invalid'), 'true');
  }
  assert.match(String(await field('learning_rate').getAttribute('aria-describedby')), /\berror-learning_rate\b/);
  assert.equal(new URL(visit.page.url()).hash, '#events=60');
  visit.clean();
  await visit.close();
});

/** A page in a locale, with somebody who types. @param {string} locale */
async function typist(locale) {
  const visit = await site.visit('#events=60', { locale, permissions: ['clipboard-read', 'clipboard-write'] });
  const field = (/** @type {string} */ name) => visit.page.locator(`#settings [name=${name}]`);
  const type = async (/** @type {string} */ name, /** @type {string} */ text, key = 'Tab') => {
    await field(name).fill('');
    await field(name).pressSequentially(text);
    assert.equal(await field(name).inputValue(), text, 'nothing is rewritten while it is typed');
    await field(name).press(key);
  };
  const becomes = (/** @type {string} */ name, /** @type {string} */ value) =>
    visit.page.waitForFunction(
      ([name, value]) => /** @type {HTMLInputElement} */ (document.querySelector(`[name=${name}]`)).value === value,
      [name, value],
    );
  await visit.offers('train');
  return { visit, field, type, becomes };
}

test('arrow keys and the small buttons step a number, also from a refused one', async () => {
  const visit = await site.visit('#events=60');
  const { page } = visit;
  const field = (/** @type {string} */ name) => page.locator(`#settings [name=${name}]`);
  const ends = (/** @type {string} */ hash) => page.waitForFunction((hash) => location.hash.endsWith(hash), hash);
  await visit.offers('train');
  await field('epochs').press('ArrowUp');
  await ends('epochs=11');
  await field('epochs').press('ArrowDown');
  await field('epochs').press('ArrowDown');
  await ends('epochs=9');
  await field('learning_rate').press('ArrowUp');
  await ends('learning_rate=0.002');
  await field('batch_size').fill('0');
  await field('batch_size').press('Tab');
  assert.match(await visit.text('#error-batch_size'), /still 32/);
  await page.locator('#settings .stepper:has([name=batch_size]) .up').click();
  await page.waitForFunction(() => location.hash.includes('batch_size=33'));
  assert.equal(await visit.text('#error-batch_size'), '');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'batch_size');
  await field('dropout').press('ArrowUp');
  await page.waitForFunction(() => location.hash.includes('dropout=0.55'));
  visit.clean();
  await visit.close();
});

test('what a link asks for and does not get is named, and the address says what is used', async () => {
  const visit = await site.visit(
    '?utm_source=x&keep=1#seed=1&seed=0x10&seed=3&epochs=1e1&learning_rate=0,002&fbclid=Iw',
  );
  const { page } = visit;
  const notice = await visit.text('#notices .notice');
  assert.match(notice, /seed = 1 \(the link sets it again, to 3\); seed = 0x10|seed = 0x10 .*; seed = 1 /);
  assert.doesNotMatch(notice, /fbclid|utm|epochs|learning_rate/);
  assert.equal(new URL(page.url()).search, '?keep=1');
  assert.equal(new URL(page.url()).hash, '#learning_rate=0.002&seed=3');
  visit.clean();
  await visit.close();
});

test('no torn or endless link keeps the page from being ready to train', async () => {
  for (const hash of ['#%F0%9F', `#${'a'.repeat(10_000)}`, `#seed=${'1'.repeat(10_000)}`, '#seed=-0', '#&=&&']) {
    const visit = await site.visit(`${hash}&events=60`);
    await visit.offers('train');
    assert.ok((await visit.text('#notices')).length < 400);
    assert.match(new URL(visit.page.url()).hash, /^#events=60(&seed=0)?$/);
    visit.clean();
    await visit.close();
  }
});

test('settings made in the form leave no trail, and Back and Forward walk through typed addresses', {
  timeout: LONG,
}, async () => {
  const visit = await site.visit('bench.html');
  const { page } = visit;
  const value = (/** @type {string} */ name) => page.locator(`#settings [name=${name}]`).inputValue();
  const at = (/** @type {string} */ hash) =>
    page.waitForFunction((hash) => location.hash === hash, hash).catch(() => assert.equal(page.url(), hash));
  await page.goto(`${site.url()}#events=60&epochs=200`);
  await visit.offers('train');
  const length = await page.evaluate(() => history.length);
  for (const name of ['dropout', 'image_noise', 'ambiguity']) await page.locator(`[name=${name}]`).press('ArrowLeft');
  await at('#events=60&ambiguity=0.95&image_noise=0&dropout=0.45&epochs=200');
  assert.equal(await page.evaluate(() => history.length), length);

  await page.evaluate(() => location.assign('#seed=2&events=60&epochs=200'));
  await at('#events=60&epochs=200&seed=2');
  await visit.offers('train');
  await visit.press('train');
  await visit.reaches(/^Training/);
  await page.evaluate(() => location.assign('#seed=3&events=60&epochs=200'));
  await at('#events=60&epochs=200&seed=3');
  await page.locator('#settings-state', { hasText: 'Reset' }).waitFor();
  await page.goBack();
  await at('#events=60&epochs=200&seed=2');
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('[name=seed]')).value === '2');
  await page.goBack();
  await at('#events=60&ambiguity=0.95&image_noise=0&dropout=0.45&epochs=200');
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('[name=dropout]')).value === '0.45');
  assert.equal(await value('seed'), '1');
  await page.goForward();
  await page.goForward();
  await at('#events=60&epochs=200&seed=3');
  await page.waitForFunction(() => /** @type {any} */ (document.querySelector('[name=seed]')).value === '3');
  assert.equal(await value('dropout'), '0.5');
  await page.waitForFunction(() => /step [1-9]/.test(document.querySelector('.counts')?.textContent ?? ''));
  await visit.reaches(/^Training/);
  await visit.press('reset');
  await visit.offers('train');
  visit.clean();
  await page.evaluate(() => history.go(-3));
  await page.waitForURL(/bench\.html/);
  await visit.close();
});

test('settings that are changed after a run leave everything that is shown of it as it was', {
  timeout: LONG,
}, async () => {
  const visit = await site.visit('#events=200&epochs=2');
  const { page } = visit;
  const shown = () => page.evaluate(readRun);
  await visit.offers('train');
  await visit.press('train');
  await visit.reaches(/^Finished/, LONG);
  await visit.examined();
  const before = await shown();
  assert.match(before['.counts'], /2 epochs/);
  await page.locator('#settings [name=modalities]').selectOption('image');
  for (const [name, value] of [
    ['epochs', '200'],
    ['batch_size', '1'],
    ['embedding', '64'],
  ]) {
    await page.locator(`#settings [name=${name}]`).evaluate((field) => {
      for (let around = field.closest('details'); around; around = around.parentElement?.closest('details') ?? null)
        around.open = true;
    });
    await page.locator(`#settings [name=${name}]`).fill(value);
    await page.locator(`#settings [name=${name}]`).blur();
  }
  await page.waitForFunction(() => location.hash.includes('epochs=200') && location.hash.includes('modalities=image'));
  await page.waitForFunction(() => /press Train/i.test(document.querySelector('#settings-state')?.textContent ?? ''));
  assert.deepEqual(await shown(), before);
  visit.clean();
  await visit.close();
});

/** Runs in the page: what is shown of a run. */
function readRun() {
  const places = [
    '.phase',
    '.counts',
    '#curves',
    '#result',
    '#fusion .body',
    '#robustness',
    '#balance',
    '#model',
    '#world',
  ];
  const bar = /** @type {HTMLProgressElement | null} */ (document.querySelector('#controls progress'))?.value;
  const texts = places.map((place) => [place, document.querySelector(place)?.textContent ?? '']);
  return Object.fromEntries([...texts, ['bar', String(bar)]]);
}
