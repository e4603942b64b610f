//! The page: draws the model and turns what the reader does into actions. Wasm only; must never compute a position or
//! a figure.

mod app;
mod board;
mod details;
mod events;
mod findings;
mod hands;
mod head;
mod markdown;
mod node;
mod open;
mod parts;
mod rail;
mod shown;
mod stages;
mod summary;
mod timeline;
mod trends;

pub use app::mount;
