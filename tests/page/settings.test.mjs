// The form of settings while a run goes on: what a visitor has typed stays theirs until it is taken or given up.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONG, useSite } from './site.mjs';

const site = useSite();

test('a copied link is said each time, until the settings are others', async () => {
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
  assert.match(await visit.text('#settings-state'), /next Train/, 'the form was drawn anew');
  assert.equal(await field('epochs').inputValue(), '30');
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('name')), 'epochs');
  assert.equal(await field('batch_size').inputValue(), '0');
  assert.match(await visit.text('#error-batch_size'), /between 1 and 256/);
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
