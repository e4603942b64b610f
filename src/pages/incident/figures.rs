//! The figures: how long it took, and how long it lasted.

use std::sync::Arc;

use leptos::prelude::*;

use super::selecting::select_and_reveal;
use crate::components::level_class;
use crate::context::use_app;
use crate::views::IncidentView;
use faultline_core::metrics::{Measurement, Metric};
use faultline_core::text;
use faultline_core::time::Span;
use faultline_viewer::{Selection, TimelineAction};

/// A tile for each figure.
#[component]
pub fn Figures() -> impl IntoView {
    let app = use_app();
    move || {
        app.incident().map(|incident| {
            let has_tile = |metric: &Metric| faultline_viewer::is_shown(&incident.durations, *metric);
            let tile = |metric| view! { <Tile incident=Arc::clone(&incident) metric/> };
            view! {
                <section class="tiles" aria-label="Durations">
                    {Metric::ALL.into_iter().filter(has_tile).map(tile).collect_view()}
                </section>
            }
        })
    }
}

/// A figure. Its stretches are painted on the timeline while it is pointed at, and selected when it is pressed.
#[component]
fn Tile(incident: Arc<IncidentView>, metric: Metric) -> impl IntoView {
    let app = use_app();
    let (durations, case, zone) = (&incident.durations, &incident.loaded.case, incident.zone.as_ref());
    let measured = durations.get(metric);
    let figure = match measured {
        Measurement::Known { .. } => measured.words().unwrap_or_default(),
        Measurement::NotRecorded { .. } => "—".to_owned(),
        Measurement::Backwards { .. } => "?".to_owned(),
    };
    let anchors = faultline_viewer::anchors_in_words(durations, metric, case, zone);
    let notes = faultline_viewer::notes_in_words(durations, case, metric);
    let label = text::figure_label(metric.name(), &figure, &anchors, &notes);
    let range = faultline_viewer::painted_by(measured).into_iter().reduce(Span::cover);
    let swatch = faultline_viewer::tile_level(metric).map(|level| {
        let class = format!("swatch {}", level_class(level));
        view! { <i class=class aria-hidden="true"></i> }
    });
    // A long figure is set smaller, so that it stays on one line.
    let size = if figure.chars().count() > 11 { "figure long" } else { "figure" };
    let paint = move || {
        if let Some(incident) = app.incident_untracked() {
            app.dispatch(TimelineAction::Paint(faultline_viewer::painted_by(incident.durations.get(metric))));
        }
    };
    let clear = move || app.dispatch(TimelineAction::Paint(Vec::new()));
    // The name comes first for those who hear the page; the style sheet puts the figure on top. What was not recorded is
    // worth hearing too, so that its tile can be reached although it does nothing.
    view! {
        <button
            type="button"
            class=if range.is_some() { "tile" } else { "tile unknown" }
            aria-disabled=range.is_none().then_some("true")
            aria-label=label
            on:click=move |click| {
                if let Some(range) = range {
                    select_and_reveal(app, Selection::Range(range), &click);
                }
            }
            on:pointerenter=move |_| paint()
            on:pointerleave=move |_| clear()
            on:focus=move |_| paint()
            on:blur=move |_| clear()
        >
            <span class="name">{swatch}{metric.name()}</span>
            " "
            <span class=size>{figure}</span>
            " "
            <span class="anchors">{anchors}</span>
            {(!notes.is_empty()).then(|| view! { <span class="notes">"("{notes}")"</span> })}
        </button>
    }
}
