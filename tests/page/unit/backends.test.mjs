// Which backend is chosen, and the reason that is shown.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choose, describe, findAdapter } from '../../../www/link/backends.js';
import { words } from '../../../www/words/words.js';

const card = { adapter: { name: 'nvidia ada', software: false }, missing: { code: 'chosen' } };
const emulated = { adapter: { name: 'google swiftshader', software: true }, missing: { code: 'chosen' } };
const none = { adapter: null, missing: { code: 'no_adapter' } };

test('automatic takes WebGPU only where there is a graphics card', () => {
  assert.equal(choose('auto', card).backend, 'webgpu');
  assert.equal(choose('auto', emulated).backend, 'cpu');
  assert.equal(choose('auto', none).backend, 'cpu');
});

test('a software adapter is taken when the user asks for it', () => {
  assert.equal(choose('webgpu', emulated).backend, 'webgpu');
});

test('without an adapter, a request for WebGPU gets the CPU and a reason', () => {
  const { backend, reason } = choose('webgpu', none);
  assert.deepEqual([backend, reason], ['cpu', { code: 'asked', missing: { code: 'no_adapter' } }]);
  assert.equal(
    words.backend.why(backend, reason),
    'Training runs on the CPU. You asked for WebGPU, but this browser found no WebGPU adapter.',
  );
});

test('a wish for the CPU is granted beside any graphics card', () => {
  assert.equal(choose('cpu', card).backend, 'cpu');
});

test('an adapter is known as software by its flag or by its name', () => {
  const info = { vendor: 'acme', architecture: 'one', description: '', isFallbackAdapter: false };
  assert.deepEqual(describe(info), { name: 'acme one', software: false });
  assert.equal(describe({ ...info, isFallbackAdapter: true }).software, true);
  assert.equal(describe({ ...info, vendor: 'google', architecture: 'swiftshader' }).software, true);
});

/** @param {(() => Promise<any>)[]} answers of every request in turn */
async function found(answers, isSecureContext = true) {
  let asked = 0;
  const gpu = /** @type {any} */ ({ requestAdapter: () => answers[asked++]() });
  const search = await findAdapter({ gpu, isSecureContext, waits: { answer: 10, again: 1 } });
  return { ...search, asked };
}
const nobody = async () => null;

test('an adapter is searched for twice before there is none', async () => {
  const info = { description: 'nvidia ada' };
  const { adapter } = await found([nobody, async () => ({ info })]);
  assert.deepEqual(adapter, { name: 'nvidia ada', software: false });
  const { missing, asked } = await found([nobody, nobody]);
  assert.deepEqual([missing.code, asked], ['no_adapter', 2]);
});

test('an adapter that says nothing of itself is one without a name', async () => {
  const { adapter } = await found([async () => ({})]);
  assert.deepEqual(adapter, { name: '', software: false });
});

test('a refusal is quoted, and a search that nothing answers ends', async () => {
  const refusal = () => Promise.reject(new Error('blocked'));
  assert.deepEqual((await found([refusal])).missing, { code: 'refused', message: 'blocked' });
  assert.equal((await found([() => new Promise(() => {})])).missing.code, 'silent');
});

test('a browser without WebGPU and a page that is not secure have different reasons', async () => {
  assert.equal((await findAdapter({ isSecureContext: true })).missing.code, 'unsupported');
  assert.equal((await findAdapter({ isSecureContext: false })).missing.code, 'insecure');
});
