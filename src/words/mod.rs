//! Every sentence a person reads or hears that is not a problem or a finding. Must never decide anything.

mod calendar;

use crate::incident::{EventKind, ImpactLevel};

pub use calendar::{clock, date, date_time, day_and_month, iso_local, month_name};

/// An impact level's name on the page.
#[must_use]
pub const fn level_name(level: ImpactLevel) -> &'static str {
    match level {
        ImpactLevel::Full => "Outage",
        ImpactLevel::Partial => "Partial outage",
        ImpactLevel::Degraded => "Degraded",
        ImpactLevel::None => "No impact",
    }
}

/// An event kind's name on the page: the name of its lane.
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
