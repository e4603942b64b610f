//! One incident: its figures, timeline, causes, events and findings.

pub mod board;
pub mod details;
pub mod events;
pub mod findings;
pub mod minimap;
pub mod play;
pub mod rail;
pub mod summary;
pub mod timeline;
