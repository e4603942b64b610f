//! Durations one can defend: interval algebra, milestones, availability, and what a postmortem leaves open.
//!
//! Definitions and their sources are in `docs/metrics.md`. Never asks what time it is: `now` is handed in.

mod availability;
mod durations;
mod findings;
mod intervals;

pub use availability::{Availability, availability};
pub use durations::{Anchor, Durations, Measured, Metric, Source, durations};
pub use findings::{Finding, FindingKind, LikelyReason, Subject, findings};
pub use intervals::{LevelSpan, by_level, union};
