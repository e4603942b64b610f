//! A button that opens a panel below it.

use leptos::{ev, html, prelude::*};
use leptos_use_event_listener::use_event_listener;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{EventTarget, Node};

use crate::platform;

/// A menu: `label` is on its button, the children are what opens below it. `on_open` is called each time it opens. It
/// closes on Esc, as soon as a press or the focus goes elsewhere, and one of choices when one was made.
#[component]
pub fn Menu(
    #[prop(default = "menu")] class: &'static str,
    #[prop(into)] label: Signal<String>,
    /// What the button is called, where its label is a sign.
    #[prop(optional, into)]
    name: MaybeProp<String>,
    /// Whether it closes once a button or a link in it was pressed.
    #[prop(optional)]
    is_of_choices: bool,
    /// The menu, for who closes it in another way.
    #[prop(default = NodeRef::new())]
    menu: NodeRef<html::Details>,
    #[prop(optional, into)] on_open: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let toggled = move |_: ev::Event| {
        if let Some(on_open) = on_open.filter(|_| menu.get_untracked().is_some_and(|menu| menu.open())) {
            on_open.run(());
        }
    };
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    let is_outside = move |target: Option<EventTarget>| {
        let node = target.and_then(|target| target.dyn_into::<Node>().ok());
        menu.get_untracked().is_none_or(|menu| !menu.contains(node.as_ref()))
    };
    let _ = use_event_listener(document(), ev::pointerdown, move |event| {
        if is_outside(event.target()) {
            close();
        }
    });
    // The window gets the focus back with no element to name: that closes nothing.
    let focus_left = move |event: ev::FocusEvent| {
        if event.related_target().is_some() && is_outside(event.related_target()) {
            close();
        }
    };
    let key_pressed = move |event: ev::KeyboardEvent| {
        let Some(menu) = menu.get_untracked().filter(|menu| event.key() == "Escape" && menu.open()) else { return };
        event.prevent_default();
        event.stop_propagation();
        menu.set_open(false);
        if let Ok(Some(button)) = menu.query_selector("summary") {
            let _ = button.unchecked_into::<web_sys::HtmlElement>().focus();
        }
    };
    let clicked = move |event: ev::MouseEvent| {
        if is_of_choices && platform::closest(&event, "a, button:not([data-stays]), label.button").is_some() {
            close();
        }
    };
    view! {
        <details
            class=class
            node_ref=menu
            on:toggle=toggled
            on:focusout=focus_left
            on:keydown=key_pressed
            on:click=clicked
        >
            <summary class="button" aria-label=move || name.get() title=move || name.get()>{label}</summary>
            {children()}
        </details>
    }
}
