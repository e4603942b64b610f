//! What the browser offers and no crate wraps well. Whatever may throw in a sandboxed frame does nothing there, or answers
//! `None`.

mod address;
mod clipboard;
mod clock;
mod download;
mod fetch;
mod files;
mod folders;
mod pace;
mod page;
mod storage;
mod zones;

pub use address::{fragment, is_embedded, link_to, push_fragment, query, remembered_scroll, replace_fragment, resolve};
pub use clipboard::copy;
pub use clock::{Stopwatch, after_paint, measure, now, open_for};
pub use download::download;
pub use fetch::{Cancel, Request, read_answer, read_file, request};
pub use files::{listed, use_file_drop, use_paste};
pub use folders::files_in;
pub use pace::{SlicePace, yield_now};
pub use page::{
    closest, fill_screen, fills_screen, focus, is_state, is_typing, page_width, return_focus, reveal_in_box,
    root_font_px, scroll_box_to, scroll_to, scroll_to_px, set_flag, set_state, wants_less_motion,
};
pub use storage::{store, stored};
pub use web_sys::{File, FileSystemEntry};
pub use zones::{IntlZones, reader_zone_name, zone_names};
