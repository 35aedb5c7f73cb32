// The other half of a module that scripts/split left in two: called from within wasm, which cannot wait for a promise, so the
// file is read synchronously. Only a worker may do that, and only a worker has the module.

/** @param {WebAssembly.Exports} module @param {string} home where its JavaScript came from, with the version it was asked for by */
export function link(module, home) {
  const request = new XMLHttpRequest();
  request.open('GET', new URL(`trimodal_rest.wasm${new URL(home).search}`, home), false);
  request.responseType = 'arraybuffer';
  request.send();
  if (request.status !== 200) throw new Error(`trimodal_rest.wasm could not be read: status ${request.status}`);
  new WebAssembly.Instance(new WebAssembly.Module(request.response), { module });
}
