//! Small parts that several places use. Must never hold state of their own.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser;
use crate::incident::{ActionIx, Case, CauseIx, EventIx, ImpactLevel, Link};
use crate::state::{Action, Selection};
use crate::time::{Instant, Zone};
use crate::words;

use super::app::{App, use_app};
use super::open;

/// Open, paste, and the shipped samples.
#[component]
pub fn OpenControls() -> impl IntoView {
    let app = use_app();
    let samples = RwSignal::new(Vec::<(String, String)>::new());
    let fetch_samples = move |_| {
        if samples.with_untracked(Vec::is_empty) {
            spawn_local(async move { samples.set(open::samples().await) });
        }
    };
    let picked = move |event: leptos::ev::Event| {
        if let Some(file) = browser::dropped_file(&event) {
            open::file(app, file);
        }
    };
    view! {
        <div class="open">
            <label class="button">
                "Open…"
                <input class="unseen" type="file" accept=".json,application/json" aria-label="Open an incident file" on:change=picked />
            </label>
            <button type="button" on:click=move |_| browser::open_dialog("paste")>"Paste…"</button>
            <details class="menu" on:toggle=fetch_samples>
                <summary class="button">"Samples"</summary>
                <ul>
                    {move || samples.get().into_iter().map(|(src, title)| view! {
                        <li><a href=format!("?src={src}")>{title}</a></li>
                    }).collect_view()}
                </ul>
            </details>
        </div>
    }
}

/// A moment, with its exact ISO form for machines and on hover.
pub fn moment(at: Instant, zone: &dyn Zone, text: String) -> AnyView {
    let iso = words::iso_local(at, zone);
    view! { <time datetime=iso.clone() title=format!("{iso} ({})", zone.name())>{text}</time> }.into_any()
}

/// The class that gives an impact level its colour and pattern.
pub const fn level_class(level: ImpactLevel) -> &'static str {
    match level {
        ImpactLevel::Full => "level-full",
        ImpactLevel::Partial => "level-partial",
        ImpactLevel::Degraded => "level-degraded",
        ImpactLevel::None => "level-none",
    }
}

/// A button that chooses an event, worded with its time.
pub fn event_button(app: App, case: &Case, zone: &Arc<dyn Zone>, event: EventIx) -> AnyView {
    let Some(entry) = case.incident.timeline.get(event.at()) else { return ().into_any() };
    let clock = entry.at.map(|when| words::clock(when.at, zone.as_ref()));
    let text = [clock.unwrap_or_default(), entry.title.to_string()].join(" ");
    choose(app, Selection::Event(event), text, "to-event")
}

/// A button that chooses a cause.
pub fn cause_button(app: App, case: &Case, cause: CauseIx) -> AnyView {
    let title = case.incident.root_causes.get(cause.at()).map(|cause| cause.title.to_string());
    choose(app, Selection::Cause(cause), title.unwrap_or_default(), "to-cause")
}

/// A button that chooses an action.
pub fn action_button(app: App, case: &Case, action: ActionIx) -> AnyView {
    let title = case.incident.corrective_actions.get(action.at()).map(|action| action.title.to_string());
    choose(app, Selection::Action(action), title.unwrap_or_default(), "to-action")
}

fn choose(app: App, selection: Selection, text: String, class: &'static str) -> AnyView {
    view! { <button type="button" class=format!("to {class}") on:click=move |_| app.act(Action::Select(selection))>{text}</button> }
        .into_any()
}

/// Links out of the page: a new tab that learns nothing of this one.
pub fn links(links: &[Link]) -> AnyView {
    if links.is_empty() {
        return ().into_any();
    }
    let items = links.iter().map(|link| {
        view! { <li><a href=link.url.to_string() target="_blank" rel="noopener noreferrer">{link.label.to_string()}</a></li> }
    });
    view! { <ul class="links">{items.collect_view()}</ul> }.into_any()
}
