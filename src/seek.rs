//! Works out what the reader looks for, in slices: the page paints and is typed into in between, and what is wanted last
//! is what counts. Must never look into an event itself.

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use crate::context::App;
use crate::open;
use crate::platform;
use faultline_core::text;
use faultline_viewer::{Action, Loaded, SearchAction, SearchJob, SearchQuery};

/// How many events are looked at between two looks at the clock, and how long the page may be deaf, in milliseconds.
const STEP: usize = 4_096;
const SLICE_MS: f64 = 40.0;
/// An answer that takes no longer than this comes without a word on how far it is.
const SOON_MS: f64 = 200.0;

thread_local! {
    /// What is being worked out, with the number of its turn.
    static UNDER_WAY: RefCell<Option<(Arc<Loaded>, SearchQuery)>> = const { RefCell::new(None) };
    static TURN: Cell<u32> = const { Cell::new(0) };
    /// What the reader wants done with the answer.
    static AFTERWARDS: RefCell<Option<Box<dyn FnOnce()>>> = const { RefCell::new(None) };
}

/// Says on the page, and to tests, that it is drawn: ready, or soon when an answer is still being worked out.
pub fn settle() {
    platform::set_state(if UNDER_WAY.with_borrow(Option::is_some) { "seeking" } else { "ready" });
}

/// The last answer is there. While something is loaded, that is what is waited for.
fn rest() {
    if platform::is_state("seeking") {
        platform::set_state("ready");
    }
}

/// Does something with the answer to what is wanted now: at once where it is there.
pub fn once_answered(app: App, work: impl FnOnce() + 'static) {
    if app.with_untracked(|state| state.find.is_answered()) {
        work();
    } else {
        AFTERWARDS.set(Some(Box::new(work)));
    }
}

/// Has an answer worked out whenever another one is wanted.
pub fn keep(app: App) {
    let wanted = app.with(|state| {
        let loaded = state.loaded().filter(|_| !state.find.is_answered())?;
        Some((Arc::clone(loaded), state.find.wanted()))
    });
    let same = UNDER_WAY.with_borrow(|under_way| match (under_way, &wanted) {
        (Some((loaded, other)), Some((next, wanted))) => Arc::ptr_eq(loaded, next) && other == wanted,
        (None, None) => true,
        _ => false,
    });
    if same {
        return;
    }
    let turn = TURN.get().wrapping_add(1);
    TURN.set(turn);
    AFTERWARDS.set(None);
    UNDER_WAY.set(wanted.clone());
    match wanted {
        Some((loaded, wanted)) => open::run(work_out(app, turn, loaded, wanted)),
        None => rest(),
    }
}

async fn work_out(app: App, turn: u32, loaded: Arc<Loaded>, wanted: SearchQuery) {
    let Some(before) = app.incident_untracked().map(|shown| Arc::clone(&shown.answer)) else { return };
    let filtered = before.wanted.filter != wanted.filter;
    let mut seeking = SearchJob::new(loaded, wanted, before);
    let begun = platform::now_ms();
    let (mut slice, mut told) = (begun, begun + SOON_MS);
    let answer = loop {
        if let Some(answer) = seeking.step(STEP) {
            break answer;
        }
        let here = platform::now_ms();
        if here - slice < SLICE_MS {
            continue;
        }
        if here > told {
            told = here + SOON_MS;
            app.dispatch(SearchAction::Progress(seeking.percent()));
        }
        if platform::is_state("ready") {
            platform::set_state("seeking");
        }
        platform::yield_now().await;
        if TURN.get() != turn {
            return;
        }
        slice = platform::now_ms();
    };
    UNDER_WAY.set(None);
    app.dispatch(SearchAction::Answered(answer));
    if filtered {
        say(app);
    }
    if let Some(work) = AFTERWARDS.take() {
        work();
    }
    rest();
}

/// Says what was found, and what is left.
fn say(app: App) {
    let Some(shown) = app.incident_untracked() else { return };
    let counted = shown.answer.wanted.filter.searches().then(|| shown.found().counted(None));
    let hidden = match (shown.found().hidden, &counted) {
        (0, Some(_)) => None,
        (0, None) => Some("all events are shown".to_owned()),
        (hidden, _) => Some(text::hidden(hidden)),
    };
    let said: Vec<String> = counted.into_iter().chain(hidden).collect();
    app.dispatch(Action::Say(said.join("; ")));
}
