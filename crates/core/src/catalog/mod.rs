//! Many incidents: measuring each, filtering, sorting and grouping them, and their figures together.
//!
//! The arithmetic is that of [`crate::metrics`]; `now`, the zone, the anchors and the window are parameters.

mod actions;
mod chart_data;
mod figures;
mod filter;
mod groups;
mod list;
mod names;
mod summary;
mod table;
#[cfg(test)]
mod tests;

pub use actions::{ActionAt, ActionState, Actions, state_of, unanswered};
pub use chart_data::{ChartData, chart_data};
pub use figures::{Downtimes, Figures, LevelTimes, Terms, figures};
pub use filter::{Filter, FilterResult, apply_filter};
pub use groups::{Group, GroupBy, GroupColumn, groups, order_of_groups};
pub use list::{Column, a_year_ago, neighbours, sort_rows};
pub use names::Names;
pub use summary::summary;
pub use table::{Hit, Row, Table};
