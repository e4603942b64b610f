//! What the reader's hands do, told in plain values. One listener an event for the whole page. Must never decide what
//! it means.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, Event, EventTarget, HtmlInputElement, HtmlSelectElement, KeyboardEvent, PointerEvent, WheelEvent,
};

use super::by_id;

/// What one line of a wheel that counts in lines is worth, in pixels.
const WHEEL_LINE: f64 = 16.0;
/// A press that stays this close is a click, not a drag.
pub(super) const CLICK_PX: i32 = 4;

/// A turn of the wheel.
#[derive(Clone, Copy, Debug)]
pub struct Wheel {
    /// Where the pointer is, in pixels from the left of the element.
    pub x: f64,
    /// How far it is to move sideways; 0 for a plain turn, which is the page's.
    pub across: f64,
    /// How far it turned down.
    pub down: f64,
    /// `true` with Ctrl or ⌘.
    pub zooms: bool,
}

/// What was chosen in a field.
#[derive(Clone, Debug)]
pub enum Chosen {
    /// Files, each with its path.
    Files(Vec<(String, web_sys::File)>),
    /// An option, by its value.
    Option(String),
}

/// Listens for as long as the page lives, and may keep the event from the browser.
pub(super) fn listen<E: JsCast>(target: &EventTarget, name: &'static str, mut callback: impl FnMut(&E) + 'static) {
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(target, name, options, move |event| callback(event.unchecked_ref())).forget();
}

pub(super) fn page() -> EventTarget {
    gloo::utils::window().into()
}

/// The element of an event's target, or around it, that matches.
pub(super) fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// `true` when the reader is writing: no key is a shortcut then.
pub(super) fn is_typing(event: &Event) -> bool {
    closest(event, "input, textarea, select, [contenteditable]").is_some()
}

/// Calls back with the word of what is pressed, and whether it leads elsewhere: the press was in a list of findings or
/// in the details.
pub fn on_press(callback: impl Fn(&str, bool) + 'static) {
    listen(&page(), "click", move |event: &Event| {
        if let Some(word) = closest(event, "[data-press]").and_then(|element| element.get_attribute("data-press")) {
            callback(&word, closest(event, ".findings, .details").is_some());
        }
    });
}

/// Calls back with the word of the figure that the pointer or the focus is on, and with `None` when it leaves.
pub fn on_pointed(callback: impl Fn(Option<&str>) + 'static) {
    let callback = std::rc::Rc::new(callback);
    for (name, enters) in [("pointerover", true), ("pointerout", false), ("focusin", true), ("focusout", false)] {
        let callback = std::rc::Rc::clone(&callback);
        listen(&page(), name, move |event: &Event| {
            let word = closest(event, "[data-paint]").and_then(|element| element.get_attribute("data-paint"));
            if let Some(word) = word {
                callback(Some(&*word).filter(|_| enters));
            }
        });
    }
}

/// Calls back with files or an option that was chosen; fields with a name are told elsewhere. The file field is emptied, so that the same file can be chosen
/// again.
pub fn on_chosen(callback: impl Fn(Chosen) + 'static) {
    listen(&page(), "change", move |event: &Event| {
        let Some(target) = event.target().filter(|_| closest(event, "[data-field]").is_none()) else { return };
        if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
            callback(Chosen::Option(select.value()));
        } else if let Some(input) = target.dyn_ref::<HtmlInputElement>()
            && let Some(files) = input.files()
        {
            let files = super::files::listed(&files);
            input.set_value("");
            callback(Chosen::Files(files));
        }
    });
}

/// Calls back with each key, unless the reader is writing, a dialog is open, or another key is held with it; and with
/// whether the timeline has the focus. `true` keeps the key from the browser.
pub fn on_key(callback: impl Fn(&str, bool) -> bool + 'static) {
    listen(&page(), "keydown", move |event: &KeyboardEvent| {
        let held = event.ctrl_key() || event.meta_key() || event.alt_key();
        let dialog = gloo::utils::document().query_selector("dialog[open]").is_ok_and(|found| found.is_some());
        if !held && !dialog && !is_typing(event) && callback(&event.key(), closest(event, "#marks").is_some()) {
            event.prevent_default();
        }
    });
}

/// Calls back with each turn of the wheel over an element. `true` keeps it from the page.
pub fn on_wheel(id: &str, callback: impl Fn(Wheel) -> bool + 'static) {
    let Some(element) = by_id(id) else { return };
    listen(&element.clone(), "wheel", move |event: &WheelEvent| {
        let unit = if event.delta_mode() == WheelEvent::DOM_DELTA_PIXEL { 1.0 } else { WHEEL_LINE };
        let (across, down) = (event.delta_x() * unit, event.delta_y() * unit);
        let across = if event.shift_key() && across == 0.0 { down } else { across };
        let sideways = event.shift_key() || across.abs() > down.abs();
        let wheel = Wheel {
            x: x_in(&element, event.client_x()),
            across: if sideways { across } else { 0.0 },
            down,
            zooms: event.ctrl_key() || event.meta_key(),
        };
        if callback(wheel) {
            event.prevent_default();
        }
    });
}

/// Calls back with how far the pointer has dragged an element since it last did, in pixels to the right.
pub fn on_drag(id: &str, callback: impl Fn(f64) + 'static) {
    let Some(element) = by_id(id) else { return };
    // Where the dragging pointer was last, and whether it has gone far enough to be dragging.
    let last = std::rc::Rc::new(std::cell::Cell::new(None::<(i32, bool)>));
    let down = std::rc::Rc::clone(&last);
    listen(&element, "pointerdown", move |event: &PointerEvent| {
        if event.button() == 0 && event.is_primary() {
            down.set(Some((event.client_x(), false)));
        }
    });
    for name in ["pointerup", "pointercancel"] {
        let up = std::rc::Rc::clone(&last);
        listen(&page(), name, move |_: &PointerEvent| up.set(None));
    }
    listen(&element.clone(), "pointermove", move |event: &PointerEvent| {
        let Some((from, dragging)) = last.get() else { return };
        let moved = event.client_x() - from;
        if dragging || moved.abs() >= CLICK_PX {
            // From here on its moves and its click belong to the element, not to what lies under it.
            let _ = element.set_pointer_capture(event.pointer_id());
            last.set(Some((event.client_x(), true)));
            callback(f64::from(moved));
        }
    });
}

/// Calls back with where an element was clicked twice, in pixels from its left.
pub fn on_double_click(id: &str, callback: impl Fn(f64) + 'static) {
    let Some(element) = by_id(id) else { return };
    listen(&element.clone(), "dblclick", move |event: &web_sys::MouseEvent| callback(x_in(&element, event.client_x())));
}

fn x_in(element: &Element, client_x: i32) -> f64 {
    f64::from(client_x) - element.get_bounding_client_rect().left()
}
