//! The one room that names `web_sys`, `js_sys`, `wasm_bindgen` and `gloo`. Wasm only; must never think.

pub mod dom;
mod fetch;
mod files;
mod folders;
mod hands;
mod more;
mod page;
mod plots;
mod resize;
mod written;
mod zones;

pub use fetch::{Cancel, Pieces, fetch, read_file};
pub use files::{Drop, on_dropped, on_file_dragged, on_pasted};
pub use folders::{Dropped, files_in};
pub use hands::{Chosen, Wheel, on_chosen, on_double_click, on_drag, on_key, on_pointed, on_press, on_wheel};
pub use more::more;
pub use page::{
    Stopwatch, after_paint, body, breathe, by_id, close_dialogs, every_second, focus, is_embedded, mark_ready, measure,
    now, now_ms, open_dialog, query, reader_zone_name, remove, resolve, root_font_px, same_site, scroll_to,
    scroll_to_top, set_file, set_flag, set_state, set_theme, set_title, store, stored, take_text,
};
pub use plots::{Hand, download_csv, on_plot, on_plot_key};
pub use resize::{on_page_resize, on_resize};
pub use web_sys::File;
pub use written::on_field;
pub use zones::IntlZones;
