//! The charts of many incidents. Must never lay one out.

use super::super::app::App;
use super::super::node::Node;

/// The charts.
pub fn plots(_app: App) -> Vec<Node> {
    Vec::new()
}

/// Listens to what is done to them.
pub fn listen(_app: App) {}
