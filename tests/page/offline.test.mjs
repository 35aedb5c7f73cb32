// The network fails, or the site is updated, after the page was loaded: a run keeps its results, and a notice
// explains what needs the network.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { useHost } from './host.mjs';
import { LONG, useSite } from './site.mjs';

/** @typedef {import('./host.mjs').Ways} Ways */

const site = useSite();
const host = useHost();
const QUICK = '#events=60&epochs=2';

/** A page whose worker wants the second half of its module after the first update of a type. @param {string} type @param {Ways} [ways] */
async function wanting(type, ways = {}) {
  host.ways = ways;
  const visit = await site.visit('bench.html');
  /** @type {Record<string, number>} requests of the second half, by how it was asked for */
  const asked = { fetch: 0, xhr: 0 };
  visit.context.on('request', (request) => {
    if (request.url().includes('_rest.wasm')) asked[request.resourceType()] += 1;
  });
  await visit.page.route('**/wasm/cpu/*/trimodal.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${await response.text()}\n;(${wantRest})('${type}');` });
  });
  await visit.page.goto(host.url(`/${QUICK}`));
  await visit.offers('train');
  return { ...visit, asked };
}

/** Joined to the module's own JavaScript: the words for an unknown command are in the second half. @param {string} type */
function wantRest(type) {
  // @ts-expect-error: the module's own class
  const { prototype } = Session;
  const work = prototype.work;
  prototype.work = async function () {
    const updates = await work.call(this);
    if (updates.some((/** @type {{ type: string }} */ update) => update.type === type)) this.handle({ type: 'dance' });
    return updates;
  };
}

test('once a run has begun, its module needs no network', { timeout: LONG }, async () => {
  const visit = await wanting('result');
  const ahead = visit.context.waitForEvent('response', (response) => response.url().includes('_rest.wasm'));
  await visit.press('train');
  await (await ahead).finished();
  await visit.context.setOffline(true);
  await visit.reaches(/^Finished/, LONG);
  await visit.examined();
  assert.deepEqual(visit.asked, { fetch: 1, xhr: 0 });
  await visit.close();
});

test('a run that wants the network while it is gone waits for it, and loses nothing', { timeout: LONG }, async () => {
  const visit = await wanting('epoch');
  await visit.context.setOffline(true);
  await visit.press('train');
  const notice = visit.page.locator('#notices .notice', { hasText: 'Waiting for the network' });
  await notice.waitFor();
  await visit.context.setOffline(false);
  await visit.reaches(/^Finished/, LONG);
  assert.equal(await notice.count(), 0);
  assert.equal((await visit.curve('loss')).length, 2);
  await visit.close();
});

test('a second half of another version is never linked', { timeout: LONG }, async () => {
  const answer = (/** @type {string} */ path) => {
    if (!path.endsWith('_rest.wasm')) return undefined;
    const body = readFileSync(`dist/${path}`);
    body[body.indexOf('split') + 'split'.length] ^= 1; // of the mark that follows
    return { body };
  };
  const visit = await wanting('epoch', { answer });
  await visit.press('train');
  const notice = visit.page.locator('#notices .notice', { hasText: /belongs to another version/ });
  await notice.waitFor();
  assert.match(String(await notice.textContent()), /probably updated.*reload the page/s);
  await visit.close();
});

test('a second half that is no longer on the server has a notice', { timeout: LONG }, async () => {
  const visit = await wanting('epoch', {
    answer: (path) => (path.endsWith('_rest.wasm') ? { body: '', status: 404 } : undefined),
  });
  await visit.press('train');
  const notice = visit.page.locator('#notices .notice', { hasText: /the server answered 404/ });
  await notice.getByRole('button', { name: 'Reload the page' }).waitFor();
  await visit.close();
});

test('Compare says that it needs the network, and trains when it is back', { timeout: LONG }, async () => {
  const visit = await site.visit('#events=60&epochs=1&modalities=image_audio');
  const compare = visit.page.locator('#fusion .compare');
  await visit.offers('train');
  await visit.press('train');
  await visit.examined();
  for (const other of ['tabular', 'audio']) await compare.locator(`[name=${other}]`).uncheck();
  await visit.context.setOffline(true);
  await compare.locator('[type=submit]').click();
  await compare.locator('.ended', { hasText: /no network connection.*press Compare again/ }).waitFor();
  await visit.context.setOffline(false);
  await compare.locator('[type=submit]').click();
  await compare.locator('.ended', { hasText: /^Trained: picture/ }).waitFor({ timeout: LONG });
  await visit.close();
});
