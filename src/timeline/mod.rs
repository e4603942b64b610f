//! Geometry as data: where on the page each moment, mark and label goes.
//!
//! Pure functions from a case, a window of time and a size to a scene in pixels. Draws nothing; knows no figures but
//! those it is handed in [`Bands`].

mod layout;
mod rail;
mod scale;
mod scene;
mod text;
mod ticks;
mod viewport;

pub use layout::lay_out;
pub use rail::{Rail, RailPart, RailRow, lay_out_rail};
pub use scale::{Px, Scale};
pub use scene::{Bands, Bar, Canvas, CauseTag, Curve, Label, Lane, Mark, Phase, PhaseSpan, Scene, Side, Tick};
pub use text::{bold_width, fit_text, text_width};
pub use ticks::ticks;
pub use viewport::Viewport;
