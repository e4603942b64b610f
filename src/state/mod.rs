//! What the reader sees now, and everything the reader can do to it. Must never touch a browser.

#[cfg(test)]
mod example;
mod failure;
mod figures;
mod gesture;
mod hands;
mod keys;
mod loaded;
mod model;
mod play;
mod press;
mod range;
mod selection;
mod spoken;

pub use failure::Failure;
pub use figures::{anchors_in_words, availability_in_words, is_shown, notes_in_words, painted_by, tile_level};
pub use gesture::{Gesture, Gestures, Pointer, Turn, Wheel, wheel_turned};
pub use hands::{Deed, Hands, back_out, chosen_event, latest_event, span_of};
pub use keys::{Command, GESTURES, KEYS, Key, Pressed, Where, command};
pub use loaded::{Load, Loaded, load};
pub use model::{Action, Model, Progress, Stage, Step, ZoneChoice, update};
pub use play::{Play, SPEEDS, SoFar, unknown_causes};
pub use press::Press;
pub use range::{Edge, RangeSummary, measured_in_words, move_edge, range_as_text};
pub use selection::{Lit, Selection};
pub use spoken::{chosen_in_words, spoken};
