// A saved table, as a spreadsheet reads it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csv, plain } from '../../../www/facts/csv.js';

test('numbers lose their dress and keep their precision', () => {
  const dressed = ['1,400', '97.3 %', '97.3\u00a0%', '100.0 %', '−2.5 %', '+0.125', '0.683', '±0.0'];
  assert.deepEqual(dressed.map(plain), ['1400', '0.973', '0.973', '1.000', '-0.025', '0.125', '0.683', '0.0']);
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

test('a text that a spreadsheet would run as a formula becomes plain text', () => {
  const texts = ['=1+1', '+cmd|x', '@SUM(A1)', '-2+3', '\t=1', '=HYPERLINK("http://x")'];
  for (const text of texts) assert.equal(plain(text), `'${text}`);
  assert.equal(csv([['=A1,B1', '-5']]), `"'=A1,B1",-5\r\n`);
});
