// Which backend is chosen for whom, and that the reason is said.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { choose, describe } from '../../../www/link/backends.js';
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

test('without an adapter a wish for WebGPU gets the CPU, and is told why', () => {
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
