//! Files and text that the reader hands to the page. Must never parse them.

use gloo::events::{EventListener, EventListenerOptions};
use gloo::file::{File, futures::read_as_bytes};
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, Event, HtmlInputElement};

use super::{Listener, is_typing};
use crate::formats::{MOST_BYTES, ReadError};
use crate::state::Failure;

/// Reads a file from the disk.
///
/// # Errors
/// [`Failure`] when the browser may not read it or it is too large.
pub async fn read_file(file: web_sys::File) -> Result<Vec<u8>, Failure> {
    let file = File::from(file);
    match usize::try_from(file.size()) {
        Ok(bytes) if bytes <= MOST_BYTES => read_as_bytes(&file).await.map_err(|_| Failure::Unreadable),
        size => Err(Failure::Read(ReadError::TooLarge { bytes: size.unwrap_or(usize::MAX) })),
    }
}

/// The file chosen in a file field, which is emptied so that the same file can be chosen again.
#[must_use]
pub fn dropped_file(event: &Event) -> Option<web_sys::File> {
    let input: HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// `true` when what is dragged is a file, rather than a text or a picture of the page.
#[must_use]
pub fn is_file_drag(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

/// Calls back when a file is dragged over the page (`true`) and when it leaves (`false`).
#[must_use]
pub fn on_drag_over(callback: impl FnMut(bool) + 'static) -> [Listener; 2] {
    let callback = std::rc::Rc::new(std::cell::RefCell::new(callback));
    let leave = std::rc::Rc::clone(&callback);
    let over = listen("dragover", move |event: &DragEvent| {
        if is_file_drag(event) {
            // Without this the browser would open the file in place of the page.
            event.prevent_default();
            (callback.borrow_mut())(true);
        }
    });
    let leave = listen("dragleave", move |event: &DragEvent| {
        if event.related_target().is_none() {
            (leave.borrow_mut())(false);
        }
    });
    [over, leave]
}

/// Calls back with a file dropped anywhere on the page.
#[must_use]
pub fn on_drop(mut callback: impl FnMut(web_sys::File) + 'static) -> Listener {
    listen("drop", move |event: &DragEvent| {
        event.prevent_default();
        if let Some(file) = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0)) {
            callback(file);
        }
    })
}

/// Calls back with a file or text pasted anywhere but into a field.
#[must_use]
pub fn on_paste(mut callback: impl FnMut(Result<web_sys::File, String>) + 'static) -> Listener {
    listen("paste", move |event: &ClipboardEvent| {
        let Some(data) = event.clipboard_data().filter(|_| !is_typing(event)) else { return };
        if let Some(file) = data.files().and_then(|files| files.get(0)) {
            callback(Ok(file));
        } else if let Ok(text) = data.get_data("text") {
            callback(Err(text));
        }
    })
}

fn listen<E: JsCast>(name: &'static str, mut callback: impl FnMut(&E) + 'static) -> Listener {
    let window = gloo::utils::window();
    let options = EventListenerOptions::enable_prevent_default();
    Listener::new(EventListener::new_with_options(&window, name, options, move |event| {
        callback(event.unchecked_ref());
    }))
}
