// Puts what stands on standard input between docs/measured.md's lines `<!-- NAME -->` and `<!-- /NAME -->`.
// Usage: … | node scripts/measured.mjs NAME
import { readFileSync, writeFileSync } from 'node:fs';

const [name] = process.argv.slice(2);
const page = readFileSync('docs/measured.md', 'utf8');
const between = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
if (!between.test(page)) throw new Error(`docs/measured.md has no place named ${name}`);
const text = readFileSync(0, 'utf8');
if (!text.trim()) throw new Error('nothing to put there');
writeFileSync(
  'docs/measured.md',
  page.replace(between, (_, start, end) => `${start}\n${text}\n${end}`),
);
