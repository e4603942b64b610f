//! What a postmortem leaves open or says against itself. Not a reading problem: the file was read as meant.
//! Must never blame a person.

use super::Durations;
use crate::incident::{ActionIx, Case, CauseIx, EventIx, ImpactIx, Milestone};
use crate::time::{Instant, Length};

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

/// Why a stated duration may differ from the measured one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LikelyReason {
    /// It equals the whole timeline.
    WholeTimeline,
    // Others follow: support hours, one clock without a day.
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
        /// What was measured.
        measured: Length,
        /// Why they may differ.
        likely: Option<LikelyReason>,
    },
    /// A milestone that is not recorded.
    MilestoneMissing(Milestone),
    /// No action answers the cause.
    CauseWithoutAction,
    /// The action answers no cause.
    ActionWithoutCause,
}

/// Everything left open, the weightiest first.
#[must_use]
pub fn findings(case: &Case, durations: &Durations, now: Instant) -> Vec<Finding> {
    let _ = (case, durations, now);
    Vec::new()
}
