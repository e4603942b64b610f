//! The model: one incident as its file means it, the links between its parts, and what could not be read.
//!
//! Knows nothing of JSON, pixels or browsers. Derived figures live in `metrics`, never here.

mod case;
mod ids;
mod joining;
mod model;
mod phase;
mod problem;
mod problem_text;
mod suggestions;
mod vocabulary;

pub use case::{Case, Links};
pub use ids::{ActionId, ActionIx, CauseId, CauseIx, EventId, EventIx, ImpactIx};
pub use joining::{backward_impacts, join};
pub use model::{
    Cause, CorrectiveAction, Event, Extra, Impact, Incident, Lesson, Link, MetricSettings, Service, Severity, Stated,
    StatedMilestones, Weights, When, severity_rank,
};
pub use phase::Phase;
pub use problem::{MOST_DEPTH, Place, Problem, ProblemKind, Range, Step, Unplaced};
pub(crate) use problem_text::Visible;
pub(crate) use suggestions::{closest, snake_case};
pub use vocabulary::{ActionKind, ActionStatus, CauseRole, EventKind, ImpactLevel, LessonKind, Milestone, Status};
