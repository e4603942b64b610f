//! A selected stretch of time: what lies in it (impact trimmed to it, and the events inside), its edges from event to
//! event, and all of it as text.

use faultline_core::incident::{Case, EventIx, EventKind, ImpactLevel};
use faultline_core::metrics::LevelSpan;
use faultline_core::text;
use faultline_core::time::{Instant, Length, Span, Zone};

/// How many events a text of a range lists.
const MOST_LISTED: usize = 1_000;

/// A stretch of time, summed up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangeSummary<'a> {
    /// The time at each level inside, trimmed to it; levels with none are left out.
    pub levels: Vec<(ImpactLevel, Length)>,
    /// The events inside, in order of time. An event at the very end belongs to it: a reader who selects from one
    /// event to another means both.
    pub events: &'a [EventIx],
    /// How many of them are of each kind; kinds with none are left out.
    pub kinds: Vec<(EventKind, usize)>,
}

impl<'a> RangeSummary<'a> {
    /// Sums a stretch up.
    #[must_use]
    pub fn of(case: &'a Case, levels: &[LevelSpan], range: Span) -> Self {
        let first = case.chronology.partition_point(|ix| starts(case, *ix) < range.start());
        let last = case.chronology.partition_point(|ix| starts(case, *ix) <= range.end());
        let events = case.chronology.get(first..last).unwrap_or_default();
        let mut counts = [0; EventKind::ALL.len()];
        for event in events.iter().filter_map(|ix| case.incident.timeline.get(ix.at())) {
            if let Some(count) = counts.get_mut(event.kind as usize) {
                *count += 1;
            }
        }
        let kinds = EventKind::ALL.iter().copied().zip(counts).filter(|(_, count)| *count > 0);
        Self { levels: levels_in(levels, range), kinds: kinds.collect(), events }
    }
}

/// The time at each level inside a stretch, trimmed to it; levels with none are left out.
pub(super) fn levels_in(levels: &[LevelSpan], range: Span) -> Vec<(ImpactLevel, Length)> {
    let inside = |level: ImpactLevel| {
        let clipped = levels.iter().filter(|l| l.level == level).filter_map(|l| l.span.clip(range));
        clipped.fold(Length::ZERO, |sum, span| sum.plus(span.length()))
    };
    let all = ImpactLevel::ALL.iter().map(|&level| (level, inside(level)));
    all.filter(|(_, length)| *length > Length::ZERO).collect()
}

fn starts(case: &Case, event: EventIx) -> Instant {
    case.event_span(event).map_or(Instant::FIRST, Span::start)
}

/// The first event at a moment.
pub(super) fn event_at(case: &Case, at: Instant) -> Option<EventIx> {
    let first = case.chronology.get(case.chronology.partition_point(|ix| starts(case, *ix) < at)).copied()?;
    (starts(case, first) == at).then_some(first)
}

/// One edge of a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// Its start.
    Start,
    /// Its end.
    End,
}

/// A range with one edge moved to the next event that begins later, or earlier; `None` where there is no such event on
/// this side of the other edge.
#[must_use]
pub fn move_edge(case: &Case, range: Span, edge: Edge, later: bool) -> Option<Span> {
    let from = if edge == Edge::Start { range.start() } else { range.end() };
    let order = &case.chronology;
    let event = if later {
        order.get(order.partition_point(|ix| starts(case, *ix) <= from))
    } else {
        order.get(order.partition_point(|ix| starts(case, *ix) < from).checked_sub(1)?)
    };
    let to = starts(case, *event?);
    match edge {
        Edge::Start => Span::new(to, range.end()),
        Edge::End => Span::new(range.start(), to),
    }
}

/// Where the edges of a range are events, from which to which: "15 min from A customer reports the first error to Fault
/// traced to a bug". `None` unless both are, and are two.
#[must_use]
pub fn measured_in_words(case: &Case, range: Span) -> Option<String> {
    let title = |event: EventIx| case.incident.timeline.get(event.at()).map(|event| text::display_title(&event.title));
    let (from, to) = (event_at(case, range.start())?, event_at(case, range.end())?);
    if from == to {
        return None;
    }
    Some(text::distance_between(range.length(), &title(from)?, &title(to)?))
}

/// A range as a text to paste elsewhere: its edges in the shown zone and as ISO, its length, the impact and the events
/// inside.
#[must_use]
pub fn range_as_text(case: &Case, levels: &[LevelSpan], range: Span, zone: &dyn Zone) -> String {
    let summary = RangeSummary::of(case, levels, range);
    let mut lines = vec![
        format!("{} ({}), {}", text::from_to(range, zone), zone.name(), range.length()),
        format!("{} to {}", text::iso_local(range.start(), zone), text::iso_local(range.end(), zone)),
    ];
    let level = |(level, length): &(ImpactLevel, Length)| format!("{}: {length}", text::level_name(*level));
    lines.extend(summary.levels.iter().map(level));
    let kinds: Vec<_> = summary.kinds.iter().map(|(kind, count)| text::counted_kind(*kind, *count)).collect();
    if !kinds.is_empty() {
        lines.push(format!("{}: {}", text::counted(summary.events.len(), "event", "events"), kinds.join(", ")));
    }
    let listed = summary.events.iter().take(MOST_LISTED);
    lines.extend(listed.filter_map(|ix| case.incident.timeline.get(ix.at())).map(|event| {
        let at = event.at.map_or_else(String::new, |when| text::iso_local(when.at, zone));
        format!("{at} {}: {}", event.kind.word(), event.title)
    }));
    if let Some(more @ 1..) = summary.events.len().checked_sub(MOST_LISTED) {
        lines.push(text::and_more(more));
    }
    lines.push(String::new());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::example::{at, case, durations, span};
    use faultline_core::time::FixedZone;

    #[test]
    fn impact_is_trimmed_to_the_range_and_both_edges_belong_to_it() {
        let case = case();
        let levels = durations(&case).levels;
        let summary = RangeSummary::of(&case, &levels, span("13:45", "15:10"));
        assert_eq!(
            summary.levels,
            [(ImpactLevel::Full, Length::from_minutes(10)), (ImpactLevel::Degraded, Length::from_minutes(75))]
        );
        assert_eq!(summary.events, [EventIx(2), EventIx(3), EventIx(4)]);
        assert_eq!(summary.kinds, [(EventKind::Symptom, 2), (EventKind::Diagnosis, 1)]);
        assert_eq!(RangeSummary::of(&case, &levels, span("13:30", "13:45")).events, [EventIx(1), EventIx(2)]);
        assert_eq!(RangeSummary::of(&case, &levels, span("16:30", "16:45")).events, []);
    }

    #[test]
    fn each_edge_walks_from_event_to_event_and_stops_at_the_other() {
        let case = case();
        for (range, edge, later, moved) in [
            (("13:30", "13:45"), Edge::End, true, Some(("13:30", "14:30"))),
            (("13:30", "14:00"), Edge::End, true, Some(("13:30", "14:30"))),
            (("13:30", "14:00"), Edge::End, false, Some(("13:30", "13:45"))),
            (("13:30", "13:45"), Edge::End, false, Some(("13:30", "13:30"))),
            (("13:30", "13:30"), Edge::End, false, None),
            (("13:30", "16:00"), Edge::End, true, None),
            (("13:30", "14:00"), Edge::Start, true, Some(("13:45", "14:00"))),
            (("13:45", "14:00"), Edge::Start, true, None),
            (("13:40", "14:00"), Edge::Start, false, Some(("13:30", "14:00"))),
            (("12:00", "14:00"), Edge::Start, false, None),
        ] {
            let from = span(range.0, range.1);
            let to = moved.map(|(start, end)| span(start, end));
            assert_eq!(move_edge(&case, from, edge, later), to, "{range:?} {edge:?} later: {later}");
        }
    }

    #[test]
    fn a_range_between_two_events_says_which() {
        let case = case();
        assert_eq!(
            measured_in_words(&case, span("13:30", "13:45")).as_deref(),
            Some("15 min from “A customer reports the first error” to “Fault traced to a bug; work on a fix begins”")
        );
        for (start, end) in [("13:30", "13:40"), ("13:31", "13:45"), ("13:30", "13:30")] {
            assert_eq!(measured_in_words(&case, span(start, end)), None, "{start}–{end}");
        }
        assert_eq!(event_at(&case, at("15:00")), Some(EventIx(4)));
    }

    #[test]
    fn a_range_as_text_says_everything_the_panel_says() {
        let case = case();
        let levels = durations(&case).levels;
        assert_eq!(
            range_as_text(&case, &levels, span("14:45", "15:30"), &FixedZone::utc()),
            "1 Mar 2023, 14:45–15:30 (UTC), 45 min\n\
             2023-03-01T14:45:00+00:00 to 2023-03-01T15:30:00+00:00\n\
             Outage: 30 min\n\
             Degraded: 15 min\n\
             2 events: 1 × symptom, 1 × mitigation\n\
             2023-03-01T15:00:00+00:00 symptom: No failover; server down\n\
             2023-03-01T15:30:00+00:00 mitigation: Temporary fix; server back\n"
        );
    }
}
