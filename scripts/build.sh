#!/usr/bin/env bash
# Builds the static site into dist/ and prints how large it is. Any static host can serve that folder.
. "$(dirname "$0")/lib.sh"

bash scripts/setup.sh build
part "wasm module for the CPU" bash scripts/wasm.sh cpu
part "wasm module with WebGPU" bash scripts/wasm.sh webgpu
part "page" vite build --logLevel warn
node scripts/sizes.mjs
