//! The one room that names `web_sys`, `js_sys`, `wasm_bindgen` and `gloo`. Wasm only; must never think.

mod clipboard;
pub mod dom;
mod download;
mod fetch;
mod fields;
mod files;
mod folders;
mod frames;
mod hands;
mod held;
mod history;
mod pace;
mod page;
mod resize;
mod zones;

pub use clipboard::copy;
pub use download::download_csv;
pub use fetch::{Cancel, fetch, read_file};
pub use fields::{
    blur, box_height, on_field_key, on_scrolled, on_ticked, on_typed, reveal_in_box, say_in, scroll_box, set_value,
    value_of,
};
pub use files::{Drop, on_dropped, on_file_dragged, on_pasted};
pub use folders::{Dropped, files_in};
pub use frames::{Later, after, fill_screen, later, next_frame, on_screen_left, open_for, wants_less_motion};
pub use hands::{
    Chosen, Hold, Touch, on_chosen, on_double_click, on_key, on_mark, on_pointed, on_pointer, on_press, on_wheel,
};
pub use held::{Held, on_held, on_key_in};
pub use history::{fragment, link_to, on_fragment, scrolled_then, set_fragment};
pub use pace::SlicePace;
pub use page::{
    Stopwatch, after_paint, body, by_id, close_dialogs, every_second, focus, is_embedded, is_state, mark_ready,
    measure, move_before, now, now_ms, open_dialog, query, reader_zone_name, remove, resolve, root_font_px, same_site,
    scroll_to, scroll_to_px, set_file, set_flag, set_state, set_theme, set_title, store, stored, take_text, yield_now,
};
pub use resize::{on_page_resize, on_resize, width_of};
pub use web_sys::File;
pub use zones::{IntlZones, offer_zone_names};
