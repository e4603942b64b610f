//! What the reader sees now, and everything the reader can do to it. Must never touch a browser.

mod brush;
mod collection;
mod estimates;
mod failure;
mod figures;
mod keys;
mod loaded;
mod model;
mod offers;
mod overview;
pub mod plots;
mod press;
mod range;
mod requests;
mod said;
mod selection;
mod trends;

pub use brush::{Edge, Narrowing, nudge, walk};
pub use collection::{Collection, Gathering, beside, load_entry, resolve_in};
pub use estimates::{Estimates, Estimating, Samples};
pub use failure::Failure;
pub use figures::{anchors_in_words, availability_in_words, is_shown, notes_in_words, painted_by, tile_level};
pub use keys::{Command, KEYS, Key, Where, command};
pub use loaded::{Load, Loaded, load};
pub use model::{Action, Model, Progress, Stage, Step, ZoneChoice, update};
pub use offers::{Field, Offer, Offers};
pub use overview::{Base, Overview};
pub use press::Press;
pub use range::RangeSummary;
pub use requests::{MANY, Request, day_word, field_request, request};
pub use said::{
    Piece, a_year_ago, actions_in_words, availability, comparison, comparison_rests_on, headline, interval_in_words,
    left_out, length_in_words, side_name,
};
pub use selection::{Lit, Selection};
pub use trends::{PAGE, Side, Trait, Trends, TrendsAction, TrendsView};
