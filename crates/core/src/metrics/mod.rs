//! Figures of incidents: milestones, durations, availability; of many incidents, distributions, intervals,
//! comparisons and survival.
//!
//! `docs/metrics.md` has the definitions and their sources. Nothing here asks what time it is: callers pass `now`.

mod availability;
mod calendar;
mod comparison;
mod distribution;
mod doubts;
mod durations;
#[cfg(test)]
pub(crate) mod example;
mod intervals;
mod moments;
mod phases;
mod resampling;
mod sample;
mod services;
mod survival;

pub use crate::text::{estimated_length, length_of_ms};
pub use availability::{Availability, DEFAULT_SLO, availability, default_window};
pub use calendar::{
    Bin, Downtime, Month, Week, began_by_bin, by_month, by_weekday_and_hour, covered_by_bin, day_of, days, downtime,
    month_of, months,
};
pub use comparison::{Comparison, Verdict, compare, estimate_comparison};
pub use distribution::{
    Distribution, MIN_FOR_INTERVALS, MIN_FOR_MEAN_INTERVAL, MIN_FOR_P90, MIN_FOR_P95, Summary, distribution, quantile,
};
pub use doubts::{Doubt, DoubtKind};
pub use durations::{
    Accuracy, Anchor, Durations, Measured, Measurement, Metric, Source, durations, measure, unlevelled,
};
pub(crate) use durations::{anchors, runs_on};
pub use intervals::{LevelSpan, by_level, time_at, total, uncovered, union, within};
pub use moments::Moments;
pub use phases::phases;
pub use resampling::{Interval, Intervals, estimate_intervals, intervals};
pub use sample::{Anchors, Exclusions, Observation, ObservationError, RecordKind, StartAnchor};
pub use services::{ServiceImpact, service_impacts};
pub use survival::{Step, Survival, survival};
