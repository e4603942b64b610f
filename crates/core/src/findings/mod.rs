//! Findings: what a postmortem leaves open, or where it contradicts itself. The file was read as it was meant; what could
//! not be read is a [`crate::incident::Problem`].

mod record;
mod text;

pub use record::detected_by_customer;
pub use text::verdict_in_words;

#[cfg(test)]
mod any_incident;
#[cfg(test)]
mod tests;

use crate::claims::{Claim, Field, Figure, Value, Verdict, claims};
use crate::incident::{ActionIx, ActionStatus, Case, CauseIx, CorrectiveAction, EventIx, ImpactIx, Milestone};
use crate::metrics::Durations;
use crate::time::{DAY_MS, Instant, Length, Zone};

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

/// How the status contradicts the rest of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contradiction {
    /// Resolved or reviewed, but this impact has no end. It is counted up to the resolution, if that is known.
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
    /// What else it is about: of what is lacking in several parts there is one finding.
    pub also: Vec<Subject>,
}

/// What an incident was read from: it decides in which words a remedy says where to write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReadFrom {
    /// An incident file, whose keys are named.
    #[default]
    IncidentFile,
    /// An export of another tool, or a document, which has no such keys.
    AnotherFormat,
}

/// What is left open.
#[derive(Clone, Debug, PartialEq)]
pub enum FindingKind {
    /// A claim that the record contradicts. Of claims that say the same, the first in the file.
    Contradicted(Box<Claim>),
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
    /// An impact that ends after now, or a milestone that is after now: it is not counted. Planned work may.
    InFuture(Instant),
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
    let mut add = |subject, kind| found.push(Finding { subject, kind, also: Vec::new() });
    add_contradicted(claims(case, durations, zone), &mut add);
    record::check(case, durations, now, &mut add);
    // Stable: findings of one weight stay in the order of the file.
    found.sort_by_key(Finding::weight);
    joined(found)
}

/// One finding of each kind that says no more of one part than of another.
fn joined(found: Vec<Finding>) -> Vec<Finding> {
    let mut joined: Vec<Finding> = Vec::with_capacity(found.len());
    // Where the one finding of each such kind stands.
    let mut places: Vec<usize> = Vec::new();
    for finding in found {
        if !finding.kind.is_of_any_part() {
            joined.push(finding);
            continue;
        }
        let is_alike = |&&place: &&usize| joined.get(place).is_some_and(|other| other.kind == finding.kind);
        if let Some(other) = places.iter().find(is_alike).and_then(|&place| joined.get_mut(place)) {
            other.also.push(finding.subject);
        } else {
            places.push(joined.len());
            joined.push(finding);
        }
    }
    joined
}

impl FindingKind {
    const fn is_of_any_part(&self) -> bool {
        matches!(
            self,
            Self::ImpactWithoutLevel
                | Self::CauseWithoutAction
                | Self::OnlyDroppedActions
                | Self::CauseWithoutEvent
                | Self::ActionWithoutCause
        )
    }
}

/// The claims that the record contradicts, each once: a summary, a heading and `stated.duration` often say the same.
fn add_contradicted(claims: Vec<Claim>, add: &mut impl FnMut(Subject, FindingKind)) {
    let mut said: Vec<(Value, Figure)> = Vec::new();
    for claim in claims {
        let Verdict::Contradicted { figure, .. } = claim.verdict else { continue };
        let says_the_same = |(value, other): &(Value, Figure)| match (value, claim.value) {
            (Value::Length(one), Value::Length(another)) => {
                (one.low, one.high) == (another.low, another.high) && *other == figure
            }
            (one, another) => *one == another && *other == figure,
        };
        // A long text that contradicts itself over and over says nothing more after so many.
        if said.len() < 100 && !said.iter().any(says_the_same) {
            said.push((claim.value, figure));
            add(subject_of(claim.field), FindingKind::Contradicted(Box::new(claim)));
        }
    }
}

const fn subject_of(field: Field) -> Subject {
    match field {
        Field::Impact(ix) => Subject::Impact(ix),
        Field::Event(ix) => Subject::Event(ix),
        Field::Cause(ix) => Subject::Cause(ix),
        Field::Action(ix) => Subject::Action(ix),
        _ => Subject::Incident,
    }
}

impl Finding {
    /// Everything it is about.
    pub fn subjects(&self) -> impl Iterator<Item = Subject> {
        std::iter::once(self.subject).chain(self.also.iter().copied())
    }

    /// Its place in the list: what makes a figure doubtful first, then what is left undone, then what is not written.
    fn weight(&self) -> u8 {
        match &self.kind {
            FindingKind::Contradicted(claim) => u8::from(!matches!(claim.value, Value::Length(_))),
            FindingKind::StatusContradicts(_) => 2,
            FindingKind::Backwards { .. } | FindingKind::InFuture(_) | FindingKind::EventFarAway { .. } => 3,
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
    let finished =
        action.completed.is_some() || matches!(action.status, Some(ActionStatus::Done | ActionStatus::Dropped));
    let due = action.due.filter(|_| !finished)?;
    let late = now.since(due.at).ms();
    let late = if due.day_only { late - late.rem_euclid(DAY_MS) } else { late };
    (late > 0).then_some(Length::from_ms(late))
}
