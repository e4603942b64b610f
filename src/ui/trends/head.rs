//! TODO.

use super::super::app::App;
use super::super::node::Node;

/// TODO.
pub fn head(_app: App) -> Vec<Node> {
    Vec::new()
}
