// The list of views: each has a place in the markup, and no module in a folder of views is forgotten in the list.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const www = new URL('../../../www/', import.meta.url);
const list = readFileSync(new URL('views/index.js', www), 'utf8');

test('every view has an element with its id in index.html', () => {
  const html = readFileSync(new URL('index.html', www), 'utf8');
  const ids = [...list.matchAll(/\{ id: '(\w+)', \.\.\.\w+ \}/g)].map(([, id]) => id);
  assert.ok(ids.length > 10, `${ids}`);
  for (const id of ids) assert.ok(html.includes(`id="${id}"`), `index.html has no element for the view “${id}”`);
});

test('every module in a folder of views is in the list of views', () => {
  const files = readdirSync(new URL('views/', www), { recursive: true }).map((file) =>
    String(file).replaceAll('\\', '/'),
  );
  const modules = files.filter((file) => /^\w+\/\w+\.js$/.test(file));
  assert.ok(modules.length > 10, `${modules}`);
  for (const file of modules) {
    const [, name = ''] = list.match(`import \\* as (\\w+) from '\\./${file}'`) ?? [];
    assert.ok(name && list.includes(`...${name} },`), `views/index.js has no line for views/${file}`);
  }
});
