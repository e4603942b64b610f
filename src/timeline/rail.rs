//! The timeline of a narrow screen: time runs down, one row an event, quiet time folded.

use crate::incident::{Case, EventIx, ImpactLevel};
use crate::time::{Instant, Length};

use super::{Bands, Px};

/// A part of the rail between one row and the next.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RailPart {
    /// The impact level in it; `None` where there is none.
    pub level: Option<ImpactLevel>,
    /// Its share of the distance to the next row; shares add up to 1.
    pub share: f64,
}

/// One event on the rail.
#[derive(Clone, Debug, PartialEq)]
pub struct RailRow {
    /// The event.
    pub event: EventIx,
    /// Its moment.
    pub at: Instant,
    /// `true` when it is the first of its day in the display zone.
    pub new_day: bool,
    /// The least distance to the next row, in pixels.
    pub gap: Px,
    /// The quiet time folded away before the next row.
    pub folded: Option<Length>,
    /// The rail from here to the next row; empty on the last.
    pub parts: Vec<RailPart>,
}

/// The rail, first event at the top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Rail {
    /// Its rows.
    pub rows: Vec<RailRow>,
}

/// Lays the rail out.
#[must_use]
pub fn lay_out_rail(case: &Case, bands: &Bands, zone: &dyn crate::time::Zone) -> Rail {
    let _ = (case, bands, zone);
    Rail::default()
}
