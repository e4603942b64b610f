//! The lanes with their marks and pills, in sub-rows from top to bottom. Must never decide what is crowded, nor draw.

use super::crowds::{Crowd, Division, Single, divide};
use super::index::IndexLane;
use super::lanes::{Crowded, Packer, Words, crowd};
use super::layout::{Plan, Sizes};
use super::tags::count;
use super::text::fit_text;
use super::{Label, Lane, Mark, Opens, Pill, Px, Scale, Viewport};
use crate::incident::EventIx;
use crate::text;
use crate::time::{Instant, Length, Span};

/// Sub-rows with labels in one lane, where there are few lanes; one more may follow, without.
const LABELLED_ROWS: usize = 5;
/// About so many in all lanes together, so that the timeline stays in sight.
const ROWS_IN_ALL: usize = 20;
/// Up to so many events of a column keep their marks.
const FEW: usize = 3;
/// A pill opens by a zoom that shortens the window to this share of it or less; else it opens as a list.
const PROGRESS: f64 = 0.9;

/// The lanes, what stands in them, and for each mark and pill its sub-row, counted through all lanes.
pub(super) struct Board {
    pub lanes: Vec<Lane>,
    /// In order of time.
    pub marks: Vec<Mark>,
    /// By lane, then in order of time.
    pub pills: Vec<Pill>,
    /// The middles of the sub-rows.
    pub centres: Vec<Px>,
    pub bottom: Px,
}

/// A mark on its way to its lane.
struct Wish<'a> {
    single: Single,
    event: EventIx,
    span: Span,
    x: Px,
    lasts: Px,
    title: &'a str,
}

/// What one lane came to: the marks with their sub-rows and labels, how many sub-rows those take, and the last sub-row.
struct Filled<'a> {
    marks: Vec<(Wish<'a>, usize, Option<Words>)>,
    rows: usize,
    last: Vec<Crowded>,
}

pub(super) fn lay_out_lanes(plan: &Plan<'_>, viewport: &Viewport, scale: &Scale, top: Px, sizes: Sizes) -> Board {
    let lanes = plan.index.lanes();
    let most = (ROWS_IN_ALL / lanes.len().max(1)).clamp(2, LABELLED_ROWS);
    let apart = plan.apart.and_then(|event| Some((event, plan.case.event_span(event)?.start())));
    let mut board = Board { lanes: Vec::new(), marks: Vec::new(), pills: Vec::new(), centres: Vec::new(), bottom: top };
    for (lane, division) in lanes.iter().zip(divide(plan.index, scale, most.min(FEW), apart, sizes)) {
        let is_apart = |wish: &Wish<'_>| Some(wish.event) == plan.apart;
        let Division { singles, crowds } = division;
        let mut filled = fill(wishes(plan, lane, &singles, scale), &crowds, scale, most, sizes);
        if plan
            .apart
            .is_some_and(|event| filled.last.iter().any(|thing| thing.first == event || hides(lane, thing, apart)))
            && !filled.marks.iter().any(|(wish, ..)| is_apart(wish))
        {
            // It found no room: place it before all others.
            let mut wishes = wishes(plan, lane, &singles, scale);
            if let Some(at) = wishes.iter().position(is_apart) {
                let first = wishes.remove(at);
                wishes.insert(0, Wish { single: Single { weighty: true, ..first.single }, ..first });
                filled = fill(wishes, &crowds, scale, most, sizes);
            }
        }
        put(lane, filled, &mut board, viewport, scale, sizes);
    }
    board.marks.sort_by_key(|mark| mark.span.start());
    board
}

/// `true` when a thing of the last sub-row may stand for an event.
fn hides(lane: &IndexLane, thing: &Crowded, event: Option<(EventIx, Instant)>) -> bool {
    event.is_some_and(|(event, start)| {
        thing.span.start() <= start && start <= thing.span.end() && lane.position(event, start).is_some()
    })
}

fn wishes<'a>(plan: &Plan<'a>, lane: &IndexLane, singles: &[Single], scale: &Scale) -> Vec<Wish<'a>> {
    let wish = |single: &Single| {
        let (event, start) = lane.get(single.at)?;
        let read = plan.case.incident.timeline.get(event.at())?;
        let span = plan.case.event_span(event).unwrap_or(Span::between(start, start));
        let x = scale.to_px(start).max(scale.left());
        let lasts = if span.is_empty() { 0.0 } else { (scale.to_px(span.end()).min(scale.right()) - x).max(0.0) };
        Some(Wish { single: *single, event, span, x, lasts, title: &read.title })
    };
    let mut wishes: Vec<Wish<'a>> = singles.iter().filter_map(wish).collect();
    wishes.sort_by_key(|wish| !wish.single.weighty);
    wishes
}

/// Gives each mark a sub-row, and what finds none the last one.
fn fill<'a>(wishes: Vec<Wish<'a>>, crowds: &[Crowd], scale: &Scale, most: usize, sizes: Sizes) -> Filled<'a> {
    let plot = (scale.left(), scale.right());
    let mut packer = Packer::default();
    let (mut marks, mut without_room) = (Vec::new(), Vec::new());
    for wish in wishes {
        match packer.place((wish.x, wish.lasts), wish.title, plot, most, sizes) {
            Some((row, label)) => marks.push((wish, row, label)),
            None => without_room.push(wish),
        }
    }
    let seen_from = |wish: &Wish<'_>| wish.span.start().max(scale.window().start());
    let homeless =
        without_room.iter().map(|wish| (wish.event, Span::between(seen_from(wish), seen_from(wish)), wish.x));
    let homeless: Vec<_> = homeless.collect();
    let middle = |span: Span| {
        let at = |at| scale.to_px(at).clamp(plot.0, plot.1);
        f64::midpoint(at(span.start()), at(span.end()))
    };
    let last = crowd(crowds, &homeless, &middle, plot, sizes);
    let rows = packer.rows();
    // One that stands alone in the last sub-row keeps its mark.
    for wish in without_room {
        if last.iter().any(|thing| thing.count == 1 && thing.first == wish.event) {
            marks.push((wish, rows, None));
        }
    }
    Filled { marks, rows, last }
}

/// Puts a filled lane under those before it.
fn put(lane: &IndexLane, filled: Filled<'_>, board: &mut Board, viewport: &Viewport, scale: &Scale, sizes: Sizes) {
    let first_row = board.centres.len();
    let rows = (filled.rows + usize::from(!filled.last.is_empty())).max(1);
    let middle = board.bottom + 0.3 * sizes.text + sizes.row() / 2.0;
    board.centres.extend((0..rows).map(|row| middle + sizes.row() * count(row)));
    let height = sizes.row() * count(rows) + 0.6 * sizes.text;
    let name = fit_text(text::kind_name(lane.kind), sizes.text, scale.left()).unwrap_or_default();
    board.lanes.push(Lane { kind: lane.kind, y: board.bottom, height, name, name_y: sizes.baseline(middle) });
    board.bottom += height;
    let centre = |row: usize| middle + sizes.row() * count(row);
    for (wish, row, label) in filled.marks {
        let y = centre(row);
        board.marks.push(Mark {
            event: wish.event,
            kind: lane.kind,
            span: wish.span,
            x: wish.x,
            y,
            lasts: wish.lasts,
            began_before: wish.span.start() < scale.window().start(),
            label: label.map(|(text, x, side)| Label { text, x, y: sizes.baseline(y), side }),
            row: first_row + row,
        });
    }
    for thing in filled.last.into_iter().filter(|thing| thing.count > 1) {
        board.pills.push(Pill {
            kind: lane.kind,
            first: thing.first,
            count: thing.count,
            span: thing.span,
            text: text::short_count(thing.count),
            x: thing.x,
            y: centre(filled.rows),
            width: sizes.pill_width(thing.count),
            height: sizes.pill_height(),
            opens: opens(&thing, viewport),
            began_before: thing.over,
            row: first_row + filled.rows,
        });
    }
}

/// What a click on a pill does: a zoom to what it holds, as long as there is one; then a list.
fn opens(thing: &Crowded, viewport: &Viewport) -> Opens {
    if thing.over {
        // Far enough back to see them begin.
        return Opens::Zoom(thing.span.cover(viewport.window()));
    }
    let margin = Length::from_ms(thing.span.length().ms() / 10);
    let padded = Span::between(thing.span.start().plus(Length::from_ms(-margin.ms())), thing.span.end().plus(margin));
    let length = |viewport: &Viewport| super::scale::ms(viewport.scale(0.0, 1.0).shown_length());
    let closer = viewport.show(padded);
    if !thing.span.is_empty() && length(&closer) <= PROGRESS * length(viewport) {
        Opens::Zoom(closer.window())
    } else {
        Opens::List(thing.span)
    }
}
