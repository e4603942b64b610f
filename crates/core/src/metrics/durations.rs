//! The durations of one incident, each with the moments it was measured between.

use crate::incident::{Case, EventIx, Impact, ImpactIx, ImpactLevel, Incident, Milestone, Status};
use crate::time::{Instant, Length, Span};

use super::intervals::{LevelSpan, by_level, total, union};

/// Where a milestone's moment was taken from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// The file states it under `milestones`.
    Stated,
    /// An event names it.
    Event(EventIx),
    /// The earliest start of an impact.
    ImpactStart(ImpactIx),
    /// The latest end of a full or partial impact.
    ImpactEnd(ImpactIx),
}

/// A milestone's moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// When.
    pub at: Instant,
    /// From what.
    pub source: Source,
    /// `true` when the moment is only known to the day, or is marked approximate.
    pub approximate: bool,
}

/// A figure's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Metric {
    /// The union of full impacts.
    Outage,
    /// The union of partial impacts, less the outage.
    Partial,
    /// The union of degraded impacts, less both.
    Degraded,
    /// The union of all three.
    Impact,
    /// Started to detected.
    ToDetect,
    /// Detected to acknowledged.
    ToAcknowledge,
    /// Started to mitigated.
    ToMitigate,
    /// Started to resolved.
    ToResolve,
}

impl Metric {
    /// Every one, in the order the page shows them.
    pub const ALL: [Self; 8] = [
        Self::Outage,
        Self::Partial,
        Self::Degraded,
        Self::Impact,
        Self::ToDetect,
        Self::ToAcknowledge,
        Self::ToMitigate,
        Self::ToResolve,
    ];

    /// Its name on the page: "Outage", "To detect".
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Outage => "Outage",
            Self::Partial => "Partial outage",
            Self::Degraded => "Degraded",
            Self::Impact => "Impact",
            Self::ToDetect => "To detect",
            Self::ToAcknowledge => "To acknowledge",
            Self::ToMitigate => "To mitigate",
            Self::ToResolve => "To resolve",
        }
    }

    /// Its name in `faultline stats --json`: `outage`, `to_detect`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Outage => "outage",
            Self::Partial => "partial",
            Self::Degraded => "degraded",
            Self::Impact => "impact",
            Self::ToDetect => "to_detect",
            Self::ToAcknowledge => "to_acknowledge",
            Self::ToMitigate => "to_mitigate",
            Self::ToResolve => "to_resolve",
        }
    }

    /// The milestones it is measured between; `None` for a figure made of impacts.
    #[must_use]
    pub const fn anchors(self) -> Option<(Milestone, Milestone)> {
        match self {
            Self::ToDetect => Some((Milestone::Started, Milestone::Detected)),
            Self::ToAcknowledge => Some((Milestone::Detected, Milestone::Acknowledged)),
            Self::ToMitigate => Some((Milestone::Started, Milestone::Mitigated)),
            Self::ToResolve => Some((Milestone::Started, Milestone::Resolved)),
            _ => None,
        }
    }
}

/// A figure, or why there is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Measurement {
    /// It is known.
    Known {
        /// The figure: the sum of the spans.
        length: Length,
        /// What it was measured over: disjoint, in order. Between milestones, one span (empty for no time at all).
        spans: Vec<Span>,
        /// `true` when an end has not come yet, and `now` stands for it.
        so_far: bool,
    },
    /// Something it needs is not in the file.
    NotRecorded {
        /// The milestones that are missing; empty when what is missing is any impact.
        missing: Vec<Milestone>,
    },
    /// It would run backwards: no figure.
    Backwards {
        /// From.
        from: Instant,
        /// To, which is earlier.
        to: Instant,
    },
}

/// Every duration of one incident.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Durations {
    /// The impact, worst level first where they overlap: disjoint, in order.
    pub levels: Vec<LevelSpan>,
    figures: Vec<Measurement>,
    anchors: Moments,
    going_on: bool,
}

/// A milestone's anchor each, in the order of [`Milestone::ALL`].
pub(crate) type Moments = [Option<Anchor>; 5];

impl Durations {
    /// One figure.
    #[must_use]
    pub fn get(&self, metric: Metric) -> &Measurement {
        const NONE: &Measurement = &Measurement::NotRecorded { missing: Vec::new() };
        self.figures.get(metric as usize).unwrap_or(NONE)
    }

    /// One milestone, if it is known.
    #[must_use]
    pub fn anchor(&self, milestone: Milestone) -> Option<Anchor> {
        self.anchors.get(milestone as usize).copied().flatten()
    }

    /// `true` when any figure still grows with `now`.
    #[must_use]
    pub fn ticking(&self) -> bool {
        self.figures.iter().any(|figure| matches!(figure, Measurement::Known { so_far: true, .. }))
    }

    /// `true` when the record says that the incident is not over: its status is `ongoing` or an impact has no end, and
    /// neither its status nor a milestone says that it was resolved.
    #[must_use]
    pub const fn going_on(&self) -> bool {
        self.going_on
    }

    /// From the first moment of impact to its last; `None` when no impact has any length.
    #[must_use]
    pub fn impact_extent(&self) -> Option<Span> {
        Some(self.levels.first()?.span.cover(self.levels.last()?.span))
    }
}

impl Measurement {
    /// The figure, when it is known.
    #[must_use]
    pub const fn length(&self) -> Option<Length> {
        match self {
            Self::Known { length, .. } => Some(*length),
            _ => None,
        }
    }
}

/// Measures one incident at a moment.
#[must_use]
pub fn durations(case: &Case, now: Instant) -> Durations {
    let impacts = Impacts::of(case, now);
    let levels = by_level(&impacts.counted);
    let anchors = anchors(case, now);
    let going_on = is_going_on(&case.incident, &anchors, now);
    let mut durations = Durations { levels, figures: Vec::new(), anchors, going_on };
    let figures = Metric::ALL.iter().map(|metric| match metric.anchors() {
        Some((from, to)) => {
            let start = durations.anchor(from).map(|anchor| anchor.at);
            between(&durations, case, (start, Some(from)), to, now)
        }
        None => impacts.measure(&durations.levels, *metric),
    });
    durations.figures = figures.collect();
    durations
}

/// The moments of the milestones, and whether the incident is ongoing: see [`Durations::going_on`]. Needs no joined case.
#[must_use]
pub fn milestones(incident: &Incident, now: Instant) -> ([Option<Instant>; 5], bool) {
    let anchors = anchors_of(incident, &mut (0..incident.timeline.len()).map(EventIx::of), now);
    (anchors.map(|anchor| anchor.map(|anchor| anchor.at)), is_going_on(incident, &anchors, now))
}

fn is_going_on(incident: &Incident, anchors: &Moments, now: Instant) -> bool {
    let open = |impact: &Impact| {
        still_open(impact) && impact.level.is_some_and(|level| level != ImpactLevel::None) && impact.span(now).is_some()
    };
    match incident.status {
        Some(Status::Resolved | Status::Reviewed) => false,
        _ if anchors.get(Milestone::Resolved as usize).is_some_and(Option::is_some) => false,
        Some(Status::Ongoing) => true,
        _ => incident.impacts.iter().any(open),
    }
}

/// The impacts that figures are made of.
#[derive(Default)]
struct Impacts {
    /// Those with a level and a stretch of time.
    counted: Vec<(Span, ImpactLevel, bool)>,
    /// The levels of those whose stretch is not known: no start, an unread end, an end before the start.
    unmeasured: Vec<ImpactLevel>,
}

impl Impacts {
    fn of(case: &Case, now: Instant) -> Self {
        let mut impacts = Self::default();
        for impact in &case.incident.impacts {
            let Some(level) = impact.level else { continue };
            let open = still_open(impact);
            match impact.span(now) {
                Some(span) => impacts.counted.push((span, level, open)),
                // An open impact that begins after `now` has not happened yet.
                None if open && impact.start.is_some() => {}
                None => impacts.unmeasured.push(level),
            }
        }
        impacts
    }

    /// The figure of one level, or of all three. It is zero only when every impact that could have added to it was read.
    fn measure(&self, levels: &[LevelSpan], metric: Metric) -> Measurement {
        let counts = |level: ImpactLevel| match metric {
            Metric::Outage => level == ImpactLevel::Full,
            Metric::Partial => level == ImpactLevel::Partial,
            Metric::Degraded => level == ImpactLevel::Degraded,
            _ => level != ImpactLevel::None,
        };
        let of_metric = levels.iter().filter(|l| counts(l.level));
        let so_far = of_metric.clone().any(|l| l.so_far);
        let spans = union(&of_metric.map(|l| l.span).collect::<Vec<_>>());
        let unmeasured = self.unmeasured.iter().any(|&level| counts(level));
        if spans.is_empty() && (self.counted.is_empty() || unmeasured) {
            return Measurement::NotRecorded { missing: Vec::new() };
        }
        Measurement::Known { length: total(&spans), spans, so_far }
    }
}

/// `true` when the file gives the impact no end, as opposed to one that could not be read.
const fn still_open(impact: &Impact) -> bool {
    impact.end.is_none() && !impact.end_unread
}

/// The figure from a moment to a milestone. `from` is the milestone of that moment; `None` for the start of the impact.
pub(super) fn between(
    durations: &Durations,
    case: &Case,
    (start, from): (Option<Instant>, Option<Milestone>),
    to: Milestone,
    now: Instant,
) -> Measurement {
    // The time to mitigate of a mitigated incident no longer grows, even if its end is not recorded.
    let runs_on = match to {
        Milestone::Mitigated => durations.going_on && case.incident.status != Some(Status::Mitigated),
        Milestone::Resolved => durations.going_on,
        _ => false,
    };
    let end = durations.anchor(to).map(|anchor| anchor.at);
    let so_far = end.is_none() && runs_on;
    let end_or_now = if so_far { Some(now) } else { end };
    let (Some(start), Some(end)) = (start, end_or_now) else {
        let missing = [(from, start), (Some(to), end)].into_iter().filter(|(_, at)| at.is_none());
        return Measurement::NotRecorded { missing: missing.filter_map(|(milestone, _)| milestone).collect() };
    };
    match Span::new(start, end) {
        Some(span) => Measurement::Known { length: span.length(), spans: vec![span], so_far },
        None if so_far => Measurement::NotRecorded { missing: vec![to] },
        None => Measurement::Backwards { from: start, to: end },
    }
}

/// The milestones: as stated, else from events, else from impacts.
pub(crate) fn anchors(case: &Case, now: Instant) -> Moments {
    anchors_of(&case.incident, &mut case.marked.iter().copied(), now)
}

/// [`anchors`], with the events that may name a milestone, in any order.
fn anchors_of(incident: &Incident, events: &mut dyn Iterator<Item = EventIx>, now: Instant) -> Moments {
    let mut anchors = Moments::default();
    let from_events = from_events(incident, events);
    for ((slot, milestone), from_event) in anchors.iter_mut().zip(Milestone::ALL).zip(from_events) {
        let stated = incident.milestones.get(*milestone);
        *slot = stated
            .map(|when| Anchor { at: when.at, source: Source::Stated, approximate: when.day_only })
            .or(from_event)
            .or_else(|| from_impacts(incident, *milestone, now));
    }
    anchors
}

/// The milestones that events name. Of several events that name one, the earliest counts for started, detected and
/// acknowledged, and the latest for mitigated and resolved: a fix that did not hold was no mitigation. Of two at the same
/// moment, the first in the file counts.
fn from_events(incident: &Incident, events: &mut dyn Iterator<Item = EventIx>) -> Moments {
    let mut anchors = Moments::default();
    for ix in events {
        let Some(event) = incident.timeline.get(ix.at()) else { continue };
        let (Some(milestone), Some(when)) = (event.milestone, event.at) else { continue };
        let Some(slot) = anchors.get_mut(milestone as usize) else { continue };
        let replaces = match (&slot, milestone) {
            (None, _) => true,
            (Some(known), Milestone::Mitigated | Milestone::Resolved) => known.at < when.at,
            (Some(known), _) => when.at < known.at,
        };
        if replaces {
            let approximate = event.approximate || when.day_only;
            *slot = Some(Anchor { at: when.at, source: Source::Event(ix), approximate });
        }
    }
    anchors
}

/// The milestones that follow from impacts: started from the earliest start; mitigated from the latest end of full and
/// partial ones, if each of those has one.
fn from_impacts(incident: &Incident, milestone: Milestone, now: Instant) -> Option<Anchor> {
    let levelled = incident.impacts.iter().enumerate().map(|(index, impact)| (ImpactIx::of(index), impact));
    match milestone {
        Milestone::Started => {
            // An impact whose end could not be read began all the same; one that runs backwards is in doubt at both ends.
            let counts = |(_, impact): &(ImpactIx, &Impact)| {
                matches!(impact.level, Some(level) if level != ImpactLevel::None)
                    && (impact.end_unread || impact.span(now).is_some())
            };
            let starts = levelled.filter(counts).filter_map(|(ix, impact)| Some((impact.start?, ix)));
            let (when, ix) = starts.min_by_key(|(when, _)| when.at)?;
            Some(Anchor { at: when.at, source: Source::ImpactStart(ix), approximate: when.day_only })
        }
        Milestone::Mitigated => {
            let mut last: Option<Anchor> = None;
            let hit = |impact: &Impact| matches!(impact.level, Some(ImpactLevel::Full | ImpactLevel::Partial));
            for (ix, impact) in levelled.filter(|(_, impact)| hit(impact)) {
                if still_open(impact) && impact.start.is_some_and(|start| start.at > now) {
                    continue;
                }
                impact.span(now)?;
                let end = impact.end?;
                if last.is_none_or(|last| last.at < end.at) {
                    last = Some(Anchor { at: end.at, source: Source::ImpactEnd(ix), approximate: end.day_only });
                }
            }
            last
        }
        _ => None,
    }
}

#[cfg(test)]
#[path = "durations_tests.rs"]
mod tests;
