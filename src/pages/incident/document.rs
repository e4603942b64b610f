//! How a document was read: its lines, what each became, and what it leaves open.

use std::sync::Arc;

use leptos::prelude::*;

use super::selecting::select_and_reveal;
use crate::components::ReadAgain;
use crate::context::use_app;
use crate::open;
use faultline_core::formats::ReadOptions;
use faultline_viewer::{Loaded, ReadingRow, reading_rows};

/// How many rows are drawn at first, and with each demand for more.
const ROWS: usize = 300;

/// A line about the document, which opens its text beside what each line became.
#[component]
pub fn ReadDocument(loaded: Arc<Loaded>) -> impl IntoView {
    let app = use_app();
    let reading = loaded.document.as_deref()?;
    let is_open = RwSignal::new(false);
    let line = reading.line();
    let zone = reading.needs_zone().then(|| {
        view! { <p class="warning">"The document names no zone, so its times were read as UTC. Set the zone that they were written in."</p> }
    });
    let day = (reading.without_day > 0 && reading.day.is_none()).then(|| {
        view! { <p class="warning">"Entries have a clock time and no day. Set the day of the first."</p> }
    });
    let split = (reading.incidents > 1).then(|| {
        let split = move |_| {
            open::read_again(app, ReadOptions { split: true, ..app.read_options_untracked() });
        };
        view! {
            <p>
                {format!("It seems to tell {} incidents. ", reading.incidents)}
                <button type="button" on:click=split>"Read them as many"</button>
            </p>
        }
    });
    let lines = move || is_open.get().then(|| view! { <Lines/> });
    Some(view! {
        <details class="panel read-as" on:toggle=move |_| is_open.set(true)>
            <summary>{line}</summary>
            <div class="read-as-body">
                {zone}
                {day}
                <ReadAgain is_document=true/>
                {split}
                {lines}
            </div>
        </details>
    })
}

/// The lines of the document, as far as its text was kept.
#[component]
fn Lines() -> impl IntoView {
    let app = use_app();
    let (only_open, shown) = (RwSignal::new(false), RwSignal::new(ROWS));
    let zone = Memo::new(move |_| app.incident().map(|incident| incident.zone.name().to_owned()));
    let rows = Memo::new(move |_| {
        zone.track();
        let incident = app.incident_untracked()?;
        let (case, reading) = (&incident.loaded.case, incident.loaded.document.as_deref()?);
        app.source
            .with_value(|source| Some(reading_rows(&source.as_ref()?.text, reading, case, incident.zone.as_ref())))
    });
    if rows.with(Option::is_none) {
        return view! { <p class="soft">"The text was not kept: it is large, or was opened with other files."</p> }
            .into_any();
    }
    let count = move |wanted: fn(&ReadingRow) -> bool| {
        rows.with(|rows| rows.iter().flatten().filter(|row| wanted(row)).count())
    };
    let has_open = move || count(|row| row.needs_you) > 0;
    let drawn = move || {
        let wanted = |row: &&ReadingRow| row.needs_you || !only_open.get();
        rows.with(|rows| {
            let drawn = rows.iter().flatten().filter(wanted).take(shown.get()).cloned();
            drawn.map(|row| view! { <LineRow row/> }).collect_view()
        })
    };
    let more = move || {
        let total = count(|_| true);
        (shown.get() < total && !only_open.get()).then(|| {
            let text = format!("Show more: {} of {total} shown", shown.get());
            view! { <button type="button" on:click=move |_| shown.update(|shown| *shown += ROWS)>{text}</button> }
        })
    };
    view! {
        <Show when=has_open>
            <label>
                <input
                    type="checkbox"
                    prop:checked=only_open
                    on:change=move |event| only_open.set(event_target_checked(&event))
                />
                " Only lines that need you"
            </label>
        </Show>
        <div class="read-as-fields reading" tabindex="0" role="group" aria-label="The document, and what each line became">
            <table>
                <thead>
                    <tr><th scope="col">"Line"</th><th scope="col">"Document"</th><th scope="col">"Became"</th></tr>
                </thead>
                <tbody>{drawn}</tbody>
            </table>
            {more}
        </div>
    }
    .into_any()
}

#[component]
fn LineRow(row: ReadingRow) -> impl IntoView {
    let app = use_app();
    let ReadingRow { first, last, text, became, selection, needs_you } = row;
    let line = if first == last { first.to_string() } else { format!("{first}–{last}") };
    let became = match selection {
        Some(selection) => view! {
            <button type="button" class="plain" on:click=move |click| select_and_reveal(app, selection, &click)>
                {became}
            </button>
        }
        .into_any(),
        None => became.into_any(),
    };
    view! {
        <tr class:needs-you=needs_you>
            <th scope="row">{line}</th>
            <td class="reading-text" dir="auto">{text}</td>
            <td>{became}</td>
        </tr>
    }
}
