//! Durations one can defend: interval algebra, milestones, availability, and what a postmortem leaves open.
//!
//! Definitions and their sources are in `docs/metrics.md`. Never asks what time it is: `now` is handed in.

mod availability;
mod durations;
#[cfg(test)]
mod example;
mod findings;
mod intervals;
mod moments;
mod phases;

pub use availability::{Availability, DEFAULT_SLO, availability, default_window};
pub use durations::{Anchor, Durations, Measured, Metric, Source, durations};
pub use findings::{Contradiction, Finding, FindingKind, LikelyReason, Subject, findings, findings_in, overdue};
pub use intervals::{LevelSpan, by_level, time_at, total, union, within};
pub use moments::Moments;
pub use phases::phases;
