//! From event to event by keyboard, along time and across lanes.

use crate::incident::{Case, EventIx, EventKind};
use crate::time::{Instant, Span};

/// A step from one lane to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneStep {
    /// To the lane over it.
    Up,
    /// To the lane under it.
    Down,
}

/// The event after this one in the chronology; `None` after the last, and for an event without a time.
#[must_use]
pub fn next_event(case: &Case, from: EventIx) -> Option<EventIx> {
    case.chronology.get(position(case, from)? + 1).copied()
}

/// The event before this one in the chronology; `None` before the first, and for an event without a time.
#[must_use]
pub fn previous_event(case: &Case, from: EventIx) -> Option<EventIx> {
    case.chronology.get(position(case, from)?.checked_sub(1)?).copied()
}

/// The event that begins nearest to a moment; the earlier of two as near. `None` when no event has a time.
#[must_use]
pub fn nearest_event(case: &Case, at: Instant) -> Option<EventIx> {
    nearest(case, at, case.chronology.partition_point(|event| start(case, *event) < at), |_| true)
}

/// The event of the next lane up or down that begins nearest to this one; `None` when there is no such lane.
#[must_use]
pub fn event_in_lane(case: &Case, from: EventIx, step: LaneStep) -> Option<EventIx> {
    let here = position(case, from)?;
    let lane = case.kinds.iter().position(|kind| Some(*kind) == kind_of(case, from))?;
    let lane = match step {
        LaneStep::Up => lane.checked_sub(1)?,
        LaneStep::Down => lane + 1,
    };
    let kind = *case.kinds.get(lane)?;
    nearest(case, start(case, from), here, |event| kind_of(case, event) == Some(kind))
}

/// Searches the chronology outwards from a position, both ways, and takes the nearer in time.
fn nearest(case: &Case, at: Instant, position: usize, wanted: impl Fn(EventIx) -> bool) -> Option<EventIx> {
    let (before, after) = case.chronology.split_at_checked(position)?;
    let before = before.iter().rev().copied().find(|event| wanted(*event));
    let after = after.iter().copied().find(|event| wanted(*event));
    before.into_iter().chain(after).min_by_key(|event| start(case, *event).since(at).abs())
}

fn start(case: &Case, event: EventIx) -> Instant {
    case.event_span(event).map_or(Instant::FIRST, Span::start)
}

fn kind_of(case: &Case, event: EventIx) -> Option<EventKind> {
    Some(case.incident.timeline.get(event.at())?.kind)
}

fn position(case: &Case, event: EventIx) -> Option<usize> {
    let at = case.event_span(event)?.start();
    let first = case.chronology.partition_point(|other| start(case, *other) < at);
    let same_moment = case.chronology.get(first..)?;
    Some(first + same_moment.iter().position(|other| *other == event)?)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, reference};
    use super::*;

    #[test]
    fn events_follow_each_other_in_time_and_end_at_the_ends() {
        let (case, _) = reference();
        let walk: Vec<_> = std::iter::successors(Some(EventIx(0)), |event| next_event(&case, *event)).collect();
        assert_eq!(walk, case.chronology);
        let back: Vec<_> = std::iter::successors(Some(EventIx(6)), |event| previous_event(&case, *event)).collect();
        assert!(back.iter().rev().eq(&case.chronology));
    }

    #[test]
    fn the_nearest_event_to_a_moment_is_before_or_after_it() {
        let (case, _) = reference();
        for (moment, event) in [("11:00", 0), ("12:30", 0), ("13:40", 2), ("14:45", 3), ("23:00", 6)] {
            assert_eq!(nearest_event(&case, at(moment)), Some(EventIx(event)), "{moment}");
        }
    }

    #[test]
    fn lanes_are_left_for_the_nearest_event_of_the_next_one() {
        let (case, _) = reference();
        // Trigger 12:00 → symptom 14:30 → detection 13:30 → diagnosis 13:45 → mitigation 15:30, and no further.
        let down = |event| event_in_lane(&case, EventIx(event), LaneStep::Down).map(|event| event.0);
        assert_eq!([0, 3, 1, 2, 5].map(down), [Some(3), Some(1), Some(2), Some(5), None]);
        let up = |event| event_in_lane(&case, EventIx(event), LaneStep::Up).map(|event| event.0);
        assert_eq!([5, 6, 0].map(up), [Some(6), Some(1), None]);
    }
}
