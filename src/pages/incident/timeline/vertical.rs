//! The timeline of a narrow screen: time runs down.

use std::sync::Arc;

use leptos::prelude::*;

use super::super::selecting::select_and_reveal;
use crate::components::{EventTitle, HiddenEvents, TimeText};
use crate::context::use_app;
use crate::platform;
use crate::views::IncidentView;
use faultline_core::picture::{px_text, row_id};
use faultline_core::text;
use faultline_core::timeline::{Shade, VerticalRow, kind_path, lay_out_vertical};
use faultline_viewer::{SearchAction, Selection, VERTICAL_ROWS};

/// The timeline; nothing on a wide screen.
#[component]
pub fn VerticalTimeline() -> impl IntoView {
    let app = use_app();
    let is_narrow = Memo::new(move |_| app.with_timeline(|view| view.narrow));
    let incident = move || app.incident().filter(|_| is_narrow.get());
    let rows = Memo::new(move |_| incident().map(|incident| laid_out(&incident)).unwrap_or_default());
    // All of a long timeline would be more than a phone can hold.
    let pages = Memo::new(move |_| app.list().vertical_pages);
    move || {
        let (incident, (from, to)) = (incident()?, pages.get());
        Some(rows.with(|rows| {
            let (from, to) = ((from * VERTICAL_ROWS).min(rows.len()), (to * VERTICAL_ROWS).min(rows.len()));
            let shown = rows.get(from..to).unwrap_or_default().iter();
            let class = if incident.origin.is_some() { "rail rail-counted" } else { "rail" };
            view! {
                <section class=class aria-labelledby="rail-title">
                    <h2 id="rail-title">"Timeline"</h2>
                    <HiddenEvents/>
                    <MoreRows count=from later=false/>
                    <ol>
                        {shown
                            .map(|row| view! { <Row incident=Arc::clone(&incident) row=row.clone()/> })
                            .collect_view()}
                    </ol>
                    <MoreRows count=rows.len() - to later=true/>
                </section>
            }
        }))
    }
}

/// The rows that the search and the filters leave.
fn laid_out(incident: &IncidentView) -> Vec<VerticalRow> {
    let lay_out = || lay_out_vertical(&incident.loaded.case, &incident.bands, incident.zone.as_ref());
    let mut rows = platform::measure("faultline:layout", lay_out).rows;
    rows.retain(|row| incident.matches().keeps(row.event));
    rows
}

/// The button that shows more rows; nothing when there are none.
#[component]
fn MoreRows(count: usize, later: bool) -> impl IntoView {
    let app = use_app();
    let word = if later { "later" } else { "earlier" };
    (count > 0).then(|| {
        view! {
            <button type="button" on:click=move |_| app.dispatch(SearchAction::MoreRows { later })>
                {format!("Show {} {word} of {count}", count.min(VERTICAL_ROWS))}
            </button>
        }
    })
}

#[component]
fn Row(incident: Arc<IncidentView>, row: VerticalRow) -> impl IntoView {
    let app = use_app();
    let selection = Selection::Event(row.event);
    let kind = incident.loaded.case.incident.timeline.get(row.event.at()).map(|event| event.kind).unwrap_or_default();
    let day = row.new_day.then(|| text::date(row.at, incident.zone.as_ref()));
    let parts = row.parts.iter().map(|part| {
        let class = format!("rail-part {}", part.level.map_or("", Shade::class));
        view! { <i class=class style:flex-grow=px_text(part.share * 100.0)></i> }
    });
    let fold =
        row.folded.map(|length| view! { <span class="rail-fold">{format!("{length}, nothing recorded")}</span> });
    let row_class =
        move || app.with_selection(|selected| selected.class("rail-row", selection, |lit| lit.event(row.event)));
    let title_class = move || app.with_selection(|selected| selected.class("plain", selection, |_| true));
    let clock = incident.clock(row.at);
    view! {
        {day.map(|day| view! { <li class="rail-day">{day}</li> })}
        <li class=row_class id=row_id(row.event) style:min-height=px_text(row.gap) + "px">
            <span class="rail-clock"><TimeText incident=Arc::clone(&incident) at=row.at text=clock/></span>
            <span class="rail-line" aria-hidden="true">{parts.collect_view()}</span>
            <span class="rail-body">
                <button
                    type="button"
                    class=title_class
                    dir="auto"
                    on:click=move |click| select_and_reveal(app, selection, &click)
                >
                    <EventTitle incident event=row.event/>
                </button>
                <span class="rail-kind">
                    <svg class="rail-shape" viewBox="-9 -9 18 18" aria-hidden="true">
                        <path class=format!("shape {}", kind.word()) d=kind_path(kind)></path>
                    </svg>
                    {text::kind_name(kind)}
                </span>
                {fold}
            </span>
        </li>
    }
}
