//! Geometry as data: where on the page each moment, mark and label goes.
//!
//! Pure functions from a case, a window of time and a size to a scene in pixels. Draws nothing; knows no figures but
//! those it is handed in [`Bands`].

mod bars;
mod board;
mod breaks;
mod cause_tags;
mod clusters;
mod curves;
mod folds;
mod index;
mod layout;
mod minimap;
mod packing;
mod picture;
mod rows;
#[cfg(test)]
mod sample;
mod scale;
mod scene;
mod snap;
mod steps;
mod strip;
mod text;
mod ticks;
mod vertical;
mod viewport;

use crate::picture::Px;
pub use crate::picture::px_text;
pub use board::{BOARD_WIDTH, Board, BoardCurve};
pub use folds::Folds;
pub use index::{Index, Indexing};
pub use layout::{Lit, Plan, lay_out};
pub use minimap::{
    Grip, MINIMAP_HEIGHT, Minimap, MinimapWindow, Nudge, centred, dragged, grip_at, lay_out_minimap, nudged,
    window_on_minimap,
};
pub use picture::{Details, Emphasis, cause_hue, kind_path};
pub use scale::Scale;
pub use scene::{
    Bands, Bar, Break, Canvas, CauseTag, Curve, Edge, EvidenceDot, Label, Lane, Mark, PhaseSpan, Pill, PillAction,
    Scene, ServiceBand, ServiceRow, Shade, Side, Tick,
};
pub use snap::snap;
pub use steps::{LaneStep, event_in_lane, nearest_event, next_event, previous_event};
pub use strip::{StripPlan, lay_out_strip};
pub use text::{bold_width, fit_text, text_width};
pub use ticks::{Clock, ticks};
pub use vertical::{VerticalPart, VerticalRow, VerticalTimeline, lay_out_vertical};
pub use viewport::Viewport;
