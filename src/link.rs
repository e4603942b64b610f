//! The link to a view: what could not be followed of one, and the dialog that shows one.

use leptos::{html, prelude::*};

use crate::components::ModalDialog;
use crate::context::use_app;
use crate::platform;
use faultline_viewer::{Action, Dialog, State, url};

/// What there is to say about a link.
#[component]
pub fn LinkNotes() -> impl IntoView {
    let app = use_app();
    let notes = Memo::new(move |_| app.with(|state| state.notes.clone()));
    view! {
        <Show when=move || !notes.read().is_empty()>
            <div class="notes-bar">
                <div>{move || notes.get().into_iter().map(|note| view! { <p>{note}</p> }).collect_view()}</div>
                <button type="button" on:click=move |_| app.dispatch(Action::DismissNotes)>"Dismiss"</button>
            </div>
        </Show>
    }
}

/// The link, to be copied by hand where this page may not write to the clipboard.
#[component]
pub fn ShareDialog() -> impl IntoView {
    let app = use_app();
    let field = NodeRef::<html::Textarea>::new();
    let is_open = move || app.dialog() == Some(Dialog::Link);
    let link = move || is_open().then(|| app.with_untracked(|state| platform::link_to(&url::write(state, true))));
    let needs_file = move || app.with(State::is_local);
    Effect::new(move |_| {
        if let (true, Some(field)) = (is_open(), field.get()) {
            field.select();
        }
    });
    view! {
        <ModalDialog kind=Dialog::Link id="share" title="A link to this view">
            <label for="share-link">"Copy it from here: this page may not write to the clipboard."</label>
            <textarea
                id="share-link"
                rows="4"
                readonly
                spellcheck="false"
                node_ref=field
                prop:value=move || link().unwrap_or_default()
            ></textarea>
            <Show when=needs_file><p class="dialog-said">{move || app.with(url::no_file)}</p></Show>
            <div class="dialog-buttons"><button type="button" on:click=move |_| app.dispatch(Action::CloseDialog)>"Close"</button></div>
        </ModalDialog>
    }
}
