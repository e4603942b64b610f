//! Doing something at the next frame, later, or again and again; filling the screen. Must never know what is done.

use gloo::timers::callback::Timeout;
use js_sys::{Function, Reflect};
use wasm_bindgen::JsCast;

use faultline_core::time::Length;

/// Something that will be done; dropped, it will not.
#[derive(Debug)]
pub struct Later {
    _timeout: Timeout,
}

/// Does something after so many milliseconds.
#[must_use]
pub fn later(ms: u32, callback: impl FnOnce() + 'static) -> Later {
    Later { _timeout: Timeout::new(ms, callback) }
}

/// Does something after so many milliseconds, whatever happens.
pub fn after(ms: u32, callback: impl FnOnce() + 'static) {
    Timeout::new(ms, callback).forget();
}

/// How long the page has been open, by a clock that is never set.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "milliseconds since the page was opened")]
pub fn open_for() -> Length {
    Length::from_ms(gloo::utils::window().performance().map_or(0.0, |performance| performance.now()) as i64)
}

/// `true` for a reader who asked for less motion.
#[must_use]
pub fn wants_less_motion() -> bool {
    let asked = gloo::utils::window().match_media("(prefers-reduced-motion: reduce)");
    asked.is_ok_and(|asked| asked.is_some_and(|asked| asked.matches()))
}

/// Gives the page the whole screen, or gives it back. Where the browser refuses, or has no such thing, nothing happens.
pub fn fill_screen(fill: bool) {
    let document = gloo::utils::document();
    let root = document.document_element();
    let call = |target: &wasm_bindgen::JsValue, name: &str| {
        let function: Function = Reflect::get(target, &name.into()).ok()?.dyn_into().ok()?;
        let promise: js_sys::Promise = function.call0(target).ok()?.dyn_into().ok()?;
        // A refusal is no error: the page fills its window then.
        wasm_bindgen_futures::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        });
        Some(())
    };
    let _ = match root {
        Some(root) if fill => call(&root, "requestFullscreen"),
        _ if !fill && fills_screen() => call(&document, "exitFullscreen"),
        _ => None,
    };
}

/// Whether the page has the whole screen.
#[must_use]
pub fn fills_screen() -> bool {
    Reflect::get(&gloo::utils::document(), &"fullscreenElement".into()).is_ok_and(|element| element.is_object())
}
