//! The page as data. [`State`] is everything on it that changes; [`update()`] applies an [`Action`] to it and says, as
//! [`Effect`]s, what is to be done outside. There is no browser, no clock and no thread here: sizes, moments and zones come in.
//!
//! Modules use those above them in this list:
//!
//! - parts: what is known of an incident ([`Loaded`]) or of many ([`Collection`]), filters, searches, lists, ranges, stories,
//!   zones, keys and gestures, charts
//! - `state`: the page, made of those
//! - [`Overview`], [`Sheet`], sentences: what follows from the state and is worked out when it is drawn
//! - [`Action`], [`Effect`]; beside them [`url`], the view in the address
//! - `update`

mod action;
mod announcement;
mod brush;
mod collection;
mod collection_fields;
mod collection_options;
mod collection_rows;
mod effect;
mod elsewhere;
mod estimates;
#[cfg(test)]
mod example;
mod facet_counts;
mod failure;
mod figures;
mod filter;
mod gesture;
mod keys;
mod list;
mod listing;
mod loaded;
mod matches;
mod moment;
mod overview;
mod play;
pub mod plots;
mod range;
mod reading;
mod search;
mod selection;
mod state;
mod summary_text;
mod tables;
mod update;
pub mod url;
mod values;
mod work;

pub use action::{Action, CollectionAction, Environment, SearchAction, Step, TimelineAction};
pub use announcement::{measuring_hint, selection_text};
pub use brush::{BrushEdge, Narrowing, nudge, walk};
pub use collection::{Collection, beside, gather, gather_more, load_entry, resolve_in};
pub use collection_fields::{Which, day_word, last_day_word};
pub use collection_options::{CollectionFacet, CollectionOptions, Field, PAGE, Side};
pub use collection_rows::{
    Began, GroupRow, IncidentRow, ShortRow, group_rows, incident_rows, page_of, unanswered_rows, waiting_rows,
};
pub use effect::{CHARACTER_KEYS_KEY, Effect, Focus, NAMES_KEY, THEME_KEY, WHEEL_HINT_KEY, ZONE_KEY};
pub use elsewhere::{Elsewhere, found_elsewhere};
pub use estimates::{Estimates, Samples, estimate};
pub use facet_counts::{FacetCounts, Value};
pub use failure::Failure;
pub use figures::{anchors_in_words, is_shown, milestones_at, notes_in_words, painted_by, part_title, tile_level};
pub use filter::{By, Facet, Filter, LONGEST_TEXT};
pub use gesture::{Gesture, Gestures, PanZoom, Pointer, Wheel, wheel_turned};
pub use keys::{Command, GESTURES, KEYS, Key, Pressed, Where, command};
pub use list::{Column, List, MOST_WHOLE, Row, Scroll, Sort, Window};
pub use loaded::{Loaded, load, prepare};
pub use matches::Matches;
pub use moment::{
    Origin, ZoneChoice, Zones, clock, dated_clock, evidence_in_words, impact_in_words, in_every_zone, ruler_text,
    t_plus, zone_in_words,
};
pub use overview::{Base, Overview};
pub use play::{Play, SPEEDS, SoFar};
pub use range::{Edge, RangeSummary, measured_in_words, move_edge, range_as_text};
pub use reading::{ReadingRow, reading_rows};
pub use search::{SearchQuery, SearchResult, search};
pub use selection::{Related, Selection};
pub use state::{
    CollectionState, Dialog, Failed, IncidentState, InteractionState, Layout, Opened, Progress, Screen, SearchState,
    Settings, State, Theme, VERTICAL_ROWS,
};
pub use summary_text::{
    AYearAgo, Piece, a_year_ago, actions_in_words, availability, comparison, comparison_rests_on, headline,
    interval_in_words, left_out, length_in_words, listed, place_among, place_of, side_name,
};
pub use tables::Sheet;
pub use update::{is_available, update};
pub use values::{FacetValue, Values, offered};
