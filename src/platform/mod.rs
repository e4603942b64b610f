//! The one room that names `web_sys`, `js_sys`, `wasm_bindgen` and `gloo`. Wasm only; must never think.

mod clipboard;
mod download;
mod events;
mod fetch;
mod fields;
mod files;
mod folders;
mod frames;
mod history;
mod pace;
mod page;
mod zones;

pub use clipboard::copy;
pub use download::download_csv;
pub use events::{closest, is_typing};
pub use fetch::{Cancel, fetch, read_file};
pub use fields::{reveal_in_box, scroll_box_to};
pub use files::{listed, use_file_drop, use_paste};
pub use folders::{Entry, files_in};
pub use frames::{Later, after, fill_screen, fills_screen, later, open_for, wants_less_motion};
pub use history::{fragment, link_to, scrolled_then, set_fragment};
pub use pace::SlicePace;
pub use page::{
    Stopwatch, after_paint, body, focus, is_embedded, is_state, mark_ready, measure, now, now_ms, page_width, query,
    reader_zone_name, resolve, root_font_px, same_site, scroll_to, scroll_to_px, set_flag, set_state, store, stored,
    yield_now,
};
pub use web_sys::File;
pub use zones::{IntlZones, zone_names};
