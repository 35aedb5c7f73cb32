// The words of the page: every language has the same keys, and the markup contains no text of its own.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fillWords } from '../../../scripts/words.mjs';
import contract from '../../../www/contract.json' with { type: 'json' };
import { languages, words } from '../../../www/words/words.js';

const html = readFileSync(new URL('../../../www/index.html', import.meta.url), 'utf8');

/**
 * Every word by its path: 'string', or how many arguments a sentence takes.
 * @param {object} of
 * @param {string} [path]
 * @returns {[string, string | number][]}
 */
function shape(of, path = '') {
  return Object.entries(of).flatMap(([key, word]) => {
    if (typeof word === 'string') return [[path + key, 'string']];
    if (typeof word === 'function') return [[path + key, word.length]];
    return shape(word, `${path}${key}.`);
  });
}

test('every language has the same words', () => {
  for (const [name, language] of Object.entries(languages))
    assert.deepEqual(shape(language), shape(languages.en), name);
});

test('no label but that of a column is empty, and none has a blank at its end', () => {
  const walk = (/** @type {object} */ of) =>
    Object.values(of).forEach((word) => {
      if (typeof word === 'string') assert.ok((word || Array.isArray(of)) && word.trim() === word, `“${word}”`);
      else if (typeof word === 'object') walk(word);
    });
  walk(words);
});

test('a text and an attribute are filled in, and the places are kept', () => {
  const own = { a: { b: 'x & <y>', c: 'say "z"' } };
  const filled = fillWords('<p class="q" data-words="a.b" data-words-title="a.c"></p>', own);
  assert.equal(
    filled,
    '<p class="q" data-words="a.b" title="say &quot;z&quot;" data-words-title="a.c">x &amp; &lt;y></p>',
  );
  assert.throws(() => fillWords('<p data-words="a.d"></p>', own), /a\.d/);
});

test('no link, heading, button or title of the filled page is left without words', () => {
  const filled = fillWords(html, words);
  const empty = [...filled.matchAll(/<(a|h[1-6]|button|title|label|summary)\b[^>]*>\s*<\/\1>/g)];
  assert.deepEqual(
    empty.map(([tag]) => tag).filter((tag) => !/aria-label=/.test(tag)),
    [],
  );
});

test('the markup has no words of its own, but for those of a page whose scripts do not run', () => {
  const own = html.replace(/<noscript>.*?<\/noscript>/gs, '').replace(/<!--.*?-->|&nbsp;/gs, '');
  const texts = [...own.matchAll(/>([^<]*[A-Za-z][^<]*)</g)].map(([, text]) => text.trim());
  assert.deepEqual(texts, []);
  assert.doesNotMatch(own, /\s(title|aria-label|alt|placeholder|content)="[A-Z]/);
});

test('every class, column and cause of a synthetic data set has a word', () => {
  const { schema, causes } = contract.updates.dataset;
  const { worlds } = words;
  for (const code of schema.classes) assert.match(worlds.className(code), /^[A-Z][a-z ]+$/, code);
  for (const { name, label } of schema.features) assert.match(worlds.column(name, label), /^[A-Z][a-z ]+$/, name);
  for (const code of [...causes.flat(), 'random'])
    assert.match(worlds.cause(code), /^(a |one |two |typical )?[a-z ]+$/, code);
  assert.deepEqual(
    ['number_3', 'pulse'].map((name) => worlds.column(name, '')),
    ['Number 3', 'pulse'],
  );
  assert.equal(worlds.column('budget', 'Own budget'), 'Own budget', 'what a person calls it comes first');
});

test('every error that the session can send has advice of its own', () => {
  const source = readFileSync(new URL('../../../src/error.rs', import.meta.url), 'utf8');
  const codes = [...source.matchAll(/Error::\w+ \{ \.\. \} => "(\w+)"/g)].map(([, code]) => code);
  assert.ok(codes.length >= 10, `${codes}`);
  const titles = codes.map((code) => words.notices.error(code).title);
  assert.ok(!titles.includes(words.notices.error('').title), `${titles}`);
  assert.equal(new Set(titles).size, codes.length);
});
