//! Journeys of a reader through the built site in a real browser. `cargo test` leaves them out; `make test` runs them,
//! and `make journeys` runs them alone on what `make build` left in `dist/`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    missing_docs,
    reason = "a journey fails by panicking"
)]

mod boot;
#[allow(dead_code, reason = "the pictures and the journeys use different parts of it")]
mod support;
