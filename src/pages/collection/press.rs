//! What is pressed and written on the page of many incidents, made actions. Must never draw.

use super::{act, estimates, last, list, opening, plots};
use crate::context::App;
use crate::platform;
use faultline_core::charts::csv;
use faultline_viewer::plots::{PLOT, PlotPress};
use faultline_viewer::{CollectionAction, Request, field_request, request};

/// A press, by what stands behind `many ` in its word.
#[inline(never)]
pub fn pressed(app: App, word: &str) {
    if let Some(word) = word.strip_prefix(PLOT) {
        if let Some((plot, press)) = PlotPress::from_word(word) {
            plots::pressed(plot, press);
        }
        return;
    }
    let Some(overview) = last(app) else { return };
    match request(word, &overview) {
        Some(Request::Open(row)) => opening::open(app, row),
        Some(Request::Parts) => opening::parts(app),
        Some(Request::Csv(sheet)) => {
            let table = sheet.table(&overview, &estimates());
            platform::download_csv(&[sheet.word(), ".csv"].concat(), &csv(&table));
        }
        Some(Request::Act(CollectionAction::Close)) => close(app),
        Some(Request::Act(action)) => act(app, action),
        None => {}
    }
}

/// What was written into a field or chosen in it.
pub fn field(app: App, name: &str, value: &str) {
    let Some(overview) = last(app) else { return };
    if let Some(action) = field_request(name, value, &overview) {
        act(app, action);
    }
}

/// To the incident after this one in the list, or to the one before. `false` when none is open.
#[inline(never)]
pub fn step(app: App, forth: bool) -> bool {
    let (Some(overview), Some(row)) = (last(app), app.with_untracked(|state| state.trends.opened)) else {
        return false;
    };
    let (before, after) = overview.beside(row);
    if let Some(row) = if forth { after } else { before } {
        opening::open(app, row);
    }
    true
}

/// Back to all of them, where the reader left the list.
fn close(app: App) {
    let opened = app.with_untracked(|state| state.trends.opened);
    show_all(app);
    if let Some(row) = opened {
        platform::after_paint(move || {
            let id = list::id_of(row);
            let _ = platform::scroll_to(&id);
            platform::focus(&id);
        });
    }
}

/// Shows all of them in place of one.
pub fn show_all(app: App) {
    act(app, CollectionAction::Close);
}
