# Sourced, never run: the versions of the tools, each read from the file that pins it, and the PATH that finds them.
# shellcheck shell=bash

TRUNK_VERSION=$(sed -n 's/^trunk-version = "=\(.*\)"$/\1/p' Trunk.toml)
# Trunk needs the command-line program of exactly the library's version.
BINDGEN_VERSION=$(sed -n '/^name = "wasm-bindgen"$/{n;s/^version = "\(.*\)"$/\1/p;q}' Cargo.lock)
RUST_VERSION=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)

# Outside of the clone and by version, so that a second clone and the next run find them.
TOOLS=${XDG_CACHE_HOME:-$HOME/.cache}/faultline
TRUNK_HOME=$TOOLS/trunk-$TRUNK_VERSION
BINDGEN_HOME=$TOOLS/wasm-bindgen-cli-$BINDGEN_VERSION

DUCKDB_VERSION=$(sed -n 's/^duckdb==//p' tools/requirements.txt)
DUCKDB_HOME=$TOOLS/duckdb-$DUCKDB_VERSION
export WAREHOUSE_PYTHON=$DUCKDB_HOME/bin/python

FUZZ_VERSION=0.13.2
FUZZ_HOME=$TOOLS/cargo-fuzz-$FUZZ_VERSION

GECKODRIVER_VERSION=0.37.1
GECKODRIVER_HOME=$TOOLS/geckodriver-$GECKODRIVER_VERSION

export PATH=$PWD/node_modules/.bin:$TRUNK_HOME/bin:$BINDGEN_HOME/bin:$FUZZ_HOME/bin:$GECKODRIVER_HOME/bin:$PATH
