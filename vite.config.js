// The dev server and the bundler: two pages from www/ into dist/, with relative addresses so that any folder will do.
// It never touches the wasm modules: scripts/wasm.sh puts them under www/public, which is served and copied as it is.
import { defineConfig } from 'vite';

export default defineConfig({
  root: 'www',
  appType: 'mpa', // what is not there is a 404, never the start page
  base: './',
  worker: { format: 'es' },
  build: {
    outDir: '../dist',
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    rolldownOptions: { input: ['www/index.html', 'www/bench.html'] },
  },
  server: { port: 5173, strictPort: false },
});
