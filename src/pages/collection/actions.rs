//! How the corrective actions stand: those not done yet, and the causes that no action answers. No person is named late.

use leptos::prelude::*;

use super::controls::{OpenButton, by_place, text_of};
use super::use_collection;
use crate::components::Warning;
use faultline_core::text;
use faultline_viewer::{ShortRow, actions_in_words, unanswered_rows, waiting_rows};

/// How many actions are listed at once, and as many incidents with causes that no action answers.
const MAX_LISTED: usize = 12;

/// Actions and causes; nothing where there are neither.
#[component]
pub fn ActionsPanel() -> impl IntoView {
    let collection = use_collection();
    let is_shown = collection.part(|overview| overview.actions.total > 0 || overview.actions.causes > 0);
    let sentences = collection.part(|overview| actions_in_words(&overview.actions));
    let sentences = move || sentences.get().into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view();
    let waiting = collection.part(|overview| waiting_rows(overview, MAX_LISTED));
    let unanswered = collection.part(|overview| unanswered_rows(overview, MAX_LISTED));
    view! {
        <Show when=move || is_shown.get()>
            <section class="panel promised" aria-labelledby="promised-title">
                <div class="panel-head"><h2 id="promised-title">"What was promised"</h2></div>
                <div class="panel-body">
                    {sentences}
                    <ShortList
                        title="Not done yet, the latest first"
                        rows=waiting
                        class="to to-action"
                        count=collection.part(|overview| overview.actions.open)
                    />
                    <ShortList
                        title="Causes without an action"
                        rows=unanswered
                        class="to to-cause"
                        count=collection.part(|overview| overview.unanswered().len())
                    />
                </div>
            </section>
        </Show>
    }
}

/// The first of some incidents under a heading, and how many more there are; nothing where there are none.
#[component]
fn ShortList(
    title: &'static str,
    rows: Memo<Vec<ShortRow>>,
    /// The class of the buttons.
    class: &'static str,
    /// How many there are.
    count: Memo<usize>,
) -> impl IntoView {
    let more = Memo::new(move |_| count.get().saturating_sub(rows.with(Vec::len)));
    let more = move || (more.get() > 0).then(|| view! { <p class="soft">{text::and_more(more.get())}</p> });
    let item = move |row: Memo<Option<ShortRow>>| {
        let text = move |read| text_of(row, read);
        let number = Signal::derive(move || row.with(|row| row.as_ref().map(|row| row.row)).unwrap_or_default());
        let warning = Memo::new(move |_| text(|row: &ShortRow| row.warning.clone())());
        view! {
            <li>
                <OpenButton row=number title=Signal::derive(text(|row| row.title.clone())) class/>
                " "
                {move || warning.with(|text| (!text.is_empty()).then(|| view! { <Warning text=text.clone()/> }))}
                <div class="soft">{text(|row| row.note.clone())}</div>
            </li>
        }
    };
    view! {
        <Show when=move || rows.with(|rows| !rows.is_empty())>
            <h3>{title}</h3>
            <ul class="waiting">{by_place(rows, item)}</ul>
            {more}
        </Show>
    }
}
