//! The part of the address after `#`, the steps of Back and Forward, and the link to hand on. A sandboxed frame may refuse
//! all of it; then nothing happens. Must never know what an address says.

use wasm_bindgen::JsValue;

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

/// Puts something else after `#`: as a new step, or in place of the one before, which then remembers how far the page is
/// scrolled.
pub fn set_fragment(fragment: &str, as_step: bool) {
    let window = gloo::utils::window();
    let Ok(history) = window.history() else { return };
    let url = link_to(fragment);
    let _ = if as_step {
        history.push_state_with_url(&JsValue::NULL, "", Some(&url))
    } else {
        let scrolled = window.scroll_y().map_or(JsValue::NULL, JsValue::from_f64);
        history.replace_state_with_url(&scrolled, "", Some(&url))
    };
}

/// How far the page was scrolled, as this step remembers it.
#[must_use]
pub fn scrolled_then() -> Option<f64> {
    gloo::utils::window().history().ok()?.state().ok()?.as_f64()
}
