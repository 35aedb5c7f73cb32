// Settings as text, as a link and as values: what is read back is what was written, and what is wrong is named.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../../www/contract.json' with { type: 'json' };
import {
  change,
  check,
  format,
  neighbour,
  ONLY_IN,
  parse,
  spansMagnitudes,
  unused,
} from '../../../www/state/settings.js';
import { words } from '../../../www/words/words.js';

/** @param {string} name @returns {import('../../../www/state/settings.js').Field} */
function field(name) {
  const found = contract.fields.find((candidate) => candidate.name === name);
  assert.ok(found, name);
  return found;
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

test('what a link asks for wrongly is named and replaced by the default, and the rest is used', () => {
  const { config, problems } = parse('#colour=red&epochs=9999&backend=abacus&seed=5', contract);
  assert.deepEqual(config, { ...contract.defaults, seed: 5 });
  assert.deepEqual(problems, [
    { name: 'colour', value: 'red', why: { code: 'unknown' } },
    { name: 'epochs', value: '9999', why: { code: 'range', min: 1, max: 200 } },
    { name: 'backend', value: 'abacus', why: { code: 'choice', options: ['auto', 'cpu', 'webgpu'] } },
  ]);
});

test('both ends of a range belong to it, and what lies beyond does not', () => {
  assert.deepEqual(check(field('dropout'), '0'), { value: 0 });
  assert.deepEqual(check(field('dropout'), '0.9'), { value: 0.9 });
  assert.deepEqual(check(field('dropout'), '0.91'), { why: { code: 'range', min: 0, max: 0.9 } });
  assert.deepEqual(check(field('dropout'), '-0.01'), { why: { code: 'range', min: 0, max: 0.9 } });
});

test('an empty text, a word and an infinity are no numbers', () => {
  for (const text of ['', '  ', 'many', 'Infinity', 'NaN']) {
    assert.deepEqual(check(field('dropout'), text), { why: { code: 'number' } }, text);
  }
});

test('a whole number may not have a fraction, but may be written in any way', () => {
  assert.deepEqual(check(field('epochs'), '2.5'), { why: { code: 'whole' } });
  assert.deepEqual(check(field('events'), '2e3'), { value: 2000 });
});

test('the highest seed is written and read exactly', () => {
  const config = change(contract.defaults, 'seed', 4294967295);
  assert.equal(format(config, contract), '#seed=4294967295');
  assert.ok('why' in check(field('seed'), '4294967296'));
});

test('a change leaves the settings that it was made from as they were', () => {
  const before = { ...contract.defaults };
  assert.equal(change(contract.defaults, 'seed', 9).seed, 9);
  assert.deepEqual(contract.defaults, before);
});

test('only the learning rate spans magnitudes', () => {
  assert.deepEqual(
    contract.fields.filter(spansMagnitudes).map(({ name }) => name),
    ['learning_rate'],
  );
});

test('a wide range is walked as 1, 2, 5, 10 in both directions', () => {
  assert.deepEqual(
    [0.001, 0.002, 0.005, 0.01].map((value) => neighbour(value, true)),
    [0.002, 0.005, 0.01, 0.02],
  );
  assert.deepEqual(
    [0.01, 0.005, 0.002, 0.001].map((value) => neighbour(value, false)),
    [0.005, 0.002, 0.001, 0.0005],
  );
  assert.deepEqual([neighbour(0.003, true), neighbour(0.003, false)], [0.005, 0.002]);
});

test('a setting that has no effect as the others stand says why', () => {
  const { defaults } = contract;
  const why = (/** @type {object} */ changes, /** @type {string} */ name) => unused({ ...defaults, ...changes }, name);
  assert.equal(why({ modalities: 'image' }, 'modality_dropout'), 'single');
  assert.equal(why({ modalities: 'image_audio' }, 'modality_dropout'), '');
  assert.equal(why({ world: 'noise' }, 'image_blur'), 'noise');
  assert.equal(why({ world: 'noise' }, 'ambiguity'), 'world');
  assert.match(words.settings.unused('world', ONLY_IN.ambiguity), /“Story/);
});

test('every setting has a label and help, every choice and group a name', () => {
  for (const { name, group, options = [] } of contract.fields) {
    assert.notEqual(words.settings.label(name), name);
    assert.notEqual(words.settings.help(name), '', name);
    for (const { value } of options) assert.notEqual(words.settings.option(name, value), value, name);
    assert.match(words.settings.group(group), /^[A-Z]/);
  }
});
