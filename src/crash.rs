//! Panics, named on the page: a module that panicked answers nothing any more.

use js_sys::{Function, Reflect};
use leptos::prelude::window;
use wasm_bindgen::JsCast;

/// Has every panic named on the console, and on the page by `window.faultlineCrashed` of public/boot.js.
pub fn set_panic_hook() {
    std::panic::set_hook(Box::new(|panic| {
        console_error_panic_hook::hook(panic);
        let window = window();
        let crashed = Reflect::get(&window, &"faultlineCrashed".into()).ok();
        if let Some(crashed) = crashed.and_then(|crashed| crashed.dyn_into::<Function>().ok()) {
            let _ = crashed.call1(&window, &panic.to_string().into());
        }
    }));
}
