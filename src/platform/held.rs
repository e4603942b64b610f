//! Something that is held and moved: by a pointer, or by keys while it has the focus. Must never decide what moves.

use web_sys::{Element, KeyboardEvent, PointerEvent};

use super::by_id;
use super::hands::listen;
use wasm_bindgen::JsCast;

/// What a pointer does with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Takes hold.
    Down,
    /// Moves while it holds.
    Moved,
    /// Lets go.
    Up,
}

/// Calls back with what a pointer does on an element and where, in pixels from its left. From the moment it goes down
/// until it goes up the pointer belongs to the element, wherever it is.
pub fn on_held(id: &str, callback: impl Fn(Held, f64) + 'static) {
    let Some(element) = by_id(id) else { return };
    let callback = std::rc::Rc::new(callback);
    let down = std::rc::Rc::new(std::cell::Cell::new(false));
    for (name, held) in [
        ("pointerdown", Held::Down),
        ("pointermove", Held::Moved),
        ("pointerup", Held::Up),
        ("pointercancel", Held::Up),
    ] {
        let (callback, down, on) = (std::rc::Rc::clone(&callback), std::rc::Rc::clone(&down), element.clone());
        listen(&element, name, move |event: &PointerEvent| {
            match held {
                Held::Down if event.button() == 0 && event.is_primary() => {
                    let _ = on.set_pointer_capture(event.pointer_id());
                }
                Held::Moved | Held::Up if down.get() => {}
                _ => return,
            }
            down.set(held != Held::Up);
            callback(held, f64::from(event.client_x()) - on.get_bounding_client_rect().left());
        });
    }
}

/// Calls back with each key pressed inside an element, and the id of what has the focus there. `true` keeps the key
/// from everybody else.
pub fn on_key_in(id: &str, callback: impl Fn(&str, &str) -> bool + 'static) {
    let Some(element) = by_id(id) else { return };
    listen(&element, "keydown", move |event: &KeyboardEvent| {
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let held = event.ctrl_key() || event.meta_key() || event.alt_key();
        if !held && target.is_some_and(|target| callback(&target.id(), &event.key())) {
            event.prevent_default();
            event.stop_propagation();
        }
    });
}
