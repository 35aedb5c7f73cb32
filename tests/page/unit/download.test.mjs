// The name and the size of a saved chart.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fileName, savedSize } from '../../../www/parts/download.js';

test('a file is named after what the chart shows', () => {
  assert.equal(fileName('Accuracy as the picture gets worse'), 'trimodal-accuracy-as-the-picture-gets-worse');
  assert.equal(fileName('Loss (nats) / epoch'), 'trimodal-loss-nats-epoch');
});

test('a chart is saved with the pixels that it has, a picture of few pixels as large as it is seen', () => {
  const chart = { width: 600, height: 400, clientWidth: 300, clientHeight: 200 };
  assert.deepEqual(savedSize(chart, 2), { width: 600, height: 400, ratio: 2 });
  const picture = { width: 32, height: 32, clientWidth: 272, clientHeight: 272 };
  assert.deepEqual(savedSize(picture, 1.5), { width: 408, height: 408, ratio: 1.5 });
  assert.deepEqual(savedSize({ ...picture, clientWidth: 0, clientHeight: 0 }, 2), { width: 32, height: 32, ratio: 1 });
});
