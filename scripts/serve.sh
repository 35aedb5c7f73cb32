#!/usr/bin/env bash
# Serves the page on localhost as soon as the small CPU module is there, and builds the WebGPU module meanwhile.
# Usage: serve.sh [port]. Ctrl-C ends both.
. "$(dirname "$0")/lib.sh"

bash scripts/setup.sh build
bash scripts/wasm.sh cpu

# Each job gets its own process group, so that a compiler in the middle of its work ends with the rest.
set -m
stop() {
  trap - EXIT
  for group in $(jobs -p); do kill -- "-$group" 2>/dev/null || true; done
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM HUP

vite --port "${1:-5173}" --clearScreen false </dev/null &
SERVER=$!
{ bash scripts/wasm.sh webgpu || say "the WebGPU module could not be built; the page goes on with the CPU"; } </dev/null &
wait "$SERVER"
