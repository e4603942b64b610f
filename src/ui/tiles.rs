//! The figures. Each paints its span on the timeline while it is pointed at, and chooses it when pressed.

use leptos::prelude::*;

use crate::metrics::{Measured, Metric};
use crate::state::{Action, Selection};
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
    if !durations.is_shown(metric) {
        return ().into_any();
    }
    let loaded = shown.get();
    let zone = app.zone(&loaded);
    let measured = durations.get(metric);
    let swatch = metric.level().map(|level| view! { <i class=format!("swatch {}", level_class(level)) aria-hidden="true"></i> });
    let anchors = durations.anchors_in_words(metric, &loaded.case, zone.as_ref());
    let (figure, spans) = match measured {
        Measured::Known { length, spans, so_far } => {
            let figure = length.to_string().split(' ').collect::<Vec<_>>().chunks(2).map(|part| part.join("\u{a0}")).collect::<Vec<_>>().join(" ");
            (format!("{figure}{}", if *so_far { " so far" } else { "" }), spans.clone())
        }
        Measured::NotRecorded { .. } => ("—".to_owned(), Vec::new()),
        Measured::Backwards { .. } => ("?".to_owned(), Vec::new()),
    };
    let paint = spans.clone();
    let range = spans.first().zip(spans.last()).map(|(first, last)| first.cover(*last));
    let unknown = !matches!(measured, Measured::Known { .. });
    view! {
        <button type="button" class="tile" class:unknown=unknown disabled=range.is_none()
            aria-label=words::figure_label(metric.name(), &figure, &anchors)
            on:pointerenter={let paint = paint.clone(); move |_| app.act(Action::Paint(paint.clone()))}
            on:pointerleave=move |_| app.act(Action::Paint(Vec::new()))
            on:focus=move |_| app.act(Action::Paint(paint.clone()))
            on:blur=move |_| app.act(Action::Paint(Vec::new()))
            on:click=move |_| if let Some(range) = range { app.act(Action::Select(Selection::Range(range))) }>
            <span class="figure">{figure.clone()}</span>
            <span class="name">{swatch}{metric.name()}</span>
            <span class="anchors">{anchors.clone()}</span>
        </button>
    }
    .into_any()
}
