//! How many events the search and the filters hide.

use leptos::prelude::*;

use crate::context::use_app;
use faultline_core::text;
use faultline_viewer::SearchAction;

/// How many events are hidden, with the button that shows them; nothing when none is.
#[component]
pub fn HiddenEvents() -> impl IntoView {
    let app = use_app();
    move || {
        let hidden = app.incident()?.matches().hidden;
        (hidden > 0).then(|| {
            view! {
                <span class="hidden-count">
                    <span class="warning">{text::hidden(hidden)}</span>
                    <button type="button" on:click=move |_| app.dispatch(SearchAction::ShowAll)>"Show all"</button>
                </span>
            }
        })
    }
}
