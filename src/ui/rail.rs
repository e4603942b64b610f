//! The timeline of a narrow screen: time runs down.

use leptos::prelude::*;

use crate::state::{Action, Selection};
use crate::timeline::{RailRow, lay_out_rail};
use crate::words;

use super::app::App;
use super::incident::Shown;
use super::parts::{level_class, moment};

/// The rail.
pub fn rail(app: App, shown: Shown) -> AnyView {
    view! {
        <section class="rail" aria-labelledby="rail-title">
            <h2 id="rail-title">"Timeline"</h2>
            <ol>{move || {
                let loaded = shown.get();
                let zone = app.zone(&loaded);
                let bands = shown.durations.with(|durations| loaded.bands(durations, app.now.get()));
                let rail = crate::browser::measure("faultline:layout", || lay_out_rail(&loaded.case, &bands, zone.as_ref()));
                rail.rows.iter().map(|rail_row| row(app, shown, rail_row)).collect_view()
            }}</ol>
        </section>
    }
    .into_any()
}

fn row(app: App, shown: Shown, row: &RailRow) -> AnyView {
    let loaded = shown.get();
    let zone = app.zone(&loaded);
    let Some(event) = loaded.case.incident.timeline.get(row.event.at()) else { return ().into_any() };
    let ix = row.event;
    let selection = Selection::Event(ix);
    let parts = row.parts.iter().map(|part| {
        let class = format!("rail-part {}", part.level.map_or("", level_class));
        view! { <i class=class style:flex-grow=part.share.to_string()></i> }
    });
    view! {
        {row.new_day.then(|| view! { <li class="rail-day">{words::date(row.at, zone.as_ref())}</li> })}
        <li class="rail-row" style:min-height=format!("{}px", row.gap)
            class:faded=move || shown.lit.with(|lit| lit.as_ref().is_some_and(|lit| !lit.event(ix)))>
            <span class="rail-clock">{moment(row.at, zone.as_ref(), words::clock(row.at, zone.as_ref()))}</span>
            <span class="rail-line" aria-hidden="true">{parts.collect_view()}</span>
            <span class="rail-body">
                <button type="button" class="plain" class:chosen=move || app.selected.get() == Some(selection)
                    on:click=move |_| app.act(Action::Select(selection))>{words::titled(&event.title)}</button>
                <span class=format!("rail-kind {}", event.kind.word())>{words::kind_name(event.kind)}</span>
                {row.folded.map(|length| view! { <span class="rail-fold">{format!("{length}, nothing recorded")}</span> })}
            </span>
        </li>
    }
    .into_any()
}
