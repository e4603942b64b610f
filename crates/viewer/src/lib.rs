//! What the reader sees now, and everything the reader can do to it. Must never touch a browser.

mod address;
mod address_many;
mod brush;
mod collection;
mod collection_fields;
mod collection_view;
mod estimates;
#[cfg(test)]
mod example;
mod facet_counts;
mod failure;
mod figures;
mod filter;
mod gesture;
mod interaction;
mod keys;
mod list;
mod listing;
mod loaded;
mod matches;
mod moment;
mod overview;
mod play;
pub mod plots;
mod press;
mod range;
mod requests;
mod search;
mod search_job;
mod selection;
mod spoken;
mod state;
mod summary_text;
mod tables;
mod values;

pub use address::{Address, read as read_address, write as write_address};
pub use address_many::{ManyAddress, read as read_many_address, wants_parts};
pub use brush::{BrushEdge, Narrowing, nudge, walk};
pub use collection::{Collection, Gathering, beside, load_entry, resolve_in};
pub use collection_fields::day_word;
pub use collection_view::{CollectionAction, CollectionFacet, CollectionOptions, CollectionView, PAGE, Side};
pub use estimates::{Estimates, Samples, estimate};
pub use facet_counts::{FacetCounts, Field, Value};
pub use failure::Failure;
pub use figures::{anchors_in_words, availability_in_words, is_shown, notes_in_words, painted_by, tile_level};
pub use filter::{By, Facet, Filter, LONGEST_TEXT};
pub use gesture::{Gesture, Gestures, PanZoom, Pointer, Wheel, wheel_turned};
pub use interaction::{InteractionState, TimelineAction, back_out, chosen_event, latest_event, span_of};
pub use keys::{Command, GESTURES, KEYS, Key, Pressed, Where, command};
pub use list::{Column, List, MOST_WHOLE, Row, Scroll, Sort, Window};
pub use loaded::{Loaded, load, prepare};
pub use matches::Matches;
pub use moment::{Origin, Zones, clock, in_every_zone, t_plus, zone_in_words};
pub use overview::{Base, Overview};
pub use play::{Play, SPEEDS, SoFar, unknown_causes};
pub use press::Press;
pub use range::{Edge, RangeSummary, measured_in_words, move_edge, range_as_text};
pub use requests::{MANY, Request, field_request, request};
pub use search::{RAIL_ROWS, SearchAction, SearchState};
pub use search_job::{SearchJob, SearchQuery, SearchResult};
pub use selection::{Lit, Selection};
pub use spoken::{chosen_in_words, spoken};
pub use state::{Action, Progress, Screen, State, Step, ZoneChoice, update};
pub use summary_text::{
    Piece, a_year_ago, actions_in_words, availability, comparison, comparison_rests_on, headline, interval_in_words,
    left_out, length_in_words, place_among, place_of, side_name,
};
pub use tables::Sheet;
pub use values::{Offer, Values, offered};
