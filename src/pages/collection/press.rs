//! What is pressed and written on the page of many incidents, made actions. Must never draw.

use super::{act, estimates, last, list, opening, plots};
use crate::context::App;
use crate::platform;
use faultline_core::charts::csv;
use faultline_viewer::plots::{PLOT, PlotPress};
use faultline_viewer::{Action, CollectionAction, Request, field_request, request};

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
        Some(Request::Open(row)) => act(app, CollectionAction::Open(row)),
        Some(Request::Parts) => act(app, CollectionAction::ReadParts),
        Some(Request::Csv(sheet)) => act(app, CollectionAction::Download(sheet)),
        Some(Request::Act(action)) => act(app, action),
        None => {}
    }
}

/// Does what leaves Rust; what remains is for `update`.
pub fn perform(app: App, action: CollectionAction) -> Option<Action> {
    match action {
        CollectionAction::Open(row) => opening::open(app, row),
        CollectionAction::ReadParts => opening::parts(app),
        CollectionAction::Download(sheet) => {
            let overview = last(app)?;
            let table = sheet.table(&overview, &estimates());
            platform::download_csv(&[sheet.word(), ".csv"].concat(), &csv(&table));
        }
        CollectionAction::Close => {
            leave(app);
            return Some(action.into());
        }
        action => return Some(action.into()),
    }
    None
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

/// Before all of them stand in place of one: its row in the list is where the reader goes on.
fn leave(app: App) {
    let opened = app.with_untracked(|state| state.trends.opened);
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
