//! The web app: draws the state of `faultline-viewer` and turns what the reader does into its actions. It computes no
//! position and no figure. Compiled for the browser alone; natively this crate is empty.
#![cfg(target_arch = "wasm32")]
#![allow(clippy::needless_pass_by_value, reason = "components own their props")]

mod app;
mod components;
mod context;
mod crash;
mod effects;
mod environment;
mod head;
mod link;
mod open;
mod pages;
mod paste;
pub mod platform;
mod readers;
mod search;
mod views;
mod zones;

pub use app::mount;
pub use crash::set_panic_hook;
