// The open event as its neighbours are turned to: the keyboard never falls out of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONG, useSite } from './site.mjs';

const site = useSite();

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
  await page.locator('#gallery [name=split]').selectOption('');
  await visit.cards();
  await page.locator('#gallery [role=option]').first().click();
  await page.locator('#event[open]').waitFor();
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
