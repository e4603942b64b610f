//! The one room that names `web_sys`, `js_sys`, `wasm_bindgen` and `gloo`. Wasm only; must never think.

mod fetch;
mod files;
mod page;
mod resize;
mod zones;

pub use fetch::{Cancel, fetch};
pub use files::{dropped_file, is_file_drag, on_drag_over, on_drop, on_paste, read_file};
pub use page::{
    Listener, Stopwatch, after_paint, capture_pointer, client_x, close_dialog, every_second, focus, has_focus,
    install_crash_page, is_embedded, is_typing, mark_ready, measure, now, on_key, open_dialog, query, reader_zone_name,
    resolve, root, root_font_px, same_site, scroll_to, set_dragging, set_file, set_state, set_theme, set_title, store,
    stored,
};
pub use resize::on_resize;
pub use web_sys::File;
pub use zones::IntlZones;
