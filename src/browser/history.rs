//! The part of the address after `#`, the steps of Back and Forward, and the link to hand on. A sandboxed frame may refuse
//! all of it; then nothing happens. Must never know what an address says.

use wasm_bindgen::JsValue;
use web_sys::Event;

use super::hands::listen;

/// What stands after `#`.
#[must_use]
pub fn fragment() -> String {
    gloo::utils::window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// The page's address with something else after `#`; without `#` for nothing.
#[must_use]
pub fn link_to(fragment: &str) -> String {
    let page = gloo::utils::window().location().href().unwrap_or_default();
    let page = page.split('#').next().unwrap_or_default();
    if fragment.is_empty() { page.to_owned() } else { [page, "#", fragment].concat() }
}

/// Puts something else after `#`: as a new step, or in place of the one before.
pub fn set_fragment(fragment: &str, as_step: bool) {
    let Ok(history) = gloo::utils::window().history() else { return };
    let url = link_to(fragment);
    let _ = if as_step {
        history.push_state_with_url(&JsValue::NULL, "", Some(&url))
    } else {
        history.replace_state_with_url(&JsValue::NULL, "", Some(&url))
    };
}

/// Calls back with what stands after `#` when Back, Forward or the reader's own hand has changed it.
pub fn on_fragment(callback: impl Fn(String) + 'static) {
    let callback = std::rc::Rc::new(callback);
    for name in ["popstate", "hashchange"] {
        let callback = std::rc::Rc::clone(&callback);
        listen(&gloo::utils::window(), name, move |_: &Event| callback(fragment()));
    }
}
