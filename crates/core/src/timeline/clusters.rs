//! Which events get a mark of their own, and which share a pill because they are too close to tell apart.
//!
//! The plot is cut into columns that stand fast in time, so that a pan moves them and changes nothing in them:
//!
//! ```text
//! column   │      │      │      │      │
//! events   │ ●  ● │      │ ●●●●●│●●    │
//! marks    │ ●  ● │      │      │●●    │      few in a column: each has its mark
//! pills    │      │      │ (5)  │      │      more: one pill; the next column is found by halving
//! ```

use super::index::IndexLane;
use super::layout::Sizes;
use super::{Index, Px, Scale};
use crate::incident::EventIx;
use crate::time::{Instant, Span};

/// No more marks and pills than this in one picture; columns grow wider until it holds.
const MOST: usize = 140;
/// So many of a column's events that are to be seen before others keep their marks beside its pill.
const MOST_IMPORTANT: usize = 2;

/// An event with a mark of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Single {
    /// Its position in the lane.
    pub at: usize,
    /// `true` when it is to be seen before others.
    pub important: bool,
}

/// Events that share a pill.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cluster {
    /// How many.
    pub count: usize,
    /// The first of them.
    pub first: EventIx,
    /// From the first start to the last.
    pub span: Span,
    /// The column it has to stay in.
    pub column: (Px, Px),
    /// `true` when all of them began before the window and last into it.
    pub over: bool,
}

/// The marks and clusters of one lane.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct LaneClusters {
    /// In order of time.
    pub singles: Vec<Single>,
    /// In order of time.
    pub clusters: Vec<Cluster>,
}

/// Clusters the events of every lane. `few` events of a column keep their marks; `pinned` keeps its own wherever it is.
pub(super) fn cluster_lanes(
    index: &Index,
    scale: &Scale,
    few: usize,
    pinned: Option<(EventIx, Instant)>,
    sizes: Sizes,
) -> Vec<LaneClusters> {
    let mut column = sizes.widest_pill() + 2.0 * sizes.radius();
    loop {
        let lanes = index.lanes().iter();
        let clustered: Vec<LaneClusters> = lanes.map(|lane| cluster_lane(lane, scale, column, few, pinned)).collect();
        let things: usize = clustered.iter().map(|lane| lane.singles.len() + lane.clusters.len()).sum();
        if things <= MOST || column > scale.right() - scale.left() {
            return clustered;
        }
        column *= 1.5;
    }
}

fn cluster_lane(
    lane: &IndexLane,
    scale: &Scale,
    column: Px,
    few: usize,
    pinned: Option<(EventIx, Instant)>,
) -> LaneClusters {
    let window = scale.window();
    let pinned = pinned.and_then(|(event, start)| lane.position(event, start));
    let mut clustering = LaneClusters::default();

    let over = lane.last_over(window.start());
    let pinned_over = pinned.filter(|pinned| lane.lasting_over(window.start()).any(|at| at == *pinned));
    if over <= few {
        let mut positions: Vec<usize> = lane.lasting_over(window.start()).collect();
        positions.reverse();
        clustering.singles.extend(positions.into_iter().map(|at| Single { at, important: false }));
    } else {
        clustering.singles.extend(pinned_over.map(|at| Single { at, important: true }));
        let (first, last) = (lane.first_over(window.start()), lane.lasting_over(window.start()).next());
        let times = first.and_then(|at| lane.get(at)).zip(last.and_then(|at| lane.get(at)));
        clustering.clusters.extend(times.map(|((event, first), (_, last))| Cluster {
            count: over - usize::from(pinned_over.is_some()),
            first: event,
            span: Span::between(first, last),
            column: (scale.left(), scale.left() + column),
            over: true,
        }));
    }

    let end = lane.up_to(window.end());
    let mut from = lane.before(window.start());
    while from < end {
        let Some((_, start)) = lane.get(from) else { break };
        let edges = scale.column(scale.to_px(start), column);
        let to = lane.before(scale.to_time(edges.1)).clamp(from + 1, end);
        cluster_column(lane, (from, to), few, pinned, edges, &mut clustering);
        from = to;
    }
    clustering
}

/// Divides one column.
fn cluster_column(
    lane: &IndexLane,
    (from, to): (usize, usize),
    few: usize,
    pinned: Option<usize>,
    column: (Px, Px),
    into: &mut LaneClusters,
) {
    let important = |at: usize| lane.important(at, at + 1).next().is_some();
    if to - from <= few {
        into.singles.extend((from..to).map(|at| Single { at, important: important(at) }));
        return;
    }
    let pinned = pinned.filter(|at| (from..to).contains(at));
    let mut kept: Vec<usize> = lane.important(from, to).take(MOST_IMPORTANT + 1).collect();
    if kept.len() > MOST_IMPORTANT {
        kept.clear();
    }
    kept.extend(pinned.filter(|at| !kept.contains(at)));
    let first = (from..to).find(|at| !kept.contains(at));
    let last = (from..to).rev().find(|at| !kept.contains(at));
    let times = first.and_then(|at| lane.get(at)).zip(last.and_then(|at| lane.get(at)));
    if first == last {
        kept.extend(first);
    } else if let Some(((event, start), (_, end))) = times {
        let span = Span::between(start, end);
        into.clusters.push(Cluster {
            count: (to - from).saturating_sub(kept.len()),
            first: event,
            span,
            column,
            over: false,
        });
    }
    into.singles.extend(kept.into_iter().map(|at| Single { at, important: true }));
}
