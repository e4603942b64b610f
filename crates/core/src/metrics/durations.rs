//! The durations of one incident, each with the moments it was measured between.

use crate::incident::{Case, EventIx, Impact, ImpactIx, ImpactLevel, Incident, Milestone, Status, When};
use crate::text;
use crate::time::{Instant, Length, Span};

use super::doubts::{Doubt, DoubtKind, Known, doubtful};
use super::intervals::{LevelSpan, by_level, total, union};
use super::sample::{Observation, ObservationError};

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
    /// `true` when it is only known to the day.
    pub day_only: bool,
}

impl Anchor {
    pub(super) const fn new(when: When, source: Source) -> Self {
        Self { at: when.at, source, approximate: when.day_only, day_only: when.day_only }
    }

    /// The moment as it was written.
    #[must_use]
    pub const fn when(self) -> When {
        When { at: self.at, day_only: self.day_only }
    }
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

/// How sure a length is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Accuracy {
    /// Exactly so long, as recorded.
    #[default]
    Exact,
    /// At least so long: an impact without a level, or without an end that could be read, could add to it.
    AtLeast,
    /// At most so long: it is known to the day only.
    UpTo,
    /// Both, or a moment is marked as approximate.
    About,
}

impl Accuracy {
    /// From what makes a length doubtful: that it may be longer, and that it may be shorter.
    pub(super) const fn of(longer: bool, shorter: bool) -> Self {
        match (longer, shorter) {
            (false, false) => Self::Exact,
            (true, false) => Self::AtLeast,
            (false, true) => Self::UpTo,
            (true, true) => Self::About,
        }
    }

    /// The words before a figure: "at least ", "up to ", "about ", or none.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Exact => "",
            Self::AtLeast => "at least ",
            Self::UpTo => "up to ",
            Self::About => "about ",
        }
    }

    /// Its word in `faultline stats --json`: `exact`, `at_least`, `up_to`, `about`.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::AtLeast => "at_least",
            Self::UpTo => "up_to",
            Self::About => "about",
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
        /// How sure it is.
        accuracy: Accuracy,
    },
    /// Something it needs is not in the file.
    NotRecorded {
        /// The milestones that are missing; empty when what is missing is any impact, or what an impact was:
        /// see [`Durations::has_doubts`].
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
    /// What of the impact is not known, and could change a figure.
    pub doubts: Vec<Doubt>,
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

    /// `true` when an impact has no level, or no stretch of time that could be read: a figure made of impacts that is not
    /// recorded is so for that.
    #[must_use]
    pub fn has_doubts(&self) -> bool {
        self.doubts.iter().any(|doubt| doubt.kind == DoubtKind::Unknown)
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

    /// The figure in words, when it is known: `30 min`, `at least 2 h so far`, `up to 1 d`.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Known { length, so_far, accuracy, .. } => {
                Some(accuracy.words().to_owned() + &text::length_so_far(*length, *so_far))
            }
            _ => None,
        }
    }
}

/// Measures one incident at a moment.
#[must_use]
pub fn durations(case: &Case, now: Instant) -> Durations {
    let anchors = anchors(case, now);
    let impacts = Impacts::of(&case.incident, &anchors, now);
    let levels = by_level(&impacts.counted);
    let going_on = is_going_on(&case.incident, &anchors, now);
    let known = Known::of(&impacts.counted);
    let doubts = impacts.doubts;
    let mut durations = Durations { levels, doubts, figures: Vec::new(), anchors, going_on };
    let figures = Metric::ALL.iter().map(|metric| match metric.anchors() {
        Some((from, to)) => between(&durations, case.incident.status, from, to, now),
        None => of_levels(&durations, &known, *metric),
    });
    durations.figures = figures.collect();
    durations
}

/// What many incidents are measured by: as much of [`Durations`] as needs no joined case.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    /// The moments of the milestones, in the order of [`Milestone::ALL`].
    pub moments: [Option<When>; 5],
    /// See [`Durations::going_on`].
    pub going_on: bool,
    /// The impacts that count, in file order.
    pub impacts: Vec<(ImpactIx, LevelSpan)>,
    /// See [`Durations::doubts`].
    pub doubts: Vec<Doubt>,
}

/// Measures an incident that is not joined up.
#[must_use]
pub fn measure(incident: &Incident, now: Instant) -> Measured {
    let anchors = anchors_of(incident, &mut (0..incident.timeline.len()).map(EventIx::of), now);
    let impacts = Impacts::of(incident, &anchors, now);
    Measured {
        moments: anchors.map(|anchor| anchor.map(Anchor::when)),
        going_on: is_going_on(incident, &anchors, now),
        impacts: impacts.positions.into_iter().zip(impacts.counted).collect(),
        doubts: impacts.doubts,
    }
}

/// The impacts of an incident that count, in file order.
pub(super) fn measured_impacts(case: &Case, now: Instant) -> impl Iterator<Item = (ImpactIx, LevelSpan)> {
    let impacts = Impacts::of(&case.incident, &anchors(case, now), now);
    impacts.positions.into_iter().zip(impacts.counted)
}

/// The stretches of impacts whose level is not recorded, where they began and ended is: disjoint, in order. They count in
/// no figure, which says so.
#[must_use]
pub fn unlevelled(case: &Case, now: Instant) -> Vec<Span> {
    let incident = &case.incident;
    let over = Over::of(incident, &anchors(case, now), now);
    let stretches = incident.impacts.iter().filter(|impact| impact.level.is_none());
    let known = stretches.filter_map(|impact| match Stretch::of(impact, over, now) {
        Stretch::Known { span, .. } => Some(span),
        _ => None,
    });
    union(&known.collect::<Vec<_>>())
}

/// Whether an incident is over, and since when.
#[derive(Clone, Copy)]
enum Over {
    /// Nothing says that it is.
    NotKnown,
    /// It is, and nothing says since when.
    AtSomeTime,
    /// It was resolved at this moment.
    Since(Instant),
}

impl Over {
    fn of(incident: &Incident, anchors: &Moments, now: Instant) -> Self {
        match resolved(anchors, now) {
            Some(at) => Self::Since(at),
            None if incident.is_over() => Self::AtSomeTime,
            None => Self::NotKnown,
        }
    }
}

/// The moment an incident was resolved, unless that is still to come.
fn resolved(anchors: &Moments, now: Instant) -> Option<Instant> {
    let anchor = anchors.get(Milestone::Resolved as usize).copied().flatten();
    anchor.map(|anchor| anchor.at).filter(|at| *at <= now)
}

fn is_going_on(incident: &Incident, anchors: &Moments, now: Instant) -> bool {
    let open = |impact: &Impact| {
        impact.level.is_some_and(|level| level != ImpactLevel::None)
            && matches!(Stretch::of(impact, Over::NotKnown, now), Stretch::Known { so_far: true, .. })
    };
    match incident.status {
        Some(Status::Ongoing) => resolved(anchors, now).is_none(),
        _ if incident.is_over() || resolved(anchors, now).is_some() => false,
        _ => incident.impacts.iter().any(open),
    }
}

/// What is known of the stretch of an impact.
enum Stretch {
    /// From when to when.
    Known {
        span: Span,
        /// `now` stands for an end that has not come.
        so_far: bool,
    },
    /// It has not begun.
    Ahead,
    /// No start, an end that could not be read, an end before the start, or none where the incident is over. Where it begins,
    /// if that is known.
    Unknown(Option<Instant>),
}

impl Stretch {
    /// An impact without an end ends at the latest when the incident is over.
    fn of(impact: &Impact, over: Over, now: Instant) -> Self {
        let Some(start) = impact.start else { return Self::Unknown(None) };
        if impact.end_unread {
            return Self::Unknown(Some(start.at));
        }
        if impact.end.is_some_and(|end| end.is_before(start)) {
            return Self::Unknown(None);
        }
        let end = impact.end.map(When::latest);
        if start.at > now {
            return Self::Ahead;
        }
        let to = |end: Instant, so_far| Self::Known { span: Span::between(start.at, end), so_far };
        match (end, over) {
            // The last day of an impact known to the day is not over before its midnight.
            (Some(end), _) => to(end.min(now), end > now && impact.end.is_none_or(|end| end.at > now)),
            (None, Over::NotKnown) => to(now, true),
            (None, Over::Since(resolved)) if resolved >= start.at => to(resolved, false),
            (None, Over::Since(_) | Over::AtSomeTime) => Self::Unknown(Some(start.at)),
        }
    }
}

/// The impacts of an incident, as far as they are known.
#[derive(Default)]
struct Impacts {
    /// Those with a level and a stretch of time.
    counted: Vec<LevelSpan>,
    /// Which those are.
    positions: Vec<ImpactIx>,
    /// What is not known of these and the others.
    doubts: Vec<Doubt>,
}

impl Impacts {
    fn of(incident: &Incident, anchors: &Moments, now: Instant) -> Self {
        let mut impacts = Self::default();
        let over = Over::of(incident, anchors, now);
        for (index, impact) in incident.impacts.iter().enumerate() {
            let stretch = Stretch::of(impact, over, now);
            let doubt = |span, kind| Doubt { span, level: impact.level, kind };
            match (stretch, impact.level) {
                (Stretch::Ahead, _) | (Stretch::Unknown(_), Some(ImpactLevel::None)) => {}
                (Stretch::Known { span, so_far }, Some(level)) => {
                    impacts.counted.push(LevelSpan::new(span, level, so_far));
                    impacts.positions.push(ImpactIx::of(index));
                    if impact.start.is_some_and(|start| start.day_only) || impact.end.is_some_and(|end| end.day_only) {
                        impacts.doubts.push(doubt(span, DoubtKind::DayOnly));
                    }
                }
                (Stretch::Known { span, .. }, None) => impacts.doubts.push(doubt(span, DoubtKind::Unknown)),
                (Stretch::Unknown(from), _) => {
                    let span = Span::new(from.unwrap_or(Instant::FIRST), now);
                    impacts.doubts.extend(span.map(|span| doubt(span, DoubtKind::Unknown)));
                }
            }
        }
        impacts
    }
}

/// The figure of one level, or of all three. It is zero only when every impact that could have added to it was read.
fn of_levels(durations: &Durations, known: &Known, metric: Metric) -> Measurement {
    let level = match metric {
        Metric::Outage => Some(ImpactLevel::Full),
        Metric::Partial => Some(ImpactLevel::Partial),
        Metric::Degraded => Some(ImpactLevel::Degraded),
        _ => None,
    };
    let of_metric = durations.levels.iter().filter(|l| level.is_none_or(|level| l.level == level));
    let so_far = of_metric.clone().any(|l| l.so_far);
    let spans = union(&of_metric.map(|l| l.span).collect::<Vec<_>>());
    let (spans, accuracy) = doubtful(spans, &durations.doubts, known, level);
    if spans.is_empty() && (known.is_empty() || matches!(accuracy, Accuracy::AtLeast | Accuracy::About)) {
        return Measurement::NotRecorded { missing: Vec::new() };
    }
    Measurement::Known { length: total(&spans), spans, so_far, accuracy }
}

/// `true` when a length up to a milestone still grows while that is not recorded. The time to mitigate of a mitigated incident
/// does not, even if its end is not recorded.
pub(crate) fn runs_on(to: Milestone, going_on: bool, status: Option<Status>) -> bool {
    match to {
        Milestone::Mitigated => going_on && status != Some(Status::Mitigated),
        Milestone::Resolved => going_on,
        Milestone::Started | Milestone::Detected | Milestone::Acknowledged => false,
    }
}

/// The figure between two milestones.
fn between(durations: &Durations, status: Option<Status>, from: Milestone, to: Milestone, now: Instant) -> Measurement {
    let (start, end) = (durations.anchor(from), durations.anchor(to));
    let runs_on = runs_on(to, durations.going_on, status);
    match Observation::new(start.map(Anchor::when), end.map(Anchor::when), runs_on, now) {
        Ok(Observation { span, length, open: so_far, up_to }) => {
            // What is still to come has no part in it.
            let anchors = [start, end.filter(|_| !so_far)].into_iter().flatten();
            let approximate = anchors.into_iter().any(|anchor| anchor.approximate && !anchor.day_only);
            let accuracy = if approximate { Accuracy::About } else { Accuracy::of(false, up_to) };
            Measurement::Known { length, spans: vec![span], so_far, accuracy }
        }
        Err(ObservationError::Backwards { from, to }) => Measurement::Backwards { from, to },
        Err(ObservationError::NotRecorded) => {
            let is_recorded = end.is_some_and(|end| end.at <= now) || (runs_on && start.is_none());
            let missing = [(from, start.is_some()), (to, is_recorded)].into_iter().filter(|(_, is_there)| !is_there);
            Measurement::NotRecorded { missing: missing.map(|(milestone, _)| milestone).collect() }
        }
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
            .map(|when| Anchor::new(when, Source::Stated))
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
            let anchor = Anchor::new(when, Source::Event(ix));
            *slot = Some(Anchor { approximate: event.approximate || when.day_only, ..anchor });
        }
    }
    anchors
}

/// The milestones that follow from impacts: started from the earliest start; mitigated from the latest end of full and
/// partial ones, if each of those has one. Neither where an impact without a level could make it another moment.
fn from_impacts(incident: &Incident, milestone: Milestone, now: Instant) -> Option<Anchor> {
    let impacts = || incident.impacts.iter().enumerate().map(|(index, impact)| (ImpactIx::of(index), impact));
    match milestone {
        Milestone::Started => {
            // An impact whose end could not be read began all the same; one that runs backwards is in doubt at both ends.
            let begun = |(_, impact): &(ImpactIx, &Impact)| {
                let stretch = Stretch::of(impact, Over::NotKnown, now);
                impact.level != Some(ImpactLevel::None)
                    && matches!(stretch, Stretch::Known { .. } | Stretch::Unknown(Some(_)))
            };
            let starts = impacts().filter(begun).filter_map(|(ix, impact)| Some((impact.start?, ix, impact.level?)));
            let (when, ix, _) = starts.min_by_key(|(when, ..)| when.at)?;
            let earlier = |(_, impact): (ImpactIx, &Impact)| {
                impact.level.is_none() && impact.start.is_some_and(|start| start.at < when.at)
            };
            (!impacts().any(earlier)).then(|| Anchor::new(when, Source::ImpactStart(ix)))
        }
        Milestone::Mitigated => {
            let mut last: Option<Anchor> = None;
            let hit = |impact: &Impact| !matches!(impact.level, Some(ImpactLevel::Degraded | ImpactLevel::None));
            let mut unsure: Option<Instant> = None;
            for (ix, impact) in impacts().filter(|(_, impact)| hit(impact)) {
                match Stretch::of(impact, Over::NotKnown, now) {
                    Stretch::Ahead => continue,
                    Stretch::Known { so_far: false, .. } => {}
                    _ => return None,
                }
                let end = impact.end?;
                if impact.level.is_none() {
                    unsure = unsure.max(Some(end.at));
                } else if last.is_none_or(|last| last.at < end.at) {
                    last = Some(Anchor::new(end, Source::ImpactEnd(ix)));
                }
            }
            last.filter(|last| unsure.is_none_or(|unsure| unsure <= last.at))
        }
        _ => None,
    }
}

#[cfg(test)]
#[path = "durations_tests.rs"]
mod tests;
