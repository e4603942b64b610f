//! TODO.

use super::super::app::App;
use super::super::node::Node;

/// TODO.
pub fn list(_app: App) -> Vec<Node> {
    Vec::new()
}
