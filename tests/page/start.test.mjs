// A page that cannot start explains this in plain HTML within ten seconds; other pages start.
import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { useHost } from './host.mjs';
import { LONG, useSite } from './site.mjs';

/** @typedef {import('playwright-core').Page | import('playwright-core').FrameLocator} Place */

const site = useSite();
const host = useHost();
const SOON = 10_000;

/** What the page says instead of starting. @param {Place} page @param {RegExp} words */
async function says(page, words) {
  const box = page.locator('#start');
  let seen = '';
  for (const end = Date.now() + SOON; Date.now() < end && !words.test(seen); ) {
    await sleep(100);
    seen = (await box.locator(':visible').allTextContents()).join(' ');
  }
  assert.match(seen, words);
  assert.match(seen, /has not started/);
}

/** A page without the site's own address. @param {string} url @param {(page: import('playwright-core').Page) => unknown} [prepare] */
async function open(url, prepare) {
  const visit = await site.visit('bench.html');
  await prepare?.(visit.page);
  await visit.page.goto(url, { waitUntil: 'commit' });
  return visit;
}

test('a language that number formats refuse does not keep the page from training', { timeout: LONG }, async () => {
  const visit = await open(`${site.url()}#events=60&epochs=1`, (page) =>
    page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'language', { get: () => 'C' })),
  );
  await visit.offers('train');
  await visit.press('train');
  await visit.reaches(/^Finished/, LONG);
  assert.ok(await visit.page.locator('figure[data-chart=loss] canvas').isVisible());
  visit.clean();
  await visit.close();
});

test('an error that is thrown while the page starts is shown', async () => {
  const visit = await open(site.url(), (page) =>
    page.route('**/assets/index-*.js', (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'throw new RangeError("for the test");' }),
    ),
  );
  await says(visit.page, /RangeError: for the test/);
  await visit.close();
});

test('a page that starts never shows that it has not', async () => {
  const visit = await site.visit();
  await visit.offers('train');
  assert.equal(await visit.page.locator('#start').isVisible(), false);
  await visit.close();
});

test('a page opened from disk says that it must be served, and how', async () => {
  const visit = await open(pathToFileURL(resolve('dist/index.html')).href);
  await says(visit.page, /python3 -m http\.server.*http:\/\/localhost:8000/s);
  assert.equal(await visit.page.locator('#controls').isVisible(), false, 'nothing naked is shown beside it');
  await visit.close();
});

for (const fallback of [false, true]) {
  const how = fallback ? 'the start page in its place' : 'nothing';
  test(`a folder without its slash, where a host sends ${how} for what is missing, says that the slash is needed`, async () => {
    host.ways = { folder: '/demo/trimodal', fallback };
    const visit = await open(host.url('/demo/trimodal'));
    await says(visit.page, /does not end with a slash, add one/);
    assert.equal(await visit.page.locator('#controls').isVisible(), false, 'nothing naked is shown beside it');
    await visit.page.goto(host.url('/demo/trimodal/'));
    await visit.offers('train');
    await visit.close();
  });
}

test('a sandboxed frame says that the page wants a tab of its own', async () => {
  const body = '<!doctype html><iframe sandbox="allow-scripts" width="900" height="600" src="./"></iframe>';
  host.ways = {
    answer: (path) => (path === 'frame.html' ? { body, headers: { 'content-type': 'text/html' } } : undefined),
  };
  const visit = await open(host.url('/frame.html'));
  await says(visit.page.frameLocator('iframe'), /sandboxed frame.*http:\/\/localhost/s);
  await visit.close();
});

test('a script that is missing is named, with what came in its place', async () => {
  const answer = (/** @type {string} */ path) =>
    /assets\/index-.*\.js/.test(path) ? { body: 'gone', status: 410 } : undefined;
  host.ways = { answer };
  const visit = await open(host.url());
  await says(visit.page, /assets\/index-\S+\.js: 410/);
  host.ways = {
    answer: (path) => (answer(path) ? { body: '<p>', headers: { 'content-type': 'text/html' } } : undefined),
  };
  await visit.page.reload();
  await says(visit.page, /assets\/index-\S+\.js: text\/html/);
  await visit.close();
});

test('a script that takes long has a notice, and the page starts when it arrives', async () => {
  let send = () => {};
  const visit = await open(site.url(), (page) =>
    page.route('**/assets/index-*.js', async (route) => {
      await new Promise((resolve) => {
        send = () => resolve(undefined);
      });
      await route.continue();
    }),
  );
  await says(visit.page, /have not arrived yet.*reload/s);
  send();
  await visit.offers('train');
  assert.equal(await visit.page.locator('#start').isVisible(), false);
  await visit.close();
});
