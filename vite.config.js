// The dev server and the bundler: two pages from www/ into dist/, with relative addresses so that any folder will do.
// It never touches the wasm modules: scripts/wasm.sh puts them under www/public, which is served and copied as it is.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { wordsPlugin } from './scripts/words.mjs';
import { words } from './www/words/words.js';

/**
 * Absolute, as the bundler looks from the project's folder and the dev server from www/.
 * @param {string} name
 */
const page = (name) => resolve(import.meta.dirname, 'www', name);

/** The guard of the start is a classic script, so that it runs where modules do not; such a one is copied, not bundled. */
const guard = {
  name: 'guard',
  /** @this {import('vite').Rolldown.PluginContext} */
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'boot.js', source: readFileSync(page('boot.js')) });
  },
};

export default defineConfig({
  root: 'www',
  plugins: [wordsPlugin(words), guard],
  appType: 'mpa', // what is not there is a 404, never the start page
  base: './',
  worker: { format: 'es' },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    rolldownOptions: { input: [page('index.html'), page('bench.html')] },
  },
  server: { port: 5173, strictPort: false },
});
