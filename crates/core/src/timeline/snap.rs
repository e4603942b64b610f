//! Snapping a pointer to the edges of events, impacts and phases.

use super::{Bands, Index, Px, Scale};
use crate::time::Instant;

/// How near an edge has to be.
const REACH: Px = 8.0;

/// The start or end of an event, impact or phase nearest to a place, within 8 px and in view; the moment at the place, as
/// round as a pixel is long, where nothing is so near. Of two as near, the earlier.
#[must_use]
pub fn snap(index: &Index, bands: &Bands, scale: &Scale, x: Px) -> Instant {
    let at = scale.to_time(x);
    let spans = bands.impacts.iter().map(|(span, ..)| *span).chain(bands.phases.iter().map(|phase| phase.span));
    let edges = index.edges_near(at).chain(spans.flat_map(|span| [span.start(), span.end()]));
    let mut nearest = (REACH, scale.to_round_time(x));
    for edge in edges {
        let place = scale.to_px(edge);
        let distance = (place - x).abs();
        let seen = place >= scale.left() - 0.5 && place <= scale.right() + 0.5;
        if seen && (distance < nearest.0 || (distance <= nearest.0 && edge < nearest.1)) {
            nearest = (distance, edge);
        }
    }
    nearest.1
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, reference, span};
    use super::*;
    use crate::time::Length;

    #[test]
    fn a_place_near_an_edge_means_the_edge() {
        let (case, bands) = reference();
        let index = Index::of(&case, &|_| true);
        // 4 px a minute.
        let scale = Scale::new(span("12:00", "16:00"), 0.0, 960.0);
        let snapped = |clock: &str, by: Px| snap(&index, &bands, &scale, scale.to_px(at(clock)) + by);
        for by in [-7.9, -1.0, 0.0, 3.0, 7.9] {
            assert_eq!(snapped("13:45", by), at("13:45"), "{by}");
            assert_eq!(snapped("15:00", by), at("15:00"), "{by}: an event and two impacts");
        }
        // A pixel is 15 s.
        assert_eq!(snapped("13:45", 10.0), scale.to_round_time(scale.to_px(at("13:45")) + 10.0));
        assert_eq!(snapped("13:45", 10.3), at("13:47").plus(Length::from_ms(30_000)), "and no millisecond");
        assert_eq!(snapped("14:10", 0.0), at("14:10"), "nothing is near");
        assert_eq!(snap(&Index::default(), &Bands::default(), &scale, 420.0), at("13:45"));
    }

    #[test]
    fn an_edge_out_of_view_is_none() {
        let (case, bands) = reference();
        let index = Index::of(&case, &|_| true);
        let scale = Scale::new(span("12:01", "13:29"), 0.0, 960.0);
        assert_eq!(snap(&index, &bands, &scale, 0.0), at("12:01"));
        assert_eq!(snap(&index, &bands, &scale, 960.0), at("13:29"));
    }
}
