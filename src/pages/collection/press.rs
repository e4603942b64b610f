//! What is pressed and written on the page of many incidents, made actions. Must never draw.

use super::{list, loading};
use crate::context::App;
use crate::platform;
use faultline_core::charts::csv;
use faultline_viewer::{Action, CollectionAction};

/// Does what leaves Rust; what remains is for `update`.
pub fn perform(app: App, action: CollectionAction) -> Option<Action> {
    match action {
        CollectionAction::Open(row) => loading::open(app, row),
        CollectionAction::ReadParts => loading::parts(app),
        CollectionAction::Download(sheet) => {
            let overview = app.collection.latest_untracked()?;
            let table = sheet.table(&overview, &app.collection.estimates_untracked());
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

/// To the incident after this one in the list, or to the one before. `false` when none is open.
pub fn step(app: App, forth: bool) -> bool {
    let (Some(overview), Some(row)) =
        (app.collection.latest_untracked(), app.with_untracked(|state| state.trends.opened))
    else {
        return false;
    };
    let (before, after) = overview.beside(row);
    if let Some(row) = if forth { after } else { before } {
        loading::open(app, row);
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
    app.dispatch(CollectionAction::Close);
}
