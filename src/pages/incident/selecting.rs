//! Selecting things by a click.

use leptos::prelude::*;
use web_sys::MouseEvent;

use crate::context::{App, use_app};
use faultline_viewer::{Selection, TimelineAction};

/// Selects what was clicked. With Shift held, or while an event is measured from, measures to an event instead.
pub fn select(app: App, selection: Selection, click: &MouseEvent) {
    app.dispatch(measured_to(app, selection, click).unwrap_or(TimelineAction::Select(selection)));
}

/// Selects what a click leads to, and scrolls to its mark, row or card.
pub fn select_and_reveal(app: App, selection: Selection, click: &MouseEvent) {
    app.dispatch(measured_to(app, selection, click).unwrap_or(TimelineAction::Reveal(selection)));
}

/// A button that leads to a part of the incident.
pub fn select_button(class: impl Into<String>, selection: Selection, text: String) -> AnyView {
    let app = use_app();
    let on_click = move |click| select_and_reveal(app, selection, &click);
    view! { <button type="button" class=class.into() dir="auto" on:click=on_click>{text}</button> }.into_any()
}

fn measured_to(app: App, selection: Selection, click: &MouseEvent) -> Option<TimelineAction> {
    let Selection::Event(event) = selection else { return None };
    let measures = click.shift_key()
        || app
            .with_untracked(|state| state.incident().is_some_and(|incident| incident.interaction.measuring.is_some()));
    measures.then_some(TimelineAction::MeasureTo(event))
}
