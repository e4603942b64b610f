//! The dialogs: the keys, and pasting a text.

use leptos::prelude::*;

use crate::browser;
use crate::state::{KEYS, Where};

use super::app::use_app;
use super::open;

/// The dialogs.
#[component]
pub fn Sheets() -> impl IntoView {
    let app = use_app();
    let text = RwSignal::new(String::new());
    let show = move |_| {
        browser::close_dialog("paste");
        open::text(app, &text.get_untracked());
        text.set(String::new());
    };
    let keys_of = |place: Where| {
        let keys = KEYS.iter().filter(move |key| key.place == place);
        keys.map(|key| view! { <div><dt><kbd>{key.shown}</kbd></dt><dd>{key.meaning}</dd></div> }).collect_view()
    };
    view! {
        <dialog id="keys" aria-labelledby="keys-title">
            <h2 id="keys-title">"Keys"</h2>
            <h3>"While the timeline has the focus"</h3>
            <dl class="keys">{keys_of(Where::Timeline)}</dl>
            <h3>"Anywhere"</h3>
            <dl class="keys">{keys_of(Where::Anywhere)}</dl>
            <p>"Drag pans. Ctrl or ⌘ with the wheel zooms about the pointer; Shift with the wheel pans. Double-click zooms in."</p>
            <button type="button" on:click=|_| browser::close_dialog("keys")>"Close"</button>
        </dialog>
        <dialog id="paste" aria-labelledby="paste-title">
            <h2 id="paste-title">"Paste an incident"</h2>
            <label for="paste-text">"The text of an incident file"</label>
            <textarea id="paste-text" rows="12" spellcheck="false" prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event))></textarea>
            <div class="dialog-buttons">
                <button type="button" class="primary" on:click=show>"Show"</button>
                <button type="button" on:click=|_| browser::close_dialog("paste")>"Cancel"</button>
            </div>
        </dialog>
    }
}
