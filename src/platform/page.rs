//! The document: its marks and sizes, the focus, scrolling, the whole screen, and where an event came from.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::{document, window};
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

fn root() -> Option<Element> {
    document().document_element()
}

/// Sets or removes an attribute of `<html>` that style sheets look at.
pub fn set_flag(name: &str, on: bool) {
    if let Some(root) = root() {
        let _ = root.toggle_attribute_with_force(name, on);
    }
}

/// Sets the mark that tests and embedders wait for, `<html data-state>`: `loading`, `seeking` or `ready`.
pub fn set_state(state: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute("data-state", state);
    }
}

/// Whether that mark is this word.
#[must_use]
pub fn is_state(state: &str) -> bool {
    root().and_then(|root| root.get_attribute("data-state")).is_some_and(|now| now == state)
}

/// The width of the page, in CSS pixels.
#[must_use]
pub fn page_width() -> f64 {
    document().body().map_or(0.0, |body| body.get_bounding_client_rect().width())
}

/// The size of the page's text, in CSS pixels, which the reader may have enlarged.
#[must_use]
pub fn root_font_px() -> f64 {
    let size = || {
        let style = window().get_computed_style(&root()?).ok()??;
        Some(js_sys::parse_float(&style.get_property_value("font-size").ok()?)).filter(|size| *size > 0.0)
    };
    size().unwrap_or(16.0)
}

/// Puts the keyboard's focus on the element of that id.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlElement>().ok());
    if let Some(element) = element {
        let _ = element.focus();
    }
}

/// Where the focus is within the element of the id `left`, or nowhere: puts it on `to` if that is still on the page, else on
/// the element of the id `otherwise`.
pub fn return_focus(left: &str, to: Option<HtmlElement>, otherwise: &str) {
    let focused = document().active_element();
    let is_left = document().get_element_by_id(left).is_some_and(|left| left.contains(focused.as_deref()));
    if !is_left && focused.is_some_and(|focused| focused.tag_name() != "BODY") {
        return;
    }
    match to.filter(|to| to.is_connected()) {
        Some(to) => drop(to.focus()),
        None => focus(otherwise),
    }
}

/// Scrolls the element of that id into view, by no more than needed. `false` when there is none.
#[must_use]
pub fn scroll_to(id: &str) -> bool {
    let Some(element) = document().get_element_by_id(id) else { return false };
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&options);
    true
}

/// Scrolls the page so far down.
pub fn scroll_to_px(px: f64) {
    window().scroll_to_with_x_and_y(0.0, px);
}

/// Scrolls a box so far down.
#[expect(clippy::cast_possible_truncation, reason = "no box is scrolled further than a whole number of 32 bits")]
pub fn scroll_box_to(scrolled: &Element, top: f64) {
    scrolled.set_scroll_top(top as i32);
}

/// Scrolls a box, and nothing around it, so that an element in it is in view below what covers the top of the box.
pub fn reveal_in_box(scrolled: &Element, inside: &Element, covered: f64) {
    let (frame, part) = (scrolled.get_bounding_client_rect(), inside.get_bounding_client_rect());
    let (above, below) = (part.top() - frame.top() - covered, part.bottom() - frame.bottom());
    if above < 0.0 || below > 0.0 {
        let by = if above < 0.0 { above } else { below };
        scroll_box_to(scrolled, f64::from(scrolled.scroll_top()) + by);
    }
}

/// `true` for a reader who asked for less motion.
#[must_use]
pub fn wants_less_motion() -> bool {
    let asked = window().match_media("(prefers-reduced-motion: reduce)");
    asked.is_ok_and(|asked| asked.is_some_and(|asked| asked.matches()))
}

/// Gives the page the whole screen, or gives it back. Where the browser refuses, or has no such thing, nothing happens.
pub fn fill_screen(fill: bool) {
    // By name, since the typed methods drop the promise: a refusal would go unhandled to the console.
    let call = |target: &JsValue, name: &str| {
        let function: Function = Reflect::get(target, &name.into()).ok()?.dyn_into().ok()?;
        let promise: Promise = function.call0(target).ok()?.dyn_into().ok()?;
        spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
        Some(())
    };
    let _ = match root() {
        Some(root) if fill => call(&root, "requestFullscreen"),
        _ if !fill && fills_screen() => call(&document(), "exitFullscreen"),
        _ => None,
    };
}

/// Whether the page has the whole screen.
#[must_use]
pub fn fills_screen() -> bool {
    document().fullscreen_element().is_some()
}

/// The element of an event's target, or around it, that matches.
#[must_use]
pub fn closest(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// `true` when the reader is writing: no key is a shortcut then.
#[must_use]
pub fn is_typing(event: &Event) -> bool {
    closest(event, "input, textarea, select, [contenteditable]").is_some()
}
