//! Pointers and the wheel on the timeline: at most one change of the window a frame. What a movement means is decided by
//! [`Gestures`].

use std::time::Duration;

use leptos::ev::{PointerEvent, WheelEvent};
use leptos::html::Div;
use leptos::prelude::*;

use super::scene::{Drawing, selection_of};
use crate::context::{App, use_app};
use crate::environment;
use faultline_core::incident::Milestone;
use faultline_core::picture::{Target, px_text};
use faultline_core::time::{Instant, Span};
use faultline_core::timeline::snap;
use faultline_viewer::{Edge, Gesture, Gestures, PanZoom, Pointer, Selection, TimelineAction, Wheel, wheel_turned};

/// How much shorter the window becomes by a double click on nothing.
const DOUBLE_CLICK_FACTOR: f64 = 0.5;
/// What a line of a wheel that counts in lines is worth, in pixels.
const WHEEL_LINE_PX: f64 = 16.0;
/// How long a finger rests to begin a range.
const LONG_PRESS: Duration = Duration::from_millis(500);

/// The frame of the scene, which pans, zooms and selects ranges.
#[component]
pub fn GestureFrame(drawing: Drawing, children: Children) -> impl IntoView {
    let app = use_app();
    let frame = NodeRef::new();
    environment::observe_frame(app, frame);
    let surface = Surface {
        app,
        drawing,
        frame,
        gestures: StoredValue::new(Gestures::default()),
        pending: StoredValue::new(PanZoom::NONE),
    };
    // Not while a finger or a drag hides what it would point at.
    let pointed_at = RwSignal::new(None::<f64>);
    let is_pressed = move || surface.gestures.with_value(Gestures::is_pressed);
    let release = move |event: &PointerEvent, is_lost: bool| {
        surface.apply(surface.update(|gestures| gestures.release(event.pointer_id(), is_lost)));
        surface.change_window();
    };
    view! {
        <div
            id="timeline-frame"
            class="timeline-frame"
            class:measuring=drawing.measures
            node_ref=surface.frame
            on:wheel=move |event| surface.turn_wheel(&event)
            on:dblclick=move |event| surface.zoom_to(drawing.drawn.target_at(&event), surface.x_of(event.client_x()))
            on:pointerdown=move |event| {
                if event.button() == 0 {
                    surface.press(&event);
                }
            }
            on:pointermove=move |event| {
                let is_over = event.pointer_type() == "mouse" && !is_pressed();
                pointed_at.set(is_over.then(|| surface.x_of(event.client_x())));
                if is_pressed() {
                    surface.travel(&event);
                }
            }
            // A click keeps its target unless the pointer belongs to the frame; one that has left is no click.
            on:pointerleave=move |event| {
                pointed_at.set(None);
                if is_pressed() {
                    surface.capture(&event);
                }
            }
            on:pointerup=move |event| release(&event, false)
            on:pointercancel=move |event| release(&event, true)
            on:touchmove=move |event| {
                // Fingers scroll nothing while they draw a range.
                if surface.gestures.with_value(Gestures::is_selecting) {
                    event.prevent_default();
                }
            }
            on:contextmenu=move |event| {
                // A long press opens no menu.
                if is_pressed() {
                    event.prevent_default();
                }
            }
        >
            {children()}
            <Ruler drawing pointed_at/>
        </div>
    }
}

/// The moment under the pointer: a line through all lanes, with the time, how long after the start that is, and the impact.
#[component]
fn Ruler(drawing: Drawing, pointed_at: RwSignal<Option<f64>>) -> impl IntoView {
    let app = use_app();
    let place = move || {
        let x = pointed_at.get()?;
        let scale = drawing.scale_untracked().filter(|scale| (scale.left()..=scale.right()).contains(&x))?;
        Some((x, scale.to_round_time(x)))
    };
    move || {
        let ((x, at), incident) = place().zip(app.incident())?;
        let started = incident.durations.anchor(Milestone::Started).map(|anchor| anchor.at);
        let origin = incident.origin.or(started);
        let (levels, case) = (&incident.durations.levels, &incident.loaded.case);
        let text = faultline_viewer::ruler_text(at, origin, levels, case, incident.zone.as_ref());
        Some(view! {
            <div class="ruler" aria-hidden="true" style:left=px_text(x) + "px"></div>
            <div class="ruler-text" aria-hidden="true" style:left=format!("clamp(6rem, {}px, calc(100% - 6rem))", px_text(x))>
                {text}
            </div>
        })
    }
}

/// What the wheel does, for a reader who seems not to know.
#[component]
pub fn WheelHint() -> impl IntoView {
    let app = use_app();
    view! {
        <Show when=move || app.with_timeline(|view| view.hint)>
            <p class="hint" role="status">"Ctrl or ⌘ + wheel zooms, Shift + wheel pans. ? lists all keys."</p>
        </Show>
    }
}

/// The frame with what pointers are doing on it.
#[derive(Clone, Copy)]
struct Surface {
    app: App,
    drawing: Drawing,
    frame: NodeRef<Div>,
    gestures: StoredValue<Gestures>,
    /// The change of the window since the last frame.
    pending: StoredValue<PanZoom>,
}

impl Surface {
    fn update(self, change: impl FnOnce(&mut Gestures) -> Option<Gesture>) -> Option<Gesture> {
        self.gestures.try_update_value(change).flatten()
    }

    /// A place of the page in pixels from the left of the frame.
    fn x_of(self, client_x: i32) -> f64 {
        let left = self.frame.get_untracked().map_or(0.0, |frame| frame.get_bounding_client_rect().left());
        f64::from(client_x) - left
    }

    fn pointer(self, event: &PointerEvent) -> Pointer {
        let top = self.frame.get_untracked().map_or(0.0, |frame| frame.get_bounding_client_rect().top());
        Pointer {
            id: event.pointer_id(),
            x: self.x_of(event.client_x()),
            y: f64::from(event.client_y()) - top,
            touch: event.pointer_type() == "touch",
            shift: event.shift_key() || self.drawing.measures.get_untracked(),
            alt: event.alt_key(),
            edge: match self.drawing.drawn.target_at(event) {
                Some(Target::RangeStart) => Some(Edge::Start),
                Some(Target::RangeEnd) => Some(Edge::End),
                _ => None,
            },
        }
    }

    fn press(self, event: &PointerEvent) {
        let pointer = self.pointer(event);
        self.apply(self.update(|gestures| gestures.press(pointer)));
        if pointer.touch {
            set_timeout(move || self.apply(self.update(|gestures| gestures.hold(pointer.id))), LONG_PRESS);
        }
    }

    fn travel(self, event: &PointerEvent) {
        let pointer = self.pointer(event);
        self.apply(self.update(|gestures| gestures.travel(pointer)));
        if self.gestures.with_value(Gestures::is_under_way) {
            self.capture(event);
        }
    }

    /// From now on the pointer and its click belong to the frame, not to what lies under it.
    fn capture(self, event: &PointerEvent) {
        if let Some(frame) = self.frame.get_untracked() {
            let _ = frame.set_pointer_capture(event.pointer_id());
        }
    }

    fn apply(self, gesture: Option<Gesture>) {
        let Some(gesture) = gesture else { return };
        let app = self.app;
        match gesture {
            Gesture::PanZoom(change) => self.change_window_soon(change),
            Gesture::Range { from, to, snap } => {
                let ends = self.moment_at(from, snap).zip(self.moment_at(to, snap));
                app.dispatch(TimelineAction::Draft(ends.map(|(from, to)| Span::between(from, to))));
            }
            Gesture::Edge { edge, to, snap } => {
                let Some(Selection::Range(range)) = app.selected_untracked() else { return };
                let kept = if edge == Edge::Start { range.end() } else { range.start() };
                app.dispatch(TimelineAction::Draft(self.moment_at(to, snap).map(|to| Span::between(kept, to))));
            }
            Gesture::Done => app.dispatch(TimelineAction::Keep),
            Gesture::Dropped => app.dispatch(TimelineAction::Draft(None)),
        }
    }

    /// The moment at a place; with `snaps`, that of an edge nearby.
    fn moment_at(self, x: f64, snaps: bool) -> Option<Instant> {
        let scale = self.drawing.scale_untracked()?;
        if !snaps {
            return Some(scale.to_round_time(x));
        }
        let incident = self.app.incident_untracked()?;
        Some(snap(&incident.result.index, &incident.bands, &scale, x))
    }

    /// Zooms to what was clicked twice, or to the place where nothing is.
    fn zoom_to(self, target: Option<Target>, x: f64) {
        let thing = target.and_then(|target| match target {
            Target::Window(span) => Some(Selection::Range(span)),
            other => selection_of(other),
        });
        if let Some(thing) = thing {
            self.app.dispatch(TimelineAction::ZoomTo(thing));
        } else {
            let about = self.drawing.scale_untracked().map(|scale| scale.to_time(x));
            self.app.dispatch(TimelineAction::Zoom { factor: DOUBLE_CLICK_FACTOR, about });
        }
    }

    fn turn_wheel(self, event: &WheelEvent) {
        let unit = if event.delta_mode() == WheelEvent::DOM_DELTA_PIXEL { 1.0 } else { WHEEL_LINE_PX };
        let wheel = Wheel {
            x: self.x_of(event.client_x()),
            across: event.delta_x() * unit,
            down: event.delta_y() * unit,
            zooms: event.ctrl_key() || event.meta_key(),
            shift: event.shift_key(),
        };
        match wheel_turned(&wheel, self.app.with_untracked(|state| state.layout.full_window)) {
            Some(change) => {
                event.prevent_default();
                self.change_window_soon(change);
            }
            None => self.app.dispatch(TimelineAction::PlainWheel),
        }
    }

    /// Changes the window at the next frame, together with whatever else comes until then.
    fn change_window_soon(self, change: PanZoom) {
        let before = self.pending.get_value();
        self.pending.set_value(before.then(change));
        if before == PanZoom::NONE {
            request_animation_frame(move || self.change_window());
        }
    }

    fn change_window(self) {
        let Some(change) = self.pending.try_update_value(|pending| std::mem::replace(pending, PanZoom::NONE)) else {
            return;
        };
        let Some(scale) = self.drawing.scale_untracked().filter(|_| change != PanZoom::NONE) else { return };
        self.app.dispatch(TimelineAction::PanZoom {
            by: scale.to_length(-change.px_after()),
            factor: change.factor,
            about: scale.to_time(change.x),
        });
    }
}
