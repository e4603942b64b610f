//! The scene and the minimap as pictures.

use super::minimap::MINIMAP_HEIGHT;
use super::{Bar, Break, Edge, Label, Mark, Minimap, Pill, PillAction, Scene, ServiceRow, Shade, Side};
use crate::incident::{Case, CauseIx, EventKind, Phase};
use crate::picture::{Anchor, Picture, Px, Shape, Target, mark_id};
use crate::text;
use crate::time::{Instant, Span, Zone};

/// How a thing stands to what the reader selected and searches for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Emphasis {
    /// It is selected.
    pub selected: bool,
    /// Whether it belongs with what is selected; `None` where nothing is faded for not doing so.
    pub related: Option<bool>,
    /// It matches what is searched for.
    pub matches: bool,
    /// The story has not come to it yet.
    pub unknown: bool,
}

impl Emphasis {
    /// The classes of a thing that has some of its own.
    fn class(self, own: &str) -> String {
        let related = match self.related {
            None => "",
            Some(true) => " lit",
            Some(false) => " faded",
        };
        let matches = if self.matches { " match" } else { "" };
        let selected = if self.selected { " chosen" } else { "" };
        let unknown = if self.unknown { " untold" } else { "" };
        [own, matches, selected, related, unknown].concat()
    }
}

/// What a picture of a scene shows besides its geometry.
#[derive(Clone, Copy)]
pub struct Details<'a> {
    /// The incident that the scene was laid out from.
    pub case: &'a Case,
    /// The zone of what is said.
    pub zone: &'a dyn Zone,
    /// How the time of an event is said: with its day where the incident has several.
    pub moment: &'a dyn Fn(Instant) -> String,
    /// How an event or a cause is emphasised.
    pub emphasis: &'a dyn Fn(Target) -> Emphasis,
    /// Stretches of time that are painted behind everything.
    pub painted: &'a [Span],
    /// The selected range, with edges to drag.
    pub range: Option<Span>,
    /// How far the story has come; what is later is veiled.
    pub cursor: Option<Instant>,
}

impl Scene {
    /// The scene as a picture. Events are options of a list box, everything else is hidden from assistive technology: the
    /// page says it elsewhere.
    #[must_use]
    pub fn picture(&self, details: &Details<'_>) -> Picture {
        let painted = details.painted.iter().copied().chain(details.range).filter_map(|span| self.span_rect(span));
        let height = self.plot_bottom - self.plot_top;
        let painted = painted.map(|(x, width)| Shape::rect(x, self.plot_top, width, height).class("painted"));
        let [lines, texts] = self.axis();
        // A group for each sort of thing: where one more comes into view, it takes no other's place in the page.
        let behind = [
            Shape::group(painted),
            lines,
            texts,
            // Behind the bars: what was down in a folded stretch is as strong as elsewhere.
            Shape::group(self.breaks.iter().map(|gap| self.fold(gap))),
            Shape::group(self.phases.iter().map(phase)),
            Shape::group(self.impacts.iter().map(impact)),
            Shape::group(self.services.iter().flat_map(service_row)),
            Shape::group(self.evidence(details)),
            Shape::group(self.cause_tags(details)),
        ];
        let drift = self.scale.drift();
        let marks = self.marks.iter().filter_map(|mark| event_mark(mark, drift, details));
        let pills = self.pills.iter().map(|pill| event_pill(pill, drift, details.zone));
        // Between a list box and its options there may be nothing that has a role.
        let options = |group: Shape| Shape { role: Some("none"), ..group };
        // A pan moves these as one, and leaves each of them as it is.
        let panned = |group: Shape| group.offset(-drift, 0.0);
        let shapes = vec![
            Shape::group(behind).hidden(),
            panned(options(Shape::group(marks))),
            panned(options(Shape::group(pills))),
            panned(Shape::group(self.evidence_dots(details, drift)).hidden()),
            Shape::group(self.edges()).hidden(),
            Shape::group(self.overlay(details)).hidden(),
        ];
        Picture { role: Some("none"), ..Picture::new("scene", self.width, self.height, shapes) }
    }

    /// The lines behind everything, and the texts of the axis and the rows.
    fn axis(&self) -> [Shape; 2] {
        let lines = [
            Shape::path(self.tick_lines(false)).class("tick"),
            Shape::path(self.tick_lines(true)).class("tick major"),
            Shape::path(self.lane_lines()).class("lane"),
        ];
        let drift = self.scale.drift();
        let ticks = self.ticks.iter().map(|tick| {
            Shape::text(tick.x + drift, self.axis_y, tick.text.clone()).class(if tick.major {
                "axis major"
            } else {
                "axis"
            })
        });
        let lanes = self.lanes.iter().map(|lane| Shape::text(0.0, lane.name_y, lane.name.clone()).class("row-name"));
        let texts = [
            Shape::group(ticks).offset(-drift, 0.0),
            Shape::group(self.days.iter().map(|day| label("axis day", day))),
            Shape::group(self.names.iter().map(|name| label("row-name", name))),
            Shape::group(lanes),
        ];
        [Shape::group(lines), Shape::group(texts)]
    }

    fn fold(&self, gap: &Break) -> Shape {
        let height = self.plot_bottom - self.plot_top;
        let ground = Shape::rect(gap.x, self.plot_top, gap.width, height).class("fold-ground");
        let line = Shape::path(self.break_line.clone()).class("fold-line").offset(gap.middle, self.plot_top);
        let length = gap.label.as_ref().map(|text| label("fold-length", text));
        let group = Shape::group([ground, line].into_iter().chain(length)).class("fold clickable");
        group.title(format!("{}: click to show", gap.words)).target(Target::Fold(gap.span))
    }

    /// The lines from causes to what shows them. Those of one cause that look alike are one path: where causes have much
    /// evidence, single ones would be most of what a pan writes.
    fn evidence(&self, details: &Details<'_>) -> impl Iterator<Item = Shape> {
        let mut paths: Vec<(CauseIx, String, String)> = Vec::new();
        for curve in &self.curves {
            let cause = (details.emphasis)(Target::Cause(curve.cause));
            let event = (details.emphasis)(Target::Event(curve.event));
            let related = cause.related.map(|related| related && event.related == Some(true));
            let class = Emphasis { related, ..cause }.class(&hued("evidence", curve.cause));
            match paths.iter_mut().find(|(cause, alike, _)| *cause == curve.cause && *alike == class) {
                Some((.., path)) => path.push_str(&curve.path),
                None => paths.push((curve.cause, class, curve.path.clone())),
            }
        }
        paths.into_iter().map(|(_, class, path)| Shape::path(path).class(class))
    }

    /// The dots under events, in what their cause and their event come to.
    fn evidence_dots(&self, details: &Details<'_>, drift: Px) -> impl Iterator<Item = Shape> {
        self.dots.iter().map(move |dot| {
            let (x, y) = dot.centre;
            let cause = (details.emphasis)(Target::Cause(dot.cause));
            let unknown = (details.emphasis)(Target::Event(dot.event)).unknown;
            let class = Emphasis { unknown, ..cause }.class(&hued("evidence-dot", dot.cause));
            let circle = Shape::circle((x + drift, y), dot.radius).class(class).target(Target::Cause(dot.cause));
            circle.key(format!("{}-{}", dot.event.0, dot.cause.0))
        })
    }

    fn cause_tags(&self, details: &Details<'_>) -> impl Iterator<Item = Shape> {
        self.tags.iter().map(|tag| {
            let target = Target::Cause(tag.cause);
            let group = Shape::group([
                Shape::rounded_rect(tag.x, tag.y, tag.width, tag.height, tag.height),
                Shape::circle(tag.dot, 3.5),
                label("tag-label", &tag.label),
            ]);
            group.class((details.emphasis)(target).class(&hued("tag clickable", tag.cause))).target(target)
        })
    }

    /// How many events lie beyond the edges, over the tags of the causes.
    fn edges(&self) -> impl Iterator<Item = Shape> {
        let baseline = self.tags.iter().map(|tag| tag.y - 3.0).fold(self.height - 4.0, Px::min);
        let edge = |edge: Option<Edge>, word: &str, x: Px, anchor: Anchor| {
            let edge = edge?;
            let text = Shape::anchored_text(x, baseline, format!("{} {word}", edge.count), anchor);
            Some(text.class("edge clickable").target(Target::Window(edge.to)))
        };
        let earlier = edge(self.earlier, "earlier", self.scale.left(), Anchor::Start);
        earlier.into_iter().chain(edge(self.later, "later", self.scale.right(), Anchor::End))
    }

    /// What lies over the scene: the story's cursor with what has not come yet veiled, and the edges of a range with what they
    /// are dragged by.
    fn overlay(&self, details: &Details<'_>) -> Vec<Shape> {
        let (top, bottom) = (self.plot_top, self.plot_bottom);
        let upright = |class: &'static str, x: Px| Shape::line((x, top), (x, bottom)).class(class);
        let mut overlay = Vec::new();
        if let Some(cursor) = details.cursor {
            let x = self.scale.to_px(cursor).clamp(self.scale.left(), self.scale.right());
            overlay.push(Shape::rect(x, top, self.scale.right() - x, bottom - top).class("story-ahead"));
            overlay.push(upright("story-cursor", x));
        }
        let edges = details.range.map(|range| {
            [(range.start(), "range-start", Target::RangeStart), (range.end(), "range-end", Target::RangeEnd)]
        });
        for (at, id, target) in edges.into_iter().flatten() {
            let x = self.scale.to_px(at);
            if (self.scale.left() - 0.5..=self.scale.right() + 0.5).contains(&x) {
                let grip = Shape::rounded_rect(x - 5.0, top - 4.0, 10.0, 16.0, 3.0).class("range-grip");
                overlay.extend([upright("range-edge", x), grip.id(id).target(target)]);
            }
        }
        overlay
    }
}

impl Minimap {
    /// The strip as a picture, without the window that lies over it.
    #[must_use]
    pub fn picture(&self) -> Picture {
        let upright = |class: &'static str, x: &Px| Shape::line((*x, 0.0), (*x, MINIMAP_HEIGHT)).class(class);
        let density = Shape::path(self.ticks.clone()).class("density");
        let impacts = self.bands.iter().map(|(x, width, level)| {
            Shape::rect(*x, self.band_y, *width, self.band_height).class(format!("impact {}", level.class()))
        });
        let groups = [
            Shape::group(impacts),
            Shape::group(self.breaks.iter().map(|x| upright("map-break", x))),
            Shape::group(self.matches.iter().map(|x| upright("map-match", x))),
        ];
        let shapes = vec![Shape::group([density].into_iter().chain(groups)).hidden()];
        let picture = Picture::new("map", self.width, MINIMAP_HEIGHT, shapes);
        Picture { role: Some("group"), label: Some("Overview".into()), ..picture }
    }
}

fn label(class: &'static str, label: &Label) -> Shape {
    let anchor = if label.side == Side::Left { Anchor::End } else { Anchor::Unset };
    Shape::anchored_text(label.x, label.y, label.text.clone(), anchor).class(class)
}

/// The class of the colour of a cause: they take turns.
#[must_use]
pub fn cause_hue(cause: CauseIx) -> &'static str {
    const HUES: [&str; 5] = ["hue-1", "hue-2", "hue-3", "hue-4", "hue-5"];
    HUES.get(cause.at() % HUES.len()).copied().unwrap_or_default()
}

fn hued(class: &str, cause: CauseIx) -> String {
    format!("{class} {}", cause_hue(cause))
}

fn phase(bar: &Bar<Phase>) -> Shape {
    let class = match bar.of {
        Phase::Undetected => "phase undetected",
        Phase::Unacknowledged => "phase unacknowledged",
        Phase::Responding => "phase responding",
        Phase::Recovering => "phase recovering",
    };
    let text_class = if bar.label_inside { "in-bar" } else { "by-bar" };
    let rect = Shape::rounded_rect(bar.x, bar.y, bar.width, bar.height, 3.0).class(class);
    let text = bar.label.as_ref().map(|text| label(text_class, text));
    Shape::group([rect].into_iter().chain(text)).title(bar.words.clone())
}

fn impact(bar: &Bar<Shade>) -> Shape {
    let text_class = match (bar.label_inside, bar.of) {
        (false, _) => "by-bar",
        (true, Shade::Full) => "in-bar on-full",
        (true, _) => "in-bar on-hatch",
    };
    let rect = Shape::rounded_rect(bar.x, bar.y, bar.width, bar.height, 3.0);
    let rect = Shape { dashed: bar.open, ..rect.class(format!("impact {}", bar.of.class())) };
    let text = bar.label.as_ref().map(|text| label(text_class, text));
    let group = Shape::group([rect].into_iter().chain(text)).class("clickable");
    group.title(bar.words.clone()).target(Target::Range(bar.span))
}

/// The name of a service and what hit it.
fn service_row(row: &ServiceRow) -> impl Iterator<Item = Shape> {
    let name = (!row.name.text.is_empty()).then(|| label("row-name service", &row.name));
    name.into_iter().chain(row.bars.iter().map(impact))
}

/// Each kind has a shape as well as a colour, drawn about 0, 0: an SVG path within 8 pixels of it.
#[must_use]
pub const fn kind_path(kind: EventKind) -> &'static str {
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

/// The mark of an event, in a group that is moved back by `drift`.
fn event_mark(mark: &Mark, drift: Px, details: &Details<'_>) -> Option<Shape> {
    let event = details.case.incident.timeline.get(mark.event.at())?;
    let target = Target::Event(mark.event);
    let emphasis = (details.emphasis)(target);
    let kind = event.kind.word();
    // Drawn about 0, 0 and moved as one: a zoom changes one attribute of a mark.
    let lasts = (mark.lasts > 0.0).then(|| Shape::line((0.0, 0.0), (mark.lasts, 0.0)).class(format!("lasts {kind}")));
    let doubt = if event.approximate { " approximate" } else { "" };
    let text = mark.label.as_ref().map(|of| Label { x: of.x - mark.x, y: of.y - mark.y, ..of.clone() });
    let shapes = lasts
        .into_iter()
        .chain([
            Shape::circle((0.0, 0.0), 10.5),
            Shape::path(kind_path(event.kind)).class(format!("shape {kind}{doubt}")),
        ])
        .chain(text.map(|text| label("mark-label", &text)));
    let group = Shape::group(shapes).id(mark_id(mark.event)).class(emphasis.class("mark"));
    let group = group.offset(mark.x + drift, mark.y).target(target);
    Some(group.option(text::announce_event(event, None, details.moment), emphasis.selected))
}

/// Events too close together for marks: how many. In a group that is moved back by `drift`.
fn event_pill(pill: &Pill, drift: Px, zone: &dyn Zone) -> Shape {
    let kind = pill.kind.word();
    let target = match pill.action {
        PillAction::Zoom(window) => Target::Window(window),
        PillAction::List(span) => Target::Range(span),
    };
    let sort = if pill.began_before { "over" } else { "pill" };
    let group = Shape::group([Shape::path(pill.outline()), Shape::text(0.0, 0.0, pill.text.clone())]);
    let group = group.key(format!("{sort}-{kind}-{}", pill.first.0)).class(format!("pill {kind}"));
    let label = text::announce_cluster(pill.kind, pill.count, pill.span, pill.began_before, zone);
    group.offset(pill.x + drift, pill.y).target(target).option(label, false)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{at, case, event, reference, span};
    use super::super::{Bands, Canvas, Clock, Index, Lit, Plan, Viewport, lay_out, lay_out_minimap};
    use super::*;
    use crate::incident::EventIx;
    use crate::time::{FixedZone, Length};

    const GOLDEN: &str = include_str!("picture/reference.svg");

    fn scene(case: &Case, bands: &Bands, viewport: &Viewport) -> Scene {
        let index = Index::of(case, &|_| true);
        let clock = Clock { zone: &FixedZone::utc(), origin: None };
        let plan = Plan { case, index: &index, bands, clock, pinned: None, lit: Lit::All, all_services: false };
        lay_out(&plan, viewport, Canvas { width: 1_000.0, text_px: 12.0 })
    }

    fn plain<'a>(case: &'a Case, zone: &'a FixedZone) -> Details<'a> {
        Details {
            case,
            zone,
            moment: &|at| text::clock(at, &FixedZone::utc()),
            emphasis: &|_| Emphasis::default(),
            painted: &[],
            range: None,
            cursor: None,
        }
    }

    fn targets(picture: &Picture) -> Vec<Target> {
        picture.targets().filter_map(|shape| shape.target).collect()
    }

    /// Run with `BLESS=1` to write the picture anew, and look at what changed.
    #[test]
    fn the_reference_incident_is_drawn_as_it_was() {
        let ((case, bands), zone) = (reference(), FixedZone::utc());
        let view = Viewport::fit(case.extent(at("16:00")).unwrap());
        let emphasis = |target: Target| match target {
            Target::Event(EventIx(4)) => Emphasis { related: Some(true), matches: true, ..Emphasis::default() },
            Target::Cause(CauseIx(2)) => Emphasis { selected: true, related: Some(true), ..Emphasis::default() },
            _ => Emphasis { related: Some(false), ..Emphasis::default() },
        };
        let details = Details { emphasis: &emphasis, range: Some(span("13:00", "14:00")), ..plain(&case, &zone) };
        let text = scene(&case, &bands, &view).picture(&details).to_svg_text();
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/timeline/picture/reference.svg"), &text).unwrap();
            return;
        }
        assert_eq!(text, GOLDEN);
    }

    #[test]
    fn every_mark_is_an_option_that_stands_for_its_event() {
        let ((case, bands), zone) = (reference(), FixedZone::utc());
        let view = Viewport::fit(case.extent(at("16:00")).unwrap());
        let picture = scene(&case, &bands, &view).picture(&plain(&case, &zone));
        let options: Vec<_> = picture.targets().filter(|shape| shape.role == Some("option")).collect();
        assert_eq!(options.len(), 7);
        assert_eq!(options[4].target, Some(Target::Event(EventIx(4))));
        assert_eq!(options[4].label.as_deref(), Some("15:00, symptom, No failover; server down"));
        assert_eq!((options[4].id.as_deref(), options[4].class.as_ref()), (Some("mark-4"), "mark"));
    }

    #[test]
    fn a_pan_moves_marks_as_one() {
        let ((case, bands), zone) = (reference(), FixedZone::utc());
        let whole = Viewport::fit(case.extent(at("16:00")).unwrap());
        let drawn = |view: &Viewport| {
            let picture = scene(&case, &bands, view).picture(&plain(&case, &zone));
            let marks = picture.shapes.into_iter().find(|group| group.children().iter().any(|mark| mark.id.is_some()));
            let marks = marks.unwrap();
            let places = marks.children().iter().filter_map(|mark| Some((mark.id.clone()?, mark.offset?)));
            (marks.offset.unwrap().0, places.collect::<std::collections::HashMap<_, _>>())
        };
        let view = whole.show(span("12:30", "15:30"));
        let (before, after) = (drawn(&view), drawn(&view.pan(Length::from_minutes(10))));
        assert!((before.0 - after.0).abs() > 40.0, "{} {}", before.0, after.0);
        let both: Vec<_> = before.1.iter().filter_map(|(id, place)| Some((place, after.1.get(id)?))).collect();
        assert!(both.len() > 2, "{both:?}");
        for (before, after) in both {
            assert!((before.0 - after.0).abs() < 0.01 && (before.1 - after.1).abs() < 0.01, "{before:?} {after:?}");
        }
    }

    #[test]
    fn edges_pills_and_folds_lead_to_what_they_hide() {
        let start = |minute| at("12:00").plus(Length::from_minutes(minute));
        let many = (0..200).map(|minute| event(start(minute), EventKind::Note, &minute.to_string()));
        let case = case(many.collect(), Vec::new());
        let all = Viewport::fit(case.extent(at("16:00")).unwrap());
        let scene_of =
            |view: &Viewport| scene(&case, &Bands::default(), view).picture(&plain(&case, &FixedZone::utc()));
        let shows_closer =
            |target: &Target| matches!(target, Target::Window(span) if span.length() < all.window().length());
        assert!(targets(&scene_of(&all)).iter().any(shows_closer));
        let part = scene_of(&all.show(span("13:00", "14:00")));
        let edges: Vec<_> = part.targets().filter(|shape| shape.class == "edge clickable").collect();
        assert_eq!(edges.len(), 2);
        assert!(part.to_svg_text().contains(" earlier</text>"));
    }

    #[test]
    fn a_range_has_edges_to_drag_where_they_are_in_view_and_the_story_veils_what_is_to_come() {
        let ((case, bands), zone) = (reference(), FixedZone::utc());
        let view = Viewport::fit(case.extent(at("16:00")).unwrap()).show(span("13:00", "15:00"));
        let scene = scene(&case, &bands, &view);
        let details = Details { range: Some(span("12:30", "14:00")), cursor: Some(at("14:00")), ..plain(&case, &zone) };
        let picture = scene.picture(&details);
        assert!(targets(&picture).contains(&Target::RangeEnd) && !targets(&picture).contains(&Target::RangeStart));
        let text = picture.to_svg_text();
        assert!(text.contains("story-ahead") && text.contains("id=\"range-end\""), "{text}");
        assert!(!scene.picture(&plain(&case, &FixedZone::utc())).to_svg_text().contains("story"));
    }

    #[test]
    fn the_minimap_is_hidden_from_assistive_technology_but_for_its_name() {
        let (case, bands) = reference();
        let view = Viewport::fit(case.extent(at("16:00")).unwrap());
        let index = Index::of(&case, &|_| true);
        let next = |from| (from <= at("15:00")).then(|| at("15:00"));
        let text = lay_out_minimap(&index, &bands, &view, 400.0, &next).picture().to_svg_text();
        assert!(text.contains("role=\"group\" aria-label=\"Overview\">\n  <g aria-hidden=\"true\">"), "{text}");
        for class in ["density", "impact level-full", "map-match"] {
            assert!(text.contains(&format!("class=\"{class}\"")), "{class} in {text}");
        }
    }
}
