//! Pieces for the parts of the page that are not components yet.

use crate::node::{Element, el};
use crate::views::IncidentView;
use faultline_core::text;
use faultline_core::time::Instant;

pub use crate::components::level_class;

/// A moment, with its exact ISO form for machines, and in every zone on hover.
pub fn moment(at: Instant, shown: &IncidentView, text: String) -> Element {
    let iso = text::iso_local(at, shown.zone.as_ref());
    el("time").attr("datetime", iso).attr("title", shown.everywhere(at)).text(text)
}
