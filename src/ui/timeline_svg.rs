//! The timeline's scene as SVG. Sets attributes from the scene; must never compute one.

use std::sync::Arc;

use leptos::prelude::*;

use crate::incident::{EventKind, ImpactLevel, Phase};
use crate::state::{Action, Lit, Selection};
use crate::timeline::{Bar, Label, Mark, Scene, Side};
use crate::words;

use super::app::App;
use super::incident::Shown;
use super::parts::level_class;
use super::timeline::Laid;

/// What marks and tags ask about the choice.
struct Chosen {
    selected: Option<Selection>,
    lit: Option<Lit>,
}

impl Chosen {
    fn class(&self, base: &str, selection: Selection, is_lit: impl Fn(&Lit) -> bool) -> String {
        let chosen = if self.selected == Some(selection) { " chosen" } else { "" };
        let lit = match &self.lit {
            None => "",
            Some(lit) if is_lit(lit) => " lit",
            Some(_) => " faded",
        };
        format!("{base}{chosen}{lit}")
    }
}

/// Draws a scene.
pub fn draw(app: App, shown: Shown, laid: &Laid) -> AnyView {
    let scene: &Arc<Scene> = &laid.0;
    let chosen = Chosen { selected: app.selected.get(), lit: shown.lit.get() };
    let painted = scene_painted(app, scene);
    view! {
        // No role of its own: it stands between the listbox and its options, which belong to each other.
        <svg class="scene" role="none" width=scene.width height=scene.height viewBox=format!("0 0 {} {}", scene.width, scene.height)>
            <defs aria-hidden="true">
                <pattern id="hatch-degraded" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect width="6" height="6" class="hatch-degraded-ground" /><line x1="0" y1="0" x2="0" y2="6" class="hatch-degraded-line" />
                </pattern>
                <pattern id="hatch-partial" width="12" height="12" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                    <rect width="12" height="12" class="hatch-partial-ground" /><line x1="0" y1="0" x2="0" y2="12" class="hatch-partial-line" />
                </pattern>
            </defs>
            <g aria-hidden="true">
                {painted}
                {axis(scene)}
                {rows(scene)}
                {scene.phases.iter().map(phase).collect_view()}
                {scene.impacts.iter().map(|bar| impact(app, bar)).collect_view()}
                {causes(app, scene, &chosen)}
            </g>
            {scene.marks.iter().map(|mark| event(app, shown, &chosen, mark)).collect_view()}
            {edges(scene)}
        </svg>
    }
    .into_any()
}

fn scene_painted(app: App, scene: &Scene) -> Vec<AnyView> {
    let range = match app.selected.get() {
        Some(Selection::Range(span)) => Some(span),
        _ => None,
    };
    let spans = app.model.with(|model| model.painted.clone()).into_iter().chain(range);
    let rects = spans.filter_map(|span| scene.span_rect(span)).map(|(x, width)| {
        view! { <rect class="painted" x=x y=scene.plot_top width=width height=scene.plot_bottom - scene.plot_top /> }.into_any()
    });
    rects.collect()
}

fn axis(scene: &Scene) -> Vec<AnyView> {
    let ticks = scene.ticks.iter().map(|tick| {
        let line = if tick.major { "tick major" } else { "tick" };
        let text = if tick.major { "axis major" } else { "axis" };
        view! {
            <line class=line x1=tick.x x2=tick.x y1=scene.plot_top y2=scene.plot_bottom />
            <text class=text x=tick.x y=scene.axis_y text-anchor="middle">{tick.text.clone()}</text>
        }
        .into_any()
    });
    ticks.collect()
}

fn rows(scene: &Scene) -> Vec<AnyView> {
    let names = scene.names.iter().map(|name| label("row-name", name));
    let days = scene.days.iter().map(|day| label("axis day", day));
    let lanes = scene.lanes.iter().map(|lane| {
        let bottom = lane.y + lane.height;
        view! {
            <line class="lane" x1=scene.scale.left() x2=scene.scale.right() y1=bottom y2=bottom />
            <text class="row-name" x="0" y=lane.name_y>{lane.name.clone()}</text>
        }
        .into_any()
    });
    names.chain(days).chain(lanes).collect()
}

fn label(class: &'static str, label: &Label) -> AnyView {
    let anchor = if label.side == Side::Left { "end" } else { "start" };
    view! { <text class=class x=label.x y=label.y text-anchor=anchor>{label.text.clone()}</text> }.into_any()
}

const fn phase_class(phase: Phase) -> &'static str {
    match phase {
        Phase::Undetected => "phase undetected",
        Phase::Unacknowledged => "phase unacknowledged",
        Phase::Responding => "phase responding",
        Phase::Recovering => "phase recovering",
    }
}

fn phase(bar: &Bar<Phase>) -> AnyView {
    view! {
        <rect class=phase_class(bar.of) x=bar.x y=bar.y width=bar.width height=bar.height rx="3" />
        {bar.label.as_ref().map(|text| label(if bar.label_inside { "in-bar" } else { "by-bar" }, text))}
    }
    .into_any()
}

fn impact(app: App, bar: &Bar<ImpactLevel>) -> AnyView {
    let span = bar.span;
    let class = format!("impact {}{}", level_class(bar.of), if bar.open { " open-end" } else { "" });
    let text = match (bar.label_inside, bar.of) {
        (false, _) => "by-bar",
        (true, ImpactLevel::Full) => "in-bar on-full",
        (true, _) => "in-bar on-hatch",
    };
    view! {
        <g class="clickable" on:click=move |_| app.act(Action::Select(Selection::Range(span)))>
            <rect class=class x=bar.x y=bar.y width=bar.width height=bar.height rx="3" />
            {bar.label.as_ref().map(|bar_label| label(text, bar_label))}
        </g>
    }
    .into_any()
}

fn causes(app: App, scene: &Scene, chosen: &Chosen) -> AnyView {
    let curves = scene.curves.iter().map(|curve| {
        let class = chosen.class("evidence", Selection::Cause(curve.cause), |lit| {
            lit.causes.contains(&curve.cause) && lit.events.contains(&curve.event)
        });
        view! { <path class=class d=curve.path.clone() /> }
    });
    let tags = scene.tags.iter().map(|tag| {
        let selection = Selection::Cause(tag.cause);
        let class = chosen.class("tag clickable", selection, |lit| lit.causes.contains(&tag.cause));
        view! {
            <g class=class on:click=move |_| app.act(Action::Select(selection))>
                <rect x=tag.x y=tag.y width=tag.width height=tag.height rx=tag.height / 2.0 />
                <circle cx=tag.dot.0 cy=tag.dot.1 r="3.5" />
                {label("tag-label", &tag.label)}
            </g>
        }
    });
    view! { {curves.collect_view()}{tags.collect_view()} }.into_any()
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

fn event(app: App, shown: Shown, chosen: &Chosen, mark: &Mark) -> AnyView {
    let loaded = shown.get();
    let Some(entry) = loaded.case.incident.timeline.get(mark.event.at()) else { return ().into_any() };
    let selection = Selection::Event(mark.event);
    let class = chosen.class("mark", selection, |lit| lit.events.contains(&mark.event));
    let said = words::announce_event(entry, None, app.zone(&loaded).as_ref());
    let tooltip = said.clone();
    view! {
        <g class=class id=format!("mark-{}", mark.event.0) role="option" aria-label=said
            aria-selected=(app.selected.get() == Some(selection)).to_string()
            on:click=move |_| app.act(Action::Select(selection))>
            <title>{tooltip}</title>
            {(mark.lasts > 0.0).then(|| view! {
                <line class=format!("lasts {}", entry.kind.word()) x1=mark.x x2=mark.x + mark.lasts y1=mark.y y2=mark.y />
            })}
            <circle class="halo" cx=mark.x cy=mark.y r="12" />
            <path class=format!("shape {}", entry.kind.word()) class:approximate=entry.approximate d=shape(entry.kind)
                transform=format!("translate({} {})", mark.x, mark.y) />
            {mark.label.as_ref().map(|text| label("mark-label", text))}
        </g>
    }
    .into_any()
}

fn edges(scene: &Scene) -> AnyView {
    let text = |count: usize, word: &str| (count > 0).then(|| format!("{count} {word}"));
    view! {
        <g aria-hidden="true">
            {text(scene.earlier, "earlier").map(|text| view! {
                <text class="edge" x=scene.scale.left() y=scene.height - 4.0>{text}</text> })}
            {text(scene.later, "later").map(|text| view! {
                <text class="edge" x=scene.scale.right() y=scene.height - 4.0 text-anchor="end">{text}</text> })}
        </g>
    }
    .into_any()
}
