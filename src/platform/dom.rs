//! The few things that are done to the document. What the browser refuses, because something else has changed the page, is left
//! undone; what is made here it never refuses. Must never write markup.

use std::cell::RefCell;

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Document;
pub use web_sys::{Element, Node};

#[wasm_bindgen]
extern "C" {
    /// An element, for what a picture is made of by the thousand and what cannot fail there: nothing is caught, and nothing
    /// given back that nobody wants.
    type Made;
    #[wasm_bindgen(method, js_name = cloneNode)]
    fn copy(this: &Made) -> Element;
    #[wasm_bindgen(method, js_name = appendChild)]
    fn append(this: &Made, child: &Node);
    #[wasm_bindgen(method, js_name = setAttribute)]
    fn set(this: &Made, name: &JsValue, value: &str);
}

thread_local! {
    static DOCUMENT: Document = gloo::utils::document();
    /// An empty element of each sort there was: a copy of it is made without handing its name over once more.
    static EMPTY: RefCell<Vec<(&'static str, bool, Element)>> = const { RefCell::new(Vec::new()) };
    /// The names of attributes, handed over once each.
    static NAMES: RefCell<Vec<(&'static str, JsValue)>> = const { RefCell::new(Vec::new()) };
}

/// A new element, of SVG or of HTML.
#[must_use]
pub fn create(tag: &'static str, in_svg: bool) -> Option<Element> {
    EMPTY.with_borrow_mut(|known| {
        if let Some((.., empty)) = known.iter().find(|(other, svg, _)| *other == tag && *svg == in_svg) {
            return Some(empty.unchecked_ref::<Made>().copy());
        }
        let namespace = if in_svg { "http://www.w3.org/2000/svg" } else { "http://www.w3.org/1999/xhtml" };
        let element = DOCUMENT.with(|document| document.create_element_ns(Some(namespace), tag)).ok()?;
        let empty = element.unchecked_ref::<Made>().copy();
        known.push((tag, in_svg, empty));
        Some(element)
    })
}

/// A new text.
#[must_use]
pub fn text(text: &str) -> Node {
    DOCUMENT.with(|document| document.create_text_node(text)).into()
}

/// The node as an element, if it is one.
#[must_use]
pub fn as_element(node: &Node) -> Option<&Element> {
    node.dyn_ref()
}

/// Takes everything out of an element.
pub fn clear(element: &Element) {
    element.set_text_content(None);
}

/// Adds a node that was just made at the end of an element.
pub fn append(parent: &Element, child: &Node) {
    parent.unchecked_ref::<Made>().append(child);
}

/// Adds a node before another, or at the end.
pub fn insert(parent: &Element, child: &Node, before: Option<&Node>) {
    let _ = parent.insert_before(child, before);
}

/// Takes a node away.
pub fn remove(parent: &Element, child: &Node) {
    let _ = parent.remove_child(child);
}

/// Puts a node in another's place.
pub fn replace(parent: &Element, old: &Node, new: &Node) {
    let _ = parent.replace_child(new, old);
}

/// Sets an attribute, or what stands for one. The height of a row of the rail and the shares of its line are set as style properties, since
/// the site's policy refuses `style` written as text.
pub fn set(element: &Element, name: &'static str, value: &str) {
    let property = match name {
        "data-height" => "min-height",
        "data-share" => "flex-grow",
        // What a field holds is no attribute once the reader has touched it.
        "data-checked" | "data-selected" => return flag(element, name, true),
        "data-value" => {
            if let Some(field) = element.dyn_ref::<web_sys::HtmlInputElement>()
                && field.value() != value
            {
                field.set_value(value);
            }
            return;
        }
        _ => {
            return NAMES.with_borrow_mut(|names| {
                let at = names.iter().position(|(known, _)| std::ptr::eq(*known, name)).unwrap_or_else(|| {
                    names.push((name, JsValue::from_str(name)));
                    names.len() - 1
                });
                if let Some((_, name)) = names.get(at) {
                    element.unchecked_ref::<Made>().set(name, value);
                }
            });
        }
    };
    if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
        let _ = element.style().set_property(property, value);
    }
}

/// Takes an attribute away.
pub fn unset(element: &Element, name: &str) {
    flag(element, name, false);
    let _ = element.remove_attribute(name);
}

/// Sets whether a box is ticked, or an option chosen.
fn flag(element: &Element, name: &str, on: bool) {
    if let Some(property @ ("checked" | "selected")) = name.strip_prefix("data-") {
        let _ = js_sys::Reflect::set(element, &property.into(), &on.into());
    }
}
