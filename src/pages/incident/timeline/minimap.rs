//! The strip over the timeline: the whole incident, and the window to drag and resize.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html::Div;
use leptos::prelude::*;

use super::scene::Drawing;
use crate::components::picture::PictureView;
use crate::context::{App, use_app};
use faultline_core::picture::{Picture, px_text};
use faultline_core::text;
use faultline_core::time::Instant;
use faultline_core::timeline::{
    Grip, MINIMAP_HEIGHT, MinimapWindow, Nudge, Viewport, centred, dragged, grip_at, lay_out_minimap, nudged,
    window_on_minimap,
};
use faultline_viewer::TimelineAction;

/// A grip that is held: where it was taken, and the view at that moment.
#[derive(Clone, Copy)]
struct Hold {
    grip: Grip,
    x: f64,
    viewport: Viewport,
}

/// The strip, over the plot of the scene: a moment stands at the same place in both while everything is in view. Nothing
/// while there is no room for it.
#[component]
pub fn Minimap(drawing: Drawing) -> impl IntoView {
    let app = use_app();
    let strip = NodeRef::<Div>::new();
    let held = StoredValue::new(None::<Hold>);
    let columns = Memo::new(move |_| drawing.columns());
    let view = Memo::new(move |_| {
        let viewport = app.with_timeline(|view| view.viewport.filter(|_| !view.narrow))?;
        Some((viewport, columns.get()?.1))
    });
    let gutter = move || columns.get().map(|(left, _)| px_text(left) + "px");
    let picture = picture(app, view);
    let x_of = move |event: &PointerEvent| {
        let left = strip.get_untracked().map_or(0.0, |strip| strip.get_bounding_client_rect().left());
        f64::from(event.client_x()) - left
    };
    let take = move |event: PointerEvent| {
        let Some((viewport, width)) = view.get_untracked().filter(|_| event.button() == 0 && event.is_primary()) else {
            return;
        };
        if let Some(strip) = strip.get_untracked() {
            let _ = strip.set_pointer_capture(event.pointer_id());
        }
        let x = x_of(&event);
        if let Some(grip) = grip_at(&viewport, width, x) {
            held.set_value(Some(Hold { grip, x, viewport }));
        } else {
            app.dispatch(TimelineAction::Show(centred(&viewport, width, x)));
            held.set_value(view.get_untracked().map(|(viewport, _)| Hold { grip: Grip::Window, x, viewport }));
        }
    };
    let drag = move |event: PointerEvent| {
        let Some((Hold { grip, x, viewport }, (_, width))) = held.get_value().zip(view.get_untracked()) else { return };
        app.dispatch(TimelineAction::Slide(dragged(&viewport, width, grip, x_of(&event) - x)));
    };
    let let_go = move |_| held.set_value(None);
    view! {
        <div class="minimap-row">
            <span class="minimap-name" aria-hidden="true">"Overview"</span>
            <div
                id="minimap"
                class="minimap"
                style:margin-left=gutter
                node_ref=strip
                on:pointerdown=take
                on:pointermove=drag
                on:pointerup=let_go
                on:pointercancel=let_go
            >
                <Show when=move || view.with(Option::is_some)>
                    <PictureView picture>
                        <Slider grip=Grip::Start view/>
                        <Slider grip=Grip::Window view/>
                        <Slider grip=Grip::End view/>
                    </PictureView>
                </Show>
            </div>
        </div>
    }
}

/// The whole incident, which stays while the window moves over it.
fn picture(app: App, view: Memo<Option<(Viewport, f64)>>) -> Memo<Picture> {
    let whole = Memo::new(move |_| {
        let (viewport, width) = view.get()?;
        Some((viewport.show(viewport.whole()), width))
    });
    Memo::new(move |_| {
        let Some(((whole, width), incident)) = whole.get().zip(app.incident()) else {
            return Picture::empty();
        };
        let next_match = |from: Instant| incident.matches().next_match(&incident.loaded.case, from);
        lay_out_minimap(&incident.result.index, &incident.bands, &whole, width, &next_match).picture()
    })
}

/// Where a grip is and what it says.
#[derive(PartialEq)]
struct SliderState {
    x: f64,
    width: f64,
    /// In thousandths of the strip.
    value: i64,
    text: String,
    /// `true` for the window, unless everything is in view.
    has_veil: bool,
}

/// The window in view, or one of its edges.
#[component]
fn Slider(grip: Grip, view: Memo<Option<(Viewport, f64)>>) -> impl IntoView {
    let app = use_app();
    let (id, class, name) = match grip {
        Grip::Start => ("minimap-start", "map-edge", "Start of the view"),
        Grip::Window => ("minimap-window", "map-window", "The view"),
        Grip::End => ("minimap-end", "map-edge", "End of the view"),
    };
    let state = Memo::new(move |_| {
        let ((viewport, width), incident) = view.get().zip(app.incident())?;
        let MinimapWindow { edges, handles, handle_width, thousandths, is_whole } = window_on_minimap(&viewport, width);
        let (window, zone) = (viewport.window(), incident.zone.as_ref());
        let (x, width, value, text) = match grip {
            Grip::Start => (handles.0, handle_width, thousandths.0, text::date_time(window.start(), zone)),
            Grip::Window => (edges.0, edges.1 - edges.0, thousandths.0, text::from_to(window, zone)),
            Grip::End => (handles.1, handle_width, thousandths.1, text::date_time(window.end(), zone)),
        };
        let has_veil = grip == Grip::Window && !is_whole;
        Some(SliderState { x, width, value, text, has_veil })
    });
    let read = move |read: fn(&SliderState) -> String| state.with(|state| state.as_ref().map(read));
    let press_key = move |event: KeyboardEvent| {
        let nudge = match &*event.key() {
            "ArrowLeft" | "ArrowDown" => Nudge::Back,
            "ArrowRight" | "ArrowUp" => Nudge::On,
            "PageDown" => Nudge::PageBack,
            "PageUp" => Nudge::PageOn,
            "Home" => Nudge::First,
            "End" => Nudge::Last,
            _ => return,
        };
        let is_combined = event.ctrl_key() || event.meta_key() || event.alt_key();
        if let Some((viewport, _)) = view.get_untracked().filter(|_| !is_combined) {
            app.dispatch(TimelineAction::Slide(nudged(&viewport, grip, nudge)));
            event.prevent_default();
            event.stop_propagation();
        }
    };
    view! {
        <rect
            id=id
            class=class
            class:veil=move || state.with(|state| state.as_ref().is_some_and(|state| state.has_veil))
            role="slider"
            tabindex="0"
            aria-label=name
            aria-orientation="horizontal"
            aria-valuemin="0"
            aria-valuemax="1000"
            aria-valuenow=move || read(|state| state.value.to_string())
            aria-valuetext=move || read(|state| state.text.clone())
            x=move || read(|state| px_text(state.x))
            width=move || read(|state| px_text(state.width))
            height=px_text(MINIMAP_HEIGHT)
            on:keydown=press_key
        ></rect>
    }
}
