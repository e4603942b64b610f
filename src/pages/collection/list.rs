//! The list of incidents: a page of rows that can be sorted, each leading to its incident.

use leptos::either::Either;
use leptos::prelude::*;

use super::controls::on_value;
use super::use_collection;
use crate::components::level_class;
use crate::context::use_app;
use faultline_core::catalog::{Column, Row};
use faultline_core::charts::week_hour_name;
use faultline_core::metrics::{ObservationError, RecordKind};
use faultline_core::text;
use faultline_core::time::{Instant, Zone};
use faultline_viewer::{CollectionAction, Overview, PAGE, length_in_words};

/// The list, with its search and its pages.
#[component]
pub fn IncidentList() -> impl IntoView {
    let collection = use_collection();
    let count = move || Some(faultline_viewer::listed(&*collection.overview()?));
    let sought = move || collection.overview().map(|overview| overview.view.filter.text.to_string());
    let sought = Memo::new(move |_| sought().unwrap_or_default());
    let search = on_value(|text, _| Some(CollectionAction::search(text)));
    view! {
        <section class="panel incidents" aria-labelledby="incidents-title">
            <div class="panel-head">
                <h2 id="incidents-title">"Incidents"</h2>
                <p class="soft" role="status">{count}</p>
                {move || collection.overview().map(|overview| brushes(&overview))}
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
            {move || collection.overview().map(|overview| table(&overview))}
            {move || pages(&*collection.overview()?)}
        </section>
    }
    .into_any()
}

/// The id of the element that opens an incident of the list, by its row.
pub fn id_of(row: u32) -> String {
    format!("incident-{row}")
}

/// What the charts narrow the list to, each with the way out of it.
fn brushes(overview: &Overview) -> impl IntoView + use<> {
    let app = use_app();
    let lengths = overview.view.filter.lengths_ms.map(|(from, to)| {
        let label = format!("{} to {} ×", length_in_words(from), length_in_words(to));
        let clear = move |_| app.dispatch(CollectionAction::Brush(None));
        view! { <button type="button" title="Lengths of any kind" on:click=clear>{label}</button> }
    });
    let hour = overview.view.filter.week_hour.map(|hour| {
        let clear = move |_| app.dispatch(CollectionAction::SetHour(None));
        view! {
            <button type="button" title="At any hour of the week" on:click=clear>{week_hour_name(hour) + " ×"}</button>
        }
    });
    (lengths, hour)
}

fn page_of(overview: &Overview) -> usize {
    overview.view.page.min(overview.order.len().saturating_sub(1) / PAGE)
}

fn table(overview: &Overview) -> impl IntoView + use<> {
    let count = overview.order.len();
    if count == 0 {
        return Either::Left(view! { <p class="panel-note">"No incident is left to list."</p> });
    }
    let heads = Column::ALL.map(|column| head(overview, column));
    let rows = overview.order.iter().enumerate().skip(page_of(overview) * PAGE).take(PAGE);
    let rows = rows.filter_map(|(at, number)| row(overview, at, *number));
    Either::Right(view! {
        <div class="incidents-frame" tabindex="0" role="group" aria-label="Incidents">
            <table aria-labelledby="incidents-title" aria-rowcount=(count + 1).to_string()>
                <thead><tr aria-rowindex="1">{heads}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    })
}

/// The steps from page to page, where there is more than one.
fn pages(overview: &Overview) -> Option<impl IntoView + use<>> {
    let app = use_app();
    let (page, count) = (page_of(overview), overview.order.len());
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

fn head(overview: &Overview, column: Column) -> impl IntoView + use<> {
    let app = use_app();
    let (sorted, arrow) = match (overview.view.sort == column, overview.view.descending) {
        (false, _) => ("none", ""),
        (true, false) => ("ascending", " ▲"),
        (true, true) => ("descending", " ▼"),
    };
    let sort = move |_| app.dispatch(CollectionAction::Sort(column));
    view! {
        <th class=class(column) scope="col" aria-sort=sorted>
            <button type="button" class="plain" on:click=sort>{name(column)}</button>
            <span aria-hidden="true">{arrow}</span>
        </th>
    }
}

/// A row at a place of the list. A press anywhere on it opens the incident.
fn row(overview: &Overview, at: usize, number: u32) -> Option<impl IntoView + use<>> {
    let app = use_app();
    let (row, entry) = (overview.row(number)?, overview.collection.entry(number)?);
    let incident = &entry.incident;
    let kind = match row.kind {
        RecordKind::Incident => None,
        RecordKind::Maintenance => Some(" maintenance"),
        RecordKind::Drill => Some(" drill"),
        RecordKind::Test => Some(" test"),
    };
    let services = incident.services.iter().map(|service| &*service.name).collect::<Vec<_>>().join(", ");
    let level = row.worst.map(|level| {
        let swatch = format!("swatch {}", level_class(level));
        view! { <span><i class=swatch aria-hidden="true"></i>{format!(" {}", text::level_name(level))}</span> }
    });
    let status = incident.status.map(text::status_name);
    let covered = if row.hits.is_empty() { "—".to_owned() } else { row.impact().to_string() };
    let actions = (entry.counts.actions > 0).then(|| entry.counts.actions.to_string());
    let chosen = (overview.view.row == Some(number)).then_some("chosen");
    let open = move |_| app.dispatch(CollectionAction::Open(number));
    Some(view! {
        <tr aria-rowindex=(at + 2).to_string() class=chosen on:click=open>
            <td class=class(Column::Began)>{moment(row.began, overview.zone.as_ref())}</td>
            <th scope="row" class=class(Column::Title)>
                <button type="button" class="plain" dir="auto" id=id_of(number)>{text::display_title(&incident.title)}</button>
                {kind.map(|kind| view! { <span class="role">{kind}</span> })}
            </th>
            <td class=class(Column::Severity)>{incident.severity.as_ref().map(|severity| severity.word.to_string())}</td>
            <td class=class(Column::Status)>{status}</td>
            <td class=class(Column::Services) dir="auto">{services}</td>
            <td class=class(Column::Length)>{length(overview, row)}</td>
            <td class=class(Column::Impact)>{covered}</td>
            <td class=class(Column::Level)>{level}</td>
            <td class=class(Column::Actions)>{actions}</td>
        </tr>
    })
}

/// Its length, so far while it is open.
fn length(overview: &Overview, row: &Row) -> String {
    match row.observe(overview.view.anchors, overview.now) {
        Ok(observed) => text::length_so_far(observed.length, observed.open),
        Err(ObservationError::Backwards { .. }) => "runs backwards".to_owned(),
        Err(ObservationError::NotRecorded) => "not recorded".to_owned(),
    }
}

fn moment(at: Option<Instant>, zone: &dyn Zone) -> impl IntoView + use<> {
    match at {
        Some(at) => {
            let iso = text::iso_local(at, zone);
            let hover = format!("{iso} ({})", zone.name());
            Either::Left(view! { <time datetime=iso title=hover>{text::date_time(at, zone)}</time> })
        }
        None => Either::Right(view! { <span class="soft">"no date"</span> }),
    }
}
