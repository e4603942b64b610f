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

/// Lays a strip out. Each mark has its line and its label as a tooltip; where labels find no room beside each other, those of
/// the ends are left out first, then marks that stand close together share one, and then the most crowded are left out.
/// Impacts and marks stand for their stretch of time.
#[must_use]
pub fn lay_out_strip(plan: &StripPlan) -> Picture {
    let finite = |px: Px, least: Px| if px.is_finite() { px.max(least) } else { least };
    let (width, text) = (finite(plan.width, 1.0), finite(plan.text_px, 4.0).min(100.0));
    let scale = Scale::new(plan.span, 0.0, width);
    let x = |at: Instant| scale.to_px(at).clamp(0.0, width);
    let (bar_top, bar) = (0.4 * text, 0.85 * text);
    let baseline = bar_top + bar + 1.6 * text;

    let ground = Shape::rounded_rect(0.0, bar_top, width, bar, bar / 2.0).class("strip-ground");
    // No impact is too short to be seen; the next begins after it.
    let least = width.min(3.0);
    let mut free = 0.0;
    let impacts = plan.impacts.iter().map(|(span, level, open)| {
        let from = x(span.start()).max(free).min(width - least);
        let wide = (x(span.end()) - from).max(least);
        free = from + wide;
        let rect = Shape::rect(from, bar_top, wide, bar);
        let rect = Shape { dashed: *open, ..rect.class(format!("impact {}", level.class())) };
        rect.target(Target::Range(*span))
    });
    let marks = plan.marks.iter().map(|(at, label)| {
        let line = Shape::line((x(*at), 0.0), (x(*at), bar_top + bar + 0.4 * text)).class("strip-mark");
        line.title(label.clone()).target(Target::Range(Span::between(*at, *at)))
    });
    let labels = labels(plan, &x, width, text);
    let labels = labels.into_iter().map(|(left, Label { text: label, end, .. })| {
        let class = if end { "strip-end" } else { "strip-label" };
        Shape::anchored_text(left, baseline, label, Anchor::Start).class(class)
    });
    let shapes = vec![ground, Shape::group(impacts), Shape::group(marks), Shape::group(labels)];
    // Its words are those of the sentences above it.
    Picture::new("strip", width, baseline + 0.5 * text, vec![Shape::group(shapes).hidden()])
}

/// A label of one mark, or of several that stand close together.
#[derive(Clone)]
struct Label {
    /// Where its marks are, from the first to the last.
    marks: (Px, Px),
    text: String,
    /// It is that of an end.
    end: bool,
}

/// How far from its mark a label may stand, as a share of the size of its text.
const FAR: Px = 3.0;

/// The labels that there is room for, with their left edges.
fn labels(plan: &StripPlan, x: &dyn Fn(Instant) -> Px, width: Px, text: Px) -> Vec<(Px, Label)> {
    let label = |at: Px, text: &str, end| Label { marks: (at, at), text: text.to_owned(), end };
    let marks = plan.marks.iter().map(|(at, text)| label(x(*at), text, false));
    let ends = [label(0.0, plan.ends.0, true), label(width, plan.ends.1, true)];
    let mut wanted: Vec<_> = marks.chain(ends).filter(|label| !label.text.is_empty()).collect();
    wanted.sort_by(|a, b| a.marks.0.total_cmp(&b.marks.0));
    while !wanted.is_empty() {
        if let Some(placed) = side_by_side(&wanted, width, text) {
            return placed;
        }
        // An end, else the label that stands closest to its neighbours.
        let crowded = |place: usize| {
            let at = |place: Option<usize>| place.and_then(|place| wanted.get(place)).map(|label| label.marks.0);
            let here = at(Some(place)).unwrap_or(0.0);
            let before = at(place.checked_sub(1)).map_or(width, |before| here - before);
            before + at(Some(place + 1)).map_or(width, |after| after - here)
        };
        let end = wanted.iter().position(|label| label.end);
        let least = (0..wanted.len()).min_by(|a, b| crowded(*a).total_cmp(&crowded(*b)));
        if end.is_none() && share_one(&mut wanted, width, text) {
            continue;
        }
        let Some(place) = end.or(least) else { break };
        wanted.remove(place);
    }
    Vec::new()
}

/// Makes one label of the two whose marks stand closest together, where there are such: `19:40 start · 20:12 detected`.
fn share_one(wanted: &mut Vec<Label>, width: Px, text: Px) -> bool {
    let apart = |pair: &[Label]| match pair {
        [one, other] => other.marks.0 - one.marks.1,
        _ => Px::INFINITY,
    };
    let closest = wanted.windows(2).map(apart).enumerate().min_by(|a, b| a.1.total_cmp(&b.1));
    let Some((place, _)) = closest.filter(|(_, apart)| *apart <= FAR * text) else { return false };
    let (Some(one), Some(other)) = (wanted.get(place), wanted.get(place + 1)) else { return false };
    let both =
        Label { marks: (one.marks.0, other.marks.1), text: [&*one.text, " · ", &*other.text].concat(), end: false };
    if text_width(&both.text, text) > width / 2.0 {
        return false;
    }
    wanted.splice(place..place + 2, [both]);
    true
}

/// Every label as near to the middle of its marks as the others allow; `None` where they do not fit, or one would stand
/// too far from its marks.
fn side_by_side(wanted: &[Label], width: Px, text: Px) -> Option<Vec<(Px, Label)>> {
    let gap = 1.2 * text;
    let wide = |label: &str| text_width(label, text);
    // Labels that would overlap stand side by side in a block, which is moved as one: (left edge, width, how many).
    let mut blocks: Vec<(Px, Px, usize)> = Vec::with_capacity(wanted.len());
    for Label { marks, text: label, .. } in wanted {
        let mut block = (f64::midpoint(marks.0, marks.1) - wide(label) / 2.0, wide(label), 1);
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
        for label in labels.by_ref().take(count) {
            let right = left + wide(&label.text);
            let near = left - FAR * text..=right + FAR * text;
            if !near.contains(&label.marks.0) || !near.contains(&label.marks.1) {
                return None;
            }
            placed.push((left, label.clone()));
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
    fn marks_that_stand_together_share_a_label_and_the_first_and_last_are_kept() {
        let marks = [
            ("12:00", "21 Nov 19:40 start"),
            ("12:02", "21 Nov 20:12 detected"),
            ("12:03", "21 Nov 20:20 acknowledged"),
            ("16:00", "28 Nov 12:00 now"),
        ];
        let marks: Vec<_> = marks.map(|(moment, label)| (at(moment), label.to_owned())).into();
        let plan = StripPlan {
            span: span("12:00", "16:00"),
            impacts: &[],
            marks: &marks,
            ends: ("21 Nov 19:40", "28 Nov 12:00"),
            width: 1_000.0,
            text_px: 12.0,
        };
        let texts: Vec<_> = labels(&lay_out_strip(&plan)).into_iter().map(|(.., text)| text).collect();
        assert_eq!(
            texts,
            ["21 Nov 19:40 start · 21 Nov 20:12 detected · 21 Nov 20:20 acknowledged", "28 Nov 12:00 now"]
        );
    }

    #[test]
    fn a_short_outage_is_seen_between_long_impacts() {
        let impacts = [
            (span("12:00", "13:00"), Shade::Degraded, false),
            (span("13:00", "13:01"), Shade::Full, false),
            (span("13:01", "16:00"), Shade::Degraded, false),
        ];
        let plan = StripPlan {
            span: span("12:00", "16:00"),
            impacts: &impacts,
            marks: &[],
            ends: ("", ""),
            width: 100.0,
            text_px: 12.0,
        };
        let text = lay_out_strip(&plan).to_svg_text();
        assert!(
            text.contains(r#"x="25" y="4.8" width="3""#) && text.contains(r#"x="28" y="4.8" width="72""#),
            "{text}"
        );
    }

    #[test]
    fn odd_sizes_give_finite_places() {
        for width in [0.0, f64::NAN, f64::INFINITY, -3.0] {
            let text = reference(width).to_svg_text();
            assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
        }
    }
}
