// Settings as text and as values: what is typed is used as it is meant, or refused with its reason.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../../www/contract.json' with { type: 'json' };
import { change, check, neighbour, spansMagnitudes, stepped, unused } from '../../../www/state/settings.js';
import { words } from '../../../www/words/words.js';

/** @param {string} name @returns {import('../../../www/state/settings.js').Field} */
function field(name) {
  const found = contract.fields.find((candidate) => candidate.name === name);
  assert.ok(found, name);
  return found;
}

test('both ends of a range belong to it, and what lies beyond does not', () => {
  const beyond = { why: { code: 'range', min: 0, max: 0.9 } };
  assert.deepEqual(check(field('dropout'), '0'), { value: 0 });
  assert.deepEqual(check(field('dropout'), '0.9'), { value: 0.9 });
  assert.deepEqual(check(field('dropout'), '0.91'), beyond);
  assert.deepEqual(check(field('dropout'), '-0.01'), beyond);
  assert.ok('why' in check(field('seed'), '4294967296'));
});

test('an empty text, a word, an infinity and a number to another base are no numbers', () => {
  for (const text of ['', '  ', 'many', 'Infinity', 'NaN', '0x10', '0b1', '7)', '1e', '1,', '--1', '1 00', '5 %', ','])
    assert.deepEqual(check(field('dropout'), text), { why: { code: 'number' } }, text);
});

test('a whole number may not have a fraction, but may be written in any way', () => {
  assert.deepEqual(check(field('epochs'), '2.5'), { why: { code: 'whole' } });
  assert.deepEqual(check(field('epochs'), '2,5'), { why: { code: 'whole' } });
  const ways = [
    '2000',
    '2e3',
    '2 000',
    '2,000',
    '2’000',
    '2\u202f000',
    '2000.0',
    '+2000',
    '２０００',
    '\u200e2000\n',
    '02000',
  ];
  for (const text of ways) assert.deepEqual(check(field('events'), text), { value: 2000 }, text);
  assert.deepEqual(check(field('seed'), '4,294,967,295'), { value: 4294967295 });
});

test('a fraction may have a point or a comma, and an exponent', () => {
  for (const text of [
    '0.002',
    '0,002',
    '.002',
    ',002',
    '2e-3',
    '2E-3',
    '2,0e-3',
    '０．００２',
    '０，００２',
    ' 0.002 ',
  ])
    assert.deepEqual(check(field('learning_rate'), text), { value: 0.002 }, text);
  assert.deepEqual(check(field('audio_snr'), '−1,5'), { value: -1.5 });
});

test('what can be read as two numbers is refused', () => {
  const ambiguous = { why: { code: 'ambiguous' } };
  for (const text of ['1,000', '1.000,5', '1,000.5', '1.000.000'])
    assert.deepEqual(check(field('learning_rate'), text), ambiguous, text);
  for (const text of ['1.000', '10.000', '1.000.000']) assert.deepEqual(check(field('seed'), text), ambiguous, text);
});

test('minus zero is zero, so that a link never says it', () => {
  for (const text of ['-0', '−0', '-0.0', '-0e5'])
    assert.ok(Object.is(Reflect.get(check(field('seed'), text), 'value'), 0));
});

test('a very long text is refused at once', () => {
  for (const text of ['1'.repeat(10_000), `${'1'.repeat(10_000)}x`, '1,111'.repeat(2000), '1 111'.repeat(2000)]) {
    const begun = performance.now();
    assert.ok('why' in check(field('seed'), text));
    assert.ok(performance.now() - begun < 200);
  }
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

test('an arrow key leads to the next step of the range and never beyond its ends', () => {
  const steps = (/** @type {string} */ name, /** @type {number} */ value) =>
    [true, false].map((up) => stepped(field(name), value, up));
  assert.deepEqual(steps('epochs', 10), [11, 9]);
  assert.deepEqual(steps('epochs', 1), [2, 1]);
  assert.deepEqual(steps('epochs', 200), [200, 199]);
  assert.deepEqual(steps('events', 61), [70, 60], 'to the next multiple, as number fields do');
  assert.deepEqual(steps('events', 20_000), [20_000, 19_990]);
  assert.deepEqual(steps('image_size', 32), [64, 32]);
  assert.deepEqual(steps('learning_rate', 0.001), [0.002, 0.0005]);
  assert.deepEqual(steps('learning_rate', 10), [10, 5]);
  assert.deepEqual(steps('learning_rate', 0.000001), [0.000002, 0.000001]);
});

test('a setting that has no effect as the others stand says why', () => {
  const { defaults } = contract;
  const why = (/** @type {object} */ changes, /** @type {string} */ name) =>
    unused({ ...defaults, ...changes }, field(name));
  assert.equal(why({ modalities: 'image' }, 'modality_dropout'), 'single');
  assert.equal(why({ modalities: 'image_audio' }, 'modality_dropout'), '');
  assert.equal(why({ world: 'noise' }, 'image_blur'), 'noise');
  assert.equal(why({ world: 'noise' }, 'ambiguity'), 'world');
  assert.match(words.settings.unused('world', field('ambiguity').used_in?.[0] ?? ''), /“Story/);
});

test('every setting has a label and help, every choice and group a name', () => {
  for (const { name, group, options = [] } of contract.fields) {
    assert.notEqual(words.settings.label(name), name);
    assert.notEqual(words.settings.help(name), '', name);
    for (const { value } of options) assert.notEqual(words.settings.option(name, value), value, name);
    assert.match(words.settings.group(group), /^[A-Z]/);
  }
});
