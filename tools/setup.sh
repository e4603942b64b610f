#!/usr/bin/env bash
# Installs what this machine lacks for the build (`setup.sh build`), the tests (`setup.sh test`; in all
# engines `setup.sh engines`), `make warehouse` or `make fuzz`.
# Prints what it installs, returns at once when nothing is missing, and names the missing piece when it cannot install it.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/env.sh

say() { printf 'set-up: %s\n' "$*" >&2; }
fail() {
  printf 'set-up: %s\n' "$@" >&2
  exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

# debian WHAT ELSEWHERE PACKAGE…: installs packages where that is possible, and otherwise says how to.
debian() {
  local what=$1 elsewhere=$2
  shift 2
  if ! has apt-get; then
    fail "$what is missing. $elsewhere"
  elif [ "$(id -u)" != 0 ]; then
    fail "$what is missing, and installing it needs root. Run once:" "  sudo apt-get install --yes $*"
  fi
  say "installing $what: apt-get install $*"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends -qq "$@" >/dev/null ||
    fail "apt-get could not install $what ($*); its message stands above."
}

# cargo_tool CRATE VERSION FOLDER PROGRAM [OPTION…]: builds a tool, once for all clones.
cargo_tool() {
  local crate=$1 version=$2 folder=$3 program=$4
  shift 4
  [ -x "$folder/bin/$program" ] && return
  say "building $crate $version into $folder (once, some minutes)"
  # The default optimisation would take twelve minutes.
  CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_TARGET_DIR="$folder.building" RUSTFLAGS='' \
    cargo install --quiet "$crate" --version "$version" --root "$folder" "$@" ||
    fail "cargo could not build $crate $version; its message stands above." \
      "If a registry was not reachable, run the command again."
  rm -rf "$folder.building"
}

rust() {
  has cargo && has rustc || fail "cargo is missing. Get it from https://rustup.rs and open a new shell."
  has cc || debian "a C compiler (Rust links with it)" "Install one, so that cc is on PATH." gcc libc6-dev

  local version
  version=$(rustc --version | cut -d ' ' -f 2)
  if [ "$(printf '%s\n' "$RUST_VERSION" "${version%%-*}" | sort -V | head -n 1)" != "$RUST_VERSION" ]; then
    fail "rustc is $version, and Faultline needs $RUST_VERSION or later. Run: rustup update stable"
  fi
}

target() {
  [ -d "$(rustc --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib" ] && return
  has rustup || fail "Rust's target wasm32-unknown-unknown is missing, and this Rust is not rustup's." \
    "Either get rustup (https://rustup.rs), or install your system's package of that target" \
    "(Debian: libstd-rust-dev-wasm32)."
  say "adding Rust's target wasm32-unknown-unknown"
  rustup target add wasm32-unknown-unknown ||
    fail "rustup could not add the target wasm32-unknown-unknown; its message stands above." \
      "It downloads from https://static.rust-lang.org (or RUSTUP_DIST_SERVER), which has to be reachable."
}

# component NAME PROGRAM
component() {
  [ -e "$(rustc --print sysroot)/bin/$2" ] && return
  has rustup || fail "$1 is missing. Install your system's package of it, or get rustup (https://rustup.rs)."
  say "adding Rust's component $1"
  rustup component add "$1" || fail "rustup could not add $1; its message stands above."
}

npm_packages() {
  has node && has npm || debian "node with npm" "Get it from https://nodejs.org (18 or later)." nodejs npm
  # npm writes this file last: an interrupted install has none.
  [ node_modules/.package-lock.json -nt package-lock.json ] && return
  say "installing the npm packages of package-lock.json (binaryen, esbuild, axe-core)"
  npm ci --silent || fail "npm ci failed; its message stands above."
  touch node_modules/.package-lock.json
}

browser() {
  has chromium || has google-chrome || has chromium-browser || debian "Chromium" \
    "Install Chromium or Chrome, so that it is on PATH." chromium chromium-driver fonts-dejavu-core
  has chromedriver || debian "chromedriver" \
    "Install the one of your browser's version (https://googlechromelabs.github.io/chrome-for-testing), so that it is on PATH." \
    chromium-driver
}

engines() {
  has firefox-esr || has firefox || debian "Firefox" "Install Firefox or Firefox ESR, so that it is on PATH." firefox-esr
  cargo_tool geckodriver "$GECKODRIVER_VERSION" "$GECKODRIVER_HOME" geckodriver --locked
  has WebKitWebDriver || debian "WebKitGTK with its driver" \
    "Install WebKitGTK's MiniBrowser and WebKitWebDriver, so that the latter is on PATH." webkit2gtk-driver
  has Xvfb || debian "Xvfb (WebKitGTK's browser needs a display)" "Install it, so that it is on PATH." xvfb
}

nightly() {
  has rustup || fail "Fuzzing needs a nightly compiler beside the stable one. Get rustup (https://rustup.rs)."
  rustup run nightly rustc --version >/dev/null 2>&1 && return
  say "adding the nightly compiler"
  rustup toolchain install nightly --profile minimal || fail "rustup could not add it; its message stands above."
}

duckdb() {
  [ -e "$DUCKDB_HOME/whole" ] && return
  has python3 && python3 -c 'import venv, ensurepip' 2>/dev/null ||
    debian "python3 with venv" "Get it from https://python.org." python3 python3-venv
  say "installing duckdb $DUCKDB_VERSION into $DUCKDB_HOME"
  rm -rf "$DUCKDB_HOME"
  python3 -m venv "$DUCKDB_HOME" && "$WAREHOUSE_PYTHON" -m pip install --quiet --disable-pip-version-check \
    --requirement tools/requirements.txt ||
    fail "pip could not install duckdb; its message stands above." "It asks https://pypi.org, which has to be reachable."
  touch "$DUCKDB_HOME/whole"
}

what=${1:-}
case $what in
  build | test | engines)
    rust
    target
    npm_packages
    cargo_tool trunk "$TRUNK_VERSION" "$TRUNK_HOME" trunk --locked
    # Without --locked: its lock file names a crate version that has been withdrawn.
    cargo_tool wasm-bindgen-cli "$BINDGEN_VERSION" "$BINDGEN_HOME" wasm-bindgen
    [ "$what" != build ] || exit 0
    component rustfmt cargo-fmt
    component clippy cargo-clippy
    browser
    [ "$what" = test ] || engines
    ;;
  warehouse)
    rust
    duckdb
    ;;
  fuzz)
    rust
    nightly
    cargo_tool cargo-fuzz "$FUZZ_VERSION" "$FUZZ_HOME" cargo-fuzz --locked
    ;;
  *) fail "usage: tools/setup.sh build|test|engines|warehouse|fuzz" ;;
esac
