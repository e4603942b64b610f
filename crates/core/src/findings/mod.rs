//! Findings: what a postmortem leaves open, or where it contradicts itself. The file was read as it was meant; what could
//! not be read is a [`crate::incident::Problem`].

mod record;
mod stated;
mod text;

pub use record::detected_by_customer;

#[cfg(test)]
mod any_incident;
#[cfg(test)]
mod tests;

use crate::incident::{ActionIx, ActionStatus, Case, CauseIx, CorrectiveAction, EventIx, ImpactIx, Milestone};
use crate::metrics::{Durations, Metric};
use crate::time::{Instant, Length, Span, Zone};

/// The thing a finding is about, and the mark it leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Subject {
    /// The incident as a whole.
    Incident,
    /// An event.
    Event(EventIx),
    /// An impact.
    Impact(ImpactIx),
    /// A cause.
    Cause(CauseIx),
    /// An action.
    Action(ActionIx),
}

/// Why a stated duration may differ from the measured one: another length in the record that it agrees with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LikelyReason {
    /// It equals the whole timeline, first event to last.
    WholeTimeline,
    /// It equals the time between two milestones.
    Milestones {
        /// The earlier.
        from: Milestone,
        /// The later.
        to: Milestone,
    },
    /// It equals the sum of the impacts, which overlap.
    SumOfImpacts,
    /// It equals the impact within working hours, Monday to Friday in the file's zone.
    SupportHours {
        /// The hour work begins, 0 to 23.
        from: i64,
        /// The hour it ends.
        to: i64,
    },
    /// It is short by whole days: clock times were subtracted without their days.
    ClockWithoutDay {
        /// How many days.
        days: i64,
    },
}

/// How the status contradicts the rest of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// Resolved or reviewed, but this impact has no end.
    ResolvedWithOpenImpact(ImpactIx),
    /// Ongoing, but it was resolved at this moment.
    OngoingWithResolvedTime(Instant),
    /// Resolved or reviewed, but nothing says when.
    ResolvedWithoutTime,
}

/// Something left open.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What it is about.
    pub subject: Subject,
    /// What it is.
    pub kind: FindingKind,
}

/// What is left open.
#[derive(Clone, Debug, PartialEq)]
pub enum FindingKind {
    /// The stated duration differs from the measured one by more than 5 % or 1 minute, whichever is larger.
    StatedDiffers {
        /// What the file claims.
        stated: Length,
        /// `true` when its words say "about", or something like it.
        about: bool,
        /// What was measured.
        measured: Length,
        /// Which figure that is.
        metric: Metric,
        /// From its first moment to its last.
        over: Span,
        /// Why they may differ.
        likely: Option<LikelyReason>,
    },
    /// The stated start differs from the measured one by more than 1 minute.
    StatedStartDiffers {
        /// What the file claims.
        stated: Instant,
        /// What was measured.
        measured: Instant,
    },
    /// The stated end differs from the end of the impact, and from every milestone, by more than 1 minute.
    StatedEndDiffers {
        /// What the file claims.
        stated: Instant,
        /// The end of the impact, or the last milestone.
        measured: Instant,
    },
    /// The status and the rest of the file cannot both be right.
    StatusContradicts(Contradiction),
    /// Two milestones stand in the wrong order, so that no figure runs between them.
    Backwards {
        /// The one that should be earlier.
        from: Milestone,
        /// The one that should be later.
        to: Milestone,
        /// The moment of the first.
        from_at: Instant,
        /// The moment of the second.
        to_at: Instant,
    },
    /// An event more than 30 days from everything else: its year may be wrong.
    EventFarAway {
        /// How far from the nearest other thing.
        by: Length,
    },
    /// No impact is recorded, so no outage can be measured.
    NoImpact,
    /// An impact that does not say how bad it was, and so counts in no figure.
    ImpactWithoutLevel,
    /// A milestone that is not recorded.
    MilestoneMissing(Milestone),
    /// A customer noticed first, and nothing says that it began earlier.
    DetectedByCustomer,
    /// An action that is not finished and whose date has passed.
    Overdue {
        /// How late it is; in whole days where only a date was given.
        by: Length,
    },
    /// No cause is recorded.
    NoCause,
    /// No action answers the cause.
    CauseWithoutAction,
    /// Every action that answers the cause was dropped.
    OnlyDroppedActions,
    /// No event shows the cause, nor any cause it leads to.
    CauseWithoutEvent,
    /// No action is recorded.
    NoAction,
    /// The action answers no cause.
    ActionWithoutCause,
    /// Actions nobody owns; dropped ones do not count.
    ActionsWithoutOwner(Vec<ActionIx>),
    /// Actions without a due date; dropped ones do not count.
    ActionsWithoutDue(Vec<ActionIx>),
    /// No severity is given.
    NoSeverity,
    /// No lessons are recorded.
    NoLessons,
    /// No zone is given, so local times are read as UTC.
    NoTimeZone,
}

/// Everything left open, the weightiest first. `zone` is the one that the file names.
#[must_use]
pub fn findings_in(case: &Case, durations: &Durations, now: Instant, zone: &dyn Zone) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut add = |subject, kind| found.push(Finding { subject, kind });
    stated::compare(case, durations, Some(zone), &mut add);
    record::check(case, durations, now, &mut add);
    // Stable: findings of one weight stay in the order of the file.
    found.sort_by_key(Finding::weight);
    found
}

impl Finding {
    /// Its place in the list: what makes a figure doubtful first, then what is left undone, then what is not written.
    const fn weight(&self) -> u8 {
        match self.kind {
            FindingKind::StatedDiffers { .. } => 0,
            FindingKind::StatedStartDiffers { .. } | FindingKind::StatedEndDiffers { .. } => 1,
            FindingKind::StatusContradicts(_) => 2,
            FindingKind::Backwards { .. } | FindingKind::EventFarAway { .. } => 3,
            FindingKind::NoImpact | FindingKind::ImpactWithoutLevel => 4,
            FindingKind::MilestoneMissing(_) => 5,
            FindingKind::DetectedByCustomer => 6,
            FindingKind::Overdue { .. } => 7,
            FindingKind::NoCause => 8,
            FindingKind::CauseWithoutAction | FindingKind::OnlyDroppedActions => 9,
            FindingKind::CauseWithoutEvent => 10,
            FindingKind::NoAction => 11,
            FindingKind::ActionWithoutCause => 12,
            FindingKind::ActionsWithoutOwner(_) => 13,
            FindingKind::ActionsWithoutDue(_) => 14,
            FindingKind::NoSeverity => 15,
            FindingKind::NoLessons => 16,
            FindingKind::NoTimeZone => 17,
        }
    }
}

/// How late an action is; `None` when it is finished, dropped, has no date, or is not late. A date without a time is
/// due until its day ends (24 hours after its midnight), and is late by whole days from the next.
#[must_use]
pub fn overdue(action: &CorrectiveAction, now: Instant) -> Option<Length> {
    const DAY_MS: i64 = 86_400_000;
    let finished =
        action.completed.is_some() || matches!(action.status, Some(ActionStatus::Done | ActionStatus::Dropped));
    let due = action.due.filter(|_| !finished)?;
    let late = now.since(due.at).ms();
    let late = if due.day_only { late - late.rem_euclid(DAY_MS) } else { late };
    (late > 0).then_some(Length::from_ms(late))
}
