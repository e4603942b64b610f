//! The phase and impact rows: bars with their labels inside, else beside, else without one. The worst gets its label first, and
//! always has one where there is room in the row at all.

use super::layout::Sizes;
use super::text::bold_width;
use super::{Bar, Label, Px, Scale, Side};
use crate::time::Span;

/// A bar to be drawn: what it is, its stretch, whether it is open, and its words, best first.
pub(super) struct Band<T> {
    pub of: T,
    pub span: Span,
    pub open: bool,
    pub words: [String; 2],
    /// The least gets its label first.
    pub rank: (u8, i64),
}

/// Lays one row of disjoint bars out, in order, from `top` over `height` pixels.
pub(super) fn lay_out_bars<T>(bands: Vec<Band<T>>, scale: &Scale, top: Px, height: Px, sizes: Sizes) -> Vec<Bar<T>> {
    /// No bar is narrower, however short what it stands for is; the next begins after it.
    const LEAST: Px = 3.0;
    let mut bars: Vec<Bar<T>> = Vec::new();
    let mut words = Vec::new();
    let mut free = scale.left();
    let window = scale.window();
    for band in bands {
        if band.span.end() < window.start() || band.span.start() > window.end() {
            continue;
        }
        let left = scale.to_px(band.span.start()).max(free);
        let right = scale.to_px(band.span.end()).min(scale.right());
        let x = left.min(scale.right() - LEAST).max(scale.left());
        let width = (right - x).max(LEAST);
        free = x + width;
        let [whole, short] = band.words;
        words.push(([whole.clone(), short], band.rank));
        bars.push(Bar {
            words: whole,
            of: band.of,
            span: band.span,
            x,
            width,
            y: top,
            height,
            label: None,
            label_inside: false,
            open: band.open,
        });
    }
    let mut order: Vec<usize> = (0..bars.len()).collect();
    order.sort_by_key(|at| words.get(*at).map(|(_, rank)| *rank));
    // What no label may run into: labels, and for all but the first the other bars.
    let mut taken: Vec<(Px, Px)> = Vec::new();
    let extents: Vec<(Px, Px)> = bars.iter().map(|bar| (bar.x, bar.x + bar.width)).collect();
    for (turn, at) in order.into_iter().enumerate() {
        let (Some(bar), Some((words, _))) = (bars.get_mut(at), words.get(at)) else { continue };
        let (gap, pad, y) = (sizes.gap(), 0.6 * sizes.text, sizes.baseline(top + height / 2.0));
        let end = bar.x + bar.width;
        let is_free = |from: Px, to: Px, over_bars: bool| {
            let apart = |other: &(Px, Px)| apart_from(other, from, to, gap);
            from >= scale.left()
                && to <= scale.right()
                && taken.iter().all(apart)
                && (over_bars || extents.iter().enumerate().all(|(other, extent)| other == at || apart(extent)))
        };
        // Inside, else before, else after; the first of all over its neighbours, too.
        let tries = [false, true].into_iter().take(if turn == 0 { 2 } else { 1 });
        let places = tries.flat_map(|over| words.iter().map(move |text| (over, text)));
        for (over, text) in places.filter(|(_, text)| !text.is_empty()) {
            let width = bold_width(text, sizes.text);
            let inside = (bar.x + pad, bar.x + pad + width);
            let (before, after) = ((bar.x - gap - width, bar.x - gap), (end + gap, end + gap + width));
            let fits_inside =
                width + 2.0 * pad <= bar.width && taken.iter().all(|other| apart_from(other, inside.0, inside.1, gap));
            let (x, side, is_inside, extent) = if fits_inside {
                (inside.0, Side::Right, true, inside)
            } else if is_free(before.0, before.1, over) {
                (before.1, Side::Left, false, before)
            } else if is_free(after.0, after.1, over) {
                (after.0, Side::Right, false, after)
            } else {
                continue;
            };
            bar.label = Some(Label { text: text.clone(), x, y, side });
            bar.label_inside = is_inside;
            taken.push(extent);
            break;
        }
    }
    bars
}

/// `true` when a stretch does not come nearer than `gap` to another.
fn apart_from(other: &(Px, Px), from: Px, to: Px, gap: Px) -> bool {
    to + gap <= other.0 + 1e-6 || from - gap >= other.1 - 1e-6
}
