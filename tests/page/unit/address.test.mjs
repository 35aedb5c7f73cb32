// Settings in a link: what is read back is what was written, and what is not used is named with its reason.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../../www/contract.json' with { type: 'json' };
import { format, parse, withoutTrackers } from '../../../www/state/address.js';
import { change } from '../../../www/state/settings.js';

const { defaults } = contract;

/** What a hash leaves of itself, and what of it is not used. @param {string} hash */
function read(hash) {
  const { config, problems } = parse(hash, contract);
  return [format(config, contract), ...problems.map(({ name, value, why }) => `${name}=${value} ${why.code}`)];
}

test('the defaults need no hash, and no hash gives the defaults', () => {
  assert.equal(format(contract.defaults, contract), '');
  assert.deepEqual(parse('', contract), { config: contract.defaults, problems: [] });
  assert.deepEqual(parse('#', contract), { config: contract.defaults, problems: [] });
});

test('a hash holds only what differs, in the order of the form', () => {
  const config = change(change(contract.defaults, 'seed', 7), 'events', 300);
  assert.equal(format(config, contract), '#events=300&seed=7');
});

test('every setting survives the way through a link', () => {
  for (const { name, options, min, max } of contract.fields) {
    for (const value of options?.map((option) => option.value) ?? [min, max]) {
      const config = change(contract.defaults, name, value ?? 0);
      assert.deepEqual(parse(format(config, contract), contract), { config, problems: [] }, `${name}=${value}`);
    }
  }
});

test('a linked value equal to its default leaves the link', () => {
  const { config } = parse('#epochs=10&seed=2', contract);
  assert.equal(format(config, contract), '#seed=2');
});

test('the highest seed is written and read exactly', () => {
  const config = change(defaults, 'seed', 4294967295);
  assert.equal(format(config, contract), '#seed=4294967295');
  assert.equal(parse('#seed=4294967295', contract).config.seed, 4294967295);
});

test('what a link asks for wrongly is named and replaced by the default, and the rest is used', () => {
  const { config, problems } = parse('#colour=red&epochs=9999&backend=abacus&seed=5', contract);
  assert.deepEqual(config, { ...defaults, seed: 5 });
  assert.deepEqual(problems, [
    { name: 'colour', value: 'red', why: { code: 'unknown' } },
    { name: 'epochs', value: '9999', why: { code: 'range', min: 1, max: 200 } },
    { name: 'backend', value: 'abacus', why: { code: 'choice', options: ['auto', 'cpu', 'webgpu'] } },
  ]);
});

test('of two values for a setting the last one counts, and the other is named', () => {
  const { config, problems } = parse('#seed=2&seed=3', contract);
  assert.equal(config.seed, 3);
  assert.deepEqual(problems, [{ name: 'seed', value: '2', why: { code: 'repeated', by: '3' } }]);
  assert.deepEqual(read('#seed=2&seed=3&seed=4'), ['#seed=4', 'seed=2 repeated', 'seed=3 repeated']);
  assert.deepEqual(read('#seed=2&seed=2.0'), ['#seed=2'], 'twice the same is no conflict');
  assert.deepEqual(read('#seed=2&seed=x'), ['#seed=2', 'seed=x number'], 'a refused one replaces nothing');
  assert.deepEqual(read('#seed=x&seed=2'), ['#seed=2', 'seed=x number']);
});

test('numbers in a link are read as typed ones are', () => {
  assert.deepEqual(read('#epochs=1e1'), ['']);
  assert.deepEqual(read('#epochs=2e1'), ['#epochs=20']);
  assert.deepEqual(read('#learning_rate=0,002'), ['#learning_rate=0.002']);
  assert.deepEqual(read('#seed=%2B7'), ['#seed=7']);
  assert.deepEqual(read('#seed=+7'), ['#seed=7']);
  assert.deepEqual(read('#seed=-0'), ['#seed=0']);
  assert.deepEqual(read('#events=61'), ['#events=61']);
  assert.deepEqual(read('#seed=0x10'), ['', 'seed=0x10 number']);
  assert.deepEqual(read('#seed=7)'), ['', 'seed=7) number']);
});

test('a choice is used only where it is written as it is', () => {
  assert.deepEqual(read('#world=Story'), ['', 'world=Story choice']);
  assert.deepEqual(read('#modalities=image,'), ['', 'modalities=image, choice']);
});

test('no torn, broken or endless link fails', () => {
  assert.deepEqual(read('#%F0%9F'), ['', '\ufffd= unknown']);
  assert.deepEqual(read('#%'), ['', '%= unknown']);
  assert.deepEqual(read('#&&=&'), ['', '= unknown']);
  assert.deepEqual(read('#__proto__=1&constructor=2'), ['', '__proto__=1 unknown', 'constructor=2 unknown']);
  assert.equal(parse(`#${'a'.repeat(10_000)}`, contract).problems.length, 1);
  assert.equal(parse(`#seed=${'9'.repeat(10_000)}`, contract).config.seed, 1);
  assert.equal(parse(`#${'a&'.repeat(5000)}`, contract).problems.length, 5000);
});

test('what counts visits is dropped without a word, and what else stands in the address is kept', () => {
  assert.deepEqual(read('#seed=7&fbclid=Iw'), ['#seed=7']);
  assert.deepEqual(read('#utm_source=x&utm_medium=y&gclid=1&msclkid=2&seed=7'), ['#seed=7']);
  assert.equal(withoutTrackers('?utm_source=x'), '');
  assert.equal(withoutTrackers('?a=1&fbclid=2&b'), '?a=1&b=');
  assert.equal(withoutTrackers('?a=1&b'), '?a=1&b', 'nothing is written anew for nothing');
  assert.equal(withoutTrackers(''), '');
});
