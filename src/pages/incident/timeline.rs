//! The timeline across: its head, and its scene as SVG. Sets attributes from the scene; must never compute one.

use super::play;
use crate::app::whole;
use crate::context::App;
use crate::node::{Element, Node, button, div, el};
use crate::platform;
use crate::search;
use crate::views::{IncidentView, SelectionView};
use faultline_core::incident::{CauseIx, EventKind, ImpactLevel, Phase};
use faultline_core::text;
use faultline_core::timeline::{
    Bar, Break, Canvas, Clock, Edge, Label, Mark, Opens, Pill, Plan, Scene, Side, lay_out, px_text,
};
use faultline_viewer::{Press, Selection};

/// The size of labels against the page's text.
const LABELS: f64 = 0.75;

/// What the timeline is, what is chosen on it, and the zoom.
pub fn head(app: App) -> Vec<Node> {
    let Some(shown) = app.incident() else { return Vec::new() };
    let count = text::counted(shown.loaded.case.incident.timeline.len(), "event", "events");
    let view = app.timeline();
    let chosen = match view.draft {
        Some(draft) => Some(text::range(draft, shown.zone.as_ref())),
        None => shown.chosen_in_words(app.selection().selected),
    };
    let zone =
        shown.loaded.case.extent(shown.now).map(|extent| faultline_viewer::zone_in_words(shown.zone.as_ref(), extent));
    let said: Vec<String> = [Some(count), zone, chosen].into_iter().flatten().collect();
    let folds = app.timeline().viewport.filter(|_| shown.can_fold).map(|viewport| {
        let folded = if viewport.folds().is_empty() { "false" } else { "true" };
        button("", Press::Folds).attr("aria-pressed", folded).text("Fold quiet time")
    });
    let zoom = div("div", "segments")
        .attr("role", "group")
        .attr("aria-label", "Zoom")
        .child(button("", Press::ZoomOut).attr("aria-label", "Zoom out").text("−"))
        .child(button("", Press::Fit).text("Fit"))
        .child(button("", Press::ZoomIn).attr("aria-label", "Zoom in").text("+"));
    let title = el("h2").attr("id", "timeline-title").text("Timeline");
    let said = div("p", "soft").text(said.join(" · "));
    let [play, full] = play::buttons(&view).map(Some);
    [Some(title), Some(said), search::hidden(&shown), play, folds, Some(zoom), full]
        .into_iter()
        .flatten()
        .map(Node::Element)
        .collect()
}

/// The scene.
pub fn scene(app: App) -> Vec<Node> {
    let (Some(shown), view) = (app.incident(), app.timeline()) else { return Vec::new() };
    let Some(viewport) = view.viewport.filter(|_| !view.narrow) else { return Vec::new() };
    // A hidden tab, or a frame of no width: nothing can be laid out yet.
    if view.width < 1.0 {
        return Vec::new();
    }
    let choice = app.selection();
    let bands = shown.loaded.bands(&shown.durations, shown.now);
    let canvas = Canvas { width: view.width, text_px: view.text_px * LABELS };
    let apart = match choice.selected {
        Some(Selection::Event(event)) => Some(event),
        _ => None,
    };
    let clock = Clock { zone: shown.zone.as_ref(), origin: shown.origin };
    let plan = Plan { case: &shown.loaded.case, index: &shown.answer.index, bands: &bands, clock, apart };
    let scene = platform::measure("faultline:layout", || lay_out(&plan, &viewport, canvas));
    app.hold_scale(scene.scale);
    let range = match choice.selected {
        Some(Selection::Range(span)) if view.draft.is_none() => Some(span),
        _ => view.draft,
    };
    let painted = view.painted.iter().copied().chain(range).filter_map(|span| scene.span_rect(span));
    let painted =
        painted.map(|(x, width)| rect("painted", x, scene.plot_top, width, scene.plot_bottom - scene.plot_top));
    // A group for each sort of thing: where one more comes into view, it moves no other to its neighbour's place.
    let group = |things: Vec<Element>| el("g").all(things);
    let behind = el("g")
        .attr("aria-hidden", "true")
        .child(group(painted.collect()))
        .all(axis(&scene))
        .child(group(scene.phases.iter().map(phase).collect()))
        .child(group(scene.impacts.iter().map(impact).collect()))
        .child(group(scene.breaks.iter().map(|gap| fold(&scene, gap)).collect()))
        .child(group(evidence(&scene, &choice)))
        .child(group(tags(&scene, &choice)));
    let marks = scene.marks.iter().filter_map(|mark| event(&shown, &choice, mark));
    let pills = scene.pills.iter().map(|of| pill(&shown, of));
    // Between a list and its options there may be nothing that has a role.
    let svg = div("svg", "scene")
        .attr("role", "none")
        .px("width", scene.width)
        .px("height", scene.height)
        .child(patterns())
        .child(behind)
        .all(marks.collect())
        .all(pills.collect())
        .child(edges(&scene))
        .child(play::over(&scene, range, view.play.as_ref()));
    let list = div("div", "marks").attr("role", "listbox").attr("aria-label", "Events on the timeline");
    let list = match choice.selected {
        Some(Selection::Event(ix)) if scene.mark(ix).is_some() => {
            list.attr("aria-activedescendant", format!("mark-{}", ix.0))
        }
        _ => list,
    };
    whole(list.attr("id", "marks").attr("tabindex", "0").child(svg))
}

fn rect(class: &'static str, x: f64, y: f64, width: f64, height: f64) -> Element {
    div("rect", class).px("x", x).px("y", y).px("width", width).px("height", height)
}

fn line(class: &'static str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> Element {
    div("line", class).px("x1", x1).px("y1", y1).px("x2", x2).px("y2", y2)
}

fn label(class: &'static str, label: &Label) -> Element {
    let text = div("text", class).px("x", label.x).px("y", label.y).text(label.text.clone());
    if label.side == Side::Left { text.attr("text-anchor", "end") } else { text }
}

/// Hatches: fine for degraded, wide for partial.
fn patterns() -> Element {
    let pattern = |id: &'static str, size: f64, ground: &'static str, stripe: &'static str| {
        el("pattern")
            .attr("id", id)
            .px("width", size)
            .px("height", size)
            .attr("patternUnits", "userSpaceOnUse")
            .attr("patternTransform", "rotate(45)")
            .child(rect(ground, 0.0, 0.0, size, size))
            .child(line(stripe, (0.0, 0.0), (0.0, size)))
    };
    el("defs").child(pattern("hatch-degraded", 6.0, "hatch-degraded-ground", "hatch-degraded-line")).child(pattern(
        "hatch-partial",
        12.0,
        "hatch-partial-ground",
        "hatch-partial-line",
    ))
}

/// The lines and words behind everything. A tick is known by its moment: a pan moves it and makes none into its neighbour.
fn axis(scene: &Scene) -> Vec<Element> {
    let ticks = scene.ticks.iter().map(|tick| {
        let text =
            div("text", if tick.major { "axis major" } else { "axis" }).attr("id", format!("tick-{}", tick.at.ms()));
        text.px("x", tick.x).px("y", scene.axis_y).text(tick.text.clone())
    });
    let lanes = scene
        .lanes
        .iter()
        .map(|lane| div("text", "row-name").attr("x", "0").px("y", lane.name_y).text(lane.name.clone()));
    vec![
        div("path", "tick").attr("d", scene.tick_lines(false)),
        div("path", "tick major").attr("d", scene.tick_lines(true)),
        div("path", "lane").attr("d", scene.lane_lines()),
        el("g").all(ticks.collect()),
        el("g").all(scene.days.iter().map(|day| label("axis day", day)).collect()),
        el("g").all(scene.names.iter().map(|name| label("row-name", name)).collect()),
        el("g").all(lanes.collect()),
    ]
}

fn phase(bar: &Bar<Phase>) -> Element {
    let class = match bar.of {
        Phase::Undetected => "phase undetected",
        Phase::Unacknowledged => "phase unacknowledged",
        Phase::Responding => "phase responding",
        Phase::Recovering => "phase recovering",
    };
    let words = if bar.label_inside { "in-bar" } else { "by-bar" };
    el("g")
        .child(el("title").text(bar.words.clone()))
        .child(rect(class, bar.x, bar.y, bar.width, bar.height).attr("rx", "3"))
        .maybe(bar.label.as_ref().map(|text| label(words, text)))
}

fn impact(bar: &Bar<ImpactLevel>) -> Element {
    let class = match bar.of {
        ImpactLevel::Full => "impact level-full",
        ImpactLevel::Partial => "impact level-partial",
        ImpactLevel::Degraded => "impact level-degraded",
        ImpactLevel::None => "impact level-none",
    };
    let words = match (bar.label_inside, bar.of) {
        (false, _) => "by-bar",
        (true, ImpactLevel::Full) => "in-bar on-full",
        (true, _) => "in-bar on-hatch",
    };
    let drawn = rect(class, bar.x, bar.y, bar.width, bar.height).attr("rx", "3");
    let drawn = if bar.open { drawn.attr("stroke-dasharray", "4 3") } else { drawn };
    div("g", "clickable")
        .press(Press::Select(Selection::Range(bar.span)))
        .child(el("title").text(bar.words.clone()))
        .child(drawn)
        .maybe(bar.label.as_ref().map(|text| label(words, text)))
}

/// The lines from causes to what shows them. Those of one cause that look alike are one path: where causes have much
/// evidence, single ones would be most of what a pan writes.
fn evidence(scene: &Scene, choice: &SelectionView) -> Vec<Element> {
    let mut drawn: Vec<(CauseIx, String, String)> = Vec::new();
    for curve in &scene.curves {
        let class = choice
            .class("evidence", Selection::Cause(curve.cause), |lit| lit.cause(curve.cause) && lit.event(curve.event));
        match drawn.iter_mut().find(|(cause, alike, _)| *cause == curve.cause && *alike == class) {
            Some((.., path)) => path.push_str(&curve.path),
            None => drawn.push((curve.cause, class, curve.path.clone())),
        }
    }
    drawn.into_iter().map(|(_, class, path)| el("path").attr("class", class).attr("d", path)).collect()
}

fn tags(scene: &Scene, choice: &SelectionView) -> Vec<Element> {
    let tags = scene.tags.iter().map(|tag| {
        let selection = Selection::Cause(tag.cause);
        let outline = el("rect").px("x", tag.x).px("y", tag.y).px("width", tag.width).px("height", tag.height);
        el("g")
            .attr("class", choice.class("tag clickable", selection, |lit| lit.cause(tag.cause)))
            .press(Press::Select(selection))
            .child(outline.px("rx", tag.height))
            .child(el("circle").px("cx", tag.dot.0).px("cy", tag.dot.1).attr("r", "3.5"))
            .child(label("tag-label", &tag.label))
    });
    tags.collect()
}

/// Each kind has a shape as well as a colour. Shapes are drawn around 0, 0 and moved to their place.
const fn shape(kind: EventKind) -> &'static str {
    match kind {
        EventKind::Trigger => "M-6.5 0 L0 -7.5 L6.5 0 L0 7.5 Z",
        EventKind::Symptom => "M-5.5 -5.5 L5.5 5.5 M5.5 -5.5 L-5.5 5.5",
        EventKind::Detection => "M-6.5 0 A6.5 6.5 0 1 1 6.5 0 A6.5 6.5 0 1 1 -6.5 0 Z",
        EventKind::Diagnosis => "M-6.5 5.5 L0 -6.5 L6.5 5.5 Z",
        EventKind::Escalation => "M-6.5 5 L0 -1 L6.5 5 M-6.5 -0.5 L0 -6.5 L6.5 -0.5",
        EventKind::Response => "M-6 -6 L6.5 0 L-6 6 Z",
        EventKind::Mitigation => "M-6 -6 H6 V6 H-6 Z",
        EventKind::Recovery => "M-6 0 L-2 5 L6.5 -5",
        EventKind::Communication => "M-6.5 -5.5 H6.5 V3 H0 L-4 6.5 V3 H-6.5 Z",
        EventKind::Change => "M0 -6.5 V6.5 M-6.5 0 H6.5",
        EventKind::Note => "M-5 -6.5 H5 V6.5 H-5 Z M-2.5 -2 H2.5 M-2.5 2 H2.5",
    }
}

fn event(shown: &IncidentView, choice: &SelectionView, mark: &Mark) -> Option<Element> {
    let entry = shown.loaded.case.incident.timeline.get(mark.event.at())?;
    let selection = Selection::Event(mark.event);
    let said = text::announce_event(entry, None, shown.zone.as_ref());
    let kind = entry.kind.word();
    // Drawn round 0, 0 and moved as one: a pan changes one attribute a mark.
    let lasts =
        (mark.lasts > 0.0).then(|| line("", (0.0, 0.0), (mark.lasts, 0.0)).attr("class", format!("lasts {kind}")));
    let doubt = if entry.approximate { " approximate" } else { "" };
    let drawn = el("path").attr("class", format!("shape {kind}{doubt}")).attr("d", shape(entry.kind));
    let words = mark.label.as_ref().map(|of| Label { x: of.x - mark.x, y: of.y - mark.y, ..of.clone() });
    let mark_element = el("g")
        .attr("id", format!("mark-{}", mark.event.0))
        .attr(
            "class",
            choice
                .class(search::found(shown, mark.event, "mark", "mark match"), selection, |lit| lit.event(mark.event)),
        )
        .attr("transform", moved(mark.x, mark.y))
        .attr("role", "option")
        .attr("aria-label", said)
        .attr("aria-selected", choice.pressed(selection))
        .press(Press::Select(selection))
        .maybe(lasts)
        .child(el("circle").attr("r", "10.5"))
        .child(drawn)
        .maybe(words.map(|text| label("mark-label", &text)));
    Some(mark_element)
}

fn moved(x: f64, y: f64) -> String {
    format!("translate({} {})", px_text(x), px_text(y))
}

/// Events too close together for marks: how many, and a press that opens them.
fn pill(shown: &IncidentView, pill: &Pill) -> Element {
    let kind = pill.kind.word();
    let said = text::announce_pill(pill.kind, pill.count, pill.span, pill.began_before, shown.zone.as_ref());
    let press = match pill.opens {
        Opens::Zoom(window) => Press::Show(window),
        Opens::List(span) => Press::Select(Selection::Range(span)),
    };
    let over = if pill.began_before { "over" } else { "pill" };
    el("g")
        .attr("id", format!("{over}-{kind}-{}", pill.first.0))
        .attr("class", format!("pill {kind}"))
        .attr("transform", moved(pill.x, pill.y))
        .attr("role", "option")
        .attr("aria-label", said)
        .attr("aria-selected", "false")
        .press(press)
        .child(el("path").attr("d", pill.outline()))
        .child(el("text").text(pill.text.clone()))
}

/// Quiet time folded away; a press shows it.
fn fold(scene: &Scene, gap: &Break) -> Element {
    let height = scene.plot_bottom - scene.plot_top;
    let line =
        div("path", "fold-line").attr("d", scene.wave.clone()).attr("transform", moved(gap.middle, scene.plot_top));
    div("g", "fold clickable")
        .press(Press::Unfold(gap.span))
        .child(el("title").text(format!("{}: click to show", gap.words)))
        .child(rect("fold-ground", gap.x, scene.plot_top, gap.width, height))
        .child(line)
        .maybe(gap.label.as_ref().map(|text| label("fold-length", text)))
}

/// How many events lie beyond the edges; a press shows the nearest.
fn edges(scene: &Scene) -> Element {
    let edge = |edge: Option<Edge>, word: &str, x: f64, anchor: &'static str| {
        let edge = edge?;
        let text = div("text", "edge clickable").px("x", x).px("y", scene.height - 4.0).attr("text-anchor", anchor);
        Some(text.press(Press::Show(edge.to)).text(format!("{} {word}", edge.count)))
    };
    el("g").attr("aria-hidden", "true").maybe(edge(scene.earlier, "earlier", scene.scale.left(), "start")).maybe(edge(
        scene.later,
        "later",
        scene.scale.right(),
        "end",
    ))
}

impl IncidentView {
    /// What a screen reader hears of what is chosen.
    pub fn chosen_in_words(&self, selected: Option<Selection>) -> Option<String> {
        faultline_viewer::chosen_in_words(&self.loaded.case, &self.durations, selected, self.zone.as_ref())
    }
}
