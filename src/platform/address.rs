//! The page's own address, and addresses beside it. A sandboxed frame may refuse to change it; then nothing happens.

use leptos::prelude::{document, window};
use wasm_bindgen::JsValue;
use web_sys::{Url, UrlSearchParams};

/// A part of the address after `?`.
#[must_use]
pub fn query(key: &str) -> Option<String> {
    let search = window().location().search().ok()?;
    UrlSearchParams::new_with_str(&search).ok()?.get(key).filter(|value| !value.is_empty())
}

/// `true` when the page is asked to leave out its header and to take no files.
#[must_use]
pub fn is_embedded() -> bool {
    query("embed").is_some_and(|value| value != "0")
}

/// An address relative to the page, made whole; `None` when it is none, or is neither of this site nor https.
#[must_use]
pub fn resolve(address: &str) -> Option<String> {
    let base = document().base_uri().ok().flatten()?;
    let url = Url::new_with_base(address, &base).ok()?;
    (url.protocol() == "https:" || same_site(&url.href())).then(|| url.href())
}

/// `true` when a whole address is of the same site as the page. The page's own address decides: in a sandboxed frame
/// the origin is opaque, yet files beside the page are still its own.
pub(super) fn same_site(url: &str) -> bool {
    let (Ok(url), Ok(page)) = (Url::new(url), window().location().href()) else { return false };
    Url::new(&page).is_ok_and(|page| page.protocol() == url.protocol() && page.host() == url.host())
}

/// What stands after `#`.
#[must_use]
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default().trim_start_matches('#').to_owned()
}

/// The page's address with something else after `#`; without `#` for nothing.
#[must_use]
pub fn link_to(fragment: &str) -> String {
    let page = window().location().href().unwrap_or_default();
    let page = page.split('#').next().unwrap_or_default();
    if fragment.is_empty() { page.to_owned() } else { [page, "#", fragment].concat() }
}

/// Puts something else after `#`, as a new step for Back.
pub fn push_fragment(fragment: &str) {
    if let Ok(history) = window().history() {
        let _ = history.push_state_with_url(&JsValue::NULL, "", Some(&link_to(fragment)));
    }
}

/// Puts something else after `#`, in place of what stands there, and remembers in this step how far the page is scrolled.
pub fn replace_fragment(fragment: &str) {
    if let Ok(history) = window().history() {
        let scrolled = window().scroll_y().map_or(JsValue::NULL, JsValue::from_f64);
        let _ = history.replace_state_with_url(&scrolled, "", Some(&link_to(fragment)));
    }
}

/// How far the page was scrolled when this step was left, in pixels.
#[must_use]
pub fn remembered_scroll() -> Option<f64> {
    window().history().ok()?.state().ok()?.as_f64()
}
