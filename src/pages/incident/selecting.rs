//! Selecting things by a click.

use web_sys::MouseEvent;

use crate::context::App;
use faultline_viewer::{Selection, TimelineAction};

/// Selects what was clicked. With Shift held, measures to an event instead.
pub fn select(app: App, selection: Selection, click: &MouseEvent) {
    app.dispatch(measured_to(selection, click).unwrap_or(TimelineAction::Select(selection)));
}

/// Selects what a click leads to, and scrolls to its mark, row or card.
pub fn select_and_reveal(app: App, selection: Selection, click: &MouseEvent) {
    app.dispatch(measured_to(selection, click).unwrap_or(TimelineAction::Reveal(selection)));
}

fn measured_to(selection: Selection, click: &MouseEvent) -> Option<TimelineAction> {
    match selection {
        Selection::Event(event) if click.shift_key() => Some(TimelineAction::MeasureTo(event)),
        _ => None,
    }
}
