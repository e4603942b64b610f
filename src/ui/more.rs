//! The second part of the page: everything that the first picture does not need. Its code is fetched as soon as that picture
//! is painted; until then, what the reader presses waits for it. Must never be drawn into by the first part.

use std::cell::Cell;
use std::sync::Arc;

use leptos::prelude::WithUntracked;

use super::app::{App, outside, region};
use super::{address, board, details, events, findings, hands, head, minimap, open, play, rail, search, seek};
use crate::browser;
use crate::state::{Action, Failure, More};

/// With a file that is long under way, the second part is not waited for any longer than so many milliseconds: hands have to
/// be able to stop it.
const AT_LATEST_MS: u32 = 1_000;

thread_local! {
    /// `true` once the second part is there and listens.
    static HERE: Cell<bool> = const { Cell::new(false) };
    /// `true` once it was asked for.
    static ASKED: Cell<bool> = const { Cell::new(false) };
}

/// Has the second part fetched when the reader presses something, and at the latest in a second.
pub fn expect(app: App) {
    let fetch = move || {
        open::run(async move {
            let _ = come(app).await;
        });
    };
    browser::on_early_press(fetch);
    browser::after(AT_LATEST_MS, move || {
        // What failed is asked for again by the reader.
        if !ASKED.get() {
            fetch();
        }
    });
}

/// Whether the second part is there.
pub fn is_here() -> bool {
    HERE.get()
}

/// Waits until the second part is there; where it cannot be had, the page says so and stays as it is.
///
/// # Errors
/// [`Failure`] when it cannot be had.
pub async fn come(app: App) -> Result<(), Failure> {
    if is_here() {
        return Ok(());
    }
    ASKED.set(true);
    let came = browser::more().await;
    match &came {
        Ok(()) if HERE.replace(true) => {}
        Ok(()) => attach(app),
        Err(failure) => app.act(Action::More(More::Missing(Arc::new(failure.clone())))),
    }
    came
}

/// Draws the rest of the page, and listens to hands.
#[inline(never)]
fn attach(app: App) {
    app.act(Action::More(More::Here));
    if app.model.with_untracked(|model| model.loaded().is_some()) {
        address::arrived(app);
    }
    region(app, "hint", play::hint);
    region(app, "play", play::bar);
    region(app, "rail", rail::rail);
    region(app, "board", board::board);
    region(app, "events", events::events);
    region(app, "side", findings::side);
    region(app, "details", details::details);
    region(app, "keys", head::keys);
    region(app, "link-notes", search::notes);
    region(app, "zones", search::zone_dialog);
    region(app, "share", address::dialog);
    search::listen(app);
    events::listen(app);
    hands::listen(app);
    minimap::listen(app);
    address::listen(app);
    outside(move || seek::keep(app));
    outside(move || events::reveal(app));
    outside(move || address::keep(app));
    browser::set_flag("data-hands", true);
    browser::press_again();
}
