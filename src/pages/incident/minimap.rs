//! The strip over the timeline: the whole incident, and the window to drag and resize. Sets attributes from the
//! geometry; must never compute one.

use crate::app::whole;
use crate::context::App;
use crate::node::{Element, Node, div, el};
use crate::parts::level_class;
use crate::platform::{self, Held};
use crate::views::{ByPtr, IncidentView, TimelineView};
use faultline_core::text;
use faultline_core::time::Instant;
use faultline_core::timeline::{
    Grip, MINIMAP_HEIGHT, Minimap, Nudge, Viewport, centred, dragged, grip_at, lay_out_minimap, nudged,
    window_on_minimap,
};
use faultline_viewer::{Action, TimelineAction};
use std::sync::Arc;

/// What can be held, in the order of the page: its id, and what it is called.
const GRIPS: [(Grip, &str, &str); 3] = [
    (Grip::Start, "minimap-start", "Start of the view"),
    (Grip::Window, "minimap-window", "The view"),
    (Grip::End, "minimap-end", "End of the view"),
];

/// What the window moves over, and what it was laid out from: as fast as a hand pans, none of it changes.
#[derive(Debug)]
pub struct Ground {
    shown: ByPtr<IncidentView>,
    whole: Viewport,
    width: f64,
    map: Minimap,
}

impl Ground {
    /// The strip under the window; the same as before when nothing that it depends on has changed.
    pub fn of(
        shown: &ByPtr<IncidentView>,
        viewport: &Viewport,
        width: f64,
        before: Option<&ByPtr<Self>>,
    ) -> ByPtr<Self> {
        let whole = viewport.show(viewport.whole());
        let unchanged = |ByPtr(before): &&ByPtr<Self>| {
            before.shown == *shown && before.whole == whole && before.width.total_cmp(&width).is_eq()
        };
        if let Some(before) = before.filter(unchanged) {
            return before.clone();
        }
        let ByPtr(of) = shown;
        let bands = of.loaded.bands(&of.durations, of.now);
        let next_match = |from: Instant| of.found().next_match(&of.loaded.case, from);
        let map = lay_out_minimap(&of.answer.index, &bands, &whole, width, &next_match);
        ByPtr(Arc::new(Self { shown: shown.clone(), whole, width, map }))
    }
}

/// The strip.
pub fn minimap(app: App) -> Vec<Node> {
    let TimelineView { ground: Some(ByPtr(ground)), viewport: Some(viewport), .. } = app.timeline() else {
        return Vec::new();
    };
    let Ground { shown: ByPtr(shown), map, width, .. } = &*ground;
    let on_map = window_on_minimap(&viewport, *width);
    let upright = |class: &'static str, x: &f64| {
        div("line", class).px("x1", *x).px("x2", *x).px("y1", 0.0).px("y2", MINIMAP_HEIGHT)
    };
    let impacts = map.bands.iter().map(|(x, width, level)| {
        let band = el("rect").attr("class", format!("impact {}", level_class(*level)));
        band.px("x", *x).px("y", map.band_y).px("width", *width).px("height", map.band_height)
    });
    let drawn = el("g")
        .attr("aria-hidden", "true")
        .child(div("path", "density").attr("d", map.curve.clone()))
        .all(impacts.collect())
        .all(map.breaks.iter().map(|x| upright("map-break", x)).collect())
        .all(map.matches.iter().map(|x| upright("map-match", x)).collect());
    let (from, to) = on_map.edges;
    let zone = shown.zone.as_ref();
    let window = viewport.window();
    let grips = GRIPS.iter().map(|(grip, id, name)| {
        let (class, x, width, now, said) = match grip {
            Grip::Start => (
                "map-edge",
                on_map.handles.0,
                on_map.handle_width,
                on_map.thousandths.0,
                text::date_time(window.start(), zone),
            ),
            Grip::Window => ("map-window", from, to - from, on_map.thousandths.0, text::from_to(window, zone)),
            Grip::End => (
                "map-edge",
                on_map.handles.1,
                on_map.handle_width,
                on_map.thousandths.1,
                text::date_time(window.end(), zone),
            ),
        };
        div("rect", class)
            .attr("id", *id)
            .attr("role", "slider")
            .attr("tabindex", "0")
            .attr("aria-label", *name)
            .attr("aria-orientation", "horizontal")
            .attr("aria-valuemin", "0")
            .attr("aria-valuemax", "1000")
            .attr("aria-valuenow", now.to_string())
            .attr("aria-valuetext", said)
            .px("x", x)
            .px("width", width)
            .px("height", MINIMAP_HEIGHT)
    });
    let grips: Vec<Element> = grips.collect();
    let svg = div("svg", "map").attr("role", "group").attr("aria-label", "Overview");
    whole(svg.px("width", map.width).px("height", MINIMAP_HEIGHT).child(drawn).all(grips))
}

/// Listens to hands on the strip.
pub fn listen(app: App) {
    // What is held, where it was taken, and the view at that moment.
    let held = std::cell::Cell::new(None::<(Grip, f64, Viewport)>);
    platform::on_held("minimap", move |event, x| {
        let Some((width, viewport)) = now(app) else { return };
        match event {
            Held::Down => {
                if let Some(grip) = grip_at(&viewport, width, x) {
                    held.set(Some((grip, x, viewport)));
                } else {
                    app.dispatch(Action::Show(centred(&viewport, width, x)));
                    held.set(now(app).map(|(_, viewport)| (Grip::Window, x, viewport)));
                }
            }
            Held::Moved => {
                if let Some((grip, from, viewport)) = held.get() {
                    app.dispatch(TimelineAction::Slide(dragged(&viewport, width, grip, x - from)));
                }
            }
            Held::Up => held.set(None),
        }
    });
    platform::on_key_in("minimap", move |id, key| {
        let grip = GRIPS.iter().find(|(_, known, _)| *known == id);
        let nudge = match key {
            "ArrowLeft" | "ArrowDown" => Nudge::Back,
            "ArrowRight" | "ArrowUp" => Nudge::On,
            "PageDown" => Nudge::PageBack,
            "PageUp" => Nudge::PageOn,
            "Home" => Nudge::First,
            "End" => Nudge::Last,
            _ => return false,
        };
        let (Some((grip, ..)), Some((_, viewport))) = (grip, now(app)) else { return false };
        app.dispatch(TimelineAction::Slide(nudged(&viewport, *grip, nudge)));
        true
    });
}

/// The width of the strip and what is in view.
fn now(app: App) -> Option<(f64, Viewport)> {
    use leptos::prelude::WithUntracked;
    app.with_untracked(|state| Some((state.widths.1, state.viewport?)))
}
