//! A load under way.

use leptos::prelude::*;

use crate::context::use_app;
use faultline_core::text;
use faultline_viewer::{Action, Progress};

/// How far the load under way is, with the button that stops it. Nothing while there is none.
#[component]
pub fn LoadProgress() -> impl IntoView {
    let app = use_app();
    let progress = Memo::new(move |_| app.shell().progress);
    let is_loading = move || progress.with(Option::is_some);
    let described = move || progress.with(|progress| progress.as_ref().map(description).unwrap_or_default());
    let name = move || progress.with(|progress| progress.as_ref().map(|progress| format!("Loading {}", progress.name)));
    view! {
        <Show when=is_loading>
            <div class="loading">
                <progress
                    aria-label=name
                    max=move || described().1.map(|(_, total)| total.to_string())
                    value=move || described().1.map(|(done, _)| done.to_string())
                ></progress>
                <span>{move || described().0}</span>
                <button type="button" on:click=move |_| app.dispatch(Action::StopLoad)>"Cancel"</button>
            </div>
        </Show>
    }
}

/// A load in words, and as a part of a whole where that is known.
fn description(progress: &Progress) -> (String, Option<(u64, u64)>) {
    let (amount, done, total) = match progress.events {
        Some((read, about)) => (text::events_read(read, about), read as u64, Some(about as u64)),
        None => (text::bytes_read(progress.read, progress.total), progress.read, progress.total),
    };
    let part = total.filter(|total| *total > 0).map(|total| (done, total));
    (format!("{} · {amount}", progress.name), part)
}
