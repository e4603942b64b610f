//! Where an event came from.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// The element of an event's target, or around it, that matches.
#[must_use]
pub fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// `true` when the reader is writing: no key is a shortcut then.
#[must_use]
pub fn is_typing(event: &Event) -> bool {
    closest(event, "input, textarea, select, [contenteditable]").is_some()
}
