//! Pointers, wheel and frames on the timeline, made actions: at most one change of the window a frame. Must never decide
//! what a movement means (`state` does) nor where a place is in time (`timeline` does).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;

use crate::context::App;
use crate::hands::{say, say_later};
use crate::platform::{self, Hold, Touch};
use faultline_core::time::{Instant, Span};
use faultline_core::timeline::snap;
use faultline_viewer::{Action, Command, Edge, Gesture, Gestures, PanZoom, Pointer, Press, Selection, TimelineAction};

/// How much shorter the window becomes by a double-click on nothing.
const NEARER: f64 = 0.5;
/// Where it is kept that the reader was told what the wheel does.
const HINT: &str = "faultline.wheel-hint";
/// How long the reader is told, in milliseconds.
const HINT_MS: u32 = 6_000;
/// How often a story that goes from event to event looks whether it is time for the next, in milliseconds.
const STEP_MS: u32 = 250;

thread_local! {
    /// What pointers have done since the last frame.
    static TURNED: Cell<PanZoom> = const { Cell::new(PanZoom::NONE) };
    /// `true` once it is known that the reader was told what the wheel does.
    static HINTED: Cell<bool> = const { Cell::new(false) };
    /// `true` while something is going to move the story on.
    static TELLING: Cell<bool> = const { Cell::new(false) };
}

/// Listens to the timeline for as long as the page lives.
pub fn listen(app: App) {
    platform::on_wheel("timeline-frame", move |wheel| {
        let full = app.with_untracked(|state| state.hands.full);
        let turn = faultline_viewer::wheel_turned(wheel, full);
        match turn {
            Some(turn) => turn_soon(app, turn),
            None => hint(app),
        }
        turn.is_some()
    });
    let gestures = Rc::new(RefCell::new(Gestures::default()));
    platform::on_pointer("timeline-frame", move |touch, pointer| {
        let mut gestures = gestures.borrow_mut();
        if let Some(gesture) = meant(&mut gestures, touch, pointer) {
            make(app, gesture);
        }
        if touch == Touch::Up {
            turn_now(app);
        }
        Hold { captured: gestures.is_under_way(), still: gestures.is_selecting(), pressed: gestures.is_pressed() }
    });
    platform::on_double_click("timeline-frame", move |x, word| {
        match word.as_deref().and_then(Press::from_word) {
            Some(Press::Select(thing)) => app.dispatch(TimelineAction::ZoomTo(thing)),
            Some(Press::Show(span)) => app.dispatch(TimelineAction::ZoomTo(Selection::Range(span))),
            _ => {
                let about = app.scale.get_value().map(|scale| scale.to_time(x));
                app.dispatch(Action::Zoom { factor: NEARER, about });
            }
        }
        say(app, Command::FitSelection);
    });
}

fn meant(gestures: &mut Gestures, touch: Touch, pointer: Pointer) -> Option<Gesture> {
    match touch {
        Touch::Down => gestures.press(pointer),
        Touch::Moved => gestures.travel(pointer),
        Touch::Rested => gestures.hold(pointer.id),
        Touch::Up => gestures.release(pointer.id, false),
        Touch::Lost => gestures.release(pointer.id, true),
    }
}

fn make(app: App, gesture: Gesture) {
    match gesture {
        Gesture::PanZoom(turn) => turn_soon(app, turn),
        Gesture::Range { from, to, snap } => {
            let range = place(app, from, snap).zip(place(app, to, snap)).map(|(from, to)| Span::between(from, to));
            app.dispatch(TimelineAction::Draft(range));
        }
        Gesture::Edge { edge, to, snap } => {
            let Some(Selection::Range(range)) = app.with_untracked(|state| state.selected) else { return };
            let kept = if edge == Edge::Start { range.end() } else { range.start() };
            app.dispatch(TimelineAction::Draft(place(app, to, snap).map(|to| Span::between(kept, to))));
        }
        Gesture::Done => {
            app.dispatch(TimelineAction::Keep);
            say(app, Command::ToRange);
        }
        Gesture::Dropped => app.dispatch(TimelineAction::Draft(None)),
    }
    platform::set_flag("data-drawing", app.with_untracked(|state| state.hands.draft.is_some()));
}

/// The moment at a place; with `snapped`, that of an edge nearby.
fn place(app: App, x: f64, snapped: bool) -> Option<Instant> {
    let (scale, shown) = (app.scale.get_value()?, app.incident_untracked()?);
    if !snapped {
        return Some(scale.to_time(x));
    }
    let bands = shown.loaded.bands(&shown.durations, shown.now);
    Some(snap(&shown.answer.index, &bands, &scale, x))
}

/// Changes the window at the next frame, together with whatever else comes until then.
fn turn_soon(app: App, turn: PanZoom) {
    let before = TURNED.replace(TURNED.get().then(turn));
    if before == PanZoom::NONE {
        platform::next_frame(move || turn_now(app));
    }
}

fn turn_now(app: App) {
    let turn = TURNED.replace(PanZoom::NONE);
    let Some(scale) = app.scale.get_value().filter(|_| turn != PanZoom::NONE) else { return };
    app.dispatch(TimelineAction::PanZoom {
        by: scale.to_length(-turn.px_after()),
        factor: turn.factor,
        about: scale.to_time(turn.x),
    });
    if app.with_untracked(|state| state.hands.hint) {
        app.dispatch(TimelineAction::Hint(false));
    }
    say(app, Command::ZoomIn);
}

/// Tells the reader once, and never again, what the wheel does.
fn hint(app: App) {
    if HINTED.replace(true) || platform::stored(HINT).is_some() {
        return;
    }
    platform::store(HINT, Some("told"));
    app.dispatch(TimelineAction::Hint(true));
    platform::after(HINT_MS, move || app.dispatch(TimelineAction::Hint(false)));
}

/// Moves a story on for as long as it runs, and says what happens in it.
pub fn tell_story(app: App) {
    let story = app.with_untracked(|state| {
        let play = state.hands.play.as_ref().filter(|play| play.is_running())?;
        Some((play.stepwise, faultline_viewer::latest_event(state)))
    });
    let Some((stepwise, latest)) = story.filter(|_| !TELLING.replace(true)) else { return };
    let on = move || {
        TELLING.set(false);
        app.dispatch(TimelineAction::PlayTick(platform::open_for()));
        let now = app.with_untracked(faultline_viewer::latest_event);
        if let Some(event) = now.filter(|event| latest != Some(*event)) {
            let shown = app.incident_untracked();
            say_later(app, move || shown.as_ref()?.chosen_in_words(Some(Selection::Event(event))));
        }
        tell_story(app);
    };
    if stepwise {
        platform::after(STEP_MS, on);
    } else {
        platform::next_frame(on);
    }
}
