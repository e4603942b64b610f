//! The core of Faultline: incidents, their formats, figures and geometry. It knows no browser, clock or file system: `now`,
//! zones and sizes are parameters. In the order in which the modules may use each other:
//!
//! - [`time`]: instants, spans, lengths and zones, as integers.
//! - [`incident`]: the model, the links between its parts, and the problems that a file can have.
//! - [`text`]: what people read or hear; Markdown.
//! - [`pace`]: pauses in long work.
//! - [`formats`]: files to incidents and their problems.
//! - [`export`]: incidents to files.
//! - [`handover`]: what was read, as text from one module of the page to another.
//! - [`metrics`]: milestones, durations and availability; distributions, intervals and comparisons.
//! - [`claims`]: what the prose states about the incident in numbers, held against its record.
//! - [`findings`]: what a postmortem leaves open, or says against its own record.
//! - [`headline`]: what one incident comes to, in sentences, and the strip beneath them.
//! - [`picture`]: a drawing as data: shapes, and what each stands for.
//! - [`timeline`]: the geometry of the timeline: scale, ticks, lanes, and the scene they make.
//! - [`charts`]: the geometry of charts over many incidents, each with its sentence and its table.
//! - [`catalog`]: many incidents: filtered, sorted, grouped and summarised.

pub mod catalog;
pub mod charts;
pub mod claims;
pub mod export;
pub mod findings;
pub mod formats;
pub mod handover;
pub mod headline;
pub mod incident;
pub mod metrics;
pub mod pace;
pub mod picture;
pub mod text;
pub mod time;
pub mod timeline;
