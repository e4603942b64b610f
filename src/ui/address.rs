//! The view in the address: what Back, Forward and a link bring is recalled, what the reader does is written down. Must never
//! read an address by itself.

use leptos::prelude::*;

use super::app::{App, whole};
use super::node::{Node, button, div, el};
use super::open;
use crate::browser::{self, IntlZones};
use crate::state::{self, Action, Find, Model, Press};

/// A pan or a zoom is written down once the hand rests, since browsers refuse many changes of the address in a row.
const REST_MS: u32 = 400;
/// How long the page says that a link was copied.
const SAID_MS: u32 = 4_000;

thread_local! {
    /// What stands in the address now, and the step it belongs to.
    static WRITTEN: std::cell::RefCell<(String, u32)> = const { std::cell::RefCell::new((String::new(), 0)) };
    /// What is to stand there once the hand rests.
    static WAITING: std::cell::RefCell<Option<(String, browser::Later)>> = const { std::cell::RefCell::new(None) };
}

/// Takes up what the address says of an incident that has just been shown.
#[inline(never)]
pub fn arrived(app: App) {
    let local = app.shown_now().is_some_and(|shown| !open::is_in_address(&shown.loaded.name));
    app.act(Action::Find(Find::CameFromDisk(local)));
    recall(app, &browser::fragment());
}

/// Shows what an address says.
fn recall(app: App, fragment: &str) {
    let Some(shown) = app.shown_now() else { return };
    let local = app.model.with_untracked(|model| model.find.local);
    let address = state::read_address(fragment, &shown.loaded, local, &IntlZones);
    app.act(address.into());
    // What was just read is not written again.
    let now = app.model.with_untracked(|model| (state::write_address(model, false), model.find.jumps));
    WAITING.take();
    WRITTEN.set(now);
}

/// Writes each step down at once, and everything else once the hand rests.
pub fn keep(app: App) {
    let (now, jumps, shown) =
        app.look(|model| (state::write_address(model, false), model.find.jumps, model.loaded().is_some()));
    if !shown || WRITTEN.with_borrow(|(written, at)| *written == now && *at == jumps) {
        return;
    }
    let is_step = WRITTEN.with_borrow(|(written, at)| *at != jumps && *written != now);
    let waiting = WAITING.take();
    if is_step {
        // The step before is left as it was seen last.
        if let Some((before, _)) = waiting {
            browser::set_fragment(&before, false);
        }
        browser::set_fragment(&now, true);
    } else {
        let text = now.clone();
        let later = browser::later(REST_MS, move || {
            if let Some((text, _)) = WAITING.take() {
                browser::set_fragment(&text, false);
            }
        });
        WAITING.set(Some((text, later)));
    }
    WRITTEN.set((now, jumps));
}

/// Listens to Back and Forward, and to a hand that writes into the address.
pub fn listen(app: App) {
    browser::on_fragment(move |fragment| {
        // Both events of one change come here; the second finds nothing new.
        if WRITTEN.with_borrow(|(written, _)| *written != fragment) || WAITING.with_borrow(Option::is_some) {
            recall(app, &fragment);
        }
    });
}

/// Copies a link to this view, or shows it where the clipboard is closed.
pub fn share(app: App) {
    let link = app.model.with_untracked(|model| browser::link_to(&state::write_address(model, true)));
    let local = app.model.with_untracked(|model| model.find.local);
    open::run(async move {
        if browser::copy(link.clone()).await {
            let said = ["The link to this view is copied.", NO_FILE];
            let said = said.iter().take(if local { 2 } else { 1 }).map(|text| (*text).to_owned()).collect();
            app.act(Action::Find(Find::Note(said)));
            if !local {
                forget_note(app);
            }
        } else {
            browser::open_dialog("share");
            browser::set_value("share-link", &link);
        }
    });
}

const NO_FILE: &str = "The file is on your disk and not in the link: whoever follows it has to open the same file, and sees this view then.";

fn forget_note(app: App) {
    browser::after(SAID_MS, move || {
        let only_this = |model: &Model| model.find.notes.len() == 1;
        if app.model.with_untracked(only_this) {
            app.act(Action::Find(Find::Note(Vec::new())));
        }
    });
}

/// The dialog that shows the link.
pub fn dialog(app: App) -> Vec<Node> {
    let local = app.look(|model| model.find.local);
    let link =
        el("textarea").attr("id", "share-link").attr("rows", "4").attr("readonly", "").attr("spellcheck", "false");
    let dialog = el("div")
        .child(el("h2").attr("id", "share-title").text("A link to this view"))
        .child(
            el("label").attr("for", "share-link").text("Copy it from here: this page may not write to the clipboard."),
        )
        .child(link)
        .maybe(local.then(|| div("p", "dialog-said").text(NO_FILE)))
        .child(div("div", "dialog-buttons").child(button("", Press::Dismiss).text("Close")));
    whole(dialog)
}
