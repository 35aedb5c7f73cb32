// How large a file is on disk and as a web server sends it at its hardest compression.

import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

/**
 * @param {string} path
 * @returns {Promise<{ raw: number, gzip: number, brotli: number }>} bytes
 */
export async function measure(path) {
  const bytes = await readFile(path);
  const [zipped, squeezed] = await Promise.all([
    promisify(gzip)(bytes, { level: 9 }),
    promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
  ]);
  return { raw: bytes.length, gzip: zipped.length, brotli: squeezed.length };
}
