// Curves of accuracy against damage, what they are said to show, and what the sliders are said to do.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { damageInWords } from '../../../www/charts/damage.js';
import { leftward } from '../../../www/charts/gauge.js';
import { asPlot, inWords, KINDS, leaning } from '../../../www/charts/robustness.js';

const curve = (/** @type {number[]} */ ...accuracies) => ({
  points: accuracies.map((accuracy, i) => ({ level: i / (accuracies.length - 1), accuracy })),
  relative_robustness: accuracies.reduce((sum, next) => sum + next) / accuracies.length,
});
const names = { here: 'without modality dropout', there: 'with modality dropout 30 %' };
const held = { curve: curve(0.9, 0.6, 0.3), earlier: null, events: 300, names };

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
      [names.there, true],
      [names.here, false],
    ],
  );
});

test('a curve is said with its ends and its area, and the earlier one beside it', () => {
  assert.equal(inWords(held), 'From 90.0 % to 30.0 %. Relative robustness, the area under the curve: 60.0 %.');
  assert.match(
    inWords({ ...held, earlier: curve(0.9, 0.8, 0.7) }),
    /With modality dropout 30 %: 80\.0 %, 20\.0 points more\.$/,
  );
  assert.match(inWords({ ...held, earlier: curve(0.9, 0.61, 0.32) }), /61\.0 %, too close to tell apart\.$/);
});

test('the modality whose noise costs most is named only where the events can tell', () => {
  const [table, picture] = [
    { name: 'table', curve: curve(0.9, 0.9, 0.9) },
    { name: 'picture', curve: curve(0.9, 0.6, 0.3) },
  ];
  assert.match(leaning([table, picture], 300), /^Noise on the picture costs most .* on the table least/);
  assert.match(leaning([table, { name: 'sound', curve: curve(0.9, 0.89, 0.88) }], 300), /^It matters little/);
  assert.equal(leaning([table], 300), '');
});

test('damage is said as it was done', () => {
  const all = [true, true, true];
  assert.equal(damageInWords({ levels: [0, 0, 0], present: all }, all), 'everything as it is');
  assert.equal(
    damageInWords({ levels: [0, 0.4, 0.2], present: [true, true, false] }, all),
    '40 % noise on the picture, no sound',
  );
  assert.equal(
    damageInWords({ levels: [0, 0.4, 0], present: [false, true, true] }, [false, true, false]),
    '40 % noise on the picture',
  );
});

test('the names of near posts run apart, others inwards', () => {
  const [low, high] = [0.33, 0.4].map((value) => ({ value, label: '' }));
  assert.deepEqual([leftward(low, [low, high]), leftward(high, [low, high])], [true, false]);
  const far = { value: 0.95, label: '' };
  assert.deepEqual([leftward(low, [low, far]), leftward(far, [low, far])], [false, true]);
});
