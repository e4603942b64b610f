//! Saving a text as a file of the reader's disk.

use gloo::file::{Blob, ObjectUrl};
use gloo::timers::callback::Timeout;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlAnchorElement;

/// How long the address of a file is kept, in milliseconds: the browser takes the file some time after the click.
const KEPT_MS: u32 = 60_000;

/// Saves a text as a file of that name and media type.
pub fn download(name: &str, media_type: &str, text: &str) {
    let url = ObjectUrl::from(Blob::new_with_options(text, Some(&format!("{media_type};charset=utf-8"))));
    let link = document().create_element("a").ok();
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else { return };
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Timeout::new(KEPT_MS, move || drop(url)).forget();
}
