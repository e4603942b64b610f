//! The timeline across: its hands. What is drawn is in `timeline_svg`.

use std::sync::Arc;

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;

use crate::browser;
use crate::incident::Milestone;
use crate::state::{self, Action, Command, Selection, Step};
use crate::timeline::{Canvas, Scene, lay_out};
use crate::words;

use super::app::App;
use super::incident::Shown;
use super::timeline_svg::draw;

/// One press of a zoom key or button.
const ZOOM_STEP: f64 = 1.5;
/// What one line of a wheel that counts in lines is worth, in pixels.
const WHEEL_LINE: f64 = 16.0;

/// The timeline.
pub fn timeline(app: App, shown: Shown) -> AnyView {
    let frame = NodeRef::<Div>::new();
    let width = RwSignal::new(0.0_f64);
    frame.on_load(move |element| browser::on_resize(&element, move |px| width.set(px)));
    let scene = Memo::new(move |_| scene(app, shown, width.get()));
    let count = shown.get().case.incident.timeline.len();
    let zoom = move |factor| app.act(Action::Zoom { factor, about: chosen_moment(app, shown) });
    view! {
        <section class="panel timeline" aria-labelledby="timeline-title">
            <div class="panel-head">
                <h2 id="timeline-title">"Timeline"</h2>
                <p class="soft">{words::counted(count, "event", "events")} {move || chosen_in_words(app, shown)}</p>
                <div class="segments" role="group" aria-label="Zoom">
                    <button type="button" aria-label="Zoom out" on:click=move |_| zoom(ZOOM_STEP)>"−"</button>
                    <button type="button" on:click=move |_| app.act(Action::Fit)>"Fit"</button>
                    <button type="button" aria-label="Zoom in" on:click=move |_| zoom(1.0 / ZOOM_STEP)>"+"</button>
                </div>
            </div>
            <div class="timeline-frame" node_ref=frame
                on:wheel=move |event| wheel(app, scene, frame, &event)
                on:pointerdown=move |event| drag_begins(frame, &event)
                on:pointermove=move |event| drag(app, scene, &event)
                on:pointerup=move |event| drag_ends(frame, &event)
                on:pointercancel=move |event| drag_ends(frame, &event)
                on:dblclick=move |event| zoom_at(app, scene, frame, &event)>
                <div id="timeline" class="timeline-focus" role="listbox" tabindex="0"
                    aria-label="Events on the timeline"
                    aria-activedescendant=move || match app.selected.get() {
                        Some(Selection::Event(ix)) => format!("mark-{}", ix.0),
                        _ => String::new(),
                    }
                    on:keydown=move |event| key(app, shown, &event)>
                    {move || scene.get().map(|scene| draw(app, shown, &scene))}
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// A scene, by identity: comparing two scenes mark by mark would cost as much as drawing one.
#[derive(Clone)]
pub struct Laid(pub Arc<Scene>);

impl PartialEq for Laid {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

fn scene(app: App, shown: Shown, width: f64) -> Option<Laid> {
    let viewport = app.model.with(|model| model.viewport)?;
    // A hidden tab, or a frame of no width: nothing can be laid out yet.
    if width < 1.0 {
        return None;
    }
    let loaded = shown.get();
    let zone = app.zone(&loaded);
    let bands = shown.durations.with(|durations| loaded.bands(durations, app.now.get()));
    let canvas = Canvas { width, text_px: browser::root_font_px() * 0.78 };
    let scene = browser::measure("faultline:layout", || lay_out(&loaded.case, &bands, viewport, canvas, zone.as_ref()));
    Some(Laid(Arc::new(scene)))
}

fn chosen_moment(app: App, shown: Shown) -> Option<crate::time::Instant> {
    match app.selected.get_untracked() {
        Some(Selection::Event(ix)) => shown.get().case.event_span(ix).map(crate::time::Span::start),
        _ => None,
    }
}

fn chosen_in_words(app: App, shown: Shown) -> Option<String> {
    let Some(Selection::Event(ix)) = app.selected.get() else { return None };
    let loaded = shown.get();
    let started = shown.durations.with(|durations| durations.anchor(Milestone::Started)).map(|anchor| anchor.at);
    let event = loaded.case.incident.timeline.get(ix.at())?;
    Some(format!("· {}", words::announce_event(event, started, app.zone(&loaded).as_ref())))
}

fn key(app: App, shown: Shown, event: &ev::KeyboardEvent) {
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return;
    }
    let Some(command) = state::command(&event.key(), true) else { return };
    let step = |step| {
        app.act(Action::StepTo(step));
        if let Some(words) = chosen_in_words(app, shown) {
            app.announcement.set(words.trim_start_matches("· ").to_owned());
        }
    };
    match command {
        Command::Next => step(Step::Next),
        Command::Previous => step(Step::Previous),
        Command::First => step(Step::First),
        Command::Last => step(Step::Last),
        Command::ZoomIn => app.act(Action::Zoom { factor: 1.0 / ZOOM_STEP, about: chosen_moment(app, shown) }),
        Command::ZoomOut => app.act(Action::Zoom { factor: ZOOM_STEP, about: chosen_moment(app, shown) }),
        Command::Fit => app.act(Action::Fit),
        Command::Open => browser::focus("details-title"),
        // The page handles these wherever the focus is.
        Command::Back | Command::Help => return,
    }
    event.prevent_default();
    event.stop_propagation();
}

type Frame = NodeRef<Div>;

fn x_of(frame: Frame, client_x: i32) -> Option<f64> {
    frame.get_untracked().map(|element| browser::client_x(&element, f64::from(client_x)))
}

/// A plain wheel scrolls the page. With Ctrl or ⌘ (which a pinch on a trackpad also reports) it zooms about the
/// pointer; with Shift, or sideways, it pans.
fn wheel(app: App, scene: Memo<Option<Laid>>, frame: Frame, event: &ev::WheelEvent) {
    let Some(Laid(scene)) = scene.get_untracked() else { return };
    let unit = if event.delta_mode() == 0 { 1.0 } else { WHEEL_LINE };
    let (across, down) = (event.delta_x() * unit, event.delta_y() * unit);
    if event.ctrl_key() || event.meta_key() {
        let about = x_of(frame, event.client_x()).map(|x| scene.scale.to_time(x));
        app.act(Action::Zoom { factor: (down / 300.0).exp(), about });
    } else if event.shift_key() || across.abs() > down.abs() {
        let px = if across == 0.0 { down } else { across };
        app.act(Action::Pan(scene.scale.to_length(px)));
    } else {
        return;
    }
    event.prevent_default();
}

fn zoom_at(app: App, scene: Memo<Option<Laid>>, frame: Frame, event: &ev::MouseEvent) {
    if let (Some(Laid(scene)), Some(x)) = (scene.get_untracked(), x_of(frame, event.client_x())) {
        app.act(Action::Zoom { factor: 0.5, about: Some(scene.scale.to_time(x)) });
    }
}

/// A press that stays this close is a click, not a drag.
const CLICK_PX: i32 = 4;

thread_local! {
    /// Where the pointer that drags was last, and whether it has moved far enough to be a drag.
    static DRAGGED_FROM: std::cell::Cell<Option<(i32, bool)>> = const { std::cell::Cell::new(None) };
}

fn drag_begins(frame: Frame, event: &ev::PointerEvent) {
    if event.button() == 0 && event.is_primary() && frame.get_untracked().is_some() {
        DRAGGED_FROM.set(Some((event.client_x(), false)));
    }
}

fn drag(app: App, scene: Memo<Option<Laid>>, event: &ev::PointerEvent) {
    let Some((from, dragging)) = DRAGGED_FROM.get() else { return };
    let moved = from - event.client_x();
    if !dragging && moved.abs() < CLICK_PX {
        return;
    }
    if let Some(Laid(scene)) = scene.get_untracked() {
        browser::capture_pointer(event);
        app.act(Action::Pan(scene.scale.to_length(f64::from(moved))));
    }
    DRAGGED_FROM.set(Some((event.client_x(), true)));
}

fn drag_ends(_frame: Frame, _event: &ev::PointerEvent) {
    DRAGGED_FROM.set(None);
}
