//! Fields that are written in, boxes that are scrolled: what they tell, and what is set on them. Must never know what they
//! are for.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, KeyboardEvent};

use super::by_id;
use super::hands::listen;

fn target<T: JsCast>(event: &Event) -> Option<T> {
    event.target()?.dyn_into().ok()
}

/// Calls back with the text of the field of that id, at each letter.
pub fn on_typed(id: &'static str, callback: impl Fn(String) + 'static) {
    listen(&super::body(), "input", move |event: &Event| {
        if let Some(field) = target::<HtmlInputElement>(event).filter(|field| field.id() == id) {
            callback(field.value());
        }
    });
}

/// Calls back with the value of a box that was ticked, or no longer is.
pub fn on_ticked(callback: impl Fn(String) + 'static) {
    listen(&super::body(), "change", move |event: &Event| {
        if let Some(field) = target::<HtmlInputElement>(event).filter(|field| field.type_() == "checkbox") {
            callback(field.value());
        }
    });
}

/// Calls back with each key pressed inside the element of that id, and whether Shift is held. `true` keeps it from the
/// browser and from the rest of the page. Keys held with Ctrl, Alt or ⌘ belong to the browser.
pub fn on_field_key(id: &'static str, callback: impl Fn(&str, bool) -> bool + 'static) {
    listen(&super::body(), "keydown", move |event: &KeyboardEvent| {
        let held = event.ctrl_key() || event.meta_key() || event.alt_key() || event.is_composing();
        let inside =
            target::<Element>(event).is_some_and(|at| at.closest(&["#", id].concat()).is_ok_and(|at| at.is_some()));
        if inside && !held && callback(&event.key(), event.shift_key()) {
            event.prevent_default();
            event.stop_propagation();
        }
    });
}

/// Scrolls a box so far down.
#[expect(clippy::cast_possible_truncation, reason = "no box is scrolled further than a whole number of 32 bits")]
pub fn scroll_box_to(scrolled: &Element, top: f64) {
    scrolled.set_scroll_top(top as i32);
}

/// Scrolls a box, and nothing around it, so that an element in it is in view below what covers the top of the box.
pub fn reveal_in_box(scrolled: &Element, inside: &Element, covered: f64) {
    let (frame, part) = (scrolled.get_bounding_client_rect(), inside.get_bounding_client_rect());
    let (above, below) = (part.top() - frame.top() - covered, part.bottom() - frame.bottom());
    if above < 0.0 || below > 0.0 {
        let by = if above < 0.0 { above } else { below };
        scroll_box_to(scrolled, f64::from(scrolled.scroll_top()) + by);
    }
}

/// Sets what the field or menu of that id holds.
pub fn set_value(id: &str, value: &str) {
    let Some(field) = by_id(id) else { return };
    if let Some(field) = field.dyn_ref::<HtmlInputElement>() {
        field.set_value(value);
    } else if let Some(field) = field.dyn_ref::<HtmlSelectElement>() {
        field.set_value(value);
    } else if let Some(field) = field.dyn_ref::<HtmlTextAreaElement>() {
        field.set_value(value);
        field.select();
    }
}

/// What the field of that id holds.
#[must_use]
pub fn value_of(id: &str) -> String {
    by_id(id).and_then(|field| Some(field.dyn_ref::<HtmlInputElement>()?.value())).unwrap_or_default()
}

/// Takes the focus off whatever has it.
pub fn blur(id: &str) {
    if let Some(element) = by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let _ = element.blur();
    }
}

/// Writes a text into the element of that id, in place of what stood there.
pub fn say_in(id: &str, text: &str) {
    if let Some(element) = by_id(id) {
        element.set_text_content(Some(text));
    }
}
