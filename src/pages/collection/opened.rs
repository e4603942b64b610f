//! Above an incident that was opened from the collection: back to all of them, the one before and the next.

use leptos::prelude::*;

use super::use_collection;
use crate::context::use_app;
use faultline_viewer::{CollectionAction, Opened, place_of};

/// The way back, and along the list; nothing while all of them are shown.
#[component]
pub fn OpenedBar() -> impl IntoView {
    let (app, collection) = (use_app(), use_collection());
    let opened = Memo::new(move |_| app.with(|state| state.opened().map(Opened::row)));
    move || {
        let opened = opened.get()?;
        let overview = collection.latest()?;
        let along = opened.map(|row| {
            let (before, after) = overview.beside(row);
            let step = |to: Option<u32>, name: &'static str, key: &'static str| {
                let open = move |_| {
                    if let Some(row) = to {
                        app.dispatch(CollectionAction::Open(row));
                    }
                };
                let key = to.is_some().then_some(key);
                view! {
                    <button type="button" disabled=to.is_none() title=key aria-keyshortcuts=key on:click=open>{name}</button>
                }
            };
            let place = overview.order.iter().position(|other| *other == row);
            let place = place.map(|at| format!("{} of {}", at + 1, overview.order.len()));
            let notes = place.into_iter().chain(place_of(&overview, row));
            view! {
                {step(before, "‹ Previous", "K")}
                {step(after, "Next ›", "J")}
                {notes.map(|note| view! { <span class="soft">{note}</span> }).collect_view()}
            }
        });
        let panel = view! {
            <nav class="opened" aria-label="Incidents">
                <button type="button" on:click=move |_| app.dispatch(CollectionAction::Close)>"‹ All incidents"</button>
                {along}
            </nav>
        };
        Some(panel.into_any())
    }
}
