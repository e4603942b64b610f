//! Components that several pages share.

mod event_title;
mod hidden_events;
mod level_class;
mod links;
mod markdown;
pub mod picture;
mod time_text;
mod warning;

pub use event_title::EventTitle;
pub use hidden_events::HiddenEvents;
pub use level_class::level_class;
pub use links::{ExternalLink, LinkList};
pub use markdown::Markdown;
pub use time_text::TimeText;
pub use warning::Warning;
