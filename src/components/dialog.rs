//! A modal dialog with a title.

use leptos::{html, prelude::*};

use crate::context::use_app;

/// The dialogs of the page, of which at most one is open: see [`App::dialog`](crate::context::App).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenDialog {
    /// The list of keys and gestures.
    Keys,
    /// The field to paste an incident into.
    Paste,
    /// The field to name a time zone in.
    Zones,
    /// The link to the view, where the clipboard is closed.
    Share,
}

/// The dialog `kind`, over the page while it is the open one. `on_close` is called whenever it closes, by whatever way.
#[component]
pub fn Dialog(
    kind: OpenDialog,
    id: &'static str,
    title: &'static str,
    #[prop(optional, into)] on_close: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let app = use_app();
    let dialog = NodeRef::<html::Dialog>::new();
    let title_id = format!("{id}-title");
    let labelled_by = title_id.clone();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        match (app.dialog.get() == Some(kind), dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let closed = move |_| {
        // Esc closes it without asking.
        if app.dialog.get_untracked() == Some(kind) {
            app.dialog.set(None);
        }
        if let Some(on_close) = on_close {
            on_close.run(());
        }
    };
    view! {
        <dialog id=id aria-labelledby=labelled_by node_ref=dialog on:close=closed>
            <h2 id=title_id>{title}</h2>
            {children()}
        </dialog>
    }
}
