#!/usr/bin/env bash
# Measures the built site and the other libraries and prints Markdown tables. Usage: bench.sh [options of bench/options.mjs]
# An existing site is measured as it is; `make build` updates it.
. "$(dirname "$0")/lib.sh"

bash scripts/setup.sh bench
find_chromium
[ -f dist/bench.html ] || bash scripts/build.sh
node bench/run.mjs "$@"
