//! What the reader sees now, and everything the reader can do to it. Must never touch a browser.

mod address;
mod address_many;
mod brush;
mod collection;
mod estimates;
#[cfg(test)]
mod example;
mod failure;
mod figures;
mod filter;
mod find;
mod found;
mod gesture;
mod hands;
mod keys;
mod list;
mod listing;
mod loaded;
mod model;
mod moment;
mod offers;
mod overview;
mod play;
pub mod plots;
mod press;
mod range;
mod requests;
mod said;
mod seek;
mod selection;
mod spoken;
mod tables;
mod trends;
mod values;

pub use address::{Address, read as read_address, write as write_address};
pub use address_many::{ManyAddress, read as read_many_address, wants_parts};
pub use brush::{BrushEdge, Narrowing, nudge, walk};
pub use collection::{Collection, Gathering, beside, load_entry, resolve_in};
pub use estimates::{Estimates, Estimating, Samples};
pub use failure::Failure;
pub use figures::{anchors_in_words, availability_in_words, is_shown, notes_in_words, painted_by, tile_level};
pub use filter::{By, Facet, Filter, LONGEST_TEXT};
pub use find::{Find, Finder, RAIL_ROWS};
pub use found::Found;
pub use gesture::{Gesture, Gestures, Pointer, Turn, Wheel, wheel_turned};
pub use hands::{Deed, Hands, back_out, chosen_event, latest_event, span_of};
pub use keys::{Command, GESTURES, KEYS, Key, Pressed, Where, command};
pub use list::{Column, List, MOST_WHOLE, Row, Scroll, Sort, Window};
pub use loaded::{Load, Loaded, load};
pub use model::{Action, Model, Progress, Stage, Step, ZoneChoice, update};
pub use moment::{Origin, Zones, clock, in_every_zone, t_plus, zone_in_words};
pub use offers::{Field, Offers, Value};
pub use overview::{Base, Overview};
pub use play::{Play, SPEEDS, SoFar, unknown_causes};
pub use press::Press;
pub use range::{Edge, RangeSummary, measured_in_words, move_edge, range_as_text};
pub use requests::{MANY, Request, day_word, field_request, request};
pub use said::{
    Piece, a_year_ago, actions_in_words, availability, comparison, comparison_rests_on, headline, interval_in_words,
    left_out, length_in_words, place_among, place_of, side_name,
};
pub use seek::{Answer, Seeking, Wanted};
pub use selection::{Lit, Selection};
pub use spoken::{chosen_in_words, spoken};
pub use tables::Sheet;
pub use trends::{PAGE, Side, Trait, Trends, TrendsAction, TrendsView};
pub use values::{Offer, Values, offered};
