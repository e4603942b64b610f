//! What the reader sees now, and everything the reader can do to it. Must never touch a browser.

mod brush;
mod failure;
mod figures;
mod keys;
mod loaded;
mod model;
pub mod plots;
mod press;
mod range;
mod selection;

pub use brush::{Edge, Narrowing, nudge, walk};
pub use failure::Failure;
pub use figures::{anchors_in_words, availability_in_words, is_shown, notes_in_words, painted_by, tile_level};
pub use keys::{Command, KEYS, Key, Where, command};
pub use loaded::{Load, Loaded, load};
pub use model::{Action, Model, Progress, Stage, Step, ZoneChoice, update};
pub use press::Press;
pub use range::RangeSummary;
pub use selection::{Lit, Selection};
