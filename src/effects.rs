//! Performs what an action wants done outside of the state. Nothing is decided here: what comes of an effect is another
//! action.

use std::time::Duration;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::context::App;
use crate::open;
use crate::pages::collection::{load_entry, load_part, row_id};
use crate::platform::{self, Cancel, SlicePace};
use faultline_core::charts::csv;
use faultline_core::picture;
use faultline_viewer::{Action, Effect, Focus, SearchAction, Selection, TimelineAction, search};

/// How long the reader has to rest before a pan or a zoom is written into the address, in milliseconds: browsers refuse many
/// changes of it in a row.
const REST_ADDRESS_MS: u32 = 400;
/// How long the reader has to rest before what was done many times in a row is announced, in milliseconds.
const REST_ANNOUNCEMENT_MS: u32 = 250;
/// How long it is said that a link was copied, in milliseconds.
const NOTE_MS: u32 = 4_000;
/// How long it is said what the wheel does, in milliseconds.
const HINT_MS: u32 = 6_000;
/// Maximum time slice of a search before yielding, in milliseconds.
const SEARCH_SLICE_MS: f64 = 40.0;

/// Work and timers under way. One that is replaced is given up.
#[derive(Default)]
pub struct Jobs {
    /// The load under way. The last one asked for wins.
    pub load: Cancel,
    search: Option<Cancel>,
    address: Option<Timeout>,
    announcement: Option<Timeout>,
    note: Option<Timeout>,
    hint: Option<Timeout>,
}

/// Performs an effect.
pub fn perform(app: App, effect: Effect) {
    match effect {
        Effect::StopLoad => {
            app.jobs.with_value(|jobs| jobs.load.stop());
            settle(app);
        }
        Effect::ListSamples => spawn_local(async move { app.dispatch(Action::Listed(open::samples(app).await)) }),
        Effect::LoadEntry { row, address } => load_entry(app, row, address),
        Effect::LoadPart => load_part(app),
        Effect::Settle => platform::after_paint(move || settle(app)),
        Effect::StartSearch { loaded, query, before } => {
            let cancel = Cancel::default();
            let running = cancel.clone();
            replace_search(app, Some(cancel));
            spawn_local(async move {
                let report = |progress: faultline_core::pace::Progress| {
                    let percent = progress.total.and_then(|total| (progress.done * 100).checked_div(total));
                    app.dispatch(SearchAction::Progress(percent.unwrap_or_default().min(99)));
                };
                let pace = SlicePace::new(SEARCH_SLICE_MS, &running, report);
                if let Ok(result) = search(&loaded, query, &before, &pace).await
                    && !running.stopped()
                {
                    app.dispatch(SearchAction::Done(result));
                }
            });
        }
        Effect::StopSearch => replace_search(app, None),
        Effect::PushAddress(view) => platform::push_fragment(&view),
        Effect::ReplaceAddress(view) => platform::replace_fragment(&view),
        Effect::RestAddress => {
            let rest = Timeout::new(REST_ADDRESS_MS, move || app.dispatch(Action::AddressRested));
            app.jobs.update_value(|jobs| jobs.address = Some(rest));
        }
        Effect::RestAnnouncement => {
            let rest = Timeout::new(REST_ANNOUNCEMENT_MS, move || app.dispatch(Action::AnnouncePending));
            app.jobs.update_value(|jobs| jobs.announcement = Some(rest));
        }
        Effect::Store { key, value } => platform::store(key, value.as_deref()),
        Effect::CopyRange(text) => spawn_local(async move {
            let copied = platform::copy(text).await;
            app.dispatch(TimelineAction::RangeCopied(copied));
        }),
        Effect::CopyLink(view) => spawn_local(async move {
            let copied = platform::copy(platform::link_to(&view)).await;
            app.dispatch(Action::LinkCopied(copied));
        }),
        Effect::ForgetNoteLater => {
            let forget = Timeout::new(NOTE_MS, move || app.dispatch(Action::ForgetNote));
            app.jobs.update_value(|jobs| jobs.note = Some(forget));
        }
        Effect::HideHintLater => {
            let hide = Timeout::new(HINT_MS, move || app.dispatch(TimelineAction::HideHint));
            app.jobs.update_value(|jobs| jobs.hint = Some(hide));
        }
        Effect::Download { name, text } => platform::download(&name, "text/csv", &text),
        Effect::DownloadSheet(sheet) => {
            let (overview, estimates) = (app.collection.latest_untracked(), app.collection.estimates_untracked());
            if let Some(overview) = overview {
                let name = [sheet.word(), ".csv"].concat();
                platform::download(&name, "text/csv", &csv(&sheet.table(&overview, &estimates)));
            }
        }
        Effect::ReturnFocus => {
            let opener = app.opener.try_update_value(Option::take).flatten();
            platform::return_focus("details", opener, "marks");
        }
        Effect::Focus(Focus::Details) => platform::focus("details-title"),
        Effect::Focus(Focus::Search) => platform::focus("search"),
        // Once the details stand where they will cover the page.
        Effect::ScrollTo(selection) => set_timeout(move || scroll_to(selection), Duration::ZERO),
        Effect::ScrollToTop => platform::scroll_to_px(0.0),
        Effect::ReturnToList { row, restore } => {
            let scrolled = if restore { platform::remembered_scroll() } else { None };
            platform::after_paint(move || {
                let id = row.map(row_id).unwrap_or_default();
                platform::focus(&id);
                match scrolled {
                    Some(px) => platform::scroll_to_px(px),
                    None => drop(platform::scroll_to(&id)),
                }
            });
        }
        Effect::FullScreen(full) => platform::fill_screen(full),
        Effect::Play => {
            let (open, stepwise) = (platform::open_for(), platform::wants_less_motion());
            app.dispatch(TimelineAction::Play { open, stepwise });
        }
        Effect::SetSpeed(speed) => {
            app.dispatch(TimelineAction::SetSpeedAt { speed, open: platform::open_for() });
        }
    }
}

/// Scrolls to the mark, row or card of a selection.
fn scroll_to(selection: Selection) {
    let _ = match selection {
        Selection::Event(event) => {
            platform::scroll_to(&picture::mark_id(event)) || platform::scroll_to(&picture::row_id(event))
        }
        Selection::Cause(cause) => platform::scroll_to(&picture::cause_id(cause)),
        Selection::Action(action) => platform::scroll_to(&picture::action_id(action)),
        Selection::Impact(_) | Selection::Range(_) => platform::scroll_to("timeline-panel"),
    };
}

/// Marks the page as ready, or as searching while a search is worked out.
pub fn settle(app: App) {
    let is_searching = app.jobs.with_value(|jobs| jobs.search.is_some());
    platform::set_state(if is_searching { "seeking" } else { "ready" });
}

/// Stops the search under way, and has another take its place. The page is marked, unless it is loading something.
fn replace_search(app: App, search: Option<Cancel>) {
    if !platform::is_state("loading") {
        platform::set_state(if search.is_some() { "seeking" } else { "ready" });
    }
    let before = app.jobs.try_update_value(|jobs| std::mem::replace(&mut jobs.search, search));
    if let Some(before) = before.flatten() {
        before.stop();
    }
}
