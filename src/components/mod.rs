//! Components that several pages share.

mod after_paint;
mod dialog;
mod event_title;
mod hidden_events;
mod level_class;
mod links;
mod markdown;
mod menu;
mod open_controls;
pub mod picture;
mod progress;
mod read_as;
mod time_text;
mod unbroken;
mod warning;

pub use after_paint::AfterPaint;
pub use dialog::ModalDialog;
pub use event_title::EventTitle;
pub use hidden_events::HiddenEvents;
pub use level_class::level_class;
pub use links::{ExternalLink, LinkList};
pub use markdown::{Mark, Markdown};
pub use menu::Menu;
pub use open_controls::OpenControls;
pub use progress::LoadProgress;
pub use read_as::{ReadAgain, ReadAs};
pub use time_text::TimeText;
pub use unbroken::Unbroken;
pub use warning::Warning;
