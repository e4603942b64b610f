//! Whole scenes, drawn as readable text, and properties of every scene.

use std::collections::BTreeMap;

use super::super::curves::label_extent;
use super::super::sample::{at, case, cause, event, reference, span};
use super::super::scale::whole_ms;
use super::super::{Pill, PillAction};
use super::*;
use crate::incident::{Cause, Event, EventKind, When};
use crate::time::{FixedZone, Length};
use proptest::prelude::*;

const TEXT: Px = 12.5;

fn scene(case: &Case, bands: &Bands, width: Px) -> Scene {
    let view = Viewport::fit(case.extent(at("16:00")).unwrap());
    show(case, bands, view, Canvas { width, text_px: TEXT })
}

fn show(case: &Case, bands: &Bands, view: Viewport, canvas: Canvas) -> Scene {
    let index = Index::of(case, &|_| true);
    show_indexed(case, &index, bands, view, canvas, None)
}

fn show_indexed(
    case: &Case,
    index: &Index,
    bands: &Bands,
    view: Viewport,
    canvas: Canvas,
    pinned: Option<EventIx>,
) -> Scene {
    let clock = Clock { zone: &FixedZone::utc(), origin: None };
    let plan = Plan { case, index, bands, clock, pinned, lit: Lit::All, all_services: false };
    lay_out(&plan, &view, canvas)
}

/// The scene as text: a character for each 7 pixels across, a line for each height at which something stands.
fn draw(scene: &Scene) -> String {
    let mut lines: BTreeMap<i64, Vec<char>> = BTreeMap::new();
    let column = |x: Px| usize::try_from(whole_ms(x / 7.0).ms()).unwrap_or(0);
    let mut put = |y: Px, from: usize, text: &str| {
        let line = lines.entry(whole_ms(y / 4.0).ms()).or_default();
        line.resize(line.len().max(from + text.chars().count()), ' ');
        for (at, c) in text.chars().enumerate() {
            line[from + at] = c;
        }
    };
    let start = |label: &Label| match label.side {
        Side::Right => column(label.x),
        Side::Left => column(label.x).saturating_sub(label.text.chars().count()),
    };
    for tick in &scene.ticks {
        let half = tick.text.chars().count() / 2;
        put(scene.axis_y, column(tick.x).saturating_sub(half), &tick.text);
    }
    for label in scene.names.iter().chain(&scene.days) {
        let dy = if scene.days.contains(label) { 0.0 } else { -0.36 * TEXT };
        put(label.y + dy, column(label.x), &label.text);
    }
    let bars = scene.phases.iter().map(|bar| (bar.x, bar.width, bar.y + bar.height / 2.0, &bar.label, '░'));
    let impacts = scene.impacts.iter().map(|bar| {
        let fill = if bar.of == Shade::Full { '█' } else { '▒' };
        (bar.x, bar.width, bar.y + bar.height / 2.0, &bar.label, fill)
    });
    for (x, width, y, label, fill) in bars.chain(impacts) {
        put(y, column(x), &fill.to_string().repeat(column(x + width) - column(x)));
        if let Some(label) = label {
            put(y, start(label), &label.text);
        }
    }
    for lane in &scene.lanes {
        put(lane.name_y - 0.36 * TEXT, 0, &lane.name);
    }
    for mark in &scene.marks {
        put(mark.y, column(mark.x), "◆");
        if let Some(label) = &mark.label {
            put(mark.y, start(label), &label.text);
        }
    }
    for tag in &scene.tags {
        let room = column(tag.x + tag.width) - column(tag.x);
        put(tag.y + tag.height / 2.0, column(tag.x), &format!("({:^1$})", tag.label.text, room.saturating_sub(2)));
    }
    let mut text = String::from("\n");
    for line in lines.values() {
        text.push_str(line.iter().collect::<String>().trim_end());
        text.push('\n');
    }
    text
}

#[test]
fn the_reference_incident_at_1180_pixels() {
    let (case, bands) = reference();
    let drawn = r"
1 Mar 2023         12:00             12:30            13:00             13:30            14:00             14:30             15:00            15:30             16:00
Phase                                             Unacknowledged · 15 min ░░░░░░░░░░Responding · 1 h 45 min░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░Recovering░░░░░░░
Impact                                                                    ▒Degraded · 1 h 30 min▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒█████████████████ Outage · 30 min
Trigger              ◆ Traffic starts to rise with the campaign
Symptom                                                                                                      ◆ Reports multiply: wider than thought
                                                                                                                               ◆No failover; server down
Detection                                                                 ◆ A customer reports the first error
Diagnosis                                                                          ◆ Fault traced to a bug; work on a fix begins       Full investigation begins  ◆
Mitigation                                                                                                          Temporary fix; server back  ◆
Causes          (Unexpected surge in traffic)               (Bug overloads the server past a… ) (  Teams communicated late and…  ) (Redundancy too weak for the surge )
";
    assert_eq!(draw(&scene(&case, &bands, 1180.0)), drawn);
}

#[test]
fn the_reference_incident_at_640_pixels() {
    let (case, bands) = reference();
    let drawn = r"
1 Mar 2023       12:00            13:00            14:00            15:00            16:00
Phase               Unacknowledged · 15 min ░░░░░░Responding · 1 h 45 min░░░░░░░░░░░░░░
Impact                                      ▒Degraded · 1 h 30 min▒▒▒▒█████████ Outage
Trigger            ◆Traffic starts to rise with the campaign
Symptom                 Reports multiply: wider than thought ◆
                                            No failover; server down  ◆
Detection                                   ◆ A customer reports the first error
Diagnosis                                        ◆Fault traced to a bug; work on a fix begins
                                                            Full investigation begins  ◆
Mitigation                                         Temporary fix; server back  ◆
Causes          ( Unexpected surge in…  )        (  Teams communicate…   )
                                          ( Bug overloads the…  ) ( Redundancy too…  )
";
    assert_eq!(draw(&scene(&case, &bands, 640.0)), drawn);
}

/// Points along an SVG path of `M`, `V` and `C`, close together.
fn points(path: &str) -> Vec<(Px, Px)> {
    let numbers = |text: &str| text.split(' ').map(|n| n.parse::<Px>().unwrap()).collect::<Vec<_>>();
    let mut points: Vec<(Px, Px)> = Vec::new();
    let mut rest = path;
    while let Some(command) = rest.chars().next() {
        let end = rest[1..].find(char::is_alphabetic).map_or(rest.len(), |at| at + 1);
        let to = numbers(&rest[1..end]);
        rest = &rest[end..];
        let (x, y) = points.last().copied().unwrap_or_default();
        for step in 0..=40 {
            let t = f64::from(step) / 40.0;
            let mix = |from: Px, to: Px| from + (to - from) * t;
            // De Casteljau: the middle of the middles.
            let bezier = |p0: Px, p1: Px, p2: Px, p3: Px| {
                let (first, middle, last) = (mix(p0, p1), mix(p1, p2), mix(p2, p3));
                mix(mix(first, middle), mix(middle, last))
            };
            points.push(match command {
                'M' => (to[0], to[1]),
                'V' => (x, y + (to[0] - y) * t),
                'C' => (bezier(x, to[0], to[2], to[4]), bezier(y, to[1], to[3], to[5])),
                other => panic!("{other} in {path}"),
            });
        }
    }
    points
}

/// What a scene's curves run across: labels, marks of other events, other tags.
fn crossings(scene: &Scene) -> Vec<String> {
    let mut found = Vec::new();
    for curve in &scene.curves {
        let points = points(&curve.path);
        let mut look = |what: &str, (left, right): (Px, Px), (top, bottom): (Px, Px)| {
            if points.iter().any(|(x, y)| left < *x && *x < right && top < *y && *y < bottom) {
                found.push(format!("{:?} → {:?} crosses {what}", curve.cause, curve.event));
            }
        };
        for mark in &scene.marks {
            let half = 0.55 * scene.text_px;
            if let Some(label) = &mark.label {
                look(&label.text, label_extent(label, scene.text_px), (mark.y - half, mark.y + half));
            }
            if mark.event != curve.event {
                let radius = scene.mark_radius;
                look("a mark", (mark.x - radius, mark.x + radius), (mark.y - radius, mark.y + radius));
            }
        }
        for tag in scene.tags.iter().filter(|tag| tag.cause != curve.cause) {
            look(&tag.label.text, (tag.x, tag.x + tag.width), (tag.y, tag.y + tag.height));
        }
    }
    found
}

#[test]
fn no_curve_of_the_reference_incident_crosses_a_label_a_mark_or_a_tag() {
    let (case, bands) = reference();
    for width in [320.0, 390.0, 640.0, 800.0, 1000.0, 1180.0, 1600.0, 3800.0] {
        for text_px in [12.5, 25.0] {
            let view = Viewport::fit(case.extent(at("16:00")).unwrap());
            let scene = show(&case, &bands, view, Canvas { width, text_px });
            assert_eq!(scene.curves.len(), 5);
            assert_eq!(crossings(&scene), Vec::<String>::new(), "at {width} px, text {text_px}");
        }
    }
}

#[test]
fn a_curve_ends_at_its_mark_and_at_its_tag() {
    let (case, bands) = reference();
    let scene = scene(&case, &bands, 1180.0);
    for curve in &scene.curves {
        let mark = scene.mark(curve.event).unwrap();
        let tag = scene.tags.iter().find(|tag| tag.cause == curve.cause).unwrap();
        let points = points(&curve.path);
        let near = |a: Px, b: Px| (a - b).abs() < 0.1;
        assert!(near(points[0].0, mark.x) && points[0].1 > mark.y && points[0].1 < mark.y + TEXT);
        let (x, y) = points[points.len() - 1];
        assert!(near(x, tag.x + tag.width / 2.0) && near(y, tag.y), "{}", curve.path);
    }
}

#[test]
fn a_painted_span_is_cut_at_the_plot_and_seen_even_when_it_is_empty() {
    let (case, bands) = reference();
    let scene = scene(&case, &bands, 1180.0);
    let (x, width) = scene.span_rect(span("15:00", "15:30")).unwrap();
    let outage = &scene.impacts[1];
    assert!((x - outage.x).abs() < 1e-9 && (width - outage.width).abs() < 1e-9);
    let (_, width) = scene.span_rect(span("13:30", "13:30")).unwrap();
    assert!((width - 2.0).abs() < 1e-9);
    let (x, width) = scene.span_rect(span("00:00", "23:00")).unwrap();
    assert!((x - scene.scale.left()).abs() < 1e-9 && (x + width - scene.scale.right()).abs() < 1e-9);
    assert_eq!(scene.span_rect(span("01:00", "02:00")), None);
}

#[test]
fn an_open_impact_says_so_far() {
    let (case, _) = reference();
    let bands = Bands { impacts: vec![(span("13:30", "16:00"), Shade::Full, true)], ..Bands::default() };
    let scene = scene(&case, &bands, 1180.0);
    assert_eq!(scene.impacts[0].label.as_ref().unwrap().text, "Outage · 2 h 30 min so far");
    assert!(scene.impacts[0].label_inside && scene.phases.is_empty());
}

#[test]
fn a_zoomed_view_keeps_what_lasts_into_it_and_counts_the_rest() {
    let mut events = vec![
        event(at("10:00"), EventKind::Note, "over before"),
        event(at("10:30"), EventKind::Change, "lasts into the view"),
        event(at("12:30"), EventKind::Note, "inside"),
        event(at("14:00"), EventKind::Symptom, "after"),
    ];
    events[0].until = Some(When { at: at("11:00"), day_only: false });
    events[1].until = Some(When { at: at("12:15"), day_only: false });
    let causes = vec![cause("early", &["over before"]), cause("late", &["after"]), cause("unseen", &[])];
    let case = case(events, causes);
    let view = Viewport::fit(span("10:00", "14:00")).show(span("12:00", "13:00"));
    let scene = show(&case, &Bands::default(), view, Canvas { width: 1000.0, text_px: TEXT });
    let marks: Vec<_> = scene.marks.iter().map(|mark| (mark.event.0, mark.began_before)).collect();
    assert_eq!(marks, [(1, true), (2, false)]);
    assert!((scene.marks[0].x - scene.scale.left()).abs() < 1e-9);
    assert!((scene.marks[0].lasts - (scene.scale.right() - scene.scale.left()) / 4.0).abs() < 1e-6);
    let [earlier, later] = [scene.earlier, scene.later].map(Option::unwrap);
    assert_eq!((earlier.count, later.count), (1, 1));
    assert!(earlier.to.contains(at("10:00")) && later.to.contains(at("14:00")), "{earlier:?} {later:?}");
    assert_eq!(scene.lanes.len(), 3, "a lane for each kind in the file, in view or not");
    // Tags of causes out of view stand at the edge nearest to their events; that of a cause without events at the end.
    assert_eq!(scene.tags.iter().map(|tag| tag.cause.0).collect::<Vec<_>>(), [0, 1, 2]);
    assert!((scene.tags[0].x - scene.scale.left()).abs() < 1e-9);
    assert_eq!(scene.curves, []);
}

#[test]
fn twice_the_text_makes_every_row_twice_as_high() {
    let (case, bands) = reference();
    let view = Viewport::fit(case.extent(at("16:00")).unwrap());
    let at_size = |text_px| show(&case, &bands, view, Canvas { width: 2000.0, text_px });
    let (small, large) = (at_size(12.5), at_size(25.0));
    assert!((large.lanes[0].height - 2.0 * small.lanes[0].height).abs() < 1e-9);
    assert!((large.impacts[0].height - 2.0 * small.impacts[0].height).abs() < 1e-9);
}

#[test]
fn nothing_at_all_still_makes_a_scene() {
    let nowhere = Canvas { width: f64::NAN, text_px: f64::NAN };
    let scene = show(&Case::default(), &Bands::default(), Viewport::fit(span("12:00", "12:00")), nowhere);
    assert!(scene.height.is_finite() && scene.width >= 1.0);
    assert!(scene.lanes.is_empty() && scene.tags.is_empty());
}

/// Many events of many kinds, each with a title, every 50th lasting.
fn many(count: usize) -> (Vec<Event>, Vec<Cause>) {
    let mut seed = 7_u64;
    let mut random = |below: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        i64::try_from((seed >> 33) % below).unwrap()
    };
    let events = (0..count).map(|index| {
        let start = at("00:00").plus(Length::from_ms(random(4 * 86_400_000)));
        let kind = EventKind::ALL[usize::try_from(random(11)).unwrap()];
        let mut event = event(start, kind, &format!("Event number {index} of a long incident"));
        if index % 50 == 0 {
            event.until = Some(When { at: start.plus(Length::from_ms(random(7_200_000))), day_only: false });
        }
        event
    });
    let events: Vec<_> = events.collect();
    let causes = (0..8).map(|index| {
        let evidence: Vec<_> = events.iter().skip(index).step_by(count / 20 + 1).map(|e| e.id.as_str()).collect();
        cause(&format!("Cause {index} of a long incident with a long title"), &evidence)
    });
    let causes = causes.collect();
    (events, causes)
}

/// Elements and texts that the page makes of a scene, counted from above.
fn nodes(scene: &Scene) -> usize {
    let marks =
        scene.marks.iter().map(|mark| 5 + usize::from(mark.lasts > 0.0) + 2 * usize::from(mark.label.is_some()));
    let bars =
        scene.phases.iter().map(|bar| bar.label.is_some()).chain(scene.impacts.iter().map(|bar| bar.label.is_some()));
    let pills = 6 * scene.pills.len();
    marks.sum::<usize>()
        + pills
        + bars.map(|label| 4 + 2 * usize::from(label)).sum::<usize>()
        + scene.ticks.iter().map(|tick| 3 + usize::from(!tick.text.is_empty())).sum::<usize>()
        + 3 * (scene.names.len() + scene.days.len())
        + 4 * scene.lanes.len()
        + 7 * scene.breaks.len()
        + 5 * scene.tags.len()
        + scene.curves.len()
        + 40
}

/// Every event in view is in one mark or pill, and nothing in a lane touches anything else in it.
#[track_caller]
fn check(case: &Case, index: &Index, scene: &Scene) {
    let window = scale_window(scene);
    let shown: usize = scene.marks.len() + scene.pills.iter().map(|pill| pill.count).sum::<usize>();
    let beyond = [scene.earlier, scene.later].into_iter().flatten().map(|edge| edge.count);
    assert_eq!(shown + beyond.sum::<usize>(), index.len());
    for pill in scene.pills.iter().filter(|pill| !pill.began_before) {
        assert!(pill.span.start() >= window.start() && pill.span.end() <= window.end());
    }
    let mut boxes: Vec<(usize, Px, Px, &str)> = Vec::new();
    for mark in &scene.marks {
        let (mut from, mut to) = (mark.x - scene.mark_radius, mark.x + scene.mark_radius);
        if let Some(label) = &mark.label {
            let (left, right) = label_extent(label, scene.text_px);
            assert!(left >= scene.scale.left() - 1e-6 && right <= scene.scale.right() + 1e-6, "{label:?}");
            (from, to) = (from.min(left), to.max(right));
        }
        boxes.push((mark.row, from, to, &case.incident.timeline[mark.event.at()].title));
    }
    for pill in &scene.pills {
        let half = pill.width / 2.0;
        assert!(text_width(&pill.text, scene.text_px) < pill.width);
        boxes.push((pill.row, pill.x - half, pill.x + half, &pill.text));
    }
    boxes.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
    for pair in boxes.windows(2) {
        assert!(pair[0].0 != pair[1].0 || pair[0].2 <= pair[1].1 + 1e-6, "{pair:?}");
    }
    assert!(nodes(scene) <= 1_500, "{} nodes", nodes(scene));
}

fn scale_window(scene: &Scene) -> Span {
    scene.scale.window()
}

fn random_views(whole: Viewport, count: u32) -> impl Iterator<Item = Viewport> {
    let mut seed = 11_u64;
    let mut random = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        f64::from(u32::try_from(seed >> 32).unwrap()) / f64::from(u32::MAX)
    };
    let scale = whole.scale(0.0, 1.0);
    (0..count).map(move |_| {
        let length = 10_f64.powf(-4.5 * random());
        let from = (1.0 - length) * random();
        whole.show(Span::between(scale.to_time(from), scale.to_time(from + length)))
    })
}

#[test]
fn however_many_events_a_picture_is_small_and_counts_them_all() {
    for count in [1_000, 100_000] {
        let (events, causes) = many(count);
        let case = case(events, causes);
        let index = Index::of(&case, &|_| true);
        let whole = Viewport::fit(case.extent(at("16:00")).unwrap());
        for (at, view) in [whole].into_iter().chain(random_views(whole, 60)).enumerate() {
            let canvas = Canvas { width: [320.0, 1180.0, 3_800.0][at % 3], text_px: [TEXT, TEXT, 25.0][at / 3 % 3] };
            let pinned = Some(EventIx::of(at * 7));
            let scene = show_indexed(&case, &index, &Bands::default(), view, canvas, pinned);
            check(&case, &index, &scene);
            let span = case.event_span(EventIx::of(at * 7)).unwrap();
            let seen = span.start() <= view.window().end() && span.start() >= view.window().start();
            assert!(!seen || scene.mark(EventIx::of(at * 7)).is_some(), "what is chosen keeps its mark");
        }
    }
}

/// Prints what the figures of a scene cost; `cargo test --release --lib layouts_cost -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement, not a check"]
fn layouts_cost_what_they_show() {
    for count in [1_000, 100_000, 1_000_000] {
        let (events, causes) = many(count);
        let case = case(events, causes);
        let clock = std::time::Instant::now();
        let index = Index::of(&case, &|_| true);
        let built = clock.elapsed();
        let whole = Viewport::fit(case.extent(at("16:00")).unwrap());
        let canvas = Canvas { width: 1180.0, text_px: TEXT };
        let (mut times, mut most) = (Vec::new(), 0);
        for view in random_views(whole, 400) {
            let clock = std::time::Instant::now();
            let scene = show_indexed(&case, &index, &Bands::default(), view, canvas, None);
            times.push(clock.elapsed());
            most = most.max(nodes(&scene));
        }
        times.sort_unstable();
        println!(
            "{count} events: index {built:?}; layout median {:?}, p95 {:?}; at most {most} nodes",
            times[200], times[380]
        );
    }
}

#[test]
fn the_outline_of_a_pill_is_straight_between_two_half_circles() {
    let (events, causes) = many(20_000);
    let scene = scene(&case(events, causes), &Bands::default(), 1180.0);
    let pill = Pill { width: 40.0, height: 20.0, ..scene.pills[0].clone() };
    assert_eq!(pill.outline(), "M-10 -10h20a10 10 0 0 1 0 20h-20a10 10 0 0 1 0 -20");
    assert_eq!(Pill { width: 4.0, ..pill }.outline(), "M0 -10h0a10 10 0 0 1 0 20h0a10 10 0 0 1 0 -20");
}

#[test]
fn a_click_on_a_pill_opens_it_in_the_end() {
    let (events, causes) = many(20_000);
    let case = case(events, causes);
    let index = Index::of(&case, &|_| true);
    let whole = Viewport::fit(case.extent(at("16:00")).unwrap());
    let canvas = Canvas { width: 1180.0, text_px: TEXT };
    for pick in 0..40 {
        let mut view = whole;
        let mut clicks = 0;
        loop {
            let scene = show_indexed(&case, &index, &Bands::default(), view, canvas, None);
            let Some(pill) = scene.pills.get(pick % scene.pills.len().max(1)) else { break };
            let PillAction::Zoom(window) = pill.action else { break };
            if pill.began_before {
                break;
            }
            let opened = view.show(window);
            assert!(opened.window().length().ms() * 10 <= view.window().length().ms() * 9);
            assert!(opened.window().start() <= pill.span.start() && pill.span.end() <= opened.window().end());
            view = opened;
            clicks += 1;
            assert!(clicks < 30, "{view:?}");
        }
        assert!(clicks > 0);
    }
}

#[test]
fn events_of_one_moment_open_as_a_list() {
    let events: Vec<_> =
        (0..500).map(|at_once| event(at("13:00"), EventKind::Symptom, &format!("alert {at_once}"))).collect();
    let case = case(events, Vec::new());
    let view = Viewport::fit(span("12:00", "14:00"));
    let scene = show(&case, &Bands::default(), view, Canvas { width: 1180.0, text_px: TEXT });
    assert_eq!(scene.marks, []);
    let [pill] = &scene.pills[..] else { panic!("{:?}", scene.pills) };
    assert_eq!((pill.count, pill.text.as_str(), pill.action), (500, "500", PillAction::List(span("13:00", "13:00"))));
    let index = Index::of(&case, &|_| true);
    let scene = show_indexed(
        &case,
        &index,
        &Bands::default(),
        view,
        Canvas { width: 1180.0, text_px: TEXT },
        Some(EventIx(77)),
    );
    assert_eq!(scene.marks.iter().map(|mark| mark.event).collect::<Vec<_>>(), [EventIx(77)]);
    assert_eq!(scene.pills[0].count, 499);
    assert!(scene.marks[0].label.is_some());
}

#[test]
fn what_is_left_out_is_neither_drawn_nor_counted() {
    let (case, bands) = reference();
    let index = Index::of(&case, &|event| event != EventIx(4));
    let view = Viewport::fit(case.extent(at("16:00")).unwrap()).show(span("14:00", "15:45"));
    let scene = show_indexed(&case, &index, &bands, view, Canvas { width: 1180.0, text_px: TEXT }, None);
    assert_eq!(scene.marks.iter().map(|mark| mark.event.0).collect::<Vec<_>>(), [3, 5]);
    assert_eq!(scene.earlier.map(|edge| edge.count), Some(3));
    assert_eq!(scene.later.map(|edge| edge.count), Some(1));
    assert!(scene.curves.iter().all(|curve| curve.event != EventIx(4)));
}

#[test]
fn a_break_says_how_long_and_what_went_on() {
    let minutes = (0..=60).step_by(10).chain((3_000..=3_060).step_by(10));
    let events = minutes
        .map(|minute| event(at("12:00").plus(Length::from_minutes(minute)), EventKind::Note, &minute.to_string()));
    let case = case(events.collect(), Vec::new());
    let far = at("12:00").plus(Length::from_minutes(3_060));
    for (from, words) in [("12:00", "2 d 1 h quiet, outage throughout"), ("13:00", "2 d 1 h quiet, outage throughout")]
    {
        let bands = Bands { impacts: vec![(Span::between(at(from), far), Shade::Full, false)], ..Bands::default() };
        let view = Viewport::folded(case.extent(far).unwrap(), &super::super::Folds::of(&case, &bands));
        let scene = show(&case, &bands, view, Canvas { width: 1180.0, text_px: TEXT });
        let [gap] = &scene.breaks[..] else { panic!("{:?}", scene.breaks) };
        assert_eq!(gap.words, words);
        assert_eq!(gap.label.as_ref().unwrap().text, "⌇ 2 d 1 h");
        assert!(gap.width > 50.0 && gap.width < 120.0, "{}", gap.width);
        assert_eq!(scene.marks.len() + scene.pills.iter().map(|pill| pill.count).sum::<usize>(), 14);
    }
}

#[test]
fn a_thousand_short_impacts_are_a_few_bars_and_no_outage_is_lost() {
    let minute = |of: i64| at("00:00").plus(Length::from_minutes(of));
    let impacts = (0..1_000).map(|at| {
        let level = if at == 500 { Shade::Full } else { Shade::Degraded };
        (Span::between(minute(at * 5), minute(at * 5 + 2)), level, false)
    });
    let bands = Bands { impacts: impacts.collect(), ..Bands::default() };
    let view = Viewport::fit(Span::between(minute(0), minute(5_000)));
    let scene = show(&Case::default(), &bands, view, Canvas { width: 1180.0, text_px: TEXT });
    assert!(scene.impacts.len() < 60, "{}", scene.impacts.len());
    assert_eq!(scene.impacts.iter().filter(|bar| bar.of == Shade::Full).count(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_the_file_and_the_size_nothing_overlaps_and_all_is_finite(
        count in 1..400_usize, width in 320.0..2000.0_f64, text_px in 10.0..26.0_f64, from in 0..80_i64, hours in 1..96_i64,
        kept in 1..4_u32,
    ) {
        let (events, causes) = many(count);
        let case = case(events, causes);
        let index = Index::of(&case, &|event| event.0 % kept == 0);
        let start = at("00:00").plus(Length::from_minutes(from * 60));
        let view = Viewport::fit(case.extent(at("16:00")).unwrap());
        let view = view.show(Span::between(start, start.plus(Length::from_minutes(hours * 60))));
        let scene = show_indexed(&case, &index, &Bands::default(), view, Canvas { width, text_px }, None);
        prop_assert!(scene.height.is_finite());
        check(&case, &index, &scene);
        for (index, tag) in scene.tags.iter().enumerate() {
            prop_assert!(tag.x >= scene.scale.left() - 1e-6 && tag.x + tag.width <= scene.scale.right() + 1e-6);
            for other in &scene.tags[index + 1..] {
                let apart = (other.y - tag.y).abs() >= tag.height || tag.x + tag.width <= other.x;
                prop_assert!(apart, "{tag:?} {other:?}");
            }
        }
        for curve in &scene.curves {
            prop_assert!(points(&curve.path).iter().all(|(x, y)| x.is_finite() && y.is_finite()));
        }
    }
}

#[test]
fn evidence_is_dots_and_lines_lead_from_what_is_lit() {
    let (case, bands) = reference();
    let index = Index::of(&case, &|_| true);
    let scene_of = |lit| {
        let clock = Clock { zone: &FixedZone::utc(), origin: None };
        let plan = Plan { case: &case, index: &index, bands: &bands, clock, pinned: None, lit, all_services: false };
        lay_out(&plan, &Viewport::fit(case.extent(at("16:00")).unwrap()), Canvas { width: 1_000.0, text_px: TEXT })
    };
    let (none, one, all) = (scene_of(Lit::None), scene_of(Lit::One(CauseIx(1))), scene_of(Lit::All));
    assert_eq!((none.curves.len(), one.curves.len(), all.curves.len()), (0, 2, 5));
    assert!(one.curves.iter().all(|curve| curve.cause == CauseIx(1)));
    assert_eq!((none.dots.len(), none.dots == one.dots, one.dots == all.dots), (5, true, true));
    for dot in &none.dots {
        let mark = none.mark(dot.event).unwrap();
        assert!((dot.centre.0 - mark.x).abs() < TEXT && dot.centre.1 > mark.y + none.mark_radius);
    }
}

#[test]
fn every_cause_can_be_lit_however_many_there_are() {
    let causes: Vec<Cause> = (0..60).map(|number| cause(&format!("Cause {number}"), &["x"])).collect();
    let case = case(vec![event(at("12:00"), EventKind::Note, "x")], causes);
    let index = Index::of(&case, &|_| true);
    let scene_of = |lit| {
        let clock = Clock { zone: &FixedZone::utc(), origin: None };
        let bands = Bands::default();
        let plan = Plan { case: &case, index: &index, bands: &bands, clock, pinned: None, lit, all_services: false };
        lay_out(&plan, &Viewport::fit(case.extent(at("16:00")).unwrap()), Canvas { width: 1_000.0, text_px: TEXT })
    };
    let scene = scene_of(Lit::One(CauseIx(59)));
    assert_eq!((scene.tags.len(), scene.causes_left, scene.curves.len()), (24, 36, 1));
    assert!(scene.tags.iter().any(|tag| tag.cause == CauseIx(59)));
    assert!(scene.names.iter().any(|name| name.text == "Causes +36"), "{:?}", scene.names);
}

#[test]
fn services_have_rows_under_the_impact_and_those_beyond_eight_are_counted() {
    let (case, mut bands) = reference();
    let hit = |number: usize| super::super::ServiceBand {
        name: format!("Service {number}").into(),
        impacts: vec![(span("13:30", "15:00"), Shade::Degraded, false)],
    };
    bands.services = (0..40).map(hit).collect();
    let index = Index::of(&case, &|_| true);
    let scene_of = |all_services| {
        let clock = Clock { zone: &FixedZone::utc(), origin: None };
        let plan =
            Plan { case: &case, index: &index, bands: &bands, clock, pinned: None, lit: Lit::None, all_services };
        lay_out(&plan, &Viewport::fit(case.extent(at("16:00")).unwrap()), Canvas { width: 1_000.0, text_px: TEXT })
    };
    let few = scene_of(false);
    assert_eq!((few.services.len(), few.services_left), (8, 32));
    assert!(few.names.iter().any(|name| name.text == "+32"));
    let all = scene_of(true);
    assert_eq!((all.services.len(), all.services_left), (40, 0));
    let bar = &few.services[0].bars[0];
    assert_eq!((bar.x, bar.label.is_none()), (few.impacts[0].x, true));
    for pair in all.services.windows(2) {
        assert!(pair[0].bars[0].y + pair[0].bars[0].height < pair[1].bars[0].y);
    }
}

#[test]
fn the_longest_full_outage_has_its_label_before_any_other() {
    let case =
        case(vec![event(at("12:00"), EventKind::Note, "a"), event(at("18:00"), EventKind::Note, "b")], Vec::new());
    let bands = Bands {
        impacts: vec![
            (span("12:00", "15:00"), Shade::Degraded, false),
            (span("15:00", "15:01"), Shade::Full, false),
            (span("15:01", "18:00"), Shade::Degraded, false),
        ],
        ..Bands::default()
    };
    for width in [400.0, 700.0, 1_200.0] {
        let scene = scene(&case, &bands, width);
        let worst = scene.impacts.iter().find(|bar| bar.of == Shade::Full).unwrap();
        assert!(worst.label.is_some(), "{width}: {:?}", scene.impacts);
        let mut labels: Vec<_> =
            scene.impacts.iter().filter_map(|bar| bar.label.as_ref()).map(|label| label_extent(label, TEXT)).collect();
        labels.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert!(labels.windows(2).all(|pair| pair[0].1 <= pair[1].0), "{width}: {labels:?}");
    }
}

#[test]
fn the_day_after_each_fold_is_named() {
    let start = |day: i64, minute: i64| at("12:00").plus(Length::from_minutes(day * 1440 + minute));
    let moments = [(0, 0), (0, 9), (6, 180), (6, 192), (25, 5), (25, 16)];
    let events =
        moments.iter().map(|(day, minute)| event(start(*day, *minute), EventKind::Note, &format!("{day} {minute}")));
    let case = case(events.collect(), Vec::new());
    let folds = super::super::Folds::of(&case, &Bands::default());
    assert_eq!(folds.iter().count(), 2);
    let view = Viewport::folded(case.extent(at("16:00")).unwrap(), &folds);
    let scene = show(&case, &Bands::default(), view, Canvas { width: 1_000.0, text_px: TEXT });
    let days: Vec<&str> = scene.days.iter().map(|label| label.text.as_str()).collect();
    assert_eq!(days, ["1 Mar 2023", "7 Mar", "26 Mar"]);
    for (label, gap) in scene.days.iter().skip(1).zip(folds.iter()) {
        assert!((label.x - scene.scale.to_px(gap.end())).abs() < 1.0);
    }
    for tick in scene.ticks.iter().filter(|tick| !tick.text.is_empty()) {
        assert!(tick.x + super::super::text_width(&tick.text, TEXT) / 2.0 <= scene.width, "{tick:?} is cut");
    }
}
