//! How a document was read: its lines, what each became, and what it leaves open.

use std::sync::Arc;

use leptos::prelude::*;

use super::selecting::select_and_reveal;
use crate::components::ReadAgain;
use crate::context::use_app;
use crate::open;
use crate::views::IncidentView;
use faultline_core::formats::{DocumentReading, ReadOptions};
use faultline_viewer::{ReadingRow, reading_rows};

/// How many rows are drawn at first, and with each demand for more.
const ROWS: usize = 300;

/// A line about the document, which opens its text beside what each line became.
#[component]
pub fn ReadDocument(incident: Arc<IncidentView>) -> impl IntoView {
    let app = use_app();
    let reading = incident.loaded.document.clone()?;
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
            open::read_again(app, ReadOptions { split: true, ..app.read_options.get_untracked() });
        };
        view! {
            <p>
                {format!("It seems to tell {} incidents. ", reading.incidents)}
                <button type="button" on:click=split>"Read them as many"</button>
            </p>
        }
    });
    let lines =
        move || is_open.get().then(|| view! { <Lines incident=Arc::clone(&incident) reading=(*reading).clone()/> });
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
fn Lines(incident: Arc<IncidentView>, reading: DocumentReading) -> impl IntoView {
    let app = use_app();
    let (only_open, shown) = (RwSignal::new(false), RwSignal::new(ROWS));
    let rows = app.source.with_value(|source| {
        let source = source.as_ref()?;
        Some(reading_rows(&source.text, &reading, &incident.loaded.case, incident.zone.as_ref()))
    });
    let Some(rows) = rows else {
        return view! { <p class="soft">"The text was not kept: it is large, or was opened with other files."</p> }
            .into_any();
    };
    let rows = Arc::new(rows);
    let total = rows.len();
    let open = rows.iter().filter(|row| row.needs_you).count();
    let toggle = (open > 0).then(|| {
        view! {
            <label>
                <input type="checkbox" prop:checked=only_open on:change=move |event| only_open.set(event_target_checked(&event))/>
                " Only lines that need you"
            </label>
        }
    });
    let drawn = move || {
        let wanted = |row: &&ReadingRow| row.needs_you || !only_open.get();
        rows.iter().filter(wanted).take(shown.get()).cloned().map(|row| view! { <LineRow row/> }).collect_view()
    };
    let more = move || {
        (shown.get() < total && !only_open.get()).then(|| {
            let text = format!("Show more: {} of {total} shown", shown.get());
            view! { <button type="button" on:click=move |_| shown.update(|shown| *shown += ROWS)>{text}</button> }
        })
    };
    view! {
        {toggle}
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
