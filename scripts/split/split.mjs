// Moves what a rehearsed run never calls into a file of its own, trimodal_rest.wasm, which the module fetches when it wants it.
// Burn compiles every operation for every number type; a run uses a quarter of that. Usage: split.mjs NAME PACKAGE
//
// A moved function leaves a stub behind that calls through the table `rest`; where its slot is still empty, the stub asks
// rest.js to link the rest first. The rest shares memory, tables, globals and functions with the module. What the rehearsal
// missed is therefore only later, never wrong. (binaryen's own wasm-split is not in its npm package.)

import { createHash } from 'node:crypto';
import { appendFileSync, copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import binaryen from 'binaryen';
import { pretend } from './gpu.mjs';
import { rehearse } from './rehearsal.mjs';

const { none, i32, funcref, Features } = binaryen;
const { setBody } = /** @type {any} */ (binaryen).Function; // its declarations forgot it
// what rustc uses, and what every browser with SIMD has
const FEATURES =
  Features.MutableGlobals |
  Features.NontrappingFPToInt |
  Features.SIMD128 |
  Features.BulkMemory |
  Features.BulkMemoryOpt |
  Features.SignExt |
  Features.ReferenceTypes |
  Features.Multivalue;

/** @typedef {InstanceType<typeof binaryen.Module>} Module */

/** @param {Uint8Array} bytes */
function read(bytes) {
  const module = binaryen.readBinary(bytes);
  module.setFeatures(FEATURES);
  return module;
}

/** @param {Module} module */
function functions(module) {
  const count = module.getNumFunctions();
  return Array.from({ length: count }, (_, index) => binaryen.getFunctionInfo(module.getFunctionByIndex(index)));
}

/** @param {Module} module */
function globals(module) {
  const count = module.getNumGlobals();
  return Array.from({ length: count }, (_, index) => binaryen.getGlobalInfo(module.getGlobalByIndex(index)));
}

/** @param {Module} module */
function tables(module) {
  const count = module.getNumTables();
  return Array.from({ length: count }, (_, index) => binaryen.getTableInfo(module.getTableByIndex(index)));
}

/** @param {Module} module */
function emit(module) {
  if (!module.validate()) throw new Error('the split module is not valid');
  return module.emitBinary();
}

/** wasm-bindgen's JavaScript with one more import: `name` from `source`. @param {string} glue @param {string} source */
function withImport(glue, name = '', source = '') {
  const place = '"./trimodal_bg.js": import0,';
  if (!glue.includes(place)) throw new Error('wasm-bindgen writes its imports in another way now');
  return glue.replace(place, `${place}\n        ${name}: ${source},`);
}

/** Which functions a rehearsed run calls. @param {string} name @param {string} folder @param {Uint8Array} bytes @param {string} glue */
async function called(name, folder, bytes, glue) {
  const module = read(bytes);
  module.addFunctionImport('hit', 'rehearsal', 'hit', i32, none);
  const own = functions(module).filter(({ base }) => !base);
  own.forEach(({ name, results, body }, index) => {
    const seen = `seen ${index}`;
    module.addGlobal(seen, i32, true, module.i32.const(0));
    const tell = [module.global.set(seen, module.i32.const(1)), module.call('hit', [module.i32.const(index)], none)];
    const once = module.if(module.i32.eqz(module.global.get(seen, i32)), module.block(null, tell));
    setBody(module.getFunction(name), module.block(null, [once, body], results));
  });
  const hits = new Set();
  const script = join(folder, 'rehearsal.mjs');
  writeFileSync(script, withImport(glue, 'rehearsal', 'globalThis.rehearsal'));
  Object.assign(globalThis, { rehearsal: { hit: (/** @type {number} */ index) => hits.add(own[index].name) } });
  if (name === 'webgpu') pretend();
  const instrumented = emit(module);
  let loads = 0;
  await rehearse(name, async () => {
    const trimodal = await import(`${pathToFileURL(script).href}?${loads++}`);
    await trimodal.default({ module_or_path: instrumented });
    return trimodal;
  });
  return hits;
}

/** The moved functions alone; all else comes from the module. @param {Uint8Array} bytes @param {Set<string>} rare @param {string[]} slots */
function rest(bytes, rare, slots) {
  const module = read(bytes);
  for (let count = module.getNumExports(); count > 0; count--) {
    module.removeExport(binaryen.getExportInfo(module.getExportByIndex(0)).name);
  }
  for (let count = module.getNumElementSegments(); count > 0; count--) {
    module.removeElementSegment(binaryen.getElementSegmentInfo(module.getElementSegmentByIndex(0)).name);
  }
  for (const { name, params, results } of functions(module).filter(({ name }) => !rare.has(name))) {
    module.removeFunction(name);
    module.addFunctionImport(name, 'module', `f${name}`, params, results);
  }
  for (const { name } of tables(module)) {
    module.addTableImport(name, 'module', `t${name}`);
  }
  for (const { name, type, mutable } of globals(module)) {
    module.removeGlobal(name);
    module.addGlobalImport(name, 'module', `g${name}`, type, mutable);
  }
  const { initial, max } = module.getMemoryInfo();
  module.setMemory(initial, max ?? 0xffffffff, null, []); // without the data, which is the module's to lay out
  module.addMemoryImport('0', 'module', 'm0');
  module.addTable('rest', slots.length, slots.length);
  module.addTableImport('rest', 'module', 'rest');
  module.addActiveElementSegment('rest', 'slots', slots, module.i32.const(0));
  module.runPasses(['remove-unused-module-elements']);
  return module;
}

/** The module with stubs, and with exports for what the rest takes from it. @param {Uint8Array} bytes @param {Set<string>} rare @param {string[]} slots @param {Module} taker */
function main(bytes, rare, slots, taker) {
  const module = read(bytes);
  module.addFunctionImport('link', 'rest', 'link', none, none);
  module.addTable('rest', slots.length, slots.length);
  const numbers = new Map(slots.map((name, slot) => [name, slot]));
  for (const name of rare) {
    const { params, results } = binaryen.getFunctionInfo(module.getFunction(name));
    const slot = numbers.get(name);
    module.removeFunction(name);
    module.addFunction(
      name,
      params,
      results,
      [],
      slot === undefined ? module.unreachable() : stub(module, slot, params, results),
    );
  }
  for (const { name, base } of functions(taker)) if (base) module.addFunctionExport(name, base);
  for (const { name, base } of tables(taker)) if (base) module.addTableExport(name, base);
  for (const { name, base } of globals(taker)) if (base) module.addGlobalExport(name, base);
  module.addMemoryExport('0', 'm0');
  module.runPasses(['remove-unused-module-elements']);
  return module;
}

/** @param {Module} module @param {number} slot @param {number} params @param {number} results */
function stub(module, slot, params, results) {
  const empty = module.ref.is_null(module.table.get('rest', module.i32.const(slot), funcref));
  const given = binaryen.expandType(params).map((type, index) => module.local.get(index, type));
  return module.block(
    null,
    [
      module.if(empty, module.call('link', [], none)),
      module.call_indirect('rest', module.i32.const(slot), given, params, results),
    ],
    results,
  );
}

/** Whether a function does nothing but call JavaScript: a stub in its place would be larger. @param {number} body @param {Set<string>} imports */
function isThin(body, imports) {
  if (binaryen.getExpressionId(body) !== binaryen.CallId) return false;
  return imports.has(/** @type {any} */ (binaryen.getExpressionInfo(body)).target);
}

const [name, folder] = process.argv.slice(2);
const file = join(folder, 'trimodal_bg.wasm');
const script = join(folder, 'trimodal.js');
const bytes = readFileSync(file);
const glue = readFileSync(script, 'utf8');
const hits = await called(name, folder, bytes, glue);
const whole = functions(read(bytes));
const own = whole.filter(({ base }) => !base);
const imports = new Set(whole.flatMap(({ name, base }) => (base ? [name] : [])));
const rare = new Set(own.flatMap(({ name, body }) => (hits.has(name) || isThin(body, imports) ? [] : [name])));
// a stub stands where something in the module or in its tables still names a moved function
const named = functions(main(bytes, rare, [], rest(bytes, rare, [...rare])));
const slots = named.flatMap(({ name }) => (rare.has(name) ? [name] : []));
const moved = rest(bytes, rare, slots);
const split = main(bytes, rare, slots, moved);
// the rest carries what it was split from, so that rest.js never links it to another module
const id = createHash('sha256').update(bytes).update(slots.join()).digest('hex').slice(0, 16);
moved.addCustomSection('split', new TextEncoder().encode(id));
writeFileSync(file, emit(split));
writeFileSync(join(folder, 'trimodal_rest.wasm'), emit(moved));
copyFileSync(new URL('rest.js', import.meta.url), join(folder, 'rest.js'));
const linking = withImport(glue, 'rest', `{ link: () => link(wasm, '${id}') }`);
writeFileSync(
  script,
  `import { link } from './rest.js';\nexport { fetchRest, onRestWait } from './rest.js';\n${linking}`,
);
appendFileSync(
  join(folder, 'trimodal.d.ts'),
  `
export function fetchRest(): Promise<void>;
export function onRestWait(listener: (waits: boolean) => void): void;
`,
);
console.log(
  `${name} module: ${hits.size} of ${own.length} functions run, the others moved behind ${slots.length} stubs`,
);
