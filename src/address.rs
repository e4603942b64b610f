//! The view in the address: what Back, Forward and a link bring is recalled, what the reader does is written down. Must never
//! read an address by itself.

use leptos::prelude::Set;

use crate::components::OpenDialog;
use crate::context::App;
use crate::link::NEEDS_FILE;
use crate::open;
use crate::pages::collection as trends;
use crate::platform::{self, IntlZones};
use faultline_viewer::{SearchAction, State};

/// A pan or a zoom is written down once the hand rests, since browsers refuse many changes of the address in a row.
const REST_MS: u32 = 400;
/// How long the page says that a link was copied.
const SAID_MS: u32 = 4_000;

thread_local! {
    /// What stands in the address now, and the step it belongs to.
    static WRITTEN: std::cell::RefCell<(String, u32)> = const { std::cell::RefCell::new((String::new(), 0)) };
    /// What is to stand there once the hand rests.
    static WAITING: std::cell::RefCell<Option<(String, platform::Later)>> = const { std::cell::RefCell::new(None) };
    /// What is being followed and not shown yet. Until it is, nothing is written.
    static FOLLOWED: std::cell::RefCell<Option<String>> = const { std::cell::RefCell::new(None) };
}

/// Takes up what the address says of an incident, or of many, that have just been shown.
#[inline(never)]
pub fn arrived(app: App) {
    let local = app.with_untracked(|state| state.opened_name().is_some_and(|name| !open::is_in_address(name)));
    app.dispatch(SearchAction::CameFromDisk(local));
    // What was written here is of something that was shown before.
    let fragment = platform::fragment();
    let is_of_another = !fragment.is_empty() && WRITTEN.with_borrow(|(written, _)| *written == fragment);
    if is_of_another {
        platform::set_fragment("", false);
    }
    recall(app, if is_of_another { "" } else { &fragment });
}

/// Shows what an address says.
fn recall(app: App, fragment: &str) {
    FOLLOWED.set(Some(fragment.to_owned()));
    if app.with_untracked(|state| state.trends.collection.is_some()) {
        trends::follow(app, fragment.to_owned());
    } else {
        recall_one(app, fragment, Vec::new());
        followed(app);
    }
}

/// Shows what an address says of the incident that is shown; there may be notes on the rest of it.
pub fn recall_one(app: App, fragment: &str, notes: Vec<String>) {
    let Some(shown) = app.incident_untracked() else { return };
    let local = app.with_untracked(|state| state.find.local);
    let mut address = faultline_viewer::read_address(fragment, &shown.loaded, local, &IntlZones);
    address.notes.splice(0..0, notes);
    app.dispatch(address);
}

/// An address was followed as far as could be. What was just read is not written again.
pub fn followed(app: App) {
    FOLLOWED.take();
    WAITING.take();
    WRITTEN.set(app.with_untracked(now));
}

/// What the address of a model is, and the step it belongs to.
fn now(state: &State) -> (String, u32) {
    (faultline_viewer::write_address(state, false), state.find.jumps)
}

/// Writes each step down at once, and everything else once the hand rests.
pub fn keep(app: App) {
    let (now, is_shown, is_loading) =
        app.with(|state| (now(state), state.opened_name().is_some(), state.progress.is_some()));
    if FOLLOWED.with_borrow(Option::is_some) && !is_loading {
        // The reader has stopped the load that it was waiting for.
        followed(app);
    } else if is_shown && FOLLOWED.with_borrow(Option::is_none) {
        write(now);
    }
}

fn write((now, jumps): (String, u32)) {
    if WRITTEN.with_borrow(|(written, at)| *written == now && *at == jumps) {
        return;
    }
    let is_step = WRITTEN.with_borrow(|(written, at)| *at != jumps && *written != now);
    let waiting = WAITING.take();
    if is_step {
        // The step before is left as it was seen last.
        if let Some((before, _)) = waiting {
            platform::set_fragment(&before, false);
        }
        platform::set_fragment(&now, true);
    } else {
        let text = now.clone();
        let later = platform::later(REST_MS, move || {
            if let Some((text, _)) = WAITING.take() {
                platform::set_fragment(&text, false);
            }
        });
        WAITING.set(Some((text, later)));
    }
    WRITTEN.set((now, jumps));
}

/// Writes down what is shown, and how far it is scrolled, before something else is: the reader may come back to it.
pub fn leave(app: App) {
    write(app.with_untracked(now));
    WAITING.take();
    platform::set_fragment(&WRITTEN.with_borrow(|(written, _)| written.clone()), false);
}

/// Listens to Back and Forward, and to a hand that writes into the address.
pub fn listen(app: App) {
    platform::on_fragment(move |fragment| {
        // Both events of one change come here; the second finds nothing new.
        let is_followed = FOLLOWED.with_borrow(|followed| followed.as_ref() == Some(&fragment));
        let is_written =
            WRITTEN.with_borrow(|(written, _)| *written == fragment) && FOLLOWED.with_borrow(Option::is_none);
        if !is_followed && (!is_written || WAITING.with_borrow(Option::is_some)) {
            recall(app, &fragment);
        }
    });
}

/// Copies a link to this view, or shows it where the clipboard is closed.
pub fn share(app: App) {
    let link = app.with_untracked(|state| platform::link_to(&faultline_viewer::write_address(state, true)));
    let local = app.with_untracked(|state| state.find.local);
    open::run(async move {
        if platform::copy(link).await {
            let said = ["The link to this view is copied.", NEEDS_FILE];
            let said = said.iter().take(if local { 2 } else { 1 }).map(|text| (*text).to_owned()).collect();
            app.dispatch(SearchAction::Note(said));
            if !local {
                forget_note(app);
            }
        } else {
            app.dialog.set(Some(OpenDialog::Share));
        }
    });
}

fn forget_note(app: App) {
    platform::after(SAID_MS, move || {
        let only_this = |state: &State| state.find.notes.len() == 1;
        if app.with_untracked(only_this) {
            app.dispatch(SearchAction::Note(Vec::new()));
        }
    });
}
