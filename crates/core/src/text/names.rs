//! Names of the words that the file format defines.

use crate::incident::{ActionKind, ActionStatus, CauseRole, EventKind, ImpactLevel, LessonKind, Milestone, Status};

/// `Ongoing`, `Mitigated`, `Resolved`, `Reviewed`.
#[must_use]
pub const fn status_name(status: Status) -> &'static str {
    match status {
        Status::Ongoing => "Ongoing",
        Status::Mitigated => "Mitigated",
        Status::Resolved => "Resolved",
        Status::Reviewed => "Reviewed",
    }
}

/// What a level of impact is called beside its bar.
#[must_use]
pub const fn level_name(level: ImpactLevel) -> &'static str {
    match level {
        ImpactLevel::Full => "Outage",
        ImpactLevel::Partial => "Partial outage",
        ImpactLevel::Degraded => "Degraded",
        ImpactLevel::None => "No impact",
    }
}

/// What a kind of event is called beside its lane.
#[must_use]
pub const fn kind_name(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Trigger => "Trigger",
        EventKind::Symptom => "Symptom",
        EventKind::Detection => "Detection",
        EventKind::Diagnosis => "Diagnosis",
        EventKind::Escalation => "Escalation",
        EventKind::Response => "Response",
        EventKind::Mitigation => "Mitigation",
        EventKind::Recovery => "Recovery",
        EventKind::Communication => "Communication",
        EventKind::Change => "Change",
        EventKind::Note => "Note",
    }
}

/// What part a cause played.
#[must_use]
pub const fn role_name(role: Option<CauseRole>) -> &'static str {
    match role {
        Some(CauseRole::Root) => "Root",
        Some(CauseRole::Contributing) => "Contributing",
        Some(CauseRole::Trigger) => "Trigger",
        None => "Role not given",
    }
}

/// What an action is meant to do.
#[must_use]
pub const fn action_kind_name(kind: Option<ActionKind>) -> &'static str {
    match kind {
        Some(ActionKind::Prevent) => "Prevent",
        Some(ActionKind::Detect) => "Detect",
        Some(ActionKind::Mitigate) => "Mitigate",
        Some(ActionKind::Process) => "Process",
        None => "Kind not given",
    }
}

/// How far an action has come.
#[must_use]
pub const fn action_status_word(status: Option<ActionStatus>) -> &'static str {
    match status {
        Some(ActionStatus::Open) => "open",
        Some(ActionStatus::InProgress) => "in progress",
        Some(ActionStatus::Done) => "done",
        Some(ActionStatus::Dropped) => "dropped",
        None => "status not given",
    }
}

/// How far an action has come, with a sign that does not rest on colour.
#[must_use]
pub const fn action_status_name(status: Option<ActionStatus>) -> &'static str {
    match status {
        Some(ActionStatus::Open) => "○ open",
        Some(ActionStatus::InProgress) => "◐ in progress",
        Some(ActionStatus::Done) => "✓ done",
        Some(ActionStatus::Dropped) => "✕ dropped",
        None => "status not given",
    }
}

/// The heading of a group of lessons.
#[must_use]
pub const fn lesson_kind_name(kind: Option<LessonKind>) -> &'static str {
    match kind {
        Some(LessonKind::WentWell) => "Went well",
        Some(LessonKind::WentWrong) => "Went wrong",
        Some(LessonKind::Lucky) => "Where we were lucky",
        Some(LessonKind::Learned) => "Learned",
        None => "Lessons",
    }
}

/// A milestone as the noun of its moment: `resolution`.
#[must_use]
pub const fn milestone_noun(milestone: Milestone) -> &'static str {
    match milestone {
        Milestone::Started => "start",
        Milestone::Detected => "detection",
        Milestone::Acknowledged => "acknowledgement",
        Milestone::Mitigated => "mitigation",
        Milestone::Resolved => "resolution",
    }
}

/// With its first letter as a capital, where that is of the Latin alphabet.
#[must_use]
pub fn capitalized(words: &str) -> String {
    let mut capital = words.to_owned();
    if let Some(first) = capital.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    capital
}
