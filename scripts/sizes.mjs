// Prints how large the built site is: every wasm module, and each page's own code and styles.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from './measure.mjs';

const kB = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`.padStart(12);
const row = (
  /** @type {string} */ name,
  /** @type {{ raw: number, gzip: number, brotli: number }} */ { raw, gzip, brotli },
) => console.log(`${name.padEnd(34)}${kB(raw)}${kB(gzip)}${kB(brotli)}`);

console.log(`${'file'.padEnd(34)}${['raw', 'gzip', 'brotli'].map((word) => word.padStart(12)).join('')}`);
const { building, ...modules } = JSON.parse(readFileSync('dist/wasm/modules.json', 'utf8'));
for (const [name, sizes] of Object.entries(modules)) {
  row(`wasm, ${name} module`, sizes);
  row(`  what training does not call`, sizes.rest);
}
for (const name of readdirSync('dist/assets').sort()) {
  if (/\.(js|css)$/.test(name)) row(`assets/${name}`, await measure(join('dist/assets', name)));
}
