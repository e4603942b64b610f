//! The dialog to paste an incident into.

use leptos::task::spawn_local;
use leptos::{html, prelude::*};

use crate::components::ModalDialog;
use crate::context::use_app;
use crate::open;
use faultline_viewer::{Action, Dialog};

/// A field for the text of an incident file. A text that cannot be read stays in it, with the reason.
#[component]
pub fn PasteDialog() -> impl IntoView {
    let app = use_app();
    let field = NodeRef::<html::Textarea>::new();
    let failure = RwSignal::new(None);
    let read = move || {
        let Some(text) = field.get_untracked().map(|field| field.value()) else { return };
        failure.set(None);
        spawn_local(async move {
            if let Err(found) = open::open_pasted(app, text).await {
                return failure.set(Some(found));
            }
            if let Some(field) = field.get_untracked() {
                field.set_value("");
            }
            app.dispatch(Action::CloseDialog);
        });
    };
    let said = move || {
        failure.get().map(|failure| {
            view! {
                <strong>{failure.title().to_owned()}</strong>
                <span class="stage-remedy">{format!(". {}", failure.remedy())}</span>
            }
        })
    };
    view! {
        <ModalDialog kind=Dialog::Paste id="paste" title="Paste an incident" on_close=move |()| failure.set(None)>
            <label for="paste-text">"Incident JSON or document"</label>
            <textarea id="paste-text" rows="12" spellcheck="false" dir="auto" node_ref=field></textarea>
            <p class="dialog-said" role="alert">{said}</p>
            <div class="dialog-buttons">
                <button type="button" class="primary" on:click=move |_| read()>"Open"</button>
                <button type="button" on:click=move |_| app.dispatch(Action::CloseDialog)>"Cancel"</button>
            </div>
        </ModalDialog>
    }
}
