# Sourced before the site is built, never run: what makes the module a seventh smaller than cargo alone would.
# shellcheck shell=bash

# The standard library as rustup ships it is built for speed, and every panic in it carries words. Built here, for size
# and with panics that just stop (public/boot.js then says so), it is far smaller. Cargo calls this unstable; it is only
# how the site is built, and what the site needs of the language is all stable: `cargo build` without it works as well.
export RUSTC_BOOTSTRAP=1
export CARGO_UNSTABLE_BUILD_STD=std,panic_abort
export CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
# merge-functions: of two functions with the same code, the compiler would keep one under its own name; tools/split.mjs
# tells what belongs where by names, and wasm-opt merges them afterwards.
# erase_components: Leptos gives each view a type of its own, and each type code of its own; erased, they share it.
export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS='--cfg erase_components -Zunstable-options -Cpanic=immediate-abort -Zmerge-functions=disabled'
