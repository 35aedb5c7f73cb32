// The stored times of a race: what is in the browser's storage can be outdated or changed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { race, readTimes } from '../../../www/link/race.js';

const times = { cpu: 12.5, webgpu: 3 };

test('the times of the same contest are used', () => {
  assert.deepEqual(readTimes(JSON.stringify({ contest: 'a b c', times }), 'a b c'), times);
});

test('those of another contest, and whatever is no pair of times, are not', () => {
  assert.equal(readTimes(JSON.stringify({ contest: 'a b d', times }), 'a b c'), null);
  const wrong = [undefined, {}, { cpu: 1 }, { cpu: '1', webgpu: 2 }, { cpu: 0, webgpu: 1 }, { cpu: -1, webgpu: 1 }];
  for (const each of wrong) assert.equal(readTimes(JSON.stringify({ contest: 'x', times: each }), 'x'), null);
  for (const text of ['', 'null', '7', '{', '[]']) assert.equal(readTimes(text, 'x'), null, text);
});

test('a race that is stopped closes its worker', () => {
  /** @type {string[]} */
  const log = [];
  const fakes = {
    document: { baseURI: 'http://localhost/' },
    Worker: class {
      constructor() {
        log.push('opened');
      }
      postMessage() {}
      terminate() {
        log.push('closed');
      }
    },
  };
  Object.assign(globalThis, fakes);
  const module = { js: 'cpu/1/trimodal.js', version: '1', raw: 1, gzip: 1, brotli: 1 };
  const stop = new AbortController();
  race({ cpu: module, webgpu: module }, 'a card', () => true, stop.signal);
  assert.deepEqual(log, ['opened']);
  stop.abort();
  assert.deepEqual(log, ['opened', 'closed']);
  for (const name of Object.keys(fakes)) Reflect.deleteProperty(globalThis, name);
});
