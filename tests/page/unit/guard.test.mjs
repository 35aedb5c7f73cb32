// A view that throws, while it is created or drawn: only this view fails, and only once.
import assert from 'node:assert/strict';
import { afterEach, beforeEach, mock, test } from 'node:test';
import { guard } from '../../../www/parts/guard.js';

const place = /** @type {any} */ ({ id: 'fake' });
const [page, contract] = /** @type {any[]} */ ([{}, {}]);

beforeEach(() => mock.method(console, 'error', () => {}));
afterEach(() => mock.restoreAll());

/** A view, and how often it was called and failed. @param {{ mount?: () => void, draw?: () => void }} [acts] */
function watched({ mount = () => {}, draw = () => {} } = {}) {
  const calls = { mount: 0, draw: 0, failed: 0 };
  const view = {
    id: 'fake',
    mount: () => {
      calls.mount += 1;
      mount();
    },
    draw: () => {
      calls.draw += 1;
      draw();
    },
  };
  const made = guard(view, place, (where) => {
    assert.equal(where, place);
    calls.failed += 1;
  });
  return { ...made, calls };
}

const fail = () => {
  throw new Error('broken');
};

test('a view that works is mounted once and drawn each time', () => {
  const { mount, draw, calls } = watched();
  mount({}, contract);
  draw(page);
  draw(page);
  assert.deepEqual(calls, { mount: 1, draw: 2, failed: 0 });
});

test('a view that throws while it is made is never drawn, and says so once', () => {
  const { mount, draw, calls } = watched({ mount: fail });
  mount({}, contract);
  draw(page);
  assert.deepEqual(calls, { mount: 1, draw: 0, failed: 1 });
  assert.equal(/** @type {any} */ (console.error).mock.callCount(), 1);
});

test('a view that throws while it is drawn is not drawn again, and the next one is', () => {
  const views = [watched({ draw: fail }), watched()];
  for (let frame = 0; frame < 3; frame += 1) for (const { draw } of views) draw(page);
  assert.deepEqual(
    views.map(({ calls }) => [calls.draw, calls.failed]),
    [
      [1, 1],
      [3, 0],
    ],
  );
});

test('a view needs nothing to be made', () => {
  const bare = guard({ id: 'bare', draw: () => {} }, place, () => assert.fail());
  bare.mount({}, contract);
  bare.draw(page);
});
