//! The tags of causes: each as near as possible under its evidence, none over another.

use super::layout::{Lit, Plan, Sizes};
use super::scale::{as_f64, thousandths};
use super::text::{fit_text, text_width};
use super::{CauseTag, Label, Px, Scale, Side};
use crate::incident::{Case, CauseIx, EventIx};
use crate::time::Span;

/// A tag on its way to a place.
struct PendingTag {
    cause: CauseIx,
    centre: Px,
    width: Px,
    text: String,
}

/// More tags than this would be a wall; the rest are counted.
pub(super) const MOST: usize = 24;
/// Up to so many events are each asked where they are; of more, the middle one is.
const FEW: usize = 64;

/// Places the tags of the causes from `top` down, at most 24; the one that is lit is among them. The tags of one row are disjoint; the second value says
/// how many rows there are.
pub(super) fn lay_out_tags(plan: &Plan<'_>, scale: &Scale, top: Px, sizes: Sizes) -> (Vec<CauseTag>, usize) {
    let count = plan.case.incident.root_causes.len();
    let mut shown: Vec<CauseIx> = (0..count.min(MOST)).map(CauseIx::of).collect();
    if let (Lit::One(lit), Some(last)) = (plan.lit, shown.last_mut())
        && lit.at() < count
        && lit > *last
    {
        *last = lit;
    }
    let mut pending: Vec<PendingTag> =
        shown.into_iter().filter_map(|cause| pending_tag(plan, cause, scale, sizes)).collect();
    // Stable: causes with one place stay in file order.
    pending.sort_by_key(|tag| thousandths(tag.centre));
    let (left, right) = (scale.left(), scale.right());
    let mut rows = rows_at_least(pending.iter().map(|tag| tag.width + sizes.gap()).sum::<Px>(), right - left);
    while rows < pending.len() && !fits(&pending, rows, right - left, sizes) {
        rows += 1;
    }
    let mut tags = Vec::with_capacity(pending.len());
    for row in 0..rows {
        let in_row = || pending.iter().skip(row).step_by(rows);
        let edges = spread(in_row().map(|tag| (tag.centre - tag.width / 2.0, tag.width)), left, right, sizes.gap());
        for (tag, x) in in_row().zip(edges) {
            let middle = top + sizes.tag_row() * as_f64(row) + sizes.tag_height() / 2.0;
            tags.push(CauseTag {
                cause: tag.cause,
                x,
                y: top + sizes.tag_row() * as_f64(row),
                width: tag.width,
                height: sizes.tag_height(),
                dot: (x + 0.5 * sizes.tag_pads() - 0.2 * sizes.text, middle),
                label: Label {
                    text: tag.text.clone(),
                    x: x + 0.68 * sizes.tag_pads(),
                    y: sizes.baseline(middle),
                    side: Side::Right,
                },
            });
        }
    }
    tags.sort_by_key(|tag| thousandths(tag.x));
    (tags, rows)
}

/// A tag at its preferred place: under the mean of its events in view; at the edge nearest to those that are not;
/// at the right edge when no event shows it.
fn pending_tag(plan: &Plan<'_>, ix: CauseIx, scale: &Scale, sizes: Sizes) -> Option<PendingTag> {
    let case = plan.case;
    let title = &case.incident.root_causes.get(ix.at())?.title;
    let window = scale.window();
    let (mut sum, mut seen, mut before, mut after) = (0.0, 0.0, false, false);
    let mut add = |span: Span| {
        let at = span.start();
        if span.end() < window.start() {
            before = true;
        } else if at > window.end() {
            after = true;
        } else {
            sum += scale.to_px(at).max(scale.left());
            seen += 1.0;
        }
    };
    let events = plan.index.evidence(ix);
    let span_of = |event: &EventIx| case.event_span(*event);
    if events.len() <= FEW {
        events.iter().filter_map(span_of).for_each(&mut add);
    } else {
        let (from, to) = in_view(case, events, window);
        let middle = if from < to { from + (to - from) / 2 } else { from.min(events.len() - 1) };
        events.get(middle).and_then(span_of).into_iter().for_each(&mut add);
    }
    let centre = match (seen > 0.0, before, after) {
        (true, ..) => sum / seen,
        (false, true, false) => scale.left(),
        _ => scale.right(),
    };
    // As wide as one row allows for all of them, within what reads well.
    let share = (scale.right() - scale.left()) / as_f64(case.incident.root_causes.len().min(MOST)) - sizes.gap();
    let widest = share.clamp(14.0 * sizes.text, 28.0 * sizes.text).min(scale.right() - scale.left());
    let pads = sizes.tag_pads();
    let text = fit_text(title, sizes.text, widest - pads).unwrap_or_default();
    let width = (text_width(&text, sizes.text) + pads).min(widest);
    Some(PendingTag { cause: ix, centre, width, text })
}

/// The positions of those that begin in a window, found by halving: events in order of time.
pub(super) fn in_view(case: &Case, events: &[EventIx], window: Span) -> (usize, usize) {
    let start = |event: &EventIx| case.event_span(*event).map_or(window.start(), Span::start);
    let from = events.partition_point(|event| start(event) < window.start());
    (from, events.partition_point(|event| start(event) <= window.end()).max(from))
}

fn rows_at_least(total: Px, room: Px) -> usize {
    let rows = (total / room.max(1.0)).floor();
    super::scale::whole_ms(rows).ms().try_into().unwrap_or(0_usize).max(1)
}

/// `true` when every row has room for every `rows`th tag.
fn fits(pending: &[PendingTag], rows: usize, room: Px, sizes: Sizes) -> bool {
    (0..rows).all(|row| {
        let widths = pending.iter().skip(row).step_by(rows).map(|tag| tag.width + sizes.gap());
        widths.sum::<Px>() <= room + sizes.gap()
    })
}

/// Left edges for things of these preferred edges and widths, in order, disjoint and inside, moved as little as possible
/// (least squares: things that would overlap join into a block, which stands at the mean of what its parts prefer).
fn spread(things: impl Iterator<Item = (Px, Px)>, left: Px, right: Px, gap: Px) -> Vec<Px> {
    struct Block {
        widths: Vec<Px>,
        /// Sum of the starts of the block that its parts prefer.
        preferred: Px,
        start: Px,
        length: Px,
    }
    let settle = |block: &mut Block| {
        block.start = (block.preferred / as_f64(block.widths.len())).min(right - block.length).max(left);
    };
    let mut blocks: Vec<Block> = Vec::new();
    for (preferred, width) in things {
        let mut block = Block { widths: vec![width], preferred, start: preferred, length: width };
        settle(&mut block);
        while let Some(mut before) = blocks.pop_if(|before| before.start + before.length + gap > block.start) {
            before.preferred += block.preferred - as_f64(block.widths.len()) * (before.length + gap);
            before.length += gap + block.length;
            before.widths.append(&mut block.widths);
            block = before;
            settle(&mut block);
        }
        blocks.push(block);
    }
    let mut edges = Vec::new();
    for block in blocks {
        let mut x = block.start;
        for width in block.widths {
            edges.push(x);
            x += width + gap;
        }
    }
    edges
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn tags_stand_where_they_wish_when_they_can_and_share_the_way_when_they_cannot() {
        let spread = |things: &[(Px, Px)]| spread(things.iter().copied(), 0.0, 100.0, 2.0);
        assert_eq!(spread(&[(10.0, 20.0), (50.0, 20.0)]), [10.0, 50.0]);
        assert_eq!(spread(&[(40.0, 20.0), (40.0, 20.0)]), [29.0, 51.0]);
        assert_eq!(spread(&[(-30.0, 20.0), (95.0, 20.0)]), [0.0, 80.0]);
    }

    proptest! {
        #[test]
        fn tags_never_overlap_and_stay_inside(mut things in prop::collection::vec((-50.0..1050.0_f64, 5.0..90.0_f64), 0..10)) {
            things.sort_by(|a, b| a.0.total_cmp(&b.0));
            let edges = spread(things.iter().copied(), 0.0, 1000.0, 6.0);
            let mut free_from = 0.0;
            for (x, (_, width)) in edges.iter().zip(&things) {
                prop_assert!(*x >= free_from - 1e-9);
                free_from = x + width + 6.0;
            }
            prop_assert!(free_from - 6.0 <= 1000.0 + 1e-6);
        }
    }
}
