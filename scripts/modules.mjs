// Keeps www/public/wasm/modules.json: which wasm modules the site has, from which source, how large, and which are being built.
// A module lies in a folder named after its version, so that no cache and no new release mixes the files of two.
// Usage: modules.mjs has NAME VERSION · building NAME · stopped NAME · built NAME VERSION FOLDER

import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { measure } from './measure.mjs';

const HOME = 'www/public/wasm';
const LIST = join(HOME, 'modules.json');
const FILES = ['trimodal.js', 'trimodal_bg.wasm', 'rest.js', 'trimodal_rest.wasm'];
/** What the page's types are checked against; no page loads it, and its place is the same for every version. */
const TYPES = 'trimodal.d.ts';

/** @typedef {{ building?: string[], [name: string]: any }} Modules */

/** @returns {Modules} */
const read = () => (existsSync(LIST) ? JSON.parse(readFileSync(LIST, 'utf8')) : {});

/** @param {Modules} modules */
function write(modules) {
  mkdirSync(HOME, { recursive: true });
  writeFileSync(`${LIST}.tmp`, `${JSON.stringify(modules, null, 2)}\n`);
  renameSync(`${LIST}.tmp`, LIST);
}

/** A module whose source has changed leaves the list, so that no page takes up yesterday's. */
function mark(/** @type {string} */ name, /** @type {boolean} */ building) {
  const { building: others = [], ...modules } = read();
  if (building) delete modules[name];
  const list = others.filter((other) => other !== name).concat(building ? [name] : []);
  write(list.length > 0 ? { ...modules, building: list } : modules);
}

/** @param {string} name @param {string} version @param {string} folder where wasm-pack left it */
async function built(name, version, folder) {
  const home = join(HOME, name, version);
  rmSync(join(HOME, name), { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  copyFileSync(join(folder, TYPES), join(HOME, name, TYPES));
  for (const file of FILES) copyFileSync(join(folder, file), join(home, file));
  const sizes = await measure(join(home, 'trimodal_bg.wasm'));
  const rest = await measure(join(home, 'trimodal_rest.wasm'));
  write({ ...read(), [name]: { js: `${name}/${version}/trimodal.js`, version, ...sizes, rest } });
  console.log(
    `${name} module: ${Math.round(sizes.raw / 1000)} kB, ${Math.round(sizes.brotli / 1000)} kB as served with brotli`,
  );
}

/** @param {string} name @param {string} version */
const has = (name, version) =>
  read()[name]?.version === version &&
  existsSync(join(HOME, name, TYPES)) &&
  FILES.every((file) => existsSync(join(HOME, name, version, file)));

const [action, name, ...rest] = process.argv.slice(2);
if (action === 'has') process.exitCode = has(name, rest[0]) ? 0 : 1;
else if (action === 'building') mark(name, true);
else if (action === 'stopped') mark(name, false);
else if (action === 'built') await built(name, rest[0], rest[1]);
else throw new Error(`unknown action: ${action}`);
