//! The phases of handling an incident: undetected, unacknowledged, responding, recovering.

use crate::incident::{Case, Milestone, Phase};
use crate::time::{Instant, Span};

use super::Durations;

/// The phases: disjoint, in order, none empty. The flag is `true` when the phase has no recorded end, and `now` (of an
/// incident still going on) or the last event stands for it. A phase whose beginning is not recorded is left out.
#[must_use]
pub fn phases(durations: &Durations, case: &Case, now: Instant) -> Vec<(Phase, Span, bool)> {
    let at = |milestone| durations.anchor(milestone).map(|anchor| anchor.at);
    let (started, detected, acknowledged) =
        (at(Milestone::Started), at(Milestone::Detected), at(Milestone::Acknowledged));
    let (mitigated, resolved) = (at(Milestone::Mitigated), at(Milestone::Resolved));
    // The end of a phase that has none in the record.
    let open_end = || {
        if durations.going_on() {
            return Some(now);
        }
        case.dated.map(Span::end)
    };
    let ended = |end: Option<Instant>| end.map(|end| (end, false));
    let or_open = |end: Option<Instant>| ended(end).or_else(|| open_end().map(|end| (end, true)));
    let rows = [
        (Phase::Undetected, started, ended(detected)),
        (Phase::Unacknowledged, detected, ended(acknowledged)),
        (Phase::Responding, acknowledged.or(detected), or_open(mitigated.or(resolved))),
        (Phase::Recovering, mitigated, or_open(resolved)),
    ];
    let mut phases = Vec::new();
    let mut from = Instant::FIRST;
    for (phase, start, end) in rows {
        let (Some(start), Some((end, open))) = (start, end) else { continue };
        // Milestones out of order would overlap: the earlier phase wins.
        let Some(span) = Span::new(start.max(from), end).filter(|span| !span.is_empty()) else { continue };
        from = end;
        phases.push((phase, span, open));
    }
    phases
}

#[cfg(test)]
mod tests {
    use super::super::durations;
    use super::super::example::{at, event, reference};
    use super::*;
    use crate::incident::{Incident, StatedMilestones, Status};

    fn shown(case: &Case, now: Instant) -> Vec<String> {
        let one = |(phase, span, open): (Phase, Span, bool)| {
            let clock = |at: Instant| at.to_string().get(11..16).unwrap_or_default().to_owned();
            format!("{phase:?} {}–{}{}", clock(span.start()), clock(span.end()), if open { "…" } else { "" })
        };
        phases(&durations(case, now), case, now).into_iter().map(one).collect()
    }

    #[test]
    fn the_reference_incident_was_detected_at_once_and_is_still_recovering_at_its_last_event() {
        assert_eq!(
            shown(&reference(), at("2026-01-01T00:00Z")),
            ["Unacknowledged 13:30–13:45", "Responding 13:45–15:30", "Recovering 15:30–16:00…"]
        );
    }

    fn case(milestones: StatedMilestones, status: Option<Status>) -> Case {
        let timeline = vec![event("last", "2023-03-01T18:00Z")];
        Case::join(Incident { status, milestones, timeline, ..Incident::default() }).0
    }

    #[test]
    fn a_missing_acknowledgement_begins_the_response_at_detection() {
        let when = |text| Some(super::super::example::when(text));
        let milestones = StatedMilestones {
            started: when("2023-03-01T12:00Z"),
            detected: when("2023-03-01T12:10Z"),
            resolved: when("2023-03-01T13:00Z"),
            ..StatedMilestones::default()
        };
        let shown_now = |case| shown(&case, at("2023-03-02T00:00Z"));
        assert_eq!(
            shown_now(case(milestones.clone(), None)),
            ["Undetected 12:00–12:10", "Responding 12:10–13:00"],
            "resolved ends the response where no mitigation is recorded"
        );
        let open = StatedMilestones { resolved: None, ..milestones };
        assert_eq!(
            shown_now(case(open.clone(), None)),
            ["Undetected 12:00–12:10", "Responding 12:10–18:00…"],
            "the record ends at its last event"
        );
        assert_eq!(
            shown_now(case(open, Some(Status::Ongoing))),
            ["Undetected 12:00–12:10", "Responding 12:10–00:00…"],
            "an incident still going on runs to now"
        );
    }

    #[test]
    fn milestones_out_of_order_never_overlap_and_nothing_comes_from_nothing() {
        let when = |text| Some(super::super::example::when(text));
        let milestones = StatedMilestones {
            started: when("2023-03-01T12:00Z"),
            detected: when("2023-03-01T11:00Z"),
            acknowledged: when("2023-03-01T13:00Z"),
            mitigated: when("2023-03-01T12:30Z"),
            resolved: when("2023-03-01T14:00Z"),
            ..StatedMilestones::default()
        };
        assert_eq!(
            shown(&case(milestones, None), at("2023-03-02T00:00Z")),
            ["Unacknowledged 11:00–13:00", "Recovering 13:00–14:00"]
        );
        assert_eq!(shown(&case(StatedMilestones::default(), None), at("2023-03-02T00:00Z")), Vec::<String>::new());
    }
}
