//! A modal dialog with a title.

use leptos::{html, prelude::*};

use crate::context::use_app;
use faultline_viewer::{Action, Dialog};

/// The dialog `kind`, over the page while it is the open one. `on_close` is called whenever it closes, by whatever way.
#[component]
pub fn ModalDialog(
    kind: Dialog,
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
        match (app.dialog() == Some(kind), dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    let closed = move |_| {
        // Esc closes it without asking.
        if app.with_untracked(|state| state.dialog) == Some(kind) {
            app.dispatch(Action::CloseDialog);
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
