//! What lies in a stretch of time: impact trimmed to it, and the events inside. Must never change what it looks at.

use crate::incident::{Case, EventIx, EventKind, ImpactLevel};
use crate::metrics::LevelSpan;
use crate::time::{Length, Span};

/// A stretch of time, summed up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RangeSummary {
    /// The time at each level inside, trimmed to it; levels with none are left out.
    pub levels: Vec<(ImpactLevel, Length)>,
    /// The events inside, in order of time. An event at the very end belongs to it: a reader who selects from one
    /// event to another means both.
    pub events: Vec<EventIx>,
    /// How many of them are of each kind; kinds with none are left out.
    pub kinds: Vec<(EventKind, usize)>,
}

impl RangeSummary {
    /// Sums a stretch up.
    #[must_use]
    pub fn of(case: &Case, levels: &[LevelSpan], range: Span) -> Self {
        let inside = |level: ImpactLevel| {
            let clipped = levels.iter().filter(|l| l.level == level).filter_map(|l| l.span.clip(range));
            clipped.fold(Length::ZERO, |sum, span| sum.plus(span.length()))
        };
        let start_of = |ix: &EventIx| case.event_span(*ix).map(Span::start);
        let first = case.chronology.partition_point(|ix| start_of(ix) < Some(range.start()));
        let last = case.chronology.partition_point(|ix| start_of(ix) <= Some(range.end()));
        let events = case.chronology.get(first..last).unwrap_or_default().to_vec();
        let count =
            |kind| events.iter().filter_map(|ix| case.incident.timeline.get(ix.at())).filter(move |e| e.kind == kind);
        Self {
            levels: ImpactLevel::ALL
                .iter()
                .map(|&level| (level, inside(level)))
                .filter(|(_, length)| *length > Length::ZERO)
                .collect(),
            kinds: EventKind::ALL
                .iter()
                .map(|&kind| (kind, count(kind).count()))
                .filter(|(_, count)| *count > 0)
                .collect(),
            events,
        }
    }
}
