//! Fields that are written in, boxes that are scrolled: what they tell, and what is set on them. Must never know what they
//! are for.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent};

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

