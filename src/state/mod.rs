//! What the reader sees now, and everything the reader can do to it. Must never touch a browser.

mod address;
#[cfg(test)]
mod example;
mod failure;
mod figures;
mod filter;
mod find;
mod fold;
mod gesture;
mod hands;
mod keys;
mod list;
mod loaded;
mod model;
mod moment;
mod play;
mod press;
mod range;
mod selection;
mod spoken;

pub use address::{Address, read as read_address, write as write_address};
pub use failure::Failure;
pub use figures::{anchors_in_words, availability_in_words, is_shown, notes_in_words, painted_by, tile_level};
pub use filter::{By, Facet, Filter, Found, LONGEST_TEXT, Offer, offered, offers};
pub use find::{Find, Finder, RAIL_ROWS};
pub use fold::{folded, position};
pub use gesture::{Gesture, Gestures, Pointer, Turn, Wheel, wheel_turned};
pub use hands::{Deed, Hands, back_out, chosen_event, latest_event, span_of};
pub use keys::{Command, GESTURES, KEYS, Key, Pressed, Where, command};
pub use list::{Column, List, MOST_WHOLE, Row, Scroll, Sort, Window};
pub use loaded::{Load, Loaded, load};
pub use model::{Action, Model, More, Progress, Stage, Step, ZoneChoice, update};
pub use moment::{Origin, Zones, clock, in_every_zone, t_plus, zone_in_words};
pub use play::{Play, SPEEDS, SoFar, unknown_causes};
pub use press::Press;
pub use range::{Edge, RangeSummary, measured_in_words, move_edge, range_as_text};
pub use selection::{Lit, Selection};
pub use spoken::{chosen_in_words, spoken};
