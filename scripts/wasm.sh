#!/usr/bin/env bash
# Builds one wasm module of the site into www/public/wasm, unless nothing changed since. Usage: wasm.sh cpu|webgpu
# The page meanwhile reads in modules.json which modules are there and which are being built.
. "$(dirname "$0")/lib.sh"

NAME=${1:-}
FEATURES=$(features "$NAME")
PACKAGE=$WASM_TARGET/package-$NAME

# What the module is made from, in twelve letters.
version() {
  {
    echo "$FEATURES"
    rustc --version --verbose
    find src .cargo Cargo.toml Cargo.lock scripts/wasm.sh scripts/modules.mjs scripts/split -type f | LC_ALL=C sort | xargs sha256sum
  } | sha256sum | cut -c1-12
}

# Shows cargo's own progress on a terminal, else a line now and then.
watched() {
  if [ -t 1 ] && [ -t 0 ]; then "$@"; return; fi
  CARGO_TERM_PROGRESS_WHEN=always CARGO_TERM_PROGRESS_WIDTH=120 "$@" 2>&1 | node scripts/progress.mjs "$NAME"
}

compile() {
  watched wasm-pack --log-level warn build --target web --release --no-opt --no-pack --no-gitignore \
    --out-dir "$PACKAGE" --out-name trimodal . -- --no-default-features --features "$FEATURES"
}

# Burn's generic operations compile to many equal functions: folding them saves a third of what is served. The optimising
# passes would only make the file harder to compress.
fold() {
  wasm-opt --enable-simd --enable-bulk-memory --enable-bulk-memory-opt --enable-reference-types --enable-mutable-globals \
    --enable-sign-ext --enable-nontrapping-float-to-int --enable-multivalue --duplicate-function-elimination --remove-unused-module-elements \
    --duplicate-function-elimination "$PACKAGE/trimodal_bg.wasm" -o "$PACKAGE/trimodal_bg.wasm"
}

use_wasm32
VERSION=$(version)
if node scripts/modules.mjs has "$NAME" "$VERSION"; then
  node scripts/modules.mjs stopped "$NAME" # an earlier build may have been killed
  exit
fi
say "building the $NAME module (features $FEATURES; the first time takes minutes, later ones seconds)"
node scripts/modules.mjs building "$NAME"
trap 'node scripts/modules.mjs stopped "$NAME"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP
compile
fold
node scripts/split/split.mjs "$NAME" "$PACKAGE"
node scripts/modules.mjs built "$NAME" "$VERSION" "$PACKAGE"
