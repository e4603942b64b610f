//! A button that opens a panel below it.

use leptos::{ev, html, prelude::*};

/// A menu: `label` is on its button, the children are what opens below it. `on_open` is called each time it opens.
#[component]
pub fn Menu(
    #[prop(default = "menu")] class: &'static str,
    #[prop(into)] label: Signal<String>,
    on_open: impl Fn() + 'static,
    children: Children,
) -> impl IntoView {
    let menu = NodeRef::<html::Details>::new();
    let toggled = move |_: ev::Event| {
        if menu.get_untracked().is_some_and(|menu| menu.open()) {
            on_open();
        }
    };
    view! {
        <details class=class node_ref=menu on:toggle=toggled>
            <summary class="button">{label}</summary>
            {children()}
        </details>
    }
}
