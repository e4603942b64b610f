//! The phase and impact rows: bars with their labels inside, else beside, else without one.

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
}

/// Lays one row of disjoint bars out, in order, from `top` over `height` pixels.
pub(super) fn lay_out_bars<T>(bands: Vec<Band<T>>, scale: &Scale, top: Px, height: Px, sizes: Sizes) -> Vec<Bar<T>> {
    let mut bars: Vec<Bar<T>> = Vec::new();
    let mut words = Vec::new();
    let window = scale.window();
    for band in bands {
        if band.span.end() < window.start() || band.span.start() > window.end() {
            continue;
        }
        let left = scale.to_px(band.span.start()).max(scale.left());
        let right = scale.to_px(band.span.end()).min(scale.right());
        let x = left.min(scale.right() - 1.0);
        let [whole, short] = band.words;
        words.push([whole.clone(), short]);
        bars.push(Bar {
            words: whole,
            of: band.of,
            span: band.span,
            x,
            width: (right - x).max(1.0),
            y: top,
            height,
            label: None,
            label_inside: false,
            open: band.open,
        });
    }
    let mut free_from = scale.left();
    let next_edges: Vec<Px> = bars.iter().skip(1).map(|bar| bar.x).chain([scale.right() + sizes.gap()]).collect();
    for ((bar, words), next) in bars.iter_mut().zip(words).zip(next_edges) {
        let y = sizes.baseline(top + height / 2.0);
        let pad = 0.6 * sizes.text;
        let end = bar.x + bar.width;
        let mut taken_to = end;
        for text in words {
            let width = bold_width(&text, sizes.text);
            if width + 2.0 * pad <= bar.width {
                bar.label = Some(Label { text, x: bar.x + pad, y, side: Side::Right });
                bar.label_inside = true;
            } else if bar.x - sizes.gap() - width >= free_from {
                bar.label = Some(Label { text, x: bar.x - sizes.gap(), y, side: Side::Left });
            } else if end + sizes.gap() + width + sizes.gap() <= next {
                bar.label = Some(Label { text, x: end + sizes.gap(), y, side: Side::Right });
                taken_to = end + sizes.gap() + width;
            } else {
                continue;
            }
            break;
        }
        free_from = taken_to + sizes.gap();
    }
    bars
}
