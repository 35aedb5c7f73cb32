// The reason why a value is not used: short for a long link, with the value that stays in use.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../../www/contract.json' with { type: 'json' };
import { parse } from '../../../www/state/address.js';
import { words } from '../../../www/words/words.js';

const { notices, settings, whatif } = words;
const link = (/** @type {string} */ hash) => notices.ignoredSettings(parse(hash, contract).problems);

test('a refused value is explained beside the one that is used', () => {
  assert.equal(
    settings.refused({ code: 'range', min: 60, max: 20_000 }, 2000),
    'Not used: must be between 60 and 20,000. The value is still 2000.',
  );
  assert.match(
    settings.refused({ code: 'range', min: 0.000001, max: 10 }, 0.001),
    /between 0\.000001 and 10\. .* 0\.001/,
  );
  assert.match(settings.refused({ code: 'ambiguous' }, 1), /use a point/);
  assert.match(whatif.refused({ code: 'number' }, 17), /must be a number\. Event 17/);
});

test('every problem of a link is named with its reason', () => {
  assert.equal(
    link('#colour=red&epochs=2.5'),
    'colour = red (no such setting); epochs = 2.5 (must be a whole number).',
  );
  assert.equal(link('#seed=2&seed=3'), 'seed = 2 (the link sets it again, to 3).');
  assert.equal(link('#gallery'), 'gallery (no such setting).');
});

test('a long link makes a short notice', () => {
  assert.ok(link(`#${'a'.repeat(10_000)}=${'b'.repeat(10_000)}`).length < 200);
  assert.ok(link(`#seed=1&seed=${'0'.repeat(10_000)}2`).length < 200);
  assert.match(link(`#${'a&'.repeat(5000)}`), /; and 4,995 more\.$/);
  assert.doesNotMatch(link(`#${'😀'.repeat(100)}`), /\p{Cs}/u, 'no character is torn');
});
