//! What the reader's hands do, told in plain values. One listener an event for the whole page. Must never decide what
//! it means.

use gloo::events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, MouseEvent, PointerEvent, WheelEvent};

use super::by_id;
use faultline_viewer::{Edge, Pointer, Wheel};

/// What one line of a wheel that counts in lines is worth, in pixels.
const WHEEL_LINE: f64 = 16.0;
/// A finger that rests so long means a range, in milliseconds.
const LONG_PRESS_MS: u32 = 500;
/// A press that stays this close is a click, not a drag.
pub(super) const CLICK_PX: i32 = 4;

/// What a pointer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// It goes down.
    Down,
    /// It moves while it is down.
    Moved,
    /// It goes up.
    Up,
    /// The browser takes it for something else.
    Lost,
    /// A finger has been down for as long as a long press.
    Rested,
}

/// What the one who hears of a pointer makes of it.
#[derive(Clone, Copy, Debug)]
pub struct Hold {
    /// It is no click any more: its moves and its click belong to the element, not to what lies under it.
    pub captured: bool,
    /// Fingers scroll nothing meanwhile.
    pub still: bool,
    /// Something is down: its moves are worth hearing of, and its long press opens no menu.
    pub pressed: bool,
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

/// Calls back with the word of the mark or pill that a pointer comes to. What is given back is told beside it, else its name.
pub fn on_mark(callback: impl Fn(&str) -> Option<String> + 'static) {
    let mut last = None;
    // Not when the pointer enters: what lies under it becomes another mark while it rests and the timeline moves.
    listen(&page(), "pointermove", move |event: &Event| {
        let mark = closest(event, "#marks [role=option]");
        let here = mark.and_then(|mark| mark.get_attribute("data-press").zip(mark.get_attribute("aria-label")));
        if here == last {
            return;
        }
        let Some(timeline) = by_id("timeline") else { return };
        // On what has no role: of the list, it would be taken for the description.
        let _ = match &here {
            Some((word, name)) => timeline.set_attribute("title", callback(word).as_ref().unwrap_or(name)),
            None => timeline.remove_attribute("title"),
        };
        last = here;
    });
}

/// Calls back with each turn of the wheel over an element. `true` keeps it from the page.
pub fn on_wheel(id: &str, callback: impl Fn(&Wheel) -> bool + 'static) {
    let Some(element) = by_id(id) else { return };
    listen(&element.clone(), "wheel", move |event: &WheelEvent| {
        let unit = if event.delta_mode() == WheelEvent::DOM_DELTA_PIXEL { 1.0 } else { WHEEL_LINE };
        let wheel = Wheel {
            x: x_in(&element, event.client_x()),
            across: event.delta_x() * unit,
            down: event.delta_y() * unit,
            zooms: event.ctrl_key() || event.meta_key(),
            shift: event.shift_key(),
        };
        if callback(&wheel) {
            event.prevent_default();
        }
    });
}

/// Calls back with what pointers do on an element: fingers, and the mouse with its first button.
pub fn on_pointer(id: &str, callback: impl Fn(Touch, Pointer) -> Hold + 'static) {
    let Some(element) = by_id(id) else { return };
    let callback = std::rc::Rc::new(callback);
    let held = std::rc::Rc::new(std::cell::Cell::new(Hold { captured: false, still: false, pressed: false }));
    let tell = {
        let (element, held) = (element.clone(), std::rc::Rc::clone(&held));
        std::rc::Rc::new(move |touch: Touch, event: &PointerEvent| {
            if touch != Touch::Down && !held.get().pressed {
                return;
            }
            let box_ = element.get_bounding_client_rect();
            let edge = match closest(event, "[data-edge]").and_then(|handle| handle.get_attribute("data-edge")) {
                Some(edge) if edge == "start" => Some(Edge::Start),
                Some(_) => Some(Edge::End),
                None => None,
            };
            let pointer = Pointer {
                id: event.pointer_id(),
                x: f64::from(event.client_x()) - box_.left(),
                y: f64::from(event.client_y()) - box_.top(),
                touch: event.pointer_type() == "touch",
                shift: event.shift_key(),
                alt: event.alt_key(),
                edge,
            };
            let hold = callback(touch, pointer);
            if hold.captured && touch == Touch::Moved {
                let _ = element.set_pointer_capture(event.pointer_id());
            }
            held.set(hold);
        })
    };
    let down = std::rc::Rc::clone(&tell);
    listen(&element, "pointerdown", move |event: &PointerEvent| {
        if event.button() != 0 {
            return;
        }
        down(Touch::Down, event);
        if event.pointer_type() == "touch" {
            let (event, rested) = (event.clone(), std::rc::Rc::clone(&down));
            gloo::timers::callback::Timeout::new(LONG_PRESS_MS, move || rested(Touch::Rested, &event)).forget();
        }
    });
    for (name, touch) in [("pointermove", Touch::Moved), ("pointerup", Touch::Up), ("pointercancel", Touch::Lost)] {
        let tell = std::rc::Rc::clone(&tell);
        listen(&page(), name, move |event: &PointerEvent| tell(touch, event));
    }
    for (name, menu) in [("touchmove", false), ("contextmenu", true)] {
        let held = std::rc::Rc::clone(&held);
        listen(&element, name, move |event: &Event| {
            if if menu { held.get().pressed } else { held.get().still } {
                event.prevent_default();
            }
        });
    }
}

/// Calls back with where an element was clicked twice, in pixels from its left, and the word of what was.
pub fn on_double_click(id: &str, callback: impl Fn(f64, Option<String>) + 'static) {
    let Some(element) = by_id(id) else { return };
    listen(&element.clone(), "dblclick", move |event: &MouseEvent| {
        callback(x_in(&element, event.client_x()), pressed_word(event));
    });
}

fn x_in(element: &Element, client_x: i32) -> f64 {
    f64::from(client_x) - element.get_bounding_client_rect().left()
}
