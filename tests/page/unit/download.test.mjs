// What a saved chart is called, and what its numbers look like to a spreadsheet.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csv, fileName, plain } from '../../../www/charts/download.js';

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
