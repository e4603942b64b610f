//! Text that people read or hear: labels, dates, lengths and announcements; case-insensitive search; and Markdown.
//!
//! The messages of problems are in [`crate::incident`], the sentences of findings in [`crate::findings`].

mod announcements;
mod calendar;
mod estimates;
mod fold;
mod links;
mod markdown;
mod names;
mod sentences;
mod unbroken;

pub use announcements::{
    announce_range_edge, announce_story, announce_view, distance_between, distance_text, known_causes_text,
    measuring_hint, range_text,
};
pub use calendar::{clock, clock_alone, date, date_time, day_and_month, iso_local, month_in_full, month_name};
pub use estimates::{estimated_length, length_of_ms};
pub use fold::{contains, fold_case, position};
pub use links::is_safe_link;
pub use markdown::{Block, Inline, markdown, marked_markdown};
pub use names::{
    action_kind_name, action_status_name, action_status_word, capitalized, kind_name, lesson_kind_name, level_name,
    milestone_noun, role_name, status_name,
};
pub use sentences::{
    about, actions_counted, after_milestone, and_more, announce_cluster, announce_event, because_of, bytes_read,
    causes_counted, counted, counted_kind, days, decimal, decimal_up_to, display_title, events_read, figure_label,
    from_origin, from_to, hidden, kinds_counted, length_so_far, links_counted, listed, no_such_zone, overdue_by,
    owner_and_due, percent, quiet, roughly, short_count, shown_at, whole_days,
};
pub use unbroken::unbroken;
