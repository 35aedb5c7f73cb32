// Whether WebAssembly works in this worker, and if not, why: it is switched off, the host forbids it, or it is too
// old.

import { coded } from './files.js';

/** A module with nothing in it. */
const EMPTY = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
/** `() -> v128`: one number of 128 bits, made and counted. */
const SIMD = Uint8Array.of(
  ...EMPTY,
  ...[1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0, 10, 10, 1, 8, 0, 0x41, 0, 0xfd, 15, 0xfd, 98, 11],
);

/** Throws where no module could run. */
export function checkWebAssembly() {
  if (typeof WebAssembly === 'undefined') throw coded('no_wasm', 'WebAssembly is not defined');
  try {
    new WebAssembly.Module(EMPTY);
  } catch (error) {
    throw coded('policy', String(error)); // nothing else can be wrong with it
  }
  if (!WebAssembly.validate(SIMD)) throw coded('no_simd', 'WebAssembly has no SIMD');
}
