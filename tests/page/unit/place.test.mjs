// Views with state: each place has its own, and one that could not be made takes no other along.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { perPlace } from '../../../www/parts/place.js';

/** @type {any[]} */
const [here, there, broken, page] = [{}, {}, { broken: true }, {}];

class View {
  drawn = 0;
  /** @param {any} place */
  constructor(place) {
    if (place.broken) throw new Error('broken');
  }
  draw() {
    this.drawn += 1;
  }
}

test('every place has a view of its own', () => {
  const { mount, draw, of } = perPlace(View);
  for (const place of [here, there]) mount(place, {});
  draw(here, page);
  assert.deepEqual([of(here)?.drawn, of(there)?.drawn], [1, 0]);
});

test('where a view could not be made there is none, which others can live with', () => {
  const { mount, of } = perPlace(View);
  assert.throws(() => mount(broken, {}), /broken/);
  assert.equal(of(broken), undefined);
});
