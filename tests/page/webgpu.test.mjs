// WebGPU in a real browser. Without a graphics card it is Chromium's software adapter, which takes seconds a step: few steps.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LONG, useSite } from './site.mjs';

const site = useSite({ webgpu: true });

/** How far the losses of an epoch, in nats, may lie from the CPU's: both start alike and round differently. */
const TOLERANCE = 0.02;

/** @param {string} backend */
async function run(backend) {
  const visit = await site.visit('bench.html');
  /** @type {string[]} */
  const rests = [];
  visit.page.on('request', (request) => {
    // one that is fetched ahead keeps no call waiting
    if (request.url().includes('_rest.wasm') && request.resourceType() !== 'fetch') rests.push(request.url());
  });
  await visit.page.goto(`${site.url()}#backend=${backend}&events=60&batch_size=8&epochs=1`);
  await visit.offers('train');
  await visit.press('train');
  if (backend === 'webgpu') await visit.reaches(/^Waiting for WebGPU to compile/, LONG); // it says what takes so long
  await visit.reaches(/^Finished/, LONG);
  const badge = await visit.text('#backend .name');
  const [[, train, val]] = await visit.curve('loss');
  assert.deepEqual(rests, [], 'training needs no more than the first file of a module');
  visit.clean();
  await visit.close();
  return { badge, train, val };
}

test('a tiny run by link trains on WebGPU and ends near the CPU', { timeout: LONG }, async () => {
  const [cpu, gpu] = [await run('cpu'), await run('webgpu')];
  assert.match(cpu.badge, /^CPU/);
  assert.match(gpu.badge, /^WebGPU/);
  for (const split of /** @type {const} */ (['train', 'val'])) {
    assert.ok(Math.abs(gpu[split] - cpu[split]) < TOLERANCE, `${split}: ${gpu[split]}, on the CPU ${cpu[split]}`);
  }
});

test('a software adapter is not taken unless it is asked for', async () => {
  const visit = await site.visit('#events=60');
  await visit.offers('train');
  await visit.page.locator('#backend summary').click();
  await visit.page.waitForFunction(() => /emulated/.test(document.querySelector('#backend .why')?.textContent ?? ''));
  assert.match(await visit.text('#backend .name'), /^CPU/);
});

test('an adapter that says it is a card is raced against the CPU, once where nothing disturbed it, and the faster one trains', {
  timeout: LONG,
}, async () => {
  const visit = await site.visit('bench.html');
  await visit.page.addInitScript(pretendToBeACard);
  await visit.page.goto(`${site.url()}#events=60`);
  await visit.offers('train'); // the CPU serves meanwhile
  await visit.press('train');
  const why = visit.page.locator('#backend .why', { hasText: /ms with WebGPU on Imaginary card and .* ms on the CPU/ });
  await why.waitFor({ state: 'attached', timeout: LONG });
  assert.equal(await visit.page.evaluate(() => localStorage.getItem('trimodal.race')), null, 'a run was in its way');
  await visit.page.reload();
  await why.waitFor({ state: 'attached', timeout: LONG });
  const times = await why.textContent();
  assert.match(await visit.text('#backend .name'), /^CPU/, 'an emulated card is slower');
  await visit.page.reload();
  await why.waitFor({ state: 'attached' });
  assert.equal(await why.textContent(), times, 'what is remembered is not raced again');
  visit.clean();
});

/** Runs in the page before its own scripts. */
function pretendToBeACard() {
  const fake = { isFallbackAdapter: false, description: 'Imaginary card', vendor: '', architecture: '' };
  for (const [name, value] of Object.entries(fake)) {
    Object.defineProperty(GPUAdapterInfo.prototype, name, { get: () => value });
  }
}

test('a device that is lost in a run stops it with a word and a Retry', { timeout: LONG }, async () => {
  const visit = await site.visit('bench.html');
  await visit.page.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `(${loseTheDevice})();\n${await response.text()}` });
  });
  await visit.page.goto(`${site.url()}#backend=webgpu&events=60&batch_size=8&epochs=1`);
  await visit.offers('train');
  await visit.press('train');
  const notice = visit.page.locator('#notices .notice');
  await notice.waitFor({ timeout: LONG });
  assert.match(String(await notice.textContent()), /has stopped.*the device was lost/s);
  await visit.reaches(/^Stopped/);
  assert.match(await visit.text('#backend .name'), /^WebGPU/, 'the badge names the device that was lost');
  await notice.getByRole('button', { name: 'Retry' }).click();
  await visit.offers('train');
});

/** Joined to the worker's script: takes the device away as soon as a run is asked for. */
function loseTheDevice() {
  const request = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...options) {
    const device = await request.apply(this, options);
    self.addEventListener('message', ({ data }) => {
      if (data.command?.type === 'train') device.destroy();
    });
    return device;
  };
}
