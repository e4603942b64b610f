//! Fields by their names, for parts of the page that come and go. Must never know what they are for.

use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, HtmlSelectElement};

use super::hands::listen;

/// The attribute that names a field which is told of here, and nowhere else.
pub(super) const NAMED: &str = "data-field";

/// Calls back with the name and the value of a field: a text at each letter, a date or an option once it is chosen.
pub fn on_field(callback: impl Fn(&str, &str) + 'static) {
    let callback = std::rc::Rc::new(callback);
    for name in ["input", "change"] {
        let callback = std::rc::Rc::clone(&callback);
        listen(&gloo::utils::window(), name, move |event: &Event| {
            let Some(target) = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()) else {
                return;
            };
            let Some(field) = target.get_attribute(NAMED) else { return };
            let letters = target.dyn_ref::<HtmlInputElement>().is_some_and(|field| field.type_() == "search");
            if letters != (name == "input") {
                return;
            }
            if let Some(input) = target.dyn_ref::<HtmlInputElement>() {
                callback(&field, &input.value());
            } else if let Some(select) = target.dyn_ref::<HtmlSelectElement>() {
                callback(&field, &select.value());
            }
        });
    }
}
