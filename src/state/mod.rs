//! What the reader sees now, and everything the reader can do to it. Must never touch a browser.

mod address;
mod failure;
mod figures;
mod filter;
mod find;
mod fold;
mod keys;
mod list;
mod loaded;
mod model;
mod moment;
mod press;
mod range;
mod selection;

pub use address::{Address, read as read_address, write as write_address};
pub use failure::Failure;
pub use figures::{anchors_in_words, availability_in_words, is_shown, notes_in_words, painted_by, tile_level};
pub use filter::{By, Facet, Filter, Found, LONGEST_TEXT, Offer, offered, offers};
pub use find::{Find, Finder, RAIL_ROWS};
pub use fold::{folded, position};
pub use keys::{Command, KEYS, Key, Where, command};
pub use list::{Column, List, MOST_WHOLE, Row, Scroll, Sort, Window};
pub use loaded::{Loaded, load};
pub use model::{Action, Model, Progress, Stage, Step, ZoneChoice, update};
pub use moment::{Origin, Zones, clock, in_every_zone, t_plus, zone_in_words};
pub use press::Press;
pub use range::RangeSummary;
pub use selection::{Lit, Selection};
