//! TODO.

use super::super::app::App;
use super::super::node::Node;

/// TODO.
pub fn groups(_app: App) -> Vec<Node> {
    Vec::new()
}
