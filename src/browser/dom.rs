//! The few things that are done to the document. What the browser refuses (it refuses none of these for a name that is
//! in our source) is left undone. Must never write markup.

use wasm_bindgen::JsCast;
pub use web_sys::{Element, Node};

/// A new element, of SVG or of HTML.
#[must_use]
pub fn create(tag: &str, in_svg: bool) -> Option<Element> {
    let namespace = if in_svg { "http://www.w3.org/2000/svg" } else { "http://www.w3.org/1999/xhtml" };
    let document = gloo::utils::document();
    document.create_element_ns(Some(namespace), tag).ok()
}

/// A new text.
#[must_use]
pub fn text(text: &str) -> Node {
    gloo::utils::document().create_text_node(text).into()
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

/// Adds a node at the end.
pub fn append(parent: &Element, child: &Node) {
    let _ = parent.append_child(child);
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
pub fn set(element: &Element, name: &str, value: &str) {
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
            let _ = element.set_attribute(name, value);
            return;
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
