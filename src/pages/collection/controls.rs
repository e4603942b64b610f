//! Small pieces that several parts of the page use.

use leptos::either::Either;
use leptos::prelude::*;

use super::use_collection;
use crate::components::Unbroken;
use crate::context::use_app;
use faultline_viewer::{CollectionAction, Overview, Piece};

/// `true` or `false` in an attribute that wants the word.
pub const fn aria(on: bool) -> &'static str {
    if on { "true" } else { "false" }
}

/// A button that opens an incident of the collection, by its row.
#[component]
pub fn OpenButton(
    #[prop(into)] row: Signal<u32>,
    #[prop(into)] title: Signal<String>,
    #[prop(default = "plain")] class: &'static str,
) -> impl IntoView {
    let app = use_app();
    let open = move |_| app.dispatch(CollectionAction::Open(row.get_untracked()));
    view! { <button type="button" class=class dir="auto" on:click=open>{title}</button> }
}

/// A button that is pressed while something is chosen.
#[component]
pub fn Toggle(
    /// Whether it is chosen.
    #[prop(into)]
    on: Signal<bool>,
    /// What a press does.
    action: CollectionAction,
    /// What it says, and behind it how many incidents it is about.
    label: String,
    #[prop(optional, into)] count: Option<Signal<usize>>,
) -> impl IntoView {
    let app = use_app();
    view! {
        <button type="button" aria-pressed=move || aria(on.get()) on:click=move |_| app.dispatch(action.clone())>
            {label}
            {count.map(|count| view! { <span class="soft">{move || format!(" {}", count.get())}</span> })}
        </button>
    }
}

/// Rows by their place, each drawn once: what stands there changes in it. `None` stands in one that is about to go.
pub fn by_place<T, V>(
    rows: Memo<Vec<T>>,
    draw: impl Fn(Memo<Option<T>>) -> V + Send + Sync + Clone + 'static,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let children = move |at: usize| draw(Memo::new(move |_| rows.with(|rows| rows.get(at).cloned())));
    view! { <For each=move || 0..rows.with(Vec::len) key=|at| *at children/> }
}

/// A text of a row.
pub fn text_of<T: Send + Sync + 'static>(
    row: Memo<Option<T>>,
    read: fn(&T) -> String,
) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    move || row.with(|row| row.as_ref().map(read)).unwrap_or_default()
}

/// The pieces of a sentence; what matters in it is strong.
pub fn sentence(pieces: Vec<Piece>) -> impl IntoView {
    let piece = |Piece { text, is_strong }| {
        let text = view! { <Unbroken text/> };
        if is_strong { Either::Left(view! { <strong>{text}</strong> }) } else { Either::Right(text) }
    };
    pieces.into_iter().map(piece).collect_view()
}

/// A listener that does what the value of a field means; nothing where it means nothing.
pub fn on_value<E: wasm_bindgen::JsCast>(
    action: impl Fn(&str, &Overview) -> Option<CollectionAction> + 'static,
) -> impl Fn(E) + 'static {
    let (app, collection) = (use_app(), use_collection());
    move |event: E| {
        let value = event_target_value(&event);
        if let Some(action) = collection.latest_untracked().and_then(|overview| action(&value, &overview)) {
            app.dispatch(action);
        }
    }
}
