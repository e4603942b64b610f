//! Files and text that the reader drops on the page or pastes into it.

use leptos::ev;
use leptos::prelude::window;
use leptos_use_event_listener::use_event_listener;
use web_sys::{File, FileList};

use super::folders::entries;
use super::{is_typing, set_flag};
use crate::open::Source;

/// The files of a list, each with its path in the folder that was chosen, or its name.
#[must_use]
pub fn listed(files: &FileList) -> Vec<(String, File)> {
    let path = |file: &File| {
        let path = js_sys::Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
        path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
    };
    let files = (0..files.length()).filter_map(|at| files.get(at));
    files.map(|file| (path(&file), file)).collect()
}

/// Calls back with what is dropped anywhere on the page. While a file is over it, `<html>` has `data-dragging`.
pub fn use_file_drop(on_drop: impl Fn(Source) + 'static) {
    // Not `use_drop_zone`: that one takes a dragged text as well, which belongs into the field it is dragged to.
    let _ = use_event_listener(window(), ev::dragover, |event| {
        if event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0)) {
            // Else the browser would open the file in place of the page.
            event.prevent_default();
            set_flag("data-dragging", true);
        }
    });
    let _ = use_event_listener(window(), ev::dragleave, |event| {
        if event.related_target().is_none() {
            set_flag("data-dragging", false);
        }
    });
    let _ = use_event_listener(window(), ev::drop, move |event| {
        event.prevent_default();
        set_flag("data-dragging", false);
        let Some(data) = event.data_transfer() else { return };
        let entries = entries(&data);
        if entries.iter().any(web_sys::FileSystemEntry::is_directory) {
            on_drop(Source::Folders(entries));
        } else if let Some(files) = data.files() {
            on_drop(Source::Files(listed(&files)));
        }
    });
}

/// Calls back with a file or a text that is pasted anywhere but into a field.
pub fn use_paste(on_file: impl Fn(Source) + 'static, on_text: impl Fn(String) + 'static) {
    let _ = use_event_listener(window(), ev::paste, move |event| {
        let Some(data) = event.clipboard_data().filter(|_| !is_typing(&event)) else { return };
        if let Some(file) = data.files().and_then(|files| files.get(0)) {
            on_file(Source::Files(vec![(file.name(), file)]));
        } else if let Ok(text) = data.get_data("text") {
            on_text(text);
        }
    });
}
