//! The page: draws the model and turns what the reader does into actions. Wasm only; must never compute a position or
//! a figure.

mod address;
mod app;
mod board;
mod details;
mod events;
mod findings;
mod hands;
mod head;
mod markdown;
mod minimap;
mod more;
mod node;
mod open;
mod parts;
mod play;
mod pointers;
mod rail;
mod reader;
mod rehearsal;
mod search;
mod seek;
mod shown;
mod stages;
mod summary;
mod timeline;
mod trends;

pub use app::mount;
