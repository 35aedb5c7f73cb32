// Servers for the pages: the built site, as any static host serves it, and the other libraries' pages twice, with
// and without the headers that allow threads. They serve folders and build nothing.

import { basename, dirname, resolve } from 'node:path';
import { preview } from 'vite';

/** @typedef {Awaited<ReturnType<typeof startHosts>>} Hosts */

const ISOLATED = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** @param {string} folder @param {Record<string, string>} [headers] */
async function serve(folder, headers) {
  const server = await preview({
    configFile: false,
    root: dirname(resolve(folder)),
    appType: 'mpa',
    build: { outDir: basename(resolve(folder)) },
    preview: { port: 0, host: 'localhost', headers },
    logLevel: 'warn',
  });
  return { url: server.resolvedUrls?.local[0] ?? '', close: () => server.close() };
}

/** @param {{ name: string, folder: string }[]} sites more builds of our own */
export async function startHosts(sites) {
  const here = import.meta.dirname;
  const hosts = new Map([
    ['site', await serve(resolve(here, '../dist'))],
    ['plain', await serve(here)],
    ['isolated', await serve(here, ISOLATED)],
  ]);
  for (const { name, folder } of sites) hosts.set(name, await serve(folder));
  return {
    /** @param {string} host @param {string} path */
    url: (host, path) => `${hosts.get(host)?.url}${path}`,
    close: () => Promise.all([...hosts.values()].map(({ close }) => close())),
  };
}
