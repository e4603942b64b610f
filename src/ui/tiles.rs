//! The figures. Each paints its span on the timeline while it is pointed at, and chooses it when pressed.

use leptos::prelude::*;

use crate::metrics::{Measured, Metric};
use crate::state::{self, Action, Selection};
use crate::words;

use super::app::App;
use super::incident::Shown;
use super::parts::level_class;

/// The figures.
pub fn tiles(app: App, shown: Shown) -> impl IntoView {
    view! {
        <section class="tiles" aria-label="Durations">
            {Metric::ALL.into_iter().map(|metric| move || tile(app, shown, metric)).collect_view()}
        </section>
    }
}

fn tile(app: App, shown: Shown, metric: Metric) -> AnyView {
    let durations = shown.durations.get();
    if !state::is_shown(&durations, metric) {
        return ().into_any();
    }
    let loaded = shown.get();
    let zone = app.zone(&loaded);
    let measured = durations.get(metric);
    let swatch = state::tile_level(metric)
        .map(|level| view! { <i class=format!("swatch {}", level_class(level)) aria-hidden="true"></i> });
    let anchors = state::anchors_in_words(&durations, &loaded.findings, metric, &loaded.case, zone.as_ref());
    let (figure, spans) = match measured {
        Measured::Known { length, spans, so_far } => (words::length_so_far(*length, *so_far), spans.clone()),
        Measured::NotRecorded { .. } => ("—".to_owned(), Vec::new()),
        Measured::Backwards { .. } => ("?".to_owned(), Vec::new()),
    };
    let paint = spans.clone();
    let range = spans.first().zip(spans.last()).map(|(first, last)| first.cover(*last));
    let unknown = !matches!(measured, Measured::Known { .. });
    view! {
        <button type="button" class="tile" class:unknown=unknown aria-disabled=range.is_none().then_some("true")
            aria-label=words::figure_label(metric.name(), &figure, &anchors)
            on:pointerenter={let paint = paint.clone(); move |_| app.act(Action::Paint(paint.clone()))}
            on:pointerleave=move |_| app.act(Action::Paint(Vec::new()))
            on:focus=move |_| app.act(Action::Paint(paint.clone()))
            on:blur=move |_| app.act(Action::Paint(Vec::new()))
            on:click=move |_| if let Some(range) = range { app.act(Action::Select(Selection::Range(range))) }>
            // In the order of the label, with spaces: what is seen has to be what can be said. The style sheet puts the
            // figure on top.
            <span class="name">{swatch}{metric.name()}</span>" "
            <span class="figure">{figure.clone()}</span>" "
            <span class="anchors">{anchors.clone()}</span>
        </button>
    }
    .into_any()
}
