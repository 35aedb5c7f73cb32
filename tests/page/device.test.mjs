// A graphics driver that never answers the worker. The adapter is Chromium's own; the module is a stand-in that only opens it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { useHost } from './host.mjs';
import { useSite } from './site.mjs';

const site = useSite({ webgpu: true });
const host = useHost();
const SCRIPT = { 'content-type': 'text/javascript' };

/** Opens a device as the module for WebGPU does. */
const MODULE = `
const open = async () => (await navigator.gpu.requestAdapter()).requestDevice();
export default async () => ({ memory: null });
export const Session = { open };
export const Bench = { open };
export const onRestWait = () => {};
`;

/** @param {string} path */
function withStandIn(path) {
  if (path.startsWith('wasm/webgpu/')) return { body: MODULE, headers: SCRIPT };
  if (path !== 'wasm/modules.json') return undefined;
  const modules = JSON.parse(readFileSync('dist/wasm/modules.json', 'utf8'));
  return { body: JSON.stringify({ ...modules, webgpu: { ...modules.cpu, js: 'webgpu/none/trimodal.js' } }) };
}

/** @param {string} hash @param {string} silent code of the call that never answers */
async function open(hash, silent) {
  host.ways = { answer: withStandIn };
  const visit = await site.visit('bench.html');
  await visit.page.route('**/assets/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${silent} = () => new Promise(() => {});\n${await response.text()}` });
  });
  await visit.page.goto(host.url(`/${hash}`));
  return visit;
}

for (const [what, silent] of [
  ['adapter', 'GPU.prototype.requestAdapter'],
  ['device', 'GPUAdapter.prototype.requestDevice'],
]) {
  test(`where WebGPU was chosen and its ${what} never answers, the page says so, and the CPU takes over`, async () => {
    const visit = await open('#backend=webgpu', silent);
    await visit.reaches(/^Loading the WebGPU module/);
    await explained(visit, `no ${what} answered`);
    await visit.offers('train');
    await visit.close();
  });
}

test('a race with a device that never answers ends, and the CPU goes on', async () => {
  const visit = await open('', 'GPUAdapter.prototype.requestDevice');
  await visit.page.addInitScript(() => {
    const requestAdapter = async () => ({ info: { description: 'Imaginary card' } });
    Object.defineProperty(navigator, 'gpu', { value: { requestAdapter } });
  });
  await visit.page.reload();
  await visit.offers('train');
  await explained(visit, 'no device answered');
  await visit.close();
});

/** @param {import('./site.mjs').Visit} visit @param {string} words */
async function explained({ page }, words) {
  const why = page.locator('#backend .why', { hasText: words });
  await why.waitFor({ state: 'attached', timeout: 20_000 });
  assert.match(String(await why.textContent()), /on the CPU/);
}
