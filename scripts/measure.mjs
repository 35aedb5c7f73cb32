// How large a file is on disk and as a web server sends it at its hardest compression.

import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/** @typedef {{ raw: number, gzip: number, brotli: number }} Sizes bytes */

/** @param {Uint8Array} bytes @returns {Promise<Sizes>} */
export async function compress(bytes) {
  const [zipped, squeezed] = await Promise.all([
    promisify(gzip)(bytes, { level: 9 }),
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  ]);
  return { raw: bytes.length, gzip: zipped.length, brotli: squeezed.length };
}

/** @param {string} path @returns {Promise<Sizes>} */
export const measure = async (path) => compress(await readFile(path));
