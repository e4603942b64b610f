//! When an element's size changes. A page in a hidden tab or a frame of no width has no size yet: this is how it
//! learns of one.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

use super::by_id;

/// Calls back with the width of the element of that id, in CSS pixels, now and whenever it changes.
pub fn on_resize(id: &str, callback: impl FnMut(f64) + 'static) {
    if let Some(element) = by_id(id) {
        observe(&element, callback);
    }
}

fn observe(element: &Element, mut callback: impl FnMut(f64) + 'static) {
    let observed = element.clone();
    let mut last = -1.0_f64;
    let closure = Closure::<dyn FnMut()>::new(move || {
        let width = observed.get_bounding_client_rect().width();
        if f64::abs(width - last) > 0.01 {
            last = width;
            callback(width);
        }
    });
    if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
        observer.observe(element);
    }
    // The observer lives as long as what it observes, and calls this closure until then.
    closure.forget();
}
