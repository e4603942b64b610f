//! What the reader's hands do, told in plain values. One listener an event for the whole page. Must never decide what
//! it means.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, MouseEvent};

/// Listens for as long as the page lives, and may keep the event from the browser.
pub(super) fn listen<E: JsCast>(target: &EventTarget, name: &'static str, mut callback: impl FnMut(&E) + 'static) {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(target, name, options, move |event| callback(event.unchecked_ref())).forget();
}

pub(super) fn page() -> EventTarget {
    gloo::utils::window().into()
}

/// The element of an event's target, or around it, that matches.
pub fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// `true` when the reader is writing: no key is a shortcut then.
pub fn is_typing(event: &Event) -> bool {
    closest(event, "input, textarea, select, [contenteditable]").is_some()
}

/// Calls back with the word of what is pressed, and whether Shift was held.
pub fn on_press(callback: impl Fn(&str, bool) + 'static) {
    listen(&page(), "click", move |event: &MouseEvent| {
        if let Some(word) = pressed_word(event) {
            callback(&word, event.shift_key());
        }
    });
}

fn pressed_word(event: &Event) -> Option<String> {
    closest(event, "[data-press]")?.get_attribute("data-press")
}
