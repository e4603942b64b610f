//! Files and text that the reader hands to the page. Must never parse them.

use web_sys::{ClipboardEvent, DragEvent, FileList};

use super::folders::{Dropped, dropped, holds_folder};
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

/// What was dropped.
#[derive(Clone, Debug)]
pub enum Drop {
    /// Files, each with its name.
    Files(Vec<(String, web_sys::File)>),
    /// Folders, and files beside them.
    Folders(Vec<Dropped>),
}

/// The files of a list, each with its path in the folder that was chosen, or its name.
pub(super) fn listed(files: &FileList) -> Vec<(String, web_sys::File)> {
    let path = |file: &web_sys::File| {
        let path = js_sys::Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
        path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
    };
    let files = (0..files.length()).filter_map(|at| files.get(at));
    files.map(|file| (path(&file), file)).collect()
}

/// Calls back with what is dropped anywhere on the page.
pub fn on_dropped(callback: impl Fn(Drop) + 'static) {
    listen(&gloo::utils::window(), "drop", move |event: &DragEvent| {
        event.prevent_default();
        let Some(data) = event.data_transfer() else { return };
        let entries = dropped(&data);
        if holds_folder(&entries) {
            callback(Drop::Folders(entries));
        } else if let Some(files) = data.files() {
            callback(Drop::Files(listed(&files)));
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
