// All texts are in words/: reads the page's modules and reports every string that looks like English.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseAst } from 'vite';

const WWW = new URL('../../../www/', import.meta.url);
const ROOMS = ['views', 'parts', 'draw', 'facts', 'state', 'link'];

/** What looks like words and is none that a visitor reads: fonts, selectors, names of keys, and a mark of the worker's log. */
const ALLOWED = [/system-ui/, /^Arrow|^(Enter|Escape|Home|End|PageUp|PageDown|Tab)$/, /[.#[][a-z-]+/, /^panicked at$/];

/** Two words in a row, or one that begins with a capital as a label does. @param {string} text */
export function isWording(text) {
  if (ALLOWED.some((pattern) => pattern.test(text.trim()))) return false;
  return /\b[a-z’]{2,},? [a-z’]{2,}\b/i.test(text) || /^[A-Z][a-z]+$/.test(text.trim());
}

/** Parts of a program that a visitor never reads: imports, classes of elements, and texts of errors, which are logged. @param {any} node */
function isUnread(node) {
  if (node.type === 'Property') return node.key.name === 'class';
  if (node.type === 'CallExpression')
    return /^(fail|coded)$/.test(node.callee.name) || node.callee.object?.name === 'console';
  return node.type === 'ImportDeclaration' || (node.type === 'NewExpression' && /Error$/.test(node.callee.name));
}

/** What writes its text onto the page or a canvas: there one word is enough. @param {any} node */
function isShown({ type, callee }) {
  return type === 'CallExpression' && /^(say|haloed|fillText)$/.test(callee.name ?? callee.property?.name);
}

/** The texts of a module that look like words, as 'line: text'. @param {string} source @returns {string[]} */
export function wording(source) {
  /** @type {string[]} */
  const found = [];
  const visit = (/** @type {any} */ node, shown = false) => {
    if (!node || typeof node !== 'object' || isUnread(node)) return;
    const text = node.type === 'TemplateElement' ? node.value.cooked : node.type === 'Literal' ? node.value : null;
    const line = source.slice(0, node.start).split('\n').length;
    if (typeof text === 'string' && (isWording(text) || (shown && /[a-z]{2}/i.test(text))))
      found.push(`${line}: ${text}`);
    else
      for (const [key, part] of Object.entries(node))
        for (const one of [part].flat()) visit(one, key === 'arguments' && isShown(node));
  };
  visit(parseAst(source).body);
  return found;
}

/** The texts of failures: a notice explains them and shows them as its detail. */
const DETAILS = ['link/files.js'];

/** @returns {string[]} */
function modules() {
  const paths = ROOMS.flatMap((room) =>
    readdirSync(new URL(room, WWW), { recursive: true }).map((name) => `${room}/${name}`),
  );
  return ['main.js', ...paths.filter((path) => path.endsWith('.js') && !DETAILS.includes(path))];
}

test('no sentence or label stands outside the words', () => {
  const found = modules().flatMap((path) =>
    wording(readFileSync(new URL(path, WWW), 'utf8')).map((where) => `${path}:${where}`),
  );
  assert.deepEqual(found, []);
});

test('a label and a part of a sentence are found, a selector and a log text are not', () => {
  const source =
    "say('Play', `they are `); put('.no-picture .hint', 'play', `play`); haloed(context, 'epoch'); throw new Error('it is gone');";
  const found = wording(source);
  assert.deepEqual(found, ['1: Play', '1: they are ', '1: epoch']);
});
