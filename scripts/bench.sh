#!/usr/bin/env bash
# Measures the built site beside its peers and prints Markdown tables. Usage: bench.sh [options of bench/options.mjs]
# A site that is there is measured as it is: `make build` brings it up to date.
. "$(dirname "$0")/lib.sh"

bash scripts/setup.sh bench
find_chromium
[ -f dist/bench.html ] || bash scripts/build.sh
node bench/run.mjs "$@"
