# What every script shares: where things are, how to speak, and which Rust compiles to wasm32. Sourced, never run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

CACHE=${XDG_CACHE_HOME:-$HOME/.cache}/trimodal
DEBIAN_WASM32=/usr/lib/rustlib/wasm32-unknown-unknown/lib
export PATH="$PWD/node_modules/.bin:$PATH:$HOME/.cargo/bin"
TARGET=${CARGO_TARGET_DIR:-$PWD/target}
# One folder for all that becomes wasm, so that the site's two modules and the browser tests share compiled dependencies.
WASM_TARGET=$TARGET/wasm

say() { printf '\033[1m==>\033[0m %s\n' "$*"; }
die() { printf 'trimodal: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

# Runs a named part and notes how long it took; the table is printed when the script ends, also after a failure.
# A part is one command: inside it `set -e` is off, so a function joins its commands with &&.
PARTS=()
part() {
  local name=$1 start=$SECONDS status=0
  shift
  say "$name"
  "$@" || status=$?
  PARTS+=("$(printf '%5d s  %s%s' $((SECONDS - start)) "$name" "$([ $status = 0 ] || echo ': FAILED')")")
  return $status
}
parts_report() { [ ${#PARTS[@]} = 0 ] || printf '%s\n' "${PARTS[@]}"; }
trap parts_report EXIT

# The cargo features of a wasm module: one backend each, so that neither carries what it does not use.
features() {
  case $1 in
    cpu) echo cpu ;;
    webgpu) echo webgpu ;;
    *) die "no such wasm module: $1 (there are cpu and webgpu)" ;;
  esac
}

# The browser that tests and screenshots drive: $CHROMIUM, or the first of the usual names.
find_chromium() {
  [ -n "${CHROMIUM:-}" ] || CHROMIUM=$(command -v chromium || command -v chromium-browser || command -v google-chrome)
  export CHROMIUM
}

# True where the compiler on PATH has the wasm32 standard library.
has_wasm32() { ls "$(rustc --print sysroot)"/lib/rustlib/wasm32-unknown-unknown/lib/libstd-*.rlib >/dev/null 2>&1; }

# The same for Debian's compiler, whose library setup.sh builds; `test` is what the browser tests need.
has_debian_wasm32() { ls "$DEBIAN_WASM32"/libtest-*.rlib >/dev/null 2>&1 && [ -x /usr/bin/cargo ]; }

# Puts a compiler that knows wasm32 first on PATH: rustup's where it has the target, else Debian's. Call it in a subshell.
use_wasm32() {
  export CARGO_TARGET_DIR=$WASM_TARGET
  has_wasm32 && return
  has_debian_wasm32 || die "no wasm32 standard library; run: make setup"
  export PATH="/usr/bin:$PATH" CARGO=/usr/bin/cargo RUSTC=/usr/bin/rustc
}
