//! The durations of one incident, each with the moments it was measured between. Must never guess a missing moment.

use crate::incident::{Case, EventIx, ImpactIx, Milestone};
use crate::time::{Instant, Length, Span};

use super::LevelSpan;

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
pub enum Measured {
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
    figures: Vec<Measured>,
    anchors: [Option<Anchor>; 5],
}

impl Durations {
    /// One figure.
    #[must_use]
    pub fn get(&self, metric: Metric) -> &Measured {
        const NONE: &Measured = &Measured::NotRecorded { missing: Vec::new() };
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
        self.figures.iter().any(|figure| matches!(figure, Measured::Known { so_far: true, .. }))
    }
}

/// Measures one incident at a moment.
#[must_use]
pub fn durations(case: &Case, now: Instant) -> Durations {
    let _ = (case, now);
    Durations::default()
}
