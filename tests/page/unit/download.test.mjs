// What a saved chart is called, and what its numbers look like to a spreadsheet.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csv, fileName, plain, savedSize } from '../../../www/parts/download.js';

test('a file is named after what the chart shows', () => {
  assert.equal(fileName('Accuracy as the picture gets worse'), 'trimodal-accuracy-as-the-picture-gets-worse');
  assert.equal(fileName('Loss (nats) / epoch'), 'trimodal-loss-nats-epoch');
});

test('numbers lose their dress and keep their precision', () => {
  const dressed = ['1,400', '97.3 %', '97.3\u00a0%', '100.0 %', '−2.5 %', '+0.125', '0.683'];
  assert.deepEqual(dressed.map(plain), ['1400', '0.973', '0.973', '1.000', '-0.025', '0.125', '0.683']);
});

test('what is no number is left alone', () => {
  for (const text of ['', '–', '9 (best)', '1,400 events', 'at most 66.7 %', '12:30', '-'])
    assert.equal(plain(text), text);
});

test('commas, quotes and line ends in a text are kept apart from those of the table', () => {
  assert.equal(
    csv([
      ['a,b', 'say "x"', 'two\nlines'],
      ['1,000', '', 'c'],
    ]),
    '"a,b","say ""x""","two\nlines"\r\n1000,,c\r\n',
  );
});

test('a chart is saved with the pixels that it has, a picture of few pixels as large as it is seen', () => {
  const chart = { width: 600, height: 400, clientWidth: 300, clientHeight: 200 };
  assert.deepEqual(savedSize(chart, 2), { width: 600, height: 400, ratio: 2 });
  const picture = { width: 32, height: 32, clientWidth: 272, clientHeight: 272 };
  assert.deepEqual(savedSize(picture, 1.5), { width: 408, height: 408, ratio: 1.5 });
  assert.deepEqual(savedSize({ ...picture, clientWidth: 0, clientHeight: 0 }, 2), { width: 32, height: 32, ratio: 1 });
});
