// Whether modalities compete: the sentences about gradients and perceptual scores.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestWithout, competition, fallsOf, gradientPlot, reliance } from '../../../www/facts/balance.js';
import { words } from '../../../www/words/words.js';

const epochs = (/** @type {number[][]} */ ...norms) =>
  norms.map((gradient_norms, i) => ({ epoch: i + 1, gradient_norms }));
const all = [true, true, true];

test('an encoder that falls silent while another goes on is named', () => {
  const norms = [1, 0.5, 0.1, 0.02, 0.02, 0.02].map((table) => [table, 2, 3]);
  assert.match(competition(epochs(...norms)), /gradient of the table encoder has shrunk/);
});

test('encoders that fall silent together have learned what there was, and one noisy epoch says nothing', () => {
  const together = [1, 0.5, 0.1, 0.02, 0.02, 0.02].map((norm) => [norm, norm, norm]);
  assert.match(competition(epochs(...together)), /^No encoder/);
  assert.match(competition(epochs([1, 1, 1], [1, 1, 1], [1, 1, 1], [0.01, 1, 1])), /^No encoder/);
});

test('a model of one modality has no competition, and a few epochs say nothing yet', () => {
  assert.match(competition(epochs([0, 1, 0], [0, 1, 0])), /only one modality/);
  assert.match(competition(epochs([1, 1, 1])), /^A few more epochs/);
});

test('gradients stand on an axis of tens that holds them all', () => {
  const { y, series } = gradientPlot(epochs([0.03, 2, 0], [0.5, 40, 0]), 10);
  assert.deepEqual([y.low, y.high, y.ticks], [0.01, 100, [0.01, 0.1, 1, 10, 100]]);
  assert.deepEqual(
    series.map(({ name }) => name),
    ['table encoder', 'picture encoder'],
  );
});

test('the ticks of small gradients are short enough for the margin of the axis', () => {
  const { y } = gradientPlot(epochs([1e-8, 2, 0]), 10);
  assert.deepEqual(y.ticks.map(y.write), ['1e-8', '1e-7', '1e-6', '1e-5', '1e-4', '1e-3', '0.01', '0.1', '1', '10']);
});

/** Of 300 events. */
const measured = {
  accuracy: 0.95,
  interval: { low: 0.919, high: 0.969 },
  events: 300,
  intervals: [0, 1, 2].map(() => ({ low: 0.4, high: 0.6 })),
};

test('a drop that the events cannot measure is called too small', () => {
  const dealt = { ...measured, drops: [0.01, 0.4, 0.3], without: [null, null, null] };
  assert.match(
    reliance(dealt, all),
    /picture 40\.0 points, sound 30\.0 points, table 1\.0 points\. The drop for the table is too small/,
  );
  assert.match(reliance({ ...dealt, drops: [0.2, 0.4, 0.3] }, all), /depend on each of these modalities/);
  assert.match(reliance({ ...dealt, drops: [0, 0.01, 0] }, all), /No drop is large enough to measure/);
});

test('a modality that the model lacks has no bar', () => {
  const { from, rows } = fallsOf({ ...measured, accuracy: 0.9, drops: [0, 0.5, 0], without: [null, null, null] }, [
    false,
    true,
    false,
  ]);
  assert.equal(from, 0.9);
  assert.deepEqual(
    rows.map(({ to }) => to),
    [null, 0.4, null],
  );
});

test('what is left without a modality stands beside the best possible without it', () => {
  const best = (/** @type {string} */ modalities, /** @type {number} */ accuracy) => ({
    modalities,
    accuracy,
    standard_error: 0,
    upper_bound: false,
  });
  const possible = [
    best('image_audio', 1),
    best('tabular_audio', 0.75),
    best('tabular_image', 0.7),
    best('image', 0.6),
  ];
  const dealt = { ...measured, drops: [0.01, 0.4, 0.3], without: bestWithout(possible, all) };
  assert.deepEqual(
    fallsOf(dealt, all).rows.map((row) => row.best),
    [1, 0.75, 0.7],
  );
  assert.match(reliance(dealt, all), /Best possible without it: picture 75\.0 %, sound 70\.0 %, table 100\.0 %\./);
  assert.deepEqual(bestWithout(possible, [false, true, false]), [null, null, null], 'nothing is left');
  assert.deepEqual(bestWithout(possible, [true, true, false])[0], best('image', 0.6));
});

test('a drop too small for its tenth is neither above nor below 0', () => {
  assert.equal(words.balance.dropped(-0.0003), '0.0 points');
  assert.equal(words.balance.dropped(-0.012), '−1.2 points');
  assert.equal(words.balance.dropped(0.284), '28.4 points');
});
