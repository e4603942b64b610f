//! Pieces that several parts of the page are made of.

mod dialog;
mod menu;
mod open_controls;
mod progress;

pub use dialog::{Dialog, OpenDialog};
pub use menu::Menu;
pub use open_controls::OpenControls;
pub use progress::LoadProgress;
