//! The one room that names `web_sys`, `js_sys`, `wasm_bindgen` and `gloo`. Wasm only; must never think.

mod clipboard;
pub mod dom;
mod fetch;
mod files;
mod frames;
mod hands;
mod held;
mod page;
mod resize;
mod zones;

pub use clipboard::copy;
pub use fetch::{Cancel, fetch};
pub use files::{on_dropped, on_file_dragged, on_pasted, read_file};
pub use frames::{Later, after, fill_screen, later, next_frame, on_screen_left, open_for, wants_less_motion};
pub use hands::{Chosen, Hold, Touch, on_chosen, on_double_click, on_key, on_pointed, on_pointer, on_press, on_wheel};
pub use held::{Held, on_held, on_key_in};
pub use page::{
    Stopwatch, after_paint, body, by_id, close_dialogs, every_second, focus, is_embedded, mark_ready, measure, now,
    open_dialog, query, reader_zone_name, remove, resolve, root_font_px, same_site, scroll_to, set_file, set_flag,
    set_state, set_theme, set_title, store, stored, take_text,
};
pub use resize::{on_page_resize, on_resize};
pub use web_sys::File;
pub use zones::IntlZones;
