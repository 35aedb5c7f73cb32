// A server for dist/ that imitates various hosts: in a subfolder, with the start page for missing files, with other
// types or headers. A test can answer further requests itself.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before } from 'node:test';

/** @typedef {{ status?: number, headers?: Record<string, string>, body: string | Uint8Array }} Answer */
/**
 * @typedef {object} Ways
 * @property {string} [folder] where the site lies, as '/demo/trimodal'
 * @property {boolean} [fallback] whether the start page is sent for what is missing, with status 200
 * @property {Record<string, string>} [headers] of every answer
 * @property {(path: string) => Answer | undefined} [answer] looked at first; the path is relative to the folder
 */

/** @type {Record<string, string>} */
const TYPES = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  json: 'application/json',
  svg: 'image/svg+xml',
  wasm: 'application/wasm',
};

/** @param {string} path @returns {Answer | null} */
function file(path) {
  try {
    const type = TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    return { body: readFileSync(`dist/${path}`), headers: { 'content-type': type } };
  } catch {
    return null;
  }
}

/** @param {Ways} ways @param {string} address @returns {Answer | null} */
function serve({ folder = '', fallback, answer }, address) {
  const path = address.split('?')[0];
  if (path === folder || path === `${folder}/`) return answer?.('') ?? file('index.html');
  const own = path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : null;
  const found = own === null ? null : (answer?.(own) ?? file(own));
  return found ?? (fallback ? file('index.html') : null);
}

/**
 * One host for all tests of a file; `ways` can be changed from test to test.
 * @returns {{ url(path?: string): string, ways: Ways }}
 */
export function useHost() {
  const host = { ways: /** @type {Ways} */ ({}), url: (path = '/') => `http://localhost:${port}${path}` };
  let port = 0;
  const server = createServer((request, response) => {
    const found = serve(host.ways, request.url ?? '') ?? { body: 'not here', status: 404 };
    response.writeHead(found.status ?? 200, { 'cache-control': 'no-store', ...found.headers, ...host.ways.headers });
    response.end(found.body);
  });
  before(async () => {
    await new Promise((resolve) => server.listen(0, 'localhost', () => resolve(undefined)));
    port = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
  });
  after(() => server.close());
  return host;
}
