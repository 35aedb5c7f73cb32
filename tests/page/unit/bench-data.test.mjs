// The benchmark's numbers are shared with programs elsewhere: these were printed by the harness's own generator.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { initWeights, makeDataset } from '../../../www/link/bench-data.js';

const sum = (/** @type {Float32Array} */ values) => values.reduce((a, b) => a + b, 0);

test('the data set is the one that every contestant trains on', () => {
  const { tab, img, aud, y } = makeDataset(1, 8);
  assert.deepEqual([...y], [0, 2, 0, 2, 0, 0, 2, 2]);
  assert.deepEqual([tab[0], img[0], aud[0]], [1.0943293571472168, -0.9322468042373657, -0.4240025579929352]);
  assert.deepEqual([sum(tab), sum(img), sum(aud)], [-3.6815213188529015, -109.69933557709737, 154.58614880521782]);
});

test('the initial weights are those that every contestant starts from', () => {
  const { tab1, imgfc, fus2 } = initWeights(1);
  assert.deepEqual([tab1.w[0], tab1.b[0]], [-0.2865642309188843, -0.02175891026854515]);
  assert.deepEqual([imgfc.w[0], imgfc.b[0]], [-0.004420208744704723, -0.00939109269529581]);
  assert.deepEqual([fus2.w[0], fus2.w.at(-1)], [0.057253848761320114, -0.04820045828819275]);
});
