#!/usr/bin/env bash
# Installs what is missing and says so; a second run finds everything and is silent. Usage: setup.sh build|check|test|bench
# It never removes anything, and where it must not install it stops with the command to run by hand.
. "$(dirname "$0")/lib.sh"

WASM_PACK=0.15.1
WASM_BINDGEN=$(grep -A1 '^name = "wasm-bindgen"$' Cargo.lock | sed -n 's/^version = "\(.*\)"/\1/p')

apt_install() {
  have apt-get || die "please install with your package manager: $*"
  local sudo=
  [ "$(id -u)" = 0 ] || { have sudo && sudo -n true 2>/dev/null && sudo=sudo; } ||
    die "please run: sudo apt-get install --no-install-recommends $*"
  say "installing Debian packages: $*"
  $sudo apt-get update -qq
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}

need_rust() {
  have cargo || die "please install Rust: https://rustup.rs"
  have cc || apt_install gcc libc6-dev
}

need_wasm32() {
  { has_wasm32 || has_debian_wasm32; } && return
  if have rustup && timeout 120 rustup target add wasm32-unknown-unknown >/dev/null 2>&1 && has_wasm32; then
    say "installed wasm32-unknown-unknown with rustup"
    return
  fi
  debian_wasm32
}

# If rustup's server cannot be reached: Debian's compiler, and its wasm32 standard library built once from its own source.
debian_wasm32() {
  [ "$(id -u)" = 0 ] || die "please run: rustup target add wasm32-unknown-unknown (or, for Debian's compiler: sudo make setup)"
  apt_install rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy lld-22
  say "building the wasm32 standard library from Debian's source (about a minute)"
  local work
  work=$(mktemp -d)
  mkdir -p "$work/src" && : >"$work/src/lib.rs"
  printf '[package]\nname = "throwaway"\nversion = "0.0.0"\nedition = "2024"\n[lib]\ncrate-type = ["cdylib"]\n' >"$work/Cargo.toml"
  (cd "$work" && PATH="/usr/bin:$PATH" RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS="-C embed-bitcode=yes" CARGO_TARGET_DIR="$work/target" \
    /usr/bin/cargo build -q --release --target wasm32-unknown-unknown -Z build-std=std,panic_abort,test)
  mkdir -p "$DEBIAN_WASM32"
  find "$work/target/wasm32-unknown-unknown/release/deps" -name '*.rlib' ! -name '*throwaway*' -exec cp {} "$DEBIAN_WASM32/" \;
  rm -rf "$work"
}

need_cargo_tool() { # name, version, crate, cargo-install flags…
  local name=$1 version=$2 crate=$3
  shift 3
  have "$name" && "$name" --version | grep -qF "$version" && return
  say "installing $crate $version with cargo (a few minutes)"
  CARGO_TARGET_DIR="$CACHE/tools" cargo install -q "$crate" --version "$version" "$@"
}

need_node() {
  have node && node -e 'const [a, b] = process.versions.node.split("."); process.exit(a > 20 || (a == 20 && b >= 19) ? 0 : 1)' ||
    die "please install Node.js 20.19 or later: https://nodejs.org"
  npm_packages . "the page's"
}

npm_packages() { # folder, whose
  [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] && return
  have npm || die "please install npm"
  say "installing $2 packages with npm"
  npm ci --prefix "$1" --ignore-scripts --no-audit --no-fund --loglevel=error
  touch "$1/node_modules/.package-lock.json"
}

need_lints() {
  if ! { cargo fmt --version && cargo clippy --version; } >/dev/null 2>&1; then
    have rustup || die "please install rustfmt and clippy"
    say "installing rustfmt and clippy with rustup"
    rustup -q component add rustfmt clippy || die "please run: rustup component add rustfmt clippy"
  fi
  (use_wasm32 && cargo clippy --version >/dev/null 2>&1) || apt_install rust-web-clippy
}

need_chromium() {
  { have chromedriver && find_chromium; } || apt_install chromium chromium-driver
}

# What the site is built with.
need_toolchain() {
  need_rust
  need_wasm32
  need_cargo_tool wasm-bindgen "$WASM_BINDGEN" wasm-bindgen-cli
  need_cargo_tool wasm-pack "$WASM_PACK" wasm-pack --locked --debug
  need_node
}

# Measuring a site that is already built needs no Rust.
need_bench() {
  need_node
  find_chromium || apt_install chromium
  npm_packages bench "the peers'"
}

case ${1:-build} in
  build) need_toolchain ;;
  check) need_toolchain; need_lints ;;
  test) need_toolchain; need_chromium ;;
  bench) need_bench ;;
  *) die "usage: setup.sh build|check|test|bench" ;;
esac
