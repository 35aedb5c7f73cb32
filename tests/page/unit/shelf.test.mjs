// The visible part of a long grid: its rows and one on either side, and a constant total height.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inSight, scrolledTo, walked } from '../../../www/parts/shelf.js';

/** Ten rows of four and a last one of two; three rows fit. */
const shelf = { count: 42, columns: 4, row: 100, top: 0, height: 300 };

test('at the top the rows in sight and one below exist', () => {
  assert.deepEqual(inSight(shelf), { first: 0, last: 16, before: 0, after: 700 });
});

test('in the middle a row above and a row below are kept ready', () => {
  assert.deepEqual(inSight({ ...shelf, top: 450 }), { first: 12, last: 36, before: 300, after: 200 });
});

test('at the end the last row is not filled up', () => {
  assert.deepEqual(inSight({ ...shelf, top: 800 }), { first: 28, last: 42, before: 700, after: 0 });
});

test('a grid without cards keeps no room', () => {
  assert.deepEqual(inSight({ ...shelf, count: 0 }), { first: 0, last: 0, before: 0, after: 0 });
});

test('a box that is scrolled beyond the end still shows the last row', () => {
  const { first, last, after } = inSight({ ...shelf, top: 5000 });
  assert.deepEqual([first, last, after], [40, 42, 0]);
});

test('wherever it is scrolled, rows and room add up to the same height', () => {
  for (let top = 0; top <= 800; top += 37) {
    const { first, last, before, after } = inSight({ ...shelf, top });
    assert.equal(before + Math.ceil((last - first) / 4) * 100 + after, 1100);
  }
});

test('twenty thousand events make no more cards than a few rows', () => {
  const { first, last } = inSight({ ...shelf, count: 20_000, top: 250_000 });
  assert.ok(last - first <= 24, `${last - first} cards`);
});

test('a card in sight moves nothing, others just come into sight', () => {
  assert.equal(scrolledTo({ ...shelf, top: 100 }, 5), 100);
  assert.equal(scrolledTo({ ...shelf, top: 100 }, 0), 0);
  assert.equal(scrolledTo({ ...shelf, top: 100 }, 20), 300);
});

test('arrow keys move by a card or a row and stay where there is none', () => {
  const keys = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp'];
  assert.deepEqual(
    keys.map((key) => walked(shelf, 5, key)),
    [6, 4, 9, 1],
  );
  assert.deepEqual(
    keys.map((key) => walked(shelf, 0, key)),
    [1, 0, 4, 0],
  );
  assert.deepEqual(
    keys.map((key) => walked(shelf, 41, key)),
    [41, 40, 41, 37],
  );
});

test('Home, End and the page keys lead far', () => {
  assert.deepEqual(
    ['Home', 'End', 'PageDown', 'PageUp'].map((key) => walked(shelf, 20, key)),
    [0, 41, 32, 8],
  );
});

test('other keys, and keys on an empty shelf, lead nowhere', () => {
  assert.equal(walked(shelf, 3, 'x'), null);
  assert.equal(walked({ ...shelf, count: 0 }, 0, 'End'), null);
});
