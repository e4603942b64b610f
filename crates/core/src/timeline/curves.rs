//! Curves from marks down to the tags of their causes, round all labels.
//!
//! Between two sub-rows there is always a strip without texts. A line leaves its mark downwards, changes columns only
//! in strips, and crosses each sub-row straight down where it is free:
//!
//! ```text
//!            ✕ Server down
//!            ╰─╮                   strip: to the nearest column that is free in all sub-rows below
//! Temporary fix│■                  crossed straight
//!       ╭──────╯                   strip: to the tag
//!   ( Weak redundancy )
//! ```

use super::cause_tags::in_view;
use super::layout::{Plan, Sizes};
use super::rows::LaneLayout;
use super::scale::thousandths;
use super::text::text_width;
use super::{CauseTag, Curve, Label, Pill, Px, Scale, Side};
use crate::incident::EventIx;
use crate::picture::put_step;

/// More lines than this would be a grey cloud; the rest are left out.
const MOST: usize = 60;
/// Up to so many lines keep apart from each other; more share their columns.
const MOST_APART: usize = 30;
/// So many events of a cause are looked at, evenly picked where there are more.
const MOST_LOOKED_AT: usize = 60;

/// What stands in one sub-row: from top to bottom nothing but these stretches is written on.
struct Row {
    top: Px,
    bottom: Px,
    taken: Vec<(Px, Px)>,
    /// What is taken, and what is beside the lines that cross it so far.
    busy: Vec<(Px, Px)>,
    of_tags: bool,
}

/// Joins tags to the marks of their events, or to the pills that hold them.
pub(super) fn lay_out_curves(
    plan: &Plan<'_>,
    lanes: &LaneLayout,
    tags: &[CauseTag],
    scale: &Scale,
    sizes: Sizes,
) -> Vec<Curve> {
    if tags.is_empty() {
        return Vec::new();
    }
    let mut rows = rows(lanes, tags, sizes);
    // What is taken in any sub-row of the lanes under each.
    let mut unions: Vec<Option<Vec<(Px, Px)>>> = lanes.centres.iter().map(|_| None).collect();
    let mut curves = Vec::new();
    for tag in tags.iter().filter(|tag| plan.lit.has(tag.cause)) {
        let events = plan.index.evidence(tag.cause);
        // What began before may still last.
        let (from, to) =
            if events.len() <= MOST_LOOKED_AT { (0, events.len()) } else { in_view(plan.case, events, scale.window()) };
        let events = events.get(from..to).unwrap_or_default();
        let mut joined: Vec<(Px, Px)> = Vec::new();
        for event in events.iter().step_by(events.len().div_ceil(MOST_LOOKED_AT).max(1)) {
            let Some((x, y, row)) = place(plan, lanes, *event) else { continue };
            let Some(below) = unions.get_mut(row) else { continue };
            if joined.contains(&(x, y)) {
                continue;
            }
            if curves.len() == MOST {
                return curves;
            }
            joined.push((x, y));
            let below = below.get_or_insert_with(|| {
                let lanes = rows.iter().take(lanes.centres.len()).skip(row + 1);
                merge(lanes.flat_map(|row| row.busy.iter().copied()).collect())
            });
            let rows = rows.get_mut(row + 1..).unwrap_or_default();
            let (path, columns) = route((x, y), rows, below, tag, scale, sizes);
            curves.push(Curve { cause: tag.cause, event: *event, path });
            if curves.len() <= MOST_APART {
                let apart = 0.4 * sizes.text;
                for (number, (crossed, x)) in (row + 1..).zip(rows.iter_mut().zip(columns)) {
                    let beside = (x - apart, x + apart);
                    take(&mut crossed.busy, beside);
                    if number < lanes.centres.len() {
                        unions.iter_mut().take(number).flatten().for_each(|union| take(union, beside));
                    }
                }
            }
        }
    }
    curves
}

/// Where an event is drawn, and in which sub-row: its mark, or the pill that holds it.
fn place(plan: &Plan<'_>, lanes: &LaneLayout, event: EventIx) -> Option<(Px, Px, usize)> {
    if let Some(mark) = lanes.marks.iter().find(|mark| mark.event == event) {
        return Some((mark.x, mark.y, mark.row));
    }
    let kind = plan.case.incident.timeline.get(event.at())?.kind;
    let start = plan.case.event_span(event)?.start();
    let holds = |pill: &&Pill| pill.kind == kind && pill.span.start() <= start && start <= pill.span.end();
    let pill = lanes.pills.iter().filter(|pill| !pill.began_before).find(holds)?;
    Some((pill.x, pill.y, pill.row))
}

/// The stretch a label takes.
pub(super) fn label_extent(label: &Label, text_px: Px) -> (Px, Px) {
    let width = text_width(&label.text, text_px);
    match label.side {
        Side::Right => (label.x, label.x + width),
        Side::Left => (label.x - width, label.x),
    }
}

/// The sub-rows of the lanes, then the rows of tags, top to bottom.
fn rows(lanes: &LaneLayout, tags: &[CauseTag], sizes: Sizes) -> Vec<Row> {
    let half = sizes.half_text();
    let mut rows: Vec<Row> = lanes
        .centres
        .iter()
        .map(|y| Row { top: y - half, bottom: y + half, taken: Vec::new(), busy: Vec::new(), of_tags: false })
        .collect();
    for mark in &lanes.marks {
        if let Some(row) = rows.get_mut(mark.row) {
            row.taken.push((mark.x - sizes.radius(), mark.x + sizes.radius()));
            row.taken.extend(mark.label.as_ref().map(|label| label_extent(label, sizes.text)));
        }
    }
    for pill in &lanes.pills {
        if let Some(row) = rows.get_mut(pill.row) {
            row.taken.push((pill.x - pill.width / 2.0, pill.x + pill.width / 2.0));
        }
    }
    let mut tags: Vec<&CauseTag> = tags.iter().collect();
    tags.sort_by_key(|tag| thousandths(tag.y));
    for in_row in tags.chunk_by(|a, b| a.y.total_cmp(&b.y).is_eq()) {
        let Some(top) = in_row.first().map(|tag| tag.y) else { continue };
        let taken = in_row.iter().map(|tag| (tag.x, tag.x + tag.width)).collect();
        rows.push(Row { top, bottom: top + sizes.tag_height(), taken, busy: Vec::new(), of_tags: true });
    }
    let clear = 0.35 * sizes.text;
    for row in &mut rows {
        let wider = row.taken.iter().map(|(from, to)| (from - clear, to + clear));
        row.taken = merge(wider.collect());
        row.busy.clone_from(&row.taken);
    }
    rows
}

/// Stretches in order, those that touch made one.
fn merge(mut stretches: Vec<(Px, Px)>) -> Vec<(Px, Px)> {
    stretches.sort_by_key(|(from, _)| thousandths(*from));
    let mut merged: Vec<(Px, Px)> = Vec::with_capacity(stretches.len());
    for (from, to) in stretches {
        match merged.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => merged.push((from, to)),
        }
    }
    merged
}

/// Takes one more stretch: those that are taken stay in order, those that touch it become one with it.
fn take(taken: &mut Vec<(Px, Px)>, (mut from, mut to): (Px, Px)) {
    taken.retain(|(start, end)| {
        let touches = *start <= to && *end >= from;
        if touches {
            (from, to) = (from.min(*start), to.max(*end));
        }
        !touches
    });
    taken.insert(taken.partition_point(|(start, _)| *start < from), (from, to));
}

/// The free column nearest to `x`, on the side of `towards` where both sides are about as near; `None` when there is
/// none inside the plot or just at its edge.
fn free_column(taken: &[(Px, Px)], x: Px, towards: Px, (left, right): (Px, Px)) -> Option<Px> {
    let at = taken.partition_point(|(_, to)| *to <= x);
    let Some(&(from, to)) = taken.get(at).filter(|(from, _)| *from < x) else { return Some(x) };
    let cost = |column: &Px| (column - x).abs() + 0.3 * (column - towards).abs();
    let inside = |column: &Px| (left..=right).contains(column);
    [from, to].into_iter().filter(inside).min_by(|a, b| cost(a).total_cmp(&cost(b)))
}

/// The path from a mark or pill to a tag, and the column in which it crosses each row on its way.
fn route(
    (x, y): (Px, Px),
    rows: &[Row],
    below: &[(Px, Px)],
    tag: &CauseTag,
    scale: &Scale,
    sizes: Sizes,
) -> (String, Vec<Px>) {
    let foot = tag.x + tag.width / 2.0;
    let plot = (scale.left() - 0.5 * sizes.text, scale.right() + 0.5 * sizes.text);
    let mut pen = Pen::at(x, y + 0.75 * sizes.text);
    // One column for the whole way down, unless it is far: then round each sub-row on its own.
    let column = free_column(below, x, foot, plot).filter(|column| (column - x).abs() < 14.0 * sizes.text);
    let mut columns = Vec::new();
    for row in rows.iter().take_while(|row| row.top < tag.y) {
        let x = match column {
            Some(x) if !row.of_tags => x,
            // Where all is full, lines may touch each other, but not what is written.
            _ => free_column(&row.busy, pen.x, foot, plot)
                .or_else(|| free_column(&row.taken, pen.x, foot, plot))
                .unwrap_or(pen.x),
        };
        pen.bend(x, row.top);
        pen.down(row.bottom);
        columns.push(x);
    }
    pen.bend(foot, tag.y);
    pen.line();
    (pen.path, columns)
}

/// Draws down: straight, and from column to column.
struct Pen {
    x: Px,
    y: Px,
    /// Where the path that is written so far ends.
    drawn_to: Px,
    path: String,
}

impl Pen {
    fn at(x: Px, y: Px) -> Self {
        let mut pen = Self { x, y, drawn_to: y, path: String::new() };
        put_step(&mut pen.path, 'M', &[x, y]);
        pen
    }

    /// On to `y`, straight; written only when the line bends or ends.
    fn down(&mut self, y: Px) {
        self.y = self.y.max(y);
    }

    /// To another column by `y`, leaving and arriving straight down.
    fn bend(&mut self, x: Px, y: Px) {
        if (x - self.x).abs() >= 0.1 {
            self.line();
            let middle = f64::midpoint(self.y, y);
            put_step(&mut self.path, 'C', &[self.x, middle, x, middle, x, y]);
            (self.x, self.drawn_to) = (x, y);
        }
        self.down(y);
    }

    fn line(&mut self) {
        if self.y > self.drawn_to {
            put_step(&mut self.path, 'V', &[self.y]);
            self.drawn_to = self.y;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_taken_one_by_one_is_what_is_merged_at_once(
            stretches in prop::collection::vec((0..100_i32, 0..12_i32), 0..40),
        ) {
            let stretches = stretches.iter().map(|(from, length)| (f64::from(*from), f64::from(from + length)));
            let mut taken = Vec::new();
            stretches.clone().for_each(|stretch| take(&mut taken, stretch));
            prop_assert_eq!(taken, merge(stretches.collect()));
        }
    }
}
