// The training code and the graphics card: what keeps them from working is shown, with what to do, and the CPU takes over
// where only WebGPU is missing.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { useHost } from './host.mjs';
import { LONG, useSite } from './site.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./host.mjs').Ways} Ways */

const site = useSite();
const host = useHost();
const SOON = 10_000;
const HTML = { 'content-type': 'text/html' };

/** A page of this host. @param {Ways} ways @param {string} [hash] @param {(page: Page) => unknown} [prepare] */
async function open(ways, hash = '', prepare) {
  host.ways = ways;
  const visit = await site.visit('bench.html');
  await prepare?.(visit.page);
  await visit.page.goto(host.url(`/${hash}`), { waitUntil: 'commit' });
  return visit;
}

/** @param {import('./site.mjs').Visit} visit @param {RegExp} words */
async function notes(visit, words) {
  const notice = visit.page.locator('#notices .notice', { hasText: words });
  await notice.waitFor({ timeout: SOON });
  return notice;
}

/** @param {import('./site.mjs').Visit} visit @param {RegExp} words of the badge */
async function explains({ page }, words) {
  await page.locator('#backend .why', { hasText: words }).waitFor({ state: 'attached', timeout: SOON });
}

/** The site's list of modules with one for WebGPU, whose files are not there unless a test answers for them. @param {string} path */
function withWebgpu(path) {
  if (path !== 'wasm/modules.json') return undefined;
  const modules = JSON.parse(readFileSync('dist/wasm/modules.json', 'utf8'));
  return { body: JSON.stringify({ ...modules, webgpu: { ...modules.cpu, js: 'webgpu/none/trimodal.js' } }) };
}

test('a missing list of modules is named, with what came in its place', async () => {
  const gone = (/** @type {string} */ path) => (path === 'wasm/modules.json' ? { body: '', status: 404 } : undefined);
  const visit = await open({ answer: gone });
  await notes(visit, /wasm\/modules\.json: the server answered 404/);
  host.ways = { answer: (path) => (gone(path) ? { body: '<!doctype html>', headers: HTML } : undefined) };
  await visit.page.reload();
  await notes(visit, /wasm\/modules\.json: a web page came in its place \(text\/html\)/);
  await visit.close();
});

for (const ending of ['.js', '_bg.wasm']) {
  test(`a module’s ${ending} in whose place the start page comes is named`, async () => {
    const visit = await open({
      answer: (path) => (path.endsWith(`trimodal${ending}`) ? { body: '<!doctype html>', headers: HTML } : undefined),
    });
    const notice = await notes(visit, /a web page came in its place/);
    assert.match(String(await notice.textContent()), new RegExp(`wasm/cpu/\\S*trimodal${ending}:`));
    host.ways = {};
    await notice.getByRole('button', { name: 'Retry' }).click();
    await visit.offers('train');
    await visit.close();
  });
}

for (const type of ['text/html', 'application/octet-stream', '']) {
  test(`wasm that is sent as “${type}” trains`, { timeout: LONG }, async () => {
    const answer = (/** @type {string} */ path) =>
      path.endsWith('.wasm') ? { body: readFileSync(`dist/${path}`), headers: { 'content-type': type } } : undefined;
    const visit = await open({ answer }, '#events=60&epochs=1');
    await visit.offers('train');
    await visit.press('train');
    await visit.reaches(/^Finished/, LONG);
    await visit.close();
  });
}

test('a module that takes long to load has a notice, and trains when it has arrived', async () => {
  let send = () => {};
  const visit = await open({}, '', (page) =>
    page.route('**/trimodal_bg.wasm*', async (route) => {
      await new Promise((resolve) => {
        send = () => resolve(undefined);
      });
      await route.continue();
    }),
  );
  const notice = await notes(visit, /Still loading/);
  send();
  await visit.offers('train');
  assert.equal(await notice.count(), 0);
  await visit.close();
});

test('a policy of the host that forbids WebAssembly is named, and what to add to it', async () => {
  const visit = await open({ headers: { 'content-security-policy': "default-src 'self'" } });
  await notes(visit, /policy of this host forbids WebAssembly.*wasm-unsafe-eval/s);
  host.ways = { headers: { 'content-security-policy': "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" } };
  await visit.page.reload();
  await visit.offers('train');
  await visit.close();
});

test('a sandboxed frame on a host that sends everything to anybody says that no worker starts there', async () => {
  const body = '<!doctype html><iframe sandbox="allow-scripts" width="900" height="600" src="./"></iframe>';
  const visit = await open({
    headers: { 'access-control-allow-origin': '*' },
    answer: (path) => (path === 'frame.html' ? { body, headers: HTML } : undefined),
  });
  await visit.page.goto(host.url('/frame.html'));
  const notices = visit.page.frameLocator('iframe').locator('#notices');
  await notices.filter({ hasText: /start a worker.*tab of its own/s }).waitFor({ timeout: SOON });
  await visit.close();
});

test('on plain http the badge says that WebGPU needs https or localhost', async () => {
  const visit = await open({}, '', (page) => page.addInitScript(insecure));
  await visit.offers('train');
  await explains(visit, /only over https or on localhost/);
  await visit.close();
});

/** Runs in the page before its own scripts, as the following do. */
function insecure() {
  Object.defineProperty(globalThis, 'isSecureContext', { value: false });
  Object.defineProperty(navigator, 'gpu', { value: undefined });
}

/** @param {string} answers code: of every request for an adapter, in turn; the last one stays */
const adapters = (answers) => `{
  const answers = ${answers};
  const requestAdapter = () => (answers.length > 1 ? answers.shift() : answers[0])();
  Object.defineProperty(navigator, 'gpu', { value: { requestAdapter } });
}`;
const NULL = 'async () => null';
const CARD = "async () => ({ info: { description: 'Imaginary card' } })";
const BARE = 'async () => ({})';
const REFUSAL = "async () => { throw new Error('it is on the block list'); }";
const SILENCE = '() => new Promise(() => {})';

test('where the first search for an adapter finds none, a second one counts', async () => {
  const visit = await open({ answer: withWebgpu }, '', (page) => page.addInitScript(adapters(`[${NULL}, ${CARD}]`)));
  await visit.offers('train');
  await explains(visit, /on the CPU: WebGPU failed .*webgpu\/none\/trimodal\.js/); // it was tried
  await visit.close();
});

test('an adapter that says nothing of itself is tried like any other', async () => {
  const visit = await open({ answer: withWebgpu }, '', (page) => page.addInitScript(adapters(`[${BARE}]`)));
  await visit.offers('train');
  await explains(visit, /on the CPU: WebGPU failed .*webgpu\/none\/trimodal\.js/);
  await visit.close();
});

test('a browser that refuses an adapter is quoted, and Retry asks it again', async () => {
  const visit = await open({ answer: withWebgpu }, '', (page) => page.addInitScript(adapters(`[${REFUSAL}, ${CARD}]`)));
  await visit.offers('train');
  await explains(visit, /refused WebGPU \(it is on the block list\)/);
  await visit.page.locator('#backend summary').click();
  await visit.page.locator('#backend .retry').click();
  await explains(visit, /on the CPU: WebGPU failed .*webgpu\/none\/trimodal\.js/);
  assert.equal(await visit.page.evaluate(() => localStorage.length), 0, 'nothing wrong is remembered');
  await visit.close();
});

for (const wish of ['', '#backend=webgpu']) {
  test(`an adapter that never comes leaves the CPU to train ${wish && 'also where WebGPU was chosen'}`, async () => {
    const visit = await open({ answer: withWebgpu }, wish, (page) => page.addInitScript(adapters(`[${SILENCE}]`)));
    await explains(visit, /on the CPU.*did not answer when asked for a graphics card/);
    await visit.offers('train');
    await visit.close();
  });
}

test('a missing WebGPU module leaves the CPU to train also where WebGPU was chosen', async () => {
  const visit = await open({ answer: withWebgpu, fallback: true }, '#backend=webgpu', (page) =>
    page.addInitScript(adapters(`[${CARD}]`)),
  );
  await explains(visit, /on the CPU: WebGPU failed \(wasm\/webgpu\/none\/trimodal\.js: a web page came/);
  await visit.offers('train');
  await visit.close();
});
