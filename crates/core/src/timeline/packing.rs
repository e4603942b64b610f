//! First-fit packing inside a lane.
//!
//! Events that are to be seen before others come first, then the rest, both in order of time. Each goes into the first
//! sub-row where its mark and its whole label are free, the label after the mark, else before it:
//!
//! ```text
//! time      ─────────────────────────────────────▶ edge of the plot
//! sub-row 0 ◆ Traffic rises      ◆ Second wave   │  the first two do not touch: one sub-row
//! sub-row 1    ◆ Cache is cold        Over ◆     │  would touch "Traffic rises"; "Over" fits only before its mark
//! …
//! last      (12) ◆   (340)                       │  pills, and what found no room above: no labels
//! ```
//!
//! Where no sub-row has room for the whole label, it is cut; where it cannot be cut either, the mark stands alone.

use super::clusters::Cluster;
use super::layout::Sizes;
use super::scale::thousandths;
use super::text::{fit_text, text_width};
use super::{Px, Side};
use crate::incident::EventIx;
use crate::time::Span;

/// The sub-rows of one lane so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Packer {
    /// What is taken in each sub-row, in no order: few things stand in one.
    taken: Vec<Vec<(Px, Px)>>,
}

/// A label on its way to its lane: text, where it starts or ends, which way it runs.
pub(super) type PlacedText = (String, Px, Side);

impl Packer {
    /// How many sub-rows are in use.
    pub fn rows(&self) -> usize {
        self.taken.len()
    }

    /// Finds the sub-row of a mark at `x` that lasts so long, one of the first `most`, in a plot from `left` to `right`,
    /// and its label. `None` when all of them are taken there.
    pub fn place(
        &mut self,
        (x, lasts): (Px, Px),
        title: &str,
        (left, right): (Px, Px),
        most: usize,
        sizes: Sizes,
    ) -> Option<(usize, Option<PlacedText>)> {
        let body = (x - sizes.radius(), x + lasts.max(sizes.radius()));
        let width = text_width(title, sizes.text);
        let after = x + sizes.radius() + sizes.gap();
        let before = x - sizes.radius() - sizes.gap();
        // The widest room for a cut label: how wide, in which sub-row, on which side.
        let mut widest: Option<(Px, usize, Side)> = None;
        for row in 0..(self.taken.len() + 1).min(most) {
            let Some((from, to)) = self.room(row, body, (left, right), sizes) else { continue };
            if after + width <= to {
                let taken = (body.0, body.1.max(after + width));
                return Some((row, self.take(row, taken, (title.to_owned(), after, Side::Right))));
            }
            if before - width >= from {
                return Some((row, self.take(row, (before - width, body.1), (title.to_owned(), before, Side::Left))));
            }
            for (room, side) in [(to - after, Side::Right), (before - from, Side::Left)] {
                if widest.is_none_or(|(wider, ..)| room > wider) {
                    widest = Some((room, row, side));
                }
            }
        }
        let (room, row, side) = widest?;
        let text = fit_text(title, sizes.text, room).filter(|cut| ends_between_words(title, cut)).unwrap_or_default();
        let width = text_width(&text, sizes.text);
        Some((
            row,
            match (text.is_empty(), side) {
                (true, _) => self.take(row, body, (text, after, side)),
                (_, Side::Right) => self.take(row, (body.0, body.1.max(after + width)), (text, after, side)),
                (_, Side::Left) => self.take(row, (before - width, body.1), (text, before, side)),
            },
        ))
    }

    /// The free stretch of a sub-row around a body, clear of its neighbours; `None` when the body touches one.
    fn room(&self, row: usize, body: (Px, Px), plot: (Px, Px), sizes: Sizes) -> Option<(Px, Px)> {
        let mut room = plot;
        for (from, to) in self.taken.get(row).into_iter().flatten() {
            if to + sizes.clearance() <= body.0 {
                room.0 = room.0.max(to + sizes.clearance());
            } else if from - sizes.clearance() >= body.1 {
                room.1 = room.1.min(from - sizes.clearance());
            } else {
                return None;
            }
        }
        Some(room)
    }

    fn take(&mut self, row: usize, taken: (Px, Px), text: PlacedText) -> Option<PlacedText> {
        if self.taken.len() == row {
            self.taken.push(Vec::new());
        }
        if let Some(in_row) = self.taken.get_mut(row) {
            in_row.push(taken);
        }
        Some(text).filter(|(text, ..)| !text.is_empty())
    }
}

/// Something in the last sub-row: a pill, or one mark that found no room above.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LastRowItem {
    /// Its middle.
    pub x: Px,
    /// How many events it stands for.
    pub count: usize,
    /// The first of them, or the one.
    pub first: EventIx,
    /// From the first start to the last.
    pub span: Span,
    /// `true` when they began before the window.
    pub over: bool,
}

/// The last sub-row: the pills inside their columns, and marks where they are, so that none touches another; a mark
/// without room joins the pill of its column, and two marks that would touch become a pill.
pub(super) fn lay_out_last_row(
    pills: &[Cluster],
    marks: &[(EventIx, Span, Px)],
    x_of: &dyn Fn(Span) -> Px,
    (left, right): (Px, Px),
    sizes: Sizes,
) -> Vec<LastRowItem> {
    let half = |count: usize| if count > 1 { sizes.pill_width(count) / 2.0 } else { sizes.radius() };
    let mut row: Vec<(LastRowItem, (Px, Px))> = Vec::with_capacity(pills.len() + marks.len());
    for Cluster { count, first, span, column, over } in pills.iter().copied() {
        row.push((LastRowItem { x: x_of(span), count, first, span, over }, column));
    }
    for (event, span, x) in marks {
        match row.iter_mut().find(|(item, (from, to))| !item.over && x >= from && x < to) {
            Some((pill, _)) => {
                pill.count += 1;
                pill.span = pill.span.cover(*span);
            }
            None => row.push((LastRowItem { x: *x, count: 1, first: *event, span: *span, over: false }, (*x, *x))),
        }
    }
    for (item, (from, to)) in row.iter_mut().filter(|(item, _)| item.count > 1) {
        let reach = half(item.count) + sizes.radius();
        item.x = item.x.min(*to - reach).max(*from + reach);
        item.x = item.x.min(right - half(item.count)).max(left + half(item.count));
    }
    row.sort_by_key(|(item, _)| thousandths(item.x));
    let mut done: Vec<LastRowItem> = Vec::with_capacity(row.len());
    for (mut item, _) in row {
        while let Some(last) = done.pop_if(|last| item.x - half(item.count) < last.x + half(last.count)) {
            item = LastRowItem {
                x: f64::midpoint(last.x, item.x),
                count: last.count + item.count,
                first: last.first,
                // What began before the window opens elsewhere than what is in it.
                span: match (last.over, item.over) {
                    (true, false) => item.span,
                    (false, true) => last.span,
                    _ => last.span.cover(item.span),
                },
                over: last.over && item.over,
            };
        }
        done.push(item);
    }
    done
}

/// `true` for a text that is not cut, or cut between words; where there are none, anywhere. Half a word is no label, and
/// a reader who speaks what they see would not be understood.
fn ends_between_words(title: &str, cut: &str) -> bool {
    let kept = cut.trim_end_matches('…');
    let rest = title.strip_prefix(kept).unwrap_or_default();
    rest.is_empty() || !title.contains(' ') || !rest.starts_with(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIZES: Sizes = Sizes { text: 10.0 };
    const MOST: usize = 5;

    /// Places marks and draws the sub-rows, a character every six pixels.
    fn draw(events: &[(Px, &str)]) -> Vec<String> {
        let mut packer = Packer::default();
        let mut rows = vec![vec![' '; 60]; MOST];
        for (x, title) in events {
            let Some((row, label)) = packer.place((*x, 0.0), title, (0.0, 300.0), MOST, SIZES) else { continue };
            let column = |x: Px| crate::timeline::scale::whole_ms(x / 6.0).ms().try_into().unwrap_or(0_usize);
            rows[row][column(*x)] = '◆';
            if let Some((text, x, side)) = label {
                let width = text.chars().count();
                let start = if side == Side::Right { column(x) } else { column(x) - width };
                for (at, c) in text.chars().enumerate() {
                    rows[row][start + at] = c;
                }
            }
        }
        rows.truncate(packer.rows());
        rows.into_iter().map(|row| row.into_iter().collect::<String>().trim_end().to_owned()).collect()
    }

    #[test]
    fn a_label_goes_after_its_mark_else_before_it_else_in_the_next_row_else_is_cut() {
        assert_eq!(
            draw(&[(10.0, "Traffic rises"), (30.0, "Cache is cold"), (140.0, "Second wave"), (280.0, "Over")]),
            ["  ◆Traffic rises       ◆ Second wave     Over  ◆", "     ◆ Cache is cold"]
        );
        assert_eq!(
            draw(&[(150.0, "A title far too long for the plot on either side of it")]),
            ["                         ◆ A title far too long for the…"]
        );
        assert_eq!(draw(&[]), [""; 0]);
    }

    #[test]
    fn what_comes_first_has_its_label_and_what_comes_later_the_room_that_is_left() {
        assert_eq!(
            draw(&[(150.0, "Server down"), (60.0, "Latency rises on all hosts"), (110.0, "Retry")]),
            ["            Retry ◆      ◆ Server down", "          ◆ Latency rises on all hosts"]
        );
    }

    fn in_row(pills: &[(usize, Px)], marks: &[Px]) -> Vec<(i64, usize)> {
        let at = |x: Px| crate::time::Instant::from_ms(crate::timeline::scale::whole_ms(x).ms());
        let span = |x: Px| Span::between(at(x), at(x));
        let column = |x: Px| (x - x.rem_euclid(50.0), x - x.rem_euclid(50.0) + 50.0);
        let clusters = pills.iter().map(|(count, x)| Cluster {
            count: *count,
            first: EventIx(0),
            span: span(*x),
            column: column(*x),
            over: false,
        });
        let clusters: Vec<_> = clusters.collect();
        let marks: Vec<_> = marks.iter().map(|x| (EventIx(1), span(*x), *x)).collect();
        let x_of = |span: Span| crate::timeline::scale::ms(span.start().since(crate::time::Instant::from_ms(0)));
        let row = lay_out_last_row(&clusters, &marks, &x_of, (0.0, 300.0), SIZES);
        for (a, b) in row.iter().zip(row.iter().skip(1)) {
            let half = |of: &LastRowItem| if of.count > 1 { SIZES.pill_width(of.count) / 2.0 } else { SIZES.radius() };
            assert!(a.x + half(a) <= b.x - half(b) + 1e-9, "{a:?} {b:?}");
        }
        row.iter().map(|of| (crate::timeline::scale::whole_ms(of.x).ms(), of.count)).collect()
    }

    #[test]
    fn what_finds_no_room_joins_the_pill_of_its_column_or_makes_one() {
        assert_eq!(in_row(&[(12, 60.0)], &[95.0]), [(66, 13)]);
        assert_eq!(in_row(&[(12, 75.0)], &[120.0]), [(75, 12), (120, 1)]);
        assert_eq!(in_row(&[], &[99.0, 101.0]), [(100, 2)]);
    }

    proptest! {
        #[test]
        fn pills_and_marks_of_the_last_row_never_touch_and_the_counts_add_up(
            pills in prop::collection::btree_map(0..6_u32, (2..40_000_usize, 0.0..50.0_f64), 0..6),
            marks in prop::collection::vec(0.0..300.0_f64, 0..9),
        ) {
            let pills: Vec<_> = pills.into_iter().map(|(at, (count, x))| (count, f64::from(at) * 50.0 + x)).collect();
            let all: usize = pills.iter().map(|(count, _)| count).sum();
            prop_assert_eq!(in_row(&pills, &marks).iter().map(|(_, count)| count).sum::<usize>(), all + marks.len());
        }

        #[test]
        fn no_mark_or_label_overlaps_another_in_its_sub_row(
            events in prop::collection::vec((0.0..1000.0_f64, 0.0..200.0_f64, "[a-z ]{0,40}"), 0..80),
        ) {
            let mut packer = Packer::default();
            let mut boxes: Vec<(usize, Px, Px)> = Vec::new();
            for (index, (x, lasts, title)) in events.iter().enumerate() {
                let lasts = if index % 5 == 0 { lasts.min(1000.0 - x) } else { 0.0 };
                let Some((row, label)) = packer.place((*x, lasts), title, (0.0, 1000.0), MOST, SIZES) else { continue };
                let mut taken = (x - SIZES.radius(), x + lasts.max(SIZES.radius()));
                if let Some((text, at, side)) = label {
                    let width = text_width(&text, SIZES.text);
                    let (from, to) = if side == Side::Right { (at, at + width) } else { (at - width, at) };
                    prop_assert!(from >= 0.0 && to <= 1000.0, "{text} leaves the plot");
                    taken = (taken.0.min(from), taken.1.max(to));
                }
                for (other, from, to) in &boxes {
                    prop_assert!(*other != row || taken.0 >= *to || taken.1 <= *from, "{title:?} overlaps");
                }
                boxes.push((row, taken.0, taken.1));
            }
        }
    }
}
