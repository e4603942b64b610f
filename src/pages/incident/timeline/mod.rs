//! The timeline of an incident: across a wide screen as a scene with a minimap, down a narrow one; and the story told on it.

mod gestures;
mod minimap;
mod scene;
mod story;
mod vertical;

pub use story::Story;
pub use vertical::VerticalTimeline;

use leptos::prelude::*;

use crate::components::HiddenEvents;
use crate::context::use_app;
use faultline_core::text;
use faultline_viewer::Command;
use gestures::{GestureFrame, WheelHint};
use minimap::Minimap;
use scene::{Drawing, Scene};
use story::{PlayButton, Sign};

/// The timeline across a wide screen.
#[component]
pub fn TimelinePanel() -> impl IntoView {
    let app = use_app();
    let drawing = Drawing::new(app);
    view! {
        <section id="timeline-panel" class="panel timeline" aria-labelledby="timeline-title">
            <div id="timeline-head" class="panel-head">
                <Show when=move || app.incident().is_some()><Head drawing/></Show>
            </div>
            <Minimap drawing/>
            <GestureFrame drawing><Scene drawing/></GestureFrame>
            <div id="hint"><WheelHint/></div>
        </section>
    }
}

/// What the timeline shows, and what changes the view.
#[component]
fn Head(drawing: Drawing) -> impl IntoView {
    let app = use_app();
    let draft = Memo::new(move |_| app.with_timeline(|view| view.draft));
    let summary = move || {
        let incident = app.incident()?;
        let case = &incident.loaded.case;
        let zone = incident.zone.as_ref();
        let count = text::counted(case.incident.timeline.len(), "event", "events");
        let extent = case.extent(incident.now);
        let draft = draft.get().map(|draft| text::range_text(draft, zone));
        let zone = extent.map(|extent| faultline_viewer::zone_in_words(zone, extent));
        Some([Some(count), zone, draft].into_iter().flatten().collect::<Vec<_>>().join(" · "))
    };
    let viewport = Memo::new(move |_| app.with_timeline(|view| view.viewport));
    let can_fold = move || viewport.get().is_some() && app.incident().is_some_and(|incident| incident.can_fold);
    let is_folded = move || viewport.get().is_some_and(|viewport| !viewport.folds().is_empty());
    let is_full = move || app.with_timeline(|view| view.full);
    let full_name = move || if is_full() { "Leave full window" } else { "Full window" };
    view! {
        <h2 id="timeline-title">"Timeline"</h2>
        <p class="soft">{summary}</p>
        <HiddenEvents/>
        <div class="segments" role="group" aria-label="Dragging">
            <button
                type="button"
                aria-pressed=move || (!drawing.measures.get()).to_string()
                on:click=move |_| drawing.measures.set(false)
            >
                "Move"
            </button>
            <button
                type="button"
                title="Drag to measure a range, as with Shift held"
                aria-pressed=move || drawing.measures.get().to_string()
                on:click=move |_| drawing.measures.set(true)
            >
                "Measure"
            </button>
        </div>
        <PlayButton/>
        <Show when=can_fold>
            <button
                type="button"
                aria-pressed=move || is_folded().to_string()
                on:click=move |_| app.dispatch(Command::Fold)
            >
                "Fold quiet time"
            </button>
        </Show>
        <Show when=move || drawing.has_more_services()>
            <button
                type="button"
                aria-pressed=move || drawing.all_services.get().to_string()
                on:click=move |_| drawing.all_services.update(|all| *all = !*all)
            >
                "All services"
            </button>
        </Show>
        <div class="segments" role="group" aria-label="Zoom">
            <button type="button" aria-label="Zoom out" on:click=move |_| app.dispatch(Command::ZoomOut)>"−"</button>
            <button type="button" on:click=move |_| app.dispatch(Command::Fit)>"Fit"</button>
            <button type="button" aria-label="Zoom in" on:click=move |_| app.dispatch(Command::ZoomIn)>"+"</button>
        </div>
        <button
            type="button"
            class="icon"
            aria-label=full_name
            title=full_name
            aria-pressed=move || is_full().to_string()
            on:click=move |_| app.dispatch(Command::FullWindow)
        >
            <Sign path="M2 6V2H6M10 2H14V6M14 10V14H10M6 14H2V10"/>
        </button>
    }
}
