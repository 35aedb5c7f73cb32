#!/usr/bin/env bash
# Formats, lints and types, of Rust and of the page. The quick ones come first. GPU kernels are linted by test.sh, which compiles
# the WebGPU stack anyway: to check that stack as well would cost a quarter of an hour.
. "$(dirname "$0")/lib.sh"

# In the folder and profile of the site's own build, so that build scripts and macros are compiled once.
clippy_wasm32() {
  (use_wasm32 && cargo clippy -q --release --target wasm32-unknown-unknown --lib --test browser -- -D warnings)
}

bash scripts/setup.sh check
part "rustfmt" cargo fmt --check
part "biome" biome ci --error-on-warnings .
part "clippy, native" cargo clippy -q --all-targets -- -D warnings
part "clippy, wasm32" clippy_wasm32
# wasm-bindgen's own declarations are what the page's types are checked against
part "wasm module for the CPU" bash scripts/wasm.sh cpu
part "types of the page" tsc -p tsconfig.json
