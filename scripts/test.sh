#!/usr/bin/env bash
# Runs every test: the page's units, native, the site's own build, wasm in a real browser, and the site in a real browser.
. "$(dirname "$0")/lib.sh"

# wasm-pack's driver looks for the browser in the usual places; this names the one that was found.
webdriver() {
  node -e '
    const [file, binary] = process.argv.slice(1);
    const options = require("./webdriver.json");
    options["goog:chromeOptions"].binary = binary;
    require("node:fs").writeFileSync(file, JSON.stringify(options));
  ' "$1" "$CHROMIUM"
}

# Both backends in one module, with the site's own profile and flags, so that hardly anything is compiled twice.
wasm_in_browser() {
  (
    use_wasm32
    export WASM_BINDGEN_TEST_TIMEOUT=1200 WASM_BINDGEN_TEST_WEBDRIVER_JSON=$WASM_TARGET/webdriver.json
    webdriver "$WASM_BINDGEN_TEST_WEBDRIVER_JSON" &&
      wasm-pack --log-level warn test --headless --chrome --release --chromedriver "$(command -v chromedriver)" \
        -- --no-default-features --features cpu,webgpu --test browser
  )
}

# Lints the GPU kernels with what the site's build has compiled: clippy stands in for the compiler of our own crate alone.
clippy_webgpu() {
  (
    use_wasm32
    RUSTC_WORKSPACE_WRAPPER=clippy-driver cargo rustc -q --lib --crate-type rlib --release --target wasm32-unknown-unknown \
      --no-default-features --features webgpu -- -C opt-level=0 -D warnings
  )
}

bash scripts/setup.sh check
bash scripts/setup.sh test
find_chromium
part "units of the page" node --test tests/page/unit/*.test.mjs
part "native tests" cargo test
part "site" bash scripts/build.sh
part "clippy, WebGPU" clippy_webgpu
part "wasm in a browser" wasm_in_browser
part "page in a browser" node --test --test-concurrency=1 tests/page/*.test.mjs
