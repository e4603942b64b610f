//! Fields that are written in, boxes that are scrolled: what they tell, and what is set on them. Must never know what they
//! are for.

use gloo::events::{EventListener, EventListenerOptions, EventListenerPhase};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, KeyboardEvent};

use super::by_id;
use super::hands::listen;

fn target<T: JsCast>(event: &Event) -> Option<T> {
    event.target()?.dyn_into().ok()
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

/// Calls back with how far a box of that id is scrolled and how high it is, whenever that changes. The box may come and
/// go; what it lies in stays.
pub fn on_scrolled(around: &str, id: &'static str, callback: impl Fn(f64, f64) + 'static) {
    let Some(around) = by_id(around) else { return };
    // A scroll does not rise to the elements around, but passes them on its way down.
    let options = EventListenerOptions { phase: EventListenerPhase::Capture, passive: true };
    let tell = move |event: &Event| {
        if let Some(scrolled) = target::<Element>(event).filter(|scrolled| scrolled.id() == id) {
            callback(f64::from(scrolled.scroll_top()), f64::from(scrolled.client_height()));
        }
    };
    EventListener::new_with_options(&EventTarget::from(around), "scroll", options, tell).forget();
}

/// Scrolls the box of that id.
#[expect(clippy::cast_possible_truncation, reason = "no box is scrolled further than a whole number of 32 bits")]
pub fn scroll_box(id: &str, top: f64) {
    if let Some(scrolled) = by_id(id) {
        scrolled.set_scroll_top(top as i32);
    }
}

/// Scrolls a box, and nothing around it, so that an element in it is in view under what covers the top of the box.
pub fn reveal_in_box(id: &str, inside: &str, covered: f64) {
    let (Some(scrolled), Some(inside)) = (by_id(id), by_id(inside)) else { return };
    let (frame, part) = (scrolled.get_bounding_client_rect(), inside.get_bounding_client_rect());
    let (above, below) = (part.top() - frame.top() - covered, part.bottom() - frame.bottom());
    if above < 0.0 || below > 0.0 {
        let by = if above < 0.0 { above } else { below };
        scroll_box(id, f64::from(scrolled.scroll_top()) + by);
    }
}

/// The height of the box of that id; 0 where there is none.
#[must_use]
pub fn box_height(id: &str) -> f64 {
    by_id(id).map_or(0.0, |scrolled| f64::from(scrolled.client_height()))
}

