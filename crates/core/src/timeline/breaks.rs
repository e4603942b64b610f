//! The breaks in the scene where quiet time is folded.

use super::layout::Sizes;
use super::text::text_width;
use super::{Bands, Break, Label, Px, Scale, Shade, Side, Tick};
use crate::text;
use crate::time::Span;

/// The breaks in view, each with its length on the line of the axis where there is room for it.
pub(super) fn lay_out_breaks(bands: &Bands, scale: &Scale, axis_y: Px, sizes: Sizes) -> Vec<Break> {
    let window = scale.window();
    // A label that would run into the one before is left out.
    let mut free = Px::NEG_INFINITY;
    let in_view = scale.folds().iter().filter(|gap| gap.end() > window.start() && gap.start() < window.end());
    let breaks = in_view.map(|span| {
        let x = scale.to_px(span.start()).max(scale.left());
        let width = scale.to_px(span.end()).min(scale.right()) - x;
        let text = format!("⌇ {}", text::roughly(span.length()));
        let room = text_width(&text, sizes.text);
        let left = x + (width - room) / 2.0;
        let label = (room <= width + sizes.text && left >= free).then(|| {
            free = left + room + 0.5 * sizes.text;
            Label { text, x: left, y: axis_y, side: Side::Right }
        });
        Break {
            span,
            x,
            width,
            middle: x + width / 2.0,
            label,
            words: text::quiet(span.length(), level_over(bands, span).map(Shade::name)),
        }
    });
    breaks.collect()
}

/// The impact that goes on all through a fold; none begins or ends in one.
fn level_over(bands: &Bands, span: Span) -> Option<Shade> {
    let at = bands.impacts.partition_point(|(impact, ..)| impact.end() <= span.start());
    let (impact, level, _) = bands.impacts.get(at)?;
    (impact.start() <= span.start()).then_some(*level)
}

/// Empties the texts of ticks that a break's length runs into.
pub(super) fn clear_covered_ticks(ticks: &mut [Tick], breaks: &[Break], sizes: Sizes) {
    for tick in ticks {
        let half = text_width(&tick.text, sizes.text) / 2.0 + 0.3 * sizes.text;
        let covered = breaks
            .iter()
            .filter_map(|gap| gap.label.as_ref())
            .any(|label| tick.x + half > label.x && tick.x - half < label.x + text_width(&label.text, sizes.text));
        if covered {
            tick.text.clear();
        }
    }
}
