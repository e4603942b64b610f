//! The dialog to paste an incident into.

use leptos::{html, prelude::*};

use crate::components::{Dialog, OpenDialog};
use crate::context::use_app;
use crate::open::{self, Source};

/// A field for the text of an incident file.
#[component]
pub fn PasteDialog() -> impl IntoView {
    let app = use_app();
    let field = NodeRef::<html::Textarea>::new();
    let read = move || {
        let Some(field) = field.get_untracked() else { return };
        let text = field.value();
        field.set_value("");
        app.dialog.set(None);
        open::open(app, Source::Text(text));
    };
    view! {
        <Dialog kind=OpenDialog::Paste id="paste" title="Paste an incident">
            <label for="paste-text">"Incident JSON or document"</label>
            <textarea id="paste-text" rows="12" spellcheck="false" node_ref=field></textarea>
            <div class="dialog-buttons">
                <button type="button" class="primary" on:click=move |_| read()>"Open"</button>
                <button type="button" on:click=move |_| app.dialog.set(None)>"Cancel"</button>
            </div>
        </Dialog>
    }
}
