// The texts about a data set: its description, its best possible accuracy, and the settings that it does not use.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../../www/contract.json' with { type: 'json' };
import { height, mel, pitchTicks, span, timeTicks } from '../../../www/draw/pitch.js';
import { envelope, loudness } from '../../../www/draw/wave.js';
import { bestOf } from '../../../www/facts/best.js';
import { story } from '../../../www/facts/story.js';
import { read, unused } from '../../../www/state/settings.js';
import { words } from '../../../www/words/words.js';

const { defaults, fields } = contract;
const WORLDS = fields.find(({ name }) => name === 'world')?.options?.map(({ value }) => value) ?? [];
const exact = { modalities: 'image', accuracy: 2 / 3, standard_error: 0, upper_bound: false };

test('every world has a story of its own for any number of classes', () => {
  for (const classes of [2, 3, 6]) {
    const stories = WORLDS.map((world) => story({ ...defaults, world, classes }));
    stories.forEach((text, i) => {
      assert.ok(text.endsWith('.'), `words/en/worlds.js has no story of the world “${WORLDS[i]}”`);
    });
    assert.equal(new Set(stories).size, WORLDS.length);
  }
});

test('the story follows its knobs', () => {
  assert.match(story({ ...defaults, world: 'unique', unique_modality: 'audio' }), /Only the sound identifies/);
  assert.match(story({ ...defaults, ambiguity: 0.25 }), /25 %/);
  assert.match(story({ ...defaults, ambiguity: 0 }), /each identify the class/);
});

test('a world names the settings that it does not use, and uses all others', () => {
  const idle = (/** @type {string} */ world) =>
    fields.filter((field) => unused({ ...defaults, world }, field)).map(({ name }) => name);
  assert.deepEqual(idle('story'), ['unique_modality']);
  assert.deepEqual(idle('unique'), ['ambiguity']);
  assert.deepEqual(idle('synergy'), ['ambiguity', 'unique_modality']);
  const noise = ['ambiguity', 'unique_modality', 'table_noise', 'image_noise', 'audio_snr', 'image_blur'];
  assert.deepEqual(idle('noise'), [...noise, 'image_occlusion']);
  assert.ok(noise.every((name) => read(defaults, name) !== undefined));
});

test('a best possible accuracy says whether it is exact, simulated or a bound', () => {
  assert.equal(words.best.figure(exact), '66.7 %');
  assert.equal(words.best.figure({ ...exact, standard_error: 0.0004 }), '66.7 ± 0.04 %');
  assert.equal(words.best.figure({ ...exact, upper_bound: true }), 'at most 66.7 %');
  assert.equal(words.best.sentence(exact), 'Best possible accuracy with picture alone: 66.7 %.');
  assert.match(
    words.best.sentence({ ...exact, standard_error: 0.001, upper_bound: true }),
    /standard error.*upper bound/,
  );
});

test('the best possible is that of the wanted modalities', () => {
  assert.equal(bestOf([exact], 'image'), exact);
  assert.equal(bestOf([exact], 'all'), null);
});

test('the mel scale is straight up to 1,000 Hz and logarithmic above', () => {
  assert.deepEqual([0, 500, 1000].map(mel), [0, 7.5, 15]);
  assert.ok(Math.abs(mel(6400) - 42) < 1e-12);
});

const shape = { mels: 64, frames: 64, sample_rate: 16_000, hop: 512 };

test('a band’s own frequency lies in its middle', () => {
  // band 31's centre divides the mel range at 32 of 65 parts
  const part = (mel(8000) * 32) / 65;
  const hertz = 1000 * Math.exp(((part - 15) * Math.log(6.4)) / 27);
  assert.ok(Math.abs(height(hertz, shape) - 31.5 / 64) < 1e-9);
});

test('the axes name frequencies up to half the rate, and seconds within the clip', () => {
  assert.deepEqual(
    pitchTicks(shape).map(({ text }) => text),
    ['0', '500', '1000', '2000', '4000', '8000'],
  );
  assert.ok([...pitchTicks(shape), ...timeTicks(span(shape))].every(({ place }) => place >= 0 && place <= 1));
  assert.deepEqual(
    timeTicks(span(shape)).map(({ text }) => text),
    ['0', '0.5', '1', '1.5', '2'],
  );
});

test('an envelope has every part’s lowest and highest sample', () => {
  assert.deepEqual(envelope(Float32Array.of(0, 1, -1, 0.5), 2), [
    [0, 1],
    [-1, 0.5],
  ]);
  assert.equal(envelope(Float32Array.of(1), 3).length, 3);
});

test('full scale is 0 dB and silence far below', () => {
  assert.deepEqual(loudness(Float32Array.of(1, -1, 0, 0), 2).map(Math.round), [0, -100]);
});
