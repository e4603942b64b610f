//! The strip under the headline: one incident on a line to scale, with its milestones.

use super::scale::as_f64;
use super::{Px, Scale, Shade, text_width};
use crate::picture::{Anchor, Picture, Shape, Target};
use crate::time::{Instant, Span};

/// What a strip shows.
#[derive(Clone, Copy, Debug)]
pub struct StripPlan<'a> {
    /// From where to where; a strip of no time shows one moment.
    pub span: Span,
    /// The impact: disjoint, in order.
    pub impacts: &'a [(Span, Shade, bool)],
    /// Its marks in order of time, each with its label: `13:30 start*, detected`.
    pub marks: &'a [(Instant, String)],
    /// The labels of its ends, left out where a mark's label stands there.
    pub ends: (&'a str, &'a str),
    /// How wide it is.
    pub width: Px,
    /// The size of its text.
    pub text_px: Px,
}

/// Lays a strip out. Each mark has its line and its label as a tooltip; labels that find no room beside each other are
/// left out, those of the ends first. Impacts and marks stand for their stretch of time.
#[must_use]
pub fn lay_out_strip(plan: &StripPlan) -> Picture {
    let finite = |px: Px, least: Px| if px.is_finite() { px.max(least) } else { least };
    let (width, text) = (finite(plan.width, 1.0), finite(plan.text_px, 4.0).min(100.0));
    let scale = Scale::new(plan.span, 0.0, width);
    let x = |at: Instant| scale.to_px(at).clamp(0.0, width);
    let (bar_top, bar) = (0.4 * text, 0.85 * text);
    let baseline = bar_top + bar + 1.6 * text;

    let ground = Shape::rounded_rect(0.0, bar_top, width, bar, bar / 2.0).class("strip-ground");
    let impacts = plan.impacts.iter().map(|(span, level, open)| {
        let (from, to) = (x(span.start()), x(span.end()));
        let rect = Shape::rect(from.min(width - 2.0), bar_top, (to - from).max(2.0), bar);
        let rect = Shape { dashed: *open, ..rect.class(format!("impact {}", level.class())) };
        rect.target(Target::Range(*span))
    });
    let marks = plan.marks.iter().map(|(at, label)| {
        let line = Shape::line((x(*at), 0.0), (x(*at), bar_top + bar + 0.4 * text)).class("strip-mark");
        line.title(label.clone()).target(Target::Range(Span::between(*at, *at)))
    });
    let labels = labels(plan, &x, width, text);
    let labels = labels.into_iter().map(|(left, label, end)| {
        let class = if end { "strip-end" } else { "strip-label" };
        Shape::anchored_text(left, baseline, label, Anchor::Start).class(class)
    });
    let shapes = vec![ground, Shape::group(impacts), Shape::group(marks), Shape::group(labels)];
    // Its words are those of the sentences above it.
    Picture::new("strip", width, baseline + 0.5 * text, vec![Shape::group(shapes).hidden()])
}

/// The labels that there is room for, with their left edges, and whether each is that of an end.
fn labels(plan: &StripPlan, x: &dyn Fn(Instant) -> Px, width: Px, text: Px) -> Vec<(Px, String, bool)> {
    let marks = plan.marks.iter().map(|(at, label)| (x(*at), label.clone(), false));
    let ends = [(0.0, plan.ends.0.to_owned(), true), (width, plan.ends.1.to_owned(), true)];
    let mut wanted: Vec<_> = marks.chain(ends).filter(|(_, label, _)| !label.is_empty()).collect();
    wanted.sort_by(|a, b| a.0.total_cmp(&b.0));
    while !wanted.is_empty() {
        if let Some(placed) = side_by_side(&wanted, width, text) {
            return placed;
        }
        // An end, else the label that stands closest to its neighbours.
        let crowded = |place: usize| {
            let at = |place: Option<usize>| place.and_then(|place| wanted.get(place)).map(|label| label.0);
            let here = at(Some(place)).unwrap_or(0.0);
            let before = at(place.checked_sub(1)).map_or(width, |before| here - before);
            before + at(Some(place + 1)).map_or(width, |after| after - here)
        };
        let end = wanted.iter().position(|(.., end)| *end);
        let least = || (0..wanted.len()).min_by(|a, b| crowded(*a).total_cmp(&crowded(*b)));
        let Some(place) = end.or_else(least) else { break };
        wanted.remove(place);
    }
    Vec::new()
}

/// Every label as near to the middle of its mark as the others allow; `None` where they do not fit, or one would stand
/// too far from its mark.
fn side_by_side(wanted: &[(Px, String, bool)], width: Px, text: Px) -> Option<Vec<(Px, String, bool)>> {
    let gap = 1.2 * text;
    let wide = |label: &str| text_width(label, text);
    // Labels that would overlap stand side by side in a block, which is moved as one: (left edge, width, how many).
    let mut blocks: Vec<(Px, Px, usize)> = Vec::with_capacity(wanted.len());
    for (at, label, _) in wanted {
        let mut block = (at - wide(label) / 2.0, wide(label), 1);
        while let Some(before) = blocks.pop_if(|before| before.0 + before.1 + gap > block.0) {
            // The middle between where each of the labels would like the block to begin.
            let (count, added) = (as_f64(before.2), as_f64(block.2));
            let left = (before.0 * count + (block.0 - before.1 - gap) * added) / (count + added);
            block = (left, before.1 + gap + block.1, before.2 + block.2);
        }
        block.0 = block.0.min(width - block.1).max(0.0);
        blocks.push(block);
    }
    let mut labels = wanted.iter();
    let mut placed = Vec::with_capacity(wanted.len());
    let mut free = 0.0;
    for (left, block, count) in blocks {
        if left < free || left + block > width {
            return None;
        }
        free = left + block + gap;
        let mut left = left;
        for (at, label, end) in labels.by_ref().take(count) {
            let right = left + wide(label);
            if !(left - 3.0 * text..=right + 3.0 * text).contains(at) {
                return None;
            }
            placed.push((left, label.clone(), *end));
            left = right + gap;
        }
    }
    Some(placed)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, span};
    use super::*;

    fn reference(width: Px) -> Picture {
        let marks = [
            ("13:30", "13:30 start*, detected"),
            ("13:45", "13:45 acknowledged"),
            ("15:00", "15:00 down"),
            ("15:30", "15:30 mitigated*"),
        ];
        let marks: Vec<_> = marks.map(|(moment, label)| (at(moment), label.to_owned())).into();
        let impacts = [(span("13:30", "15:00"), Shade::Degraded, false), (span("15:00", "15:30"), Shade::Full, false)];
        let (span, ends) = (span("12:00", "16:00"), ("12:00", "16:00"));
        lay_out_strip(&StripPlan { span, impacts: &impacts, marks: &marks, ends, width, text_px: 12.0 })
    }

    /// The labels, each with its left edge and its width.
    fn labels(picture: &Picture) -> Vec<(Px, Px, String)> {
        let mut labels = Vec::new();
        let mut pending: Vec<&Shape> = picture.shapes.iter().collect();
        while let Some(shape) = pending.pop() {
            pending.extend(shape.children());
            if let crate::picture::Form::Text { at, text, .. } = &shape.form {
                labels.push((at.0, text_width(text, 12.0), text.to_string()));
            }
        }
        labels.sort_by(|a, b| a.0.total_cmp(&b.0));
        labels
    }

    #[test]
    fn what_has_room_is_labelled_and_nothing_overlaps() {
        let texts = |width| labels(&reference(width)).into_iter().map(|(.., text)| text).collect::<Vec<_>>();
        assert_eq!(
            texts(1_200.0),
            ["12:00", "13:30 start*, detected", "13:45 acknowledged", "15:00 down", "15:30 mitigated*", "16:00"]
        );
        assert!(texts(20.0).is_empty());
        for width in (20..1_300).step_by(7).map(f64::from) {
            let placed = labels(&reference(width));
            for pair in placed.windows(2) {
                assert!(pair[0].0 + pair[0].1 < pair[1].0, "{width}: {pair:?}");
            }
            for (left, wide, text) in placed {
                assert!(left >= 0.0 && left + wide <= width, "{width}: {text}");
            }
        }
    }

    #[test]
    fn each_mark_says_what_it_is_and_the_impact_is_to_scale() {
        let picture = reference(1_000.0);
        let text = picture.to_svg_text();
        assert_eq!(text.matches("strip-mark").count(), 4);
        assert!(text.contains("<title>13:45 acknowledged</title>"), "{text}");
        assert!(text.contains(r#"x="750" y="4.8" width="125""#), "{text}");
    }

    #[test]
    fn odd_sizes_give_finite_places() {
        for width in [0.0, f64::NAN, f64::INFINITY, -3.0] {
            let text = reference(width).to_svg_text();
            assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
        }
    }
}
