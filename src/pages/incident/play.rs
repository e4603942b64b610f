//! The story: its buttons, what was known so far, and what lies over the scene: the story's cursor and the edges of a
//! range. Must never know where on the page that is.

use crate::app::whole;
use crate::context::App;
use crate::node::{Element, Node, button, div, el};
use crate::views::TimelineView;
use faultline_core::text;
use faultline_core::time::Span;
use faultline_core::timeline::Scene;
use faultline_viewer::{Play, Press, SPEEDS, SoFar};

/// What tells the story, and what fills the window with the timeline.
pub fn buttons(view: &TimelineView) -> [Element; 2] {
    let full = if view.full { ("Leave full window", "true") } else { ("Full window", "false") };
    let full =
        button("icon", Press::Full).attr("aria-label", full.0).attr("title", full.0).attr("aria-pressed", full.1);
    [play_button(view.play.as_ref()), full.child(sign("M2 6V2H6M10 2H14V6M14 10V14H10M6 14H2V10"))]
}

/// A sign on a button, in a square of 16.
fn sign(path: &'static str) -> Element {
    div("svg", "sign").attr("viewBox", "0 0 16 16").attr("aria-hidden", "true").child(el("path").attr("d", path))
}

fn play_button(play: Option<&Play>) -> Element {
    let (path, name) =
        if play.is_some_and(Play::is_running) { ("M5 2V14M11 2V14", "Pause") } else { ("M4 2L13 8L4 14Z", "Play") };
    let words = el("span").text(name);
    button("with-sign", Press::Play).attr("aria-label", format!("{name} the story")).child(sign(path)).child(words)
}

/// What the wheel does, for a reader who seems not to know.
pub fn hint(app: App) -> Vec<Node> {
    if !app.timeline().hint {
        return Vec::new();
    }
    whole(
        div("p", "hint").attr("role", "status").text("Ctrl or ⌘ + wheel zooms, Shift + wheel pans. ? lists all keys."),
    )
}

/// The story while it is told; on a narrow screen, where the timeline has no head, also what begins it.
pub fn bar(app: App) -> Vec<Node> {
    let (Some(shown), view) = (app.incident(), app.timeline()) else { return Vec::new() };
    let Some(play) = &view.play else {
        return if view.narrow { whole(div("div", "story-begin").child(play_button(None))) } else { Vec::new() };
    };
    let case = &shown.loaded.case;
    let zone = shown.zone.as_ref();
    let facts = SoFar::at(case, &shown.durations, play.cursor).in_words(case, zone);
    let facts = facts.into_iter().map(|(name, value)| el("div").child(el("dt").text(name)).child(el("dd").text(value)));
    let speeds = SPEEDS.iter().map(|(speed, name)| {
        let pressed = if *speed == play.speed { "true" } else { "false" };
        button("", Press::Speed(*speed)).attr("aria-pressed", pressed).text(*name)
    });
    let step = |press: Press, name: &'static str, path: &'static str| {
        button("icon", press).attr("aria-label", name).attr("title", name).child(sign(path))
    };
    let controls = div("div", "story-controls")
        .child(step(Press::PlayBack, "Event before", "M3 2V14M13 2L5 8L13 14Z"))
        .child(play_button(Some(play)))
        .child(step(Press::PlayOn, "Next event", "M13 2V14M3 2L11 8L3 14Z"))
        .child(div("strong", "story-clock").text(text::date_time(play.clock(), zone)))
        .child(div("div", "segments").attr("role", "group").attr("aria-label", "Speed").all(speeds.collect()))
        .child(step(Press::StopPlay, "End the story", "M3 3L13 13M13 3L3 13"));
    let section = div("section", "panel story")
        .attr("aria-label", "Story")
        .attr("data-cursor", play.cursor.to_string())
        .attr("data-running", if play.is_running() { "true" } else { "false" })
        .child(controls)
        .child(div("dl", "story-facts").all(facts.collect()));
    whole(section)
}

/// What lies over the scene: the edges of a range with what they are taken by, and the story's cursor with what has not
/// come yet veiled.
pub fn over(scene: &Scene, range: Option<Span>, play: Option<&Play>) -> Element {
    let over = if range.is_some() || play.is_some() { laid_over(scene, range, play) } else { Vec::new() };
    el("g").attr("aria-hidden", "true").all(over)
}

#[inline(never)]
fn laid_over(scene: &Scene, range: Option<Span>, play: Option<&Play>) -> Vec<Element> {
    let (top, bottom) = (scene.plot_top, scene.plot_bottom);
    let upright =
        |class: &'static str, x: f64| div("line", class).px("x1", x).px("x2", x).px("y1", top).px("y2", bottom);
    let mut over = Vec::new();
    if let Some(play) = play {
        let x = scene.scale.to_px(play.cursor).clamp(scene.scale.left(), scene.scale.right());
        let rest = div("rect", "story-ahead").px("x", x).px("y", top).px("width", scene.scale.right() - x);
        over.push(rest.px("height", bottom - top));
        over.push(upright("story-cursor", x));
    }
    for (edge, at) in range.into_iter().flat_map(|range| [("start", range.start()), ("end", range.end())]) {
        let x = scene.scale.to_px(at);
        if x < scene.scale.left() - 0.5 || x > scene.scale.right() + 0.5 {
            continue;
        }
        let grip =
            div("rect", "range-grip").px("x", x - 5.0).px("y", top - 4.0).attr("width", "10").attr("height", "16");
        over.push(upright("range-edge", x));
        over.push(grip.attr("rx", "3").attr("data-edge", edge));
    }
    over
}
