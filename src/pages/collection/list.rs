//! The list of incidents: a page of rows that can be sorted, each leading to its incident.

use leptos::prelude::*;

use super::controls::{by_place, on_value, text_of};
use super::use_collection;
use crate::components::level_class;
use crate::context::use_app;
use faultline_core::catalog::Column;
use faultline_core::charts::week_hour_name;
use faultline_core::text;
use faultline_viewer::{CollectionAction, IncidentRow, PAGE, incident_rows, length_in_words, page_of};

/// The list, with its search and its pages.
#[component]
pub fn IncidentList() -> impl IntoView {
    let collection = use_collection();
    let count = collection.part(faultline_viewer::listed);
    let sought = collection.part(|overview| overview.view.filter.text.to_string());
    let search = on_value(|text, _| Some(CollectionAction::search(text)));
    view! {
        <section class="panel incidents" aria-labelledby="incidents-title">
            <div class="panel-head">
                <h2 id="incidents-title">"Incidents"</h2>
                <p class="soft" role="status">{count}</p>
                <Brushes/>
                <div class="search-many" role="search">
                    <input
                        type="search"
                        placeholder="Search incidents"
                        aria-label="Search incidents"
                        autocomplete="off"
                        spellcheck="false"
                        prop:value=sought
                        on:input=search
                    />
                </div>
            </div>
            <IncidentTable/>
            <Pages/>
        </section>
    }
    .into_any()
}

/// The id of the element that opens an incident of the list, by its row.
pub fn id_of(row: u32) -> String {
    format!("incident-{row}")
}

/// What the charts narrow the list to, each with the way out of it.
#[component]
fn Brushes() -> impl IntoView {
    let (app, collection) = (use_app(), use_collection());
    let narrowed = collection.part(|overview| {
        let filter = &overview.view.filter;
        (filter.lengths_ms, filter.week_hour)
    });
    move || {
        let (lengths, hour) = narrowed.get();
        let lengths = lengths.map(|(from, to)| {
            let label = format!("{} to {} ×", length_in_words(from), length_in_words(to));
            let clear = move |_| app.dispatch(CollectionAction::Brush(None));
            view! { <button type="button" title="Lengths of any kind" on:click=clear>{label}</button> }
        });
        let hour = hour.map(|hour| {
            let clear = move |_| app.dispatch(CollectionAction::SetHour(None));
            let label = week_hour_name(hour) + " ×";
            view! { <button type="button" title="At any hour of the week" on:click=clear>{label}</button> }
        });
        (lengths, hour)
    }
}

/// The table. A place in it keeps its elements while what stands there changes.
#[component]
fn IncidentTable() -> impl IntoView {
    let collection = use_collection();
    let count = collection.part(|overview| overview.order.len());
    let rows = collection.part(incident_rows);
    view! {
        <Show
            when=move || { count.get() > 0 }
            fallback=|| view! { <p class="panel-note">"No incident is left to list."</p> }
        >
            <div class="incidents-frame" tabindex="0" role="group" aria-label="Incidents">
                <table aria-labelledby="incidents-title" aria-rowcount=move || (count.get() + 1).to_string()>
                    <thead>
                        <tr aria-rowindex="1">{Column::ALL.map(|column| view! { <ColumnHead column/> })}</tr>
                    </thead>
                    <tbody>
                        {by_place(rows, |row| view! { <TableRow row/> })}
                    </tbody>
                </table>
            </div>
        </Show>
    }
}

/// The steps from page to page, where there is more than one.
#[component]
fn Pages() -> impl IntoView {
    let (app, collection) = (use_app(), use_collection());
    let place = collection.part(|overview| (page_of(overview), overview.order.len()));
    move || {
        let (page, count) = place.get();
        let (first, last) = (page * PAGE, (page * PAGE + PAGE).min(count));
        let step = |to: Option<usize>, name: &'static str| {
            let turn = move |_| app.dispatch(CollectionAction::Page(to.unwrap_or(page)));
            view! { <button type="button" disabled=to.is_none() on:click=turn>{name}</button> }
        };
        (count > PAGE).then(|| {
            view! {
                <nav class="pages" aria-label="Pages of the list">
                    {step(page.checked_sub(1), "‹ Previous")}
                    <span class="soft">{format!("{} – {last} of {count}", first + 1)}</span>
                    {step(Some(page + 1).filter(|_| last < count), "Next ›")}
                </nav>
            }
        })
    }
}

const fn name(column: Column) -> &'static str {
    match column {
        Column::Began => "Began",
        Column::Title => "Title",
        Column::Severity => "Severity",
        Column::Status => "Status",
        Column::Services => "Services",
        Column::Length => "Length",
        Column::Impact => "Impact",
        Column::Level => "Worst level",
        Column::Actions => "Actions",
    }
}

const fn class(column: Column) -> &'static str {
    match column {
        Column::Began => "began",
        Column::Title => "title",
        Column::Length => "number",
        Column::Impact | Column::Actions => "number spare",
        Column::Services => "services spare",
        Column::Level => "level spare",
        Column::Severity | Column::Status => "spare",
    }
}

/// The head of a column, which sorts by it.
#[component]
fn ColumnHead(column: Column) -> impl IntoView {
    let (app, collection) = (use_app(), use_collection());
    // Whether the list is sorted by it, and whether from the last to the first.
    let sorted = collection.part(move |overview| (overview.view.sort == column, overview.view.descending));
    let word = move || match sorted.get() {
        (false, _) => "none",
        (true, false) => "ascending",
        (true, true) => "descending",
    };
    let arrow = move || match sorted.get() {
        (false, _) => "",
        (true, false) => " ▲",
        (true, true) => " ▼",
    };
    let sort = move |_| app.dispatch(CollectionAction::Sort(column));
    view! {
        <th class=class(column) scope="col" aria-sort=word>
            <button type="button" class="plain" on:click=sort>{name(column)}</button>
            <span aria-hidden="true">{arrow}</span>
        </th>
    }
}

/// A row. A press anywhere on it opens the incident.
#[component]
fn TableRow(row: Memo<Option<IncidentRow>>) -> impl IntoView {
    let app = use_app();
    let text = move |read| text_of(row, read);
    let open = move |_| {
        if let Some(row) = row.get_untracked() {
            app.dispatch(CollectionAction::Open(row.number));
        }
    };
    let has = move |is_so: fn(&IncidentRow) -> bool| move || row.with(|row| row.as_ref().is_some_and(is_so));
    let is_dated = Memo::new(move |_| has(|row| row.began.is_some())());
    let kind = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.kind)).unwrap_or_default());
    let level = Memo::new(move |_| row.with(|row| row.as_ref()?.level));
    let swatch = move || level.get().map(|level| format!("swatch {}", level_class(level)));
    let level_name = move || level.get().map(|level| format!(" {}", text::level_name(level)));
    let began = move |read: fn(&faultline_viewer::Began) -> String| {
        move || row.with(|row| row.as_ref()?.began.as_ref().map(read)).unwrap_or_default()
    };
    view! {
        <tr aria-rowindex=text(|row| (row.place + 2).to_string()) class:chosen=has(|row| row.is_chosen) on:click=open>
            <td class=class(Column::Began)>
                <Show when=move || is_dated.get() fallback=|| view! { <span class="soft">"no date"</span> }>
                    <time datetime=began(|at| at.iso.clone()) title=began(|at| at.exact.clone())>
                        {began(|at| at.text.clone())}
                    </time>
                </Show>
            </td>
            <th scope="row" class=class(Column::Title)>
                <button type="button" class="plain" dir="auto" id=text(|row| id_of(row.number))>
                    {text(|row| row.title.clone())}
                </button>
                <Show when=move || !kind.get().is_empty()>
                    <span class="role">{move || format!(" {}", kind.get())}</span>
                </Show>
            </th>
            <td class=class(Column::Severity)>{text(|row| row.severity.clone())}</td>
            <td class=class(Column::Status)>{text(|row| row.status.to_owned())}</td>
            <td class=class(Column::Services) dir="auto">{text(|row| row.services.clone())}</td>
            <td class=class(Column::Length)>{text(|row| row.length.clone())}</td>
            <td class=class(Column::Impact)>{text(|row| row.impact.clone())}</td>
            <td class=class(Column::Level)><span><i class=swatch aria-hidden="true"></i>{level_name}</span></td>
            <td class=class(Column::Actions)>{text(|row| row.actions.clone())}</td>
        </tr>
    }
}
