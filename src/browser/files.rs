//! Files and text that the reader hands to the page. Must never parse them.

use web_sys::{ClipboardEvent, DragEvent};

use super::hands::{is_typing, listen};

/// Calls back when a file is dragged over the page (`true`) and when it leaves (`false`).
pub fn on_file_dragged(callback: fn(bool)) {
    let window = gloo::utils::window();
    listen(&window, "dragover", move |event: &DragEvent| {
        if event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0)) {
            // Without this the browser would open the file in place of the page.
            event.prevent_default();
            callback(true);
        }
    });
    listen(&window, "dragleave", move |event: &DragEvent| {
        if event.related_target().is_none() {
            callback(false);
        }
    });
}

/// Calls back with a file dropped anywhere on the page.
pub fn on_dropped(callback: impl Fn(web_sys::File) + 'static) {
    listen(&gloo::utils::window(), "drop", move |event: &DragEvent| {
        event.prevent_default();
        if let Some(file) = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0)) {
            callback(file);
        }
    });
}

/// Calls back with a file or text pasted anywhere but into a field.
pub fn on_pasted(callback: impl Fn(Result<web_sys::File, String>) + 'static) {
    listen(&gloo::utils::window(), "paste", move |event: &ClipboardEvent| {
        let Some(data) = event.clipboard_data().filter(|_| !is_typing(event)) else { return };
        if let Some(file) = data.files().and_then(|files| files.get(0)) {
            callback(Ok(file));
        } else if let Ok(text) = data.get_data("text") {
            callback(Err(text));
        }
    });
}
