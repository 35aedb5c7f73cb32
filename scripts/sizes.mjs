// Prints how large the built site is, as a Markdown table: every wasm module in its two files, and what the page itself loads.
// For docs/measured.md: node scripts/sizes.mjs | node scripts/measured.mjs sizes

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from './measure.mjs';

/** @typedef {import('./measure.mjs').Sizes} Sizes */

const kB = (/** @type {number} */ bytes) => `${Math.round(bytes / 1000).toLocaleString('en')} kB`;
const row = (/** @type {string} */ name, /** @type {Sizes} */ { raw, gzip, brotli }) =>
  console.log(`| ${[name, kB(raw), kB(gzip), kB(brotli)].join(' | ')} |`);

/** @param {Sizes} a @param {Sizes} b */
const sum = (a, b) => ({ raw: a.raw + b.raw, gzip: a.gzip + b.gzip, brotli: a.brotli + b.brotli });

console.log('| file | raw | gzip | brotli |\n|---|---|---|---|');
const { building, ...modules } = JSON.parse(readFileSync('dist/wasm/modules.json', 'utf8'));
for (const [name, { rest, ...sizes }] of Object.entries(modules)) {
  row(`wasm, ${name}: what training calls`, sizes);
  row(`wasm, ${name}: the rest, fetched while it trains`, rest);
}
const own = readdirSync('dist/assets').filter((name) => /\.(js|css)$/.test(name) && !/^(bench|race)/.test(name));
const sizes = await Promise.all(own.map((name) => measure(join('dist/assets', name))));
row('the page’s scripts and styles', sizes.reduce(sum));
