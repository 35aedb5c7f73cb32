// Every modality and every set in the contract can be drawn and named, and sets and modalities agree.
import assert from 'node:assert/strict';
import test from 'node:test';
import { KEYS, lookOf, MODALITIES, modalitiesOf, SETS, setOf } from '../../../www/facts/vocabulary.js';
import { modalityName, setName } from '../../../www/words/names.js';

test('every modality and every set has a look and a name of its own', () => {
  const looks = SETS.map(({ key }) => lookOf(key)?.mark);
  assert.equal(new Set(looks).size, SETS.length);
  assert.ok(looks.every(Boolean));
  for (const key of KEYS) assert.notEqual(modalityName(key), key);
  for (const { key } of SETS) assert.notEqual(setName(key), key);
});

test('there is a set for every choice of modalities, the smaller ones first and all of them last', () => {
  assert.equal(SETS.length, 2 ** KEYS.length - 1);
  assert.deepEqual(
    SETS.map(({ has }) => has.filter(Boolean).length),
    [1, 1, 1, 2, 2, 2, 3],
  );
  for (const { key, has } of SETS) assert.equal(setOf(has), key);
});

test('the bits are those of the masks that Rust sends', () => {
  assert.deepEqual(
    MODALITIES.map(({ key, bit }) => [key, bit]),
    [
      ['tabular', 1],
      ['image', 2],
      ['audio', 4],
    ],
  );
  assert.deepEqual(modalitiesOf('tabular_audio'), [true, false, true]);
});
