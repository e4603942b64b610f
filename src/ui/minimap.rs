//! The strip over the timeline: the whole incident, and the window to drag and resize. Sets attributes from the
//! geometry; must never compute one.

use super::app::{App, whole};
use super::node::{Element, Node, div, el};
use super::parts::level_class;
use crate::browser::{self, Held};
use crate::state::{Action, Deed};
use crate::time::Instant;
use crate::timeline::{Grip, MINIMAP_HEIGHT, Nudge, Viewport, centred, dragged, grip_at, lay_out_minimap, nudged};
use crate::words;

/// What can be held, in the order of the page: its id, and what it is called.
const GRIPS: [(Grip, &str, &str); 3] = [
    (Grip::Start, "minimap-start", "Start of the view"),
    (Grip::Window, "minimap-window", "The view"),
    (Grip::End, "minimap-end", "End of the view"),
];

/// The strip.
pub fn minimap(app: App) -> Vec<Node> {
    let (Some(shown), view) = (app.incident(), app.view()) else { return Vec::new() };
    let Some(viewport) = view.viewport.filter(|_| !view.narrow && view.width >= 1.0) else { return Vec::new() };
    let bands = shown.loaded.bands(&shown.durations, shown.now);
    let next_match = |from: Instant| shown.found().next_match(&shown.loaded.case, from);
    let map = lay_out_minimap(&shown.answer.index, &bands, &viewport, view.width, &next_match);
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
    let (from, to) = map.window;
    let zone = shown.zone.as_ref();
    let window = viewport.window();
    let grips = GRIPS.iter().map(|(grip, id, name)| {
        let (class, x, width, now, said) = match grip {
            Grip::Start => {
                ("map-edge", map.handles.0, map.handle_width, map.thousandths.0, words::date_time(window.start(), zone))
            }
            Grip::Window => ("map-window", from, to - from, map.thousandths.0, words::from_to(window, zone)),
            Grip::End => {
                ("map-edge", map.handles.1, map.handle_width, map.thousandths.1, words::date_time(window.end(), zone))
            }
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
    browser::on_held("minimap", move |event, x| {
        let Some((width, viewport)) = now(app) else { return };
        match event {
            Held::Down => {
                if let Some(grip) = grip_at(&viewport, width, x) {
                    held.set(Some((grip, x, viewport)));
                } else {
                    app.act(Action::Show(centred(&viewport, width, x)));
                    held.set(now(app).map(|(_, viewport)| (Grip::Window, x, viewport)));
                }
            }
            Held::Moved => {
                if let Some((grip, from, viewport)) = held.get() {
                    app.hand(Deed::Slide(dragged(&viewport, width, grip, x - from)));
                }
            }
            Held::Up => held.set(None),
        }
    });
    browser::on_key_in("minimap", move |id, key| {
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
        app.hand(Deed::Slide(nudged(&viewport, *grip, nudge)));
        true
    });
}

/// The width of the strip and what is in view.
fn now(app: App) -> Option<(f64, Viewport)> {
    use leptos::prelude::WithUntracked;
    app.model.with_untracked(|model| Some((model.widths.1, model.viewport?)))
}
