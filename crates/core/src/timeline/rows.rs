//! The lanes with their marks and pills, in sub-rows from top to bottom.

use super::clusters::{Cluster, LaneClusters, Single, cluster_lanes};
use super::index::IndexLane;
use super::layout::{Plan, Sizes};
use super::packing::{LastRowItem, Packer, PlacedText, lay_out_last_row};
use super::scale::as_f64;
use super::text::fit_text;
use super::{Label, Lane, Mark, Pill, PillAction, Px, Scale, Viewport};
use crate::incident::EventIx;
use crate::text;
use crate::time::{Instant, Length, Span};

/// Sub-rows with labels in one lane, where there are few lanes; one more may follow, without.
const LABELLED_ROWS: usize = 5;
/// About so many in all lanes together, so that the timeline stays in sight.
const ROWS_IN_ALL: usize = 20;
/// Up to so many events of a column keep their marks.
const FEW: usize = 3;
/// A pill zooms where that shortens the window to this share of it or less; otherwise it lists its events.
const PROGRESS: f64 = 0.9;

/// The lanes, what stands in them, and for each mark and pill its sub-row, counted through all lanes.
pub(super) struct LaneLayout {
    pub lanes: Vec<Lane>,
    /// In order of time.
    pub marks: Vec<Mark>,
    /// By lane, then in order of time.
    pub pills: Vec<Pill>,
    /// The middles of the sub-rows.
    pub centres: Vec<Px>,
    pub bottom: Px,
}

/// A mark without a sub-row yet.
struct PendingMark<'a> {
    single: Single,
    event: EventIx,
    span: Span,
    x: Px,
    lasts: Px,
    title: &'a str,
}

/// What one lane came to: the marks with their sub-rows and labels, how many sub-rows those take, and the last sub-row.
struct PackedLane<'a> {
    marks: Vec<(PendingMark<'a>, usize, Option<PlacedText>)>,
    rows: usize,
    last: Vec<LastRowItem>,
}

pub(super) fn lay_out_lanes(plan: &Plan<'_>, viewport: &Viewport, scale: &Scale, top: Px, sizes: Sizes) -> LaneLayout {
    let lanes = plan.index.lanes();
    let most = (ROWS_IN_ALL / lanes.len().max(1)).clamp(2, LABELLED_ROWS);
    let pinned = plan.pinned.and_then(|event| Some((event, plan.case.event_span(event)?.start())));
    let mut layout =
        LaneLayout { lanes: Vec::new(), marks: Vec::new(), pills: Vec::new(), centres: Vec::new(), bottom: top };
    for (lane, clustering) in lanes.iter().zip(cluster_lanes(plan.index, scale, most.min(FEW), pinned, sizes)) {
        let is_pinned = |mark: &PendingMark<'_>| Some(mark.event) == plan.pinned;
        let LaneClusters { singles, clusters } = clustering;
        let mut packed = pack_lane(pending_marks(plan, lane, &singles, scale), &clusters, scale, most, sizes);
        if plan
            .pinned
            .is_some_and(|event| packed.last.iter().any(|item| item.first == event || may_hide(lane, item, pinned)))
            && !packed.marks.iter().any(|(mark, ..)| is_pinned(mark))
        {
            // It found no room: place it before all others.
            let mut pending_marks = pending_marks(plan, lane, &singles, scale);
            if let Some(at) = pending_marks.iter().position(is_pinned) {
                let first = pending_marks.remove(at);
                pending_marks.insert(0, PendingMark { single: Single { important: true, ..first.single }, ..first });
                packed = pack_lane(pending_marks, &clusters, scale, most, sizes);
            }
        }
        append_lane(lane, packed, &mut layout, viewport, scale, sizes);
    }
    layout.marks.sort_by_key(|mark| mark.span.start());
    layout
}

/// `true` when an item of the last sub-row may stand for an event.
fn may_hide(lane: &IndexLane, item: &LastRowItem, event: Option<(EventIx, Instant)>) -> bool {
    event.is_some_and(|(event, start)| {
        item.span.start() <= start && start <= item.span.end() && lane.position(event, start).is_some()
    })
}

fn pending_marks<'a>(plan: &Plan<'a>, lane: &IndexLane, singles: &[Single], scale: &Scale) -> Vec<PendingMark<'a>> {
    let mark = |single: &Single| {
        let (event, start) = lane.get(single.at)?;
        let read = plan.case.incident.timeline.get(event.at())?;
        let span = plan.case.event_span(event).unwrap_or(Span::between(start, start));
        let x = scale.to_px(start).max(scale.left());
        let lasts = if span.is_empty() { 0.0 } else { (scale.to_px(span.end()).min(scale.right()) - x).max(0.0) };
        Some(PendingMark { single: *single, event, span, x, lasts, title: &read.title })
    };
    let mut pending_marks: Vec<PendingMark<'a>> = singles.iter().filter_map(mark).collect();
    pending_marks.sort_by_key(|mark| !mark.single.important);
    pending_marks
}

/// Gives each mark a sub-row, and what finds none the last one.
fn pack_lane<'a>(
    pending_marks: Vec<PendingMark<'a>>,
    clusters: &[Cluster],
    scale: &Scale,
    most: usize,
    sizes: Sizes,
) -> PackedLane<'a> {
    let plot = (scale.left(), scale.right());
    let mut packer = Packer::default();
    let (mut marks, mut unplaced_marks) = (Vec::new(), Vec::new());
    for mark in pending_marks {
        match packer.place((mark.x, mark.lasts), mark.title, plot, most, sizes) {
            Some((row, label)) => marks.push((mark, row, label)),
            None => unplaced_marks.push(mark),
        }
    }
    let seen_from = |mark: &PendingMark<'_>| mark.span.start().max(scale.window().start());
    let unplaced =
        unplaced_marks.iter().map(|mark| (mark.event, Span::between(seen_from(mark), seen_from(mark)), mark.x));
    let unplaced: Vec<_> = unplaced.collect();
    let middle = |span: Span| {
        let at = |at| scale.to_px(at).clamp(plot.0, plot.1);
        f64::midpoint(at(span.start()), at(span.end()))
    };
    let last = lay_out_last_row(clusters, &unplaced, &middle, plot, sizes);
    let rows = packer.rows();
    // One that stands alone in the last sub-row keeps its mark.
    for mark in unplaced_marks {
        if last.iter().any(|item| item.count == 1 && item.first == mark.event) {
            marks.push((mark, rows, None));
        }
    }
    PackedLane { marks, rows, last }
}

/// Appends a packed lane under those before it.
fn append_lane(
    lane: &IndexLane,
    packed: PackedLane<'_>,
    layout: &mut LaneLayout,
    viewport: &Viewport,
    scale: &Scale,
    sizes: Sizes,
) {
    let first_row = layout.centres.len();
    let rows = (packed.rows + usize::from(!packed.last.is_empty())).max(1);
    let middle = layout.bottom + 0.3 * sizes.text + sizes.row() / 2.0;
    layout.centres.extend((0..rows).map(|row| middle + sizes.row() * as_f64(row)));
    let height = sizes.row() * as_f64(rows) + 0.6 * sizes.text;
    let name = fit_text(text::kind_name(lane.kind), sizes.text, scale.left()).unwrap_or_default();
    layout.lanes.push(Lane { kind: lane.kind, y: layout.bottom, height, name, name_y: sizes.baseline(middle) });
    layout.bottom += height;
    let centre = |row: usize| middle + sizes.row() * as_f64(row);
    for (mark, row, label) in packed.marks {
        let y = centre(row);
        layout.marks.push(Mark {
            event: mark.event,
            kind: lane.kind,
            span: mark.span,
            x: mark.x,
            y,
            lasts: mark.lasts,
            began_before: mark.span.start() < scale.window().start(),
            label: label.map(|(text, x, side)| Label { text, x, y: sizes.baseline(y), side }),
            row: first_row + row,
        });
    }
    for item in packed.last.into_iter().filter(|item| item.count > 1) {
        layout.pills.push(Pill {
            kind: lane.kind,
            first: item.first,
            count: item.count,
            span: item.span,
            text: text::short_count(item.count),
            x: item.x,
            y: centre(packed.rows),
            width: sizes.pill_width(item.count),
            height: sizes.pill_height(),
            action: action(&item, viewport),
            began_before: item.over,
            row: first_row + packed.rows,
        });
    }
}

/// What a click on a pill does: a zoom to what it holds, as long as there is one; then a list.
fn action(item: &LastRowItem, viewport: &Viewport) -> PillAction {
    if item.over {
        // Far enough back to see them begin.
        return PillAction::Zoom(item.span.cover(viewport.window()));
    }
    let margin = Length::from_ms(item.span.length().ms() / 10);
    let padded = Span::between(item.span.start().plus(Length::from_ms(-margin.ms())), item.span.end().plus(margin));
    let length = |viewport: &Viewport| super::scale::ms(viewport.scale(0.0, 1.0).shown_length());
    let closer = viewport.show(padded);
    if !item.span.is_empty() && length(&closer) <= PROGRESS * length(viewport) {
        PillAction::Zoom(closer.window())
    } else {
        PillAction::List(item.span)
    }
}
