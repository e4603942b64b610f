//! The menu of what can be opened: files, a folder, a pasted text, the shipped samples.

use leptos::{html, prelude::*};

use super::Menu;
use crate::context::use_app;
use crate::open::{self, Source};
use crate::platform;
use faultline_viewer::{Action, Dialog};

/// The menu that opens something.
#[component]
pub fn OpenControls() -> impl IntoView {
    let app = use_app();
    let (files, folder) = (NodeRef::<html::Input>::new(), NodeRef::<html::Input>::new());
    let chosen = move |field: NodeRef<html::Input>| {
        if let Some(field) = field.get_untracked()
            && let Some(files) = field.files()
        {
            let files = platform::listed(&files);
            // The same file can be chosen again.
            field.set_value("");
            // A folder may have none.
            if !files.is_empty() {
                open::open(app, Source::Files(files));
            }
        }
    };
    let samples = Memo::new(move |_| app.shell().samples);
    let sample = |(src, title): (String, String)| view! { <li><a href=format!("?src={src}")>{title}</a></li> };
    view! {
        <Menu class="menu open" label="Open" is_of_choices=true on_open=move |()| app.dispatch(Action::ListSamples)>
            <div class="menu-panel">
                <label class="button">
                    "File…"
                    <input
                        class="unseen"
                        type="file"
                        id="file"
                        multiple
                        aria-label="Open incident files"
                        node_ref=files
                        on:change=move |_| chosen(files)
                    />
                </label>
                <label class="button folder">
                    "Folder…"
                    <input
                        class="unseen"
                        type="file"
                        id="folder"
                        prop:webkitdirectory=true
                        aria-label="Open a folder of incident files"
                        node_ref=folder
                        on:change=move |_| chosen(folder)
                    />
                </label>
                <button type="button" on:click=move |_| app.dispatch(Action::OpenDialog(Dialog::Paste))>"Paste…"</button>
                <h2 id="samples-title">"Samples"</h2>
                <ul aria-labelledby="samples-title">{move || samples.get().into_iter().map(sample).collect_view()}</ul>
            </div>
        </Menu>
    }
}
