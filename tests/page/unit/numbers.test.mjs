// Numbers on the page, whatever the language of the browser.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clock, difference, exact, measured, nats, percent, signed, whole } from '../../../www/words/numbers.js';

test('counts are rounded and grouped', () => {
  assert.deepEqual([0, 999.5, 1429219].map(whole), ['0', '1,000', '1,429,219']);
});

test('shares are percents with one digit', () => {
  assert.deepEqual([0, 1 / 3, 0.99949, 1].map(percent), ['0.0 %', '33.3 %', '99.9 %', '100.0 %']);
});

test('a loss has three digits, however small, and a short form when it is huge', () => {
  assert.deepEqual([0.00049, 1.0986, 999.9994, 12345].map(nats), ['0.000', '1.099', '999.999', '1.2e+4']);
});

test('a loss that is no number says so', () => {
  assert.deepEqual([Number.NaN, Infinity].map(nats), ['not a number', 'not a number']);
});

test('a feature has no more digits than its size bears', () => {
  assert.deepEqual([3827.4, -1200.6, 242.53, 19.234, 7, 0].map(measured), [
    '3,827',
    '-1,201',
    '242.5',
    '19.23',
    '7',
    '0',
  ]);
});

test('a clock rounds up, so that it ends when the run does', () => {
  assert.deepEqual([0, 0.2, 42, 59.5, 61, 3600, 3723].map(clock), [
    '0:00',
    '0:01',
    '0:42',
    '1:00',
    '1:01',
    '1:00:00',
    '1:02:03',
  ]);
});

test('a number in full is written as a person would', () => {
  assert.deepEqual([20000, 0.000001, 0.1 + 0.2].map(exact), ['20,000', '0.000001', '0.3']);
});

test('a difference has a tenth and a true minus, but none before a nought', () => {
  assert.deepEqual(
    [0.284, 0.0994, -0.012, -0.0001, 0].map((share) => difference(share)),
    ['28.4', '9.9', '−1.2', '0.0', '0.0'],
  );
});

test('a signed difference has its sign in any case', () => {
  assert.deepEqual([0.284, -0.012, -0.0004].map(signed), ['+28.4', '−1.2', '0.0']);
});
