// What the page shows of a data set without a table, a picture or a sound.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { modalitiesIn, modelHas, setIn, setsIn } from '../../../www/facts/present.js';

const image = { channels: 3, height: 40, width: 24, range: [0, 1] };
const feature = { name: 'size', label: 'Size', kind: 'numeric', unit: '' };
const schema = { classes: ['a', 'b'], features: [feature], image, audio: null, has_sound: false };

test('a data set has the modalities of its schema, and all of them before there is one', () => {
  assert.deepEqual(modalitiesIn({ schema }), [true, true, false]);
  assert.deepEqual(modalitiesIn({ schema: { ...schema, features: [] } }), [false, true, false]);
  assert.deepEqual(modalitiesIn(null), [true, true, true]);
});

test('a model has the modalities that are both chosen and there', () => {
  assert.deepEqual(modelHas('all', { schema }), [true, true, false]);
  assert.deepEqual(modelHas('image_audio', { schema }), [false, true, false]);
  assert.equal(setIn('all', { schema }), 'tabular_image');
  assert.equal(setIn('all', null), 'all');
});

test('only the sets of modalities that are there can be trained on', () => {
  assert.deepEqual(
    setsIn({ schema }).map(({ key }) => key),
    ['tabular', 'image', 'tabular_image'],
  );
});
