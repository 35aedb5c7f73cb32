// Curves of accuracy against corruption, the sentences about them, and the description of what the sliders do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { damageInWords } from '../../../www/facts/damage.js';
import { bestShown, postsOf, inWords as said } from '../../../www/facts/probed.js';
import { asPlot, inWords, KINDS, leaning } from '../../../www/facts/robustness.js';

const around = (/** @type {number} */ share) => ({ low: share - 0.055, high: share + 0.055 });
const curve = (/** @type {number[]} */ ...accuracies) => {
  const mean = accuracies.reduce((sum, next) => sum + next) / accuracies.length;
  const points = accuracies.map((accuracy, i) => ({
    level: i / (accuracies.length - 1),
    accuracy,
    interval: around(accuracy),
  }));
  return { points, relative_robustness: mean, interval: around(mean) };
};
const dropout = { here: 0, there: 0.3 };
const held = { curve: curve(0.9, 0.6, 0.3), earlier: null, dropout };

test('every measured point has a whisker that holds it', () => {
  const { series } = asPlot(KINDS[0], held, []);
  assert.equal(series.length, 1);
  assert.ok(series[0].points.every(({ y, low, high }) => Number(low) < y && y < Number(high)));
});

test('an earlier run is a dashed line of its own with its name', () => {
  const { series } = asPlot(KINDS[1], { ...held, earlier: curve(0.9, 0.8, 0.7) }, []);
  assert.deepEqual(
    series.map(({ name, dashed }) => [name, dashed ?? false]),
    [
      ['with modality dropout 0.3', true],
      ['without modality dropout', false],
    ],
  );
});

test('a curve is described by its ends and its area, together with the earlier one', () => {
  assert.equal(
    inWords(held),
    'Accuracy goes from 90.0 % to 30.0 %. Relative robustness, the area under the curve, is 60.0 %.',
  );
  assert.match(
    inWords({ ...held, earlier: curve(0.9, 0.8, 0.7) }),
    /For the earlier run, with modality dropout 0\.3, it is 80\.0 %: 20\.0 points higher\.$/,
  );
  assert.match(
    inWords({ ...held, earlier: curve(0.9, 0.61, 0.32) }),
    /61\.0 %: the difference is too small to measure\.$/,
  );
});

test('the modality whose noise costs most is named only where the events can tell', () => {
  const [table, picture] = [
    { name: 'table', curve: curve(0.9, 0.9, 0.9) },
    { name: 'picture', curve: curve(0.9, 0.6, 0.3) },
  ];
  assert.match(leaning([table, picture]), /^Noise in the picture costs the most .* in the table the least/);
  assert.match(leaning([table, { name: 'sound', curve: curve(0.9, 0.89, 0.88) }]), /about the same accuracy in every/);
  assert.equal(leaning([table]), '');
});

test('the description of a corruption lists its parts', () => {
  const all = [true, true, true];
  assert.equal(damageInWords({ levels: [0, 0, 0], present: all }, all), 'no corruption');
  assert.equal(
    damageInWords({ levels: [0, 0.4, 0.2], present: [true, true, false] }, all),
    '40 % noise in the picture, no sound',
  );
  assert.equal(
    damageInWords({ levels: [0, 0.4, 0], present: [false, true, true] }, [false, true, false]),
    '40 % noise in the picture',
  );
});

const best = (/** @type {string} */ modalities, /** @type {number} */ accuracy) => ({
  modalities,
  accuracy,
  standard_error: 0,
  upper_bound: false,
});
const possible = [best('all', 1), best('image_audio', 0.9), best('image', 0.6)];
const shown = (/** @type {number[]} */ levels, /** @type {boolean[]} */ present) =>
  bestShown(possible, { levels, present }, [false, true, true]);

test('the best possible is that of what is shown, an upper bound under noise, and none where nothing is left', () => {
  assert.deepEqual(shown([0, 0, 0], [true, true, true]), best('image_audio', 0.9));
  assert.deepEqual(shown([0, 0.4, 0], [true, true, false]), { ...best('image', 0.6), upper_bound: true });
  assert.deepEqual(shown([0, 0, 1], [true, true, true]), best('image', 0.6), 'full noise leaves nothing');
  assert.equal(shown([0, 1, 0], [true, true, false]), null);
});

test('the accuracy with corruption is described and drawn with chance and the best possible', () => {
  const has = [true, true, true];
  const answer = { levels: [0, 0.4, 0], present: has, accuracy: 0.7, interval: { low: 0.6, high: 0.78 } };
  const known = { clean: 0.95, chance: 0.4, best: { ...best('all', 1), upper_bound: true }, has };
  assert.equal(
    said(answer, known),
    'With 40 % noise in the picture, accuracy is 70.0 % (95 % interval 60.0–78.0 %). That is 25.0 points less than without corruption. Best possible with all three: at most 100.0 %.',
  );
  assert.match(said(answer, { ...known, best: null }), /the best possible accuracy is chance, 40\.0 %\.$/);
  assert.deepEqual(
    postsOf(known).map(({ value }) => value),
    [0.4, 0.95, 1],
  );
  assert.equal(postsOf({ ...known, best: null }).length, 2);
});
