// The section on fusion: rows of sets, sentences about gains and contributions, steps that add up, and the legend.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import contract from '../../../www/contract.json' with { type: 'json' };
import { arrange } from '../../../www/draw/key.js';
import { againstEarlier, contributions, gain } from '../../../www/facts/gain.js';
import { models } from '../../../www/facts/models.js';
import { bestSingle, rows } from '../../../www/facts/subsets.js';
import { within } from '../../../www/facts/vocabulary.js';
import { steps } from '../../../www/facts/waterfall.js';
import { createPage, reduce } from '../../../www/state/page.js';
import { trainedOn, withBaselines } from '../runs.mjs';

const told = /** @type {any} */ (contract.updates);
const found = /** @type {any} */ (contract.findings);
const difference = (/** @type {number} */ mean, /** @type {number} */ low, /** @type {number} */ high) => ({
  mean,
  interval: { low, high },
});

test('a clear gain is reported with its interval', () => {
  assert.equal(
    gain(difference(0.284, 0.23, 0.334), 'all', 'audio', true),
    'Fusion is 28 points more accurate than the best single modality, sound alone (95 % interval 23 to 33 points).',
  );
});

test('where one was not trained on each, the best is the best so far', () => {
  assert.match(
    gain(difference(0.2, 0.1, 0.3), 'all', 'image', false),
    /best single modality trained so far, picture alone/,
  );
});

test('a figure with an interval is whole where none of the three is small', () => {
  assert.match(gain(difference(0.182, 0.045, 0.318), 'all', 'audio', true), /18\.2 points more.*4\.5 to 31\.8 points/);
});

test('a small gain is called small, and a loss a loss', () => {
  assert.match(gain(difference(0.021, 0.006, 0.04), 'all', 'image', true), /The gain is small but measurable\.$/);
  assert.match(
    gain(difference(-0.05, -0.09, -0.01), 'image_audio', 'image', true),
    /^Fusion of picture and sound is 5\.0 points less.*interval 1\.0 to 9\.0 points/,
  );
});

test('a difference whose interval holds 0 is too small to measure', () => {
  const words = gain(difference(0.01, -0.02, 0.04), 'all', 'image', true);
  assert.match(
    words,
    /differ by 1\.0 points \(95 % interval −2\.0 to 4\.0 points\)\. The difference is too small to measure/,
  );
  assert.match(gain(difference(0, 0, 0), 'all', 'image', true), /equally accurate/);
  assert.match(gain(difference(0.02, 0, 0.04), 'all', 'image', true), /too small to measure/, 'an end at 0 holds 0');
});

test('contributions add up, in the sentence and in numbers', () => {
  const subsets = [{ subset: 'all', accuracy: 0.96 }];
  const words = contributions({ empty: 0.34, shapley: [0.12, 0.26, 0.24], subsets });
  assert.match(
    words,
    /The difference is 62\.0 points: the table adds 12\.0, the picture adds 26\.0 and the sound adds 24\.0\./,
  );
});

test('each step begins where the last one ended, down as well as up, and they end at the model', () => {
  const all = steps({ empty: 0.4, values: [0.3, -0.1, 0.2], full: 0.8 });
  const round = (/** @type {number} */ share) => Number(share.toFixed(6));
  assert.deepEqual(
    all.map(({ from, to }) => [round(from), round(to)]),
    [
      [0, 0.4],
      [0.4, 0.7],
      [0.7, 0.6],
      [0.6, 0.8],
      [0, 0.8],
    ],
  );
  assert.deepEqual(
    all.map(({ adds }) => adds),
    ['', '30.0', '−10.0', '20.0', '40.0'],
  );
});

test('a set is within a model that has all its modalities', () => {
  assert.ok(within('image_audio', 'all') && within('audio', 'image_audio'));
  assert.ok(!within('tabular_audio', 'image_audio'));
});

test('a row holds what was trained alone, what is left of the run, and what is possible', () => {
  const updates = [told.dataset, told.started, told.result, found.report, found.ablation];
  const page = updates.reduce(reduce, createPage(contract.defaults));
  const all = rows(withBaselines(page, trainedOn('image', 0.7)));
  const named = Object.fromEntries(all.map((row) => [row.modalities, row]));
  assert.equal(all.length, 7);
  assert.equal(named.image.alone?.accuracy, 0.7);
  assert.equal(named.audio.alone, null);
  assert.equal(named.all.alone?.accuracy, found.report.scores.accuracy, 'the run itself was trained on its own set');
  assert.ok(all.every(({ ablated, before, best }) => ablated && best && !before));
});

test('a set that the run’s model lacks is not said to be hidden from it', () => {
  const config = { ...contract.defaults, modalities: 'image_audio' };
  const page = [told.started, found.ablation].reduce(reduce, createPage(config));
  const has = rows(page).filter(({ ablated }) => ablated);
  assert.deepEqual(
    has.map(({ modalities }) => modalities),
    ['image', 'audio', 'image_audio'],
  );
});

test('a model that was trained on the run’s own set before is not drawn beside it', () => {
  const page = reduce(createPage({ ...contract.defaults, modalities: 'image' }), told.started);
  const all = models(withBaselines(page, trainedOn('image', 0.7), trainedOn('audio', 0.6)));
  assert.deepEqual(
    all.map(({ name, bold }) => [name, bold]),
    [
      ['picture alone (this run)', true],
      ['sound alone', false],
    ],
  );
});

test('the best single modality is the most accurate of those that were trained', () => {
  const page = createPage(contract.defaults);
  const trained = [trainedOn('tabular', 0.5), trainedOn('audio', 0.7), trainedOn('image_audio', 0.9)];
  assert.equal(bestSingle(withBaselines(page, ...trained)), 'audio');
  assert.equal(bestSingle(page), null);
});

test('an earlier run is set against this one where modalities are missing', () => {
  const row = (/** @type {string} */ name, /** @type {number} */ own, /** @type {number} */ other) => {
    const score = (/** @type {number} */ accuracy) => ({ accuracy, interval: { low: 0, high: 1 } });
    return { modalities: name, name, alone: null, ablated: score(own), before: score(other), best: null };
  };
  const words = againstEarlier([row('a', 0.6, 0.4), row('b', 0.7, 0.6), row('both', 0.9, 0.95)], 0.3, 0);
  assert.match(words, /\(modality dropout 0\.3\) is 65\.0 % and that of the earlier run \(0\) is 50\.0 %/);
  assert.match(
    words,
    /differ most with a: 60\.0 % in this run, 40\.0 % in the earlier one\. With no modality removed: 90\.0 % .*, 95\.0 %/,
  );
});

test('a key breaks its line where it is full, and an entry wider than that stands alone', () => {
  const { places, height } = arrange([50, 50, 400], 200);
  assert.deepEqual(
    places.map(({ x, y }) => [x, y]),
    [
      [0, 10],
      [98, 10],
      [0, 30],
    ],
  );
  assert.equal(height, 46);
  assert.equal(arrange([], 200).height, 0);
});
