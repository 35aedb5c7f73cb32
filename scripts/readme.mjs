// Puts what stands on standard input between README.md's lines `<!-- NAME -->` and `<!-- /NAME -->`.
// Usage: … | node scripts/readme.mjs NAME
import { readFileSync, writeFileSync } from 'node:fs';

const [name] = process.argv.slice(2);
const readme = readFileSync('README.md', 'utf8');
const between = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`);
if (!between.test(readme)) throw new Error(`README.md has no place named ${name}`);
const text = readFileSync(0, 'utf8');
if (!text.trim()) throw new Error('nothing to put there');
writeFileSync(
  'README.md',
  readme.replace(between, (_, start, end) => `${start}\n${text}\n${end}`),
);
