//! When an element's size changes. A page in a hidden tab or a frame of no width has no size yet: this is how it
//! learns of one.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

/// Calls back with an element's width in CSS pixels, now and whenever it changes, for as long as the page lives.
pub fn on_resize(element: &Element, mut callback: impl FnMut(f64) + 'static) {
    let observed = element.clone();
    let closure = Closure::<dyn FnMut()>::new(move || callback(observed.get_bounding_client_rect().width()));
    if let Ok(observer) = ResizeObserver::new(closure.as_ref().unchecked_ref()) {
        observer.observe(element);
    }
    // The observer lives as long as what it observes, and calls this closure until then.
    closure.forget();
}
