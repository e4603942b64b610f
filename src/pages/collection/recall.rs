//! What an address says of many incidents, shown: which, how, and the one that is open. Must never read the address by
//! itself, nor write it.

use super::{list, loading, press};
use crate::context::App;
use crate::platform::{self, IntlZones};
use crate::{address, open};
use faultline_viewer::{Collection, ManyAddress, Screen};

/// Follows an address. Parts of the catalog that it needs are fetched before.
pub fn follow(app: App, fragment: String) {
    let Some(collection) = app.with_untracked(|state| state.trends.collection.clone()) else { return };
    if !faultline_viewer::wants_parts(&fragment, &collection) {
        show(app, &fragment);
        return;
    }
    let cancel = open::begin();
    loading::report_part(app, &collection);
    open::run(async move {
        let wanted = |collection: &Collection| faultline_viewer::wants_parts(&fragment, collection);
        if loading::more_parts(app, cancel, &wanted).await.is_ok() {
            show(app, &fragment);
            platform::after_paint(platform::mark_ready);
        }
    });
}

fn show(app: App, fragment: &str) {
    let (collection, local, opened, is_loaded, is_loading) = app.with_untracked(|state| {
        let trends = &state.trends;
        let is_loaded = state.loaded().is_some();
        (trends.collection.clone(), state.find.local, trends.opened, is_loaded, state.progress.is_some())
    });
    let Some(collection) = collection else { return };
    if is_loading {
        // Of what an earlier step asked for.
        open::cancel(app);
    }
    let address = faultline_viewer::read_many_address(fragment, &collection, local, &IntlZones);
    match address.opened.clone() {
        Some((row, view)) => {
            let notes = address.notes.clone();
            app.dispatch(address);
            if opened == Some(row) && is_loaded {
                address::recall_one(app, &view, notes);
                address::followed(app);
            } else {
                loading::open_as(app, row, Some((view, notes)));
            }
        }
        None => show_all(app, address),
    }
}

fn show_all(app: App, address: ManyAddress) {
    let comes_back = app.with_untracked(|state| state.stage != Screen::Collection);
    if comes_back {
        press::show_all(app);
    }
    let row = address.view.row;
    app.dispatch(address);
    address::followed(app);
    if comes_back {
        let scrolled = platform::scrolled_then();
        platform::after_paint(move || {
            let id = row.map(list::id_of).unwrap_or_default();
            platform::focus(&id);
            match scrolled {
                Some(px) => platform::scroll_to_px(px),
                None => drop(platform::scroll_to(&id)),
            }
            platform::mark_ready();
        });
    }
}
