//! The page: draws the model and turns DOM events into actions. Wasm only; must never compute a position or a figure.

mod app;
mod board;
mod details;
mod events;
mod findings;
mod head;
mod incident;
mod markdown;
mod open;
mod parts;
mod rail;
mod sheets;
mod stages;
mod tiles;
mod timeline;
mod timeline_svg;

pub use app::mount;
