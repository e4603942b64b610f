//! Many incidents: what is measured of each, which of them are chosen and in what order, and what they come to together.
//!
//! Every number is `metrics`' own; `now`, the zone, the anchors and the window are handed in. Must never draw, fetch, or
//! keep a figure that changes with the clock.

mod actions;
mod chart_data;
mod choose;
mod figures;
mod groups;
mod list;
mod names;
mod summary;
mod table;
#[cfg(test)]
mod tests;

pub use actions::{ActionAt, ActionState, Actions, state_of, unanswered};
pub use chart_data::{ChartData, chart_data};
pub use choose::{Chosen, Filter, choose};
pub use figures::{Downtimes, Figures, LevelTimes, Terms, figures};
pub use groups::{Group, GroupBy, groups};
pub use list::{Column, a_year_ago, neighbours, sort_rows};
pub use names::Names;
pub use summary::summary;
pub use table::{Hit, Row, Table};
