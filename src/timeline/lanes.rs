//! First-fit packing inside a lane. Must never know which kind the lane is of.
//!
//! Events come in order of time. Each goes into the first sub-row where its mark and its whole label are free, the
//! label after the mark, else before it:
//!
//! ```text
//! time      ─────────────────────────────────────▶ edge of the plot
//! sub-row 0 ◆ Traffic rises      ◆ Second wave   │  the first two do not touch: one sub-row
//! sub-row 1    ◆ Cache is cold        Over ◆     │  would touch "Traffic rises"; "Over" fits only before its mark
//! …
//! last      ◆◆ ◆   ◆◆◆                           │  no sub-row had room for the mark: no labels, marks may touch
//! ```
//!
//! Where no sub-row has room for the whole label, it is cut; where it cannot be cut either, the mark stands alone.

use super::layout::Sizes;
use super::text::{fit_text, text_width};
use super::{Px, Side};

/// Sub-rows with labels in one lane; one more may follow, without.
pub(super) const LABELLED_ROWS: usize = 5;

/// The sub-rows of one lane so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Packer {
    /// Where each sub-row is free from.
    free_from: Vec<Px>,
    /// Where the first of them is free from, once there may be no more: most events of a full lane end here.
    full_until: Option<Px>,
    /// The last mark of the sub-row without labels: its place in the list of marks, and on the page.
    last_crowded: Option<(usize, Px)>,
}

/// Where a mark went.
#[derive(Debug, PartialEq)]
pub(super) enum Placed {
    /// In a sub-row, with its label: text, where it starts or ends, which way it runs.
    In(usize, Option<(String, Px, Side)>),
    /// Nowhere: the mark at this place in the list of marks stands for it.
    Behind(usize),
}

impl Packer {
    /// How many sub-rows are in use; at least 1, as an empty lane still has its name.
    pub fn rows(&self) -> usize {
        self.free_from.len().max(1) + usize::from(self.last_crowded.is_some())
    }

    /// Finds the place of a mark at `x` that lasts so long, in a plot from `left` to `right`; `index` is its place in
    /// the list of marks, should it get one.
    pub fn place(&mut self, index: usize, x: Px, lasts: Px, title: &str, plot: (Px, Px), sizes: Sizes) -> Placed {
        if self.full_until.is_some_and(|until| x - sizes.radius() < until) {
            return self.crowd(index, x, sizes);
        }
        let (left, right) = plot;
        let body = (x - sizes.radius(), x + lasts.max(sizes.radius()));
        let open = |free_from: Px| free_from <= body.0;
        let rows = (self.free_from.len() + 1).min(LABELLED_ROWS);
        let free_from = |packer: &Self, row: usize| packer.free_from.get(row).copied().unwrap_or(f64::NEG_INFINITY);
        let Some(first_open) = (0..rows).find(|row| open(free_from(self, *row))) else {
            return self.crowd(index, x, sizes);
        };
        let width = text_width(title, sizes.text);
        let after = x + sizes.radius() + sizes.gap();
        let before = x - sizes.radius() - sizes.gap();
        for row in first_open..rows {
            let from = free_from(self, row);
            if !open(from) {
                continue;
            }
            if after + width <= right {
                return self.put(row, body.1.max(after + width), Some((title.to_owned(), after, Side::Right)), sizes);
            }
            if before - width >= from.max(left) {
                return self.put(row, body.1, Some((title.to_owned(), before, Side::Left)), sizes);
            }
        }
        // No whole label fits. The room after the mark is the same in every sub-row; the room before it is not.
        let room_before = |row: usize| before - free_from(self, row).max(left);
        let row = (first_open..rows)
            .filter(|row| open(free_from(self, *row)))
            .max_by(|a, b| room_before(*a).total_cmp(&room_before(*b)).then(b.cmp(a)))
            .unwrap_or(first_open);
        let (room, x, side) = if right - after >= room_before(row) {
            (right - after, after, Side::Right)
        } else {
            (room_before(row), before, Side::Left)
        };
        let label = fit_text(title, sizes.text, room).map(|text| (text, x, side));
        let end = if side == Side::Right && label.is_some() { right } else { body.1 };
        self.put(row, body.1.max(end), label, sizes)
    }

    fn put(&mut self, row: usize, end: Px, label: Option<(String, Px, Side)>, sizes: Sizes) -> Placed {
        let free_from = end + sizes.clear();
        match self.free_from.get_mut(row) {
            Some(slot) => *slot = free_from,
            None => self.free_from.push(free_from),
        }
        if self.free_from.len() == LABELLED_ROWS {
            self.full_until = self.free_from.iter().copied().reduce(Px::min);
        }
        Placed::In(row, label.filter(|(text, ..)| !text.is_empty()))
    }

    fn crowd(&mut self, index: usize, x: Px, sizes: Sizes) -> Placed {
        match self.last_crowded {
            Some((last, last_x)) if x - last_x < sizes.radius() / 2.0 => Placed::Behind(last),
            _ => {
                self.last_crowded = Some((index, x));
                Placed::In(LABELLED_ROWS, None)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SIZES: Sizes = Sizes { text: 10.0 };

    /// Places marks and draws the sub-rows, a character every six pixels.
    fn draw(events: &[(Px, &str)]) -> Vec<String> {
        let mut packer = Packer::default();
        let mut rows = vec![vec![' '; 60]; LABELLED_ROWS + 1];
        for (index, (x, title)) in events.iter().enumerate() {
            let Placed::In(row, label) = packer.place(index, *x, 0.0, title, (0.0, 300.0), SIZES) else { continue };
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
        assert_eq!(draw(&[]), [""]);
    }

    #[test]
    fn a_crowd_shares_the_last_row_and_what_is_too_close_hides() {
        let crowd: Vec<(Px, &str)> =
            (0..40).map(|at| (100.0 + f64::from(at) / 8.0, "A label of some length")).collect();
        let rows = draw(&crowd);
        assert_eq!(rows.len(), LABELLED_ROWS + 1);
        let mut packer = Packer::default();
        let placed: Vec<_> = crowd
            .iter()
            .enumerate()
            .map(|(index, (x, title))| packer.place(index, *x, 0.0, title, (0.0, 300.0), SIZES))
            .collect();
        assert_eq!(placed[5], Placed::In(LABELLED_ROWS, None));
        assert_eq!(placed[6], Placed::Behind(5));
        assert!(placed.iter().any(|p| matches!(p, Placed::In(LABELLED_ROWS, None) if *p != placed[0])));
    }

    proptest! {
        #[test]
        fn no_mark_or_label_overlaps_another_in_its_sub_row(
            mut events in prop::collection::vec((0.0..1000.0_f64, 0.0..200.0_f64, "[a-z ]{0,40}"), 0..80),
        ) {
            events.sort_by(|a, b| a.0.total_cmp(&b.0));
            let mut packer = Packer::default();
            let mut boxes: Vec<(usize, Px, Px)> = Vec::new();
            for (index, (x, lasts, title)) in events.iter().enumerate() {
                let lasts = if index % 5 == 0 { lasts.min(1000.0 - x) } else { 0.0 };
                let Placed::In(row, label) = packer.place(index, *x, lasts, title, (0.0, 1000.0), SIZES) else { continue };
                if row == LABELLED_ROWS {
                    prop_assert!(label.is_none());
                    continue;
                }
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
