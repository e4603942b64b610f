//! Everything of Faultline that thinks. The modules, in the order in which they may use each other (`ARCHITECTURE.md`
//! has the arrows and the reasons):
//!
//! - [`time`]: instants, spans, lengths, zones, as integers.
//! - [`incident`]: the model, the links between its parts, and the problems a file can have.
//! - [`text`]: every sentence a person reads or hears.
//! - [`formats`]: files to incidents and their problems.
//! - [`export`]: incidents to files.
//! - [`pace`]: pauses in long work.
//! - [`metrics`]: interval algebra, milestones, durations, and what a postmortem leaves open.
//! - [`picture`]: a drawing as data: shapes, and what each stands for.
//! - [`timeline`]: geometry as data: scale, ticks, lanes, and the scene they make.
//! - [`charts`]: the geometry of charts over many incidents, each with its sentence and its table.
//! - [`catalog`]: many incidents: which are chosen, in what order, and what they come to.

pub mod catalog;
pub mod charts;
pub mod export;
pub mod formats;
pub mod incident;
pub mod metrics;
pub mod pace;
pub mod picture;
pub mod text;
pub mod time;
pub mod timeline;
