//! Files with more events than a picture has room for, quiet time, and the strip that shows the whole.

use crate::support::{Answer, Page, Site, journey};
use crate::{middle, texts};
use serde_json::json;
use std::fmt::Write as _;

/// An incident with so many events, each a second or so after the one before, and two days of quiet in the middle.
pub fn storm(count: u32, quiet: bool) -> String {
    let kinds = ["symptom", "detection", "diagnosis", "response", "change", "note"];
    let mut events = String::new();
    for index in 0..count {
        let day = if quiet && index * 2 >= count { 4 } else { 1 };
        let second = index * (20_000 / count.max(1)).max(1) % 80_000;
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        let kind = kinds[usize::try_from(index.wrapping_mul(2_654_435_761) >> 16).unwrap() % kinds.len()];
        let cause = if index % 97 == 0 { ",\"causes\":[\"c\"]" } else { "" };
        let comma = if index == 0 { "" } else { "," };
        let _ = write!(
            events,
            "{comma}{{\"id\":\"e{index}\",\"at\":\"2025-03-0{day}T{hour:02}:{minute:02}:{second:02}Z\",\
             \"title\":\"Alert {index} went off\",\"kind\":\"{kind}\"{cause}}}"
        );
    }
    format!(
        "{{\"version\":1,\"title\":\"A storm\",\"timeline\":[{events}],\"root_causes\":[{{\"id\":\"c\",\"title\":\"A loose cable\"}}],\
         \"impacts\":[{{\"id\":\"i\",\"start\":\"2025-03-01T00:00:10Z\",\"end\":\"2025-03-01T00:40:00Z\",\"level\":\"full\"}}]}}"
    )
}

#[track_caller]
fn opened(page: &Page, count: u32, quiet: bool) -> Site {
    let site = Site::start();
    site.answer("storm.json", Answer::json(storm(count, quiet)));
    page.open(&site.url("?src=storm.json"));
    page.wait_ready();
    site
}

/// Elements and texts of the timeline and its strip.
#[track_caller]
fn nodes(page: &Page) -> u64 {
    page.js("const walk = (node) => 1 + [...node.childNodes].reduce((sum, child) => sum + walk(child), 0);
        return walk(document.querySelector('#timeline')) + walk(document.querySelector('#minimap'))")
        .as_u64()
        .unwrap()
}

/// How many events the marks and pills stand for, and the edges say are beyond.
#[track_caller]
fn counted(page: &Page) -> usize {
    let number = |text: &str| text.split(' ').next().unwrap().parse::<usize>().unwrap();
    let pills = page
        .js("return [...document.querySelectorAll('#timeline .pill')].map((one) => one.getAttribute('aria-label'))");
    let pills = pills.as_array().unwrap().iter().map(|label| number(label.as_str().unwrap()));
    let edges = texts(page, "#timeline .edge");
    let marks = page.all("#timeline .mark").len();
    marks + pills.sum::<usize>() + edges.iter().map(|text| number(text)).sum::<usize>()
}

/// What is told beside the pointer, and whether it begins with the name of what lies under it; nothing over nothing.
#[track_caller]
fn told_at(page: &Page, (x, y): (i32, i32)) -> (String, bool) {
    page.hover(x, y);
    let script = "const mark = document.elementFromPoint(arguments[0], arguments[1])?.closest('#marks [role=option]');
        const told = document.getElementById('timeline').title;
        return [told, mark ? told.startsWith(mark.getAttribute('aria-label')) : told === '']";
    let found = page.js_with(script, &json!([x, y]));
    (found[0].as_str().unwrap().to_owned(), found[1].as_bool().unwrap())
}

#[test]
fn what_is_told_beside_the_pointer_is_of_what_lies_under_it_now() {
    journey(|page| {
        page.size(1280, 1400);
        opened(page, 600, false);
        let pill = page.css("#timeline .pill");
        let (place, name) = (middle(&pill), pill.name());
        page.wait_for("told the pill", || (told_at(page, place) == (name.clone(), true)).then_some(()));
        pill.click();
        // The pointer rests while others take the place of the pill.
        let beside = (place.0 + 1, place.1);
        page.wait_for("told what came", || {
            let (told, is_right) = told_at(page, beside);
            (is_right && told != name).then_some(())
        });
    });
}

#[test]
fn a_pill_says_what_it_holds_and_opens_until_its_events_are_apart() {
    journey(|page| {
        page.size(1280, 1400);
        opened(page, 600, false);
        assert_eq!(counted(page), 600);
        let pill = page.css("#timeline .pill");
        assert!(pill.name().contains(" symptoms, 00:") && pill.name().contains(" to "), "{}", pill.name());
        for _ in 0..12 {
            let pills = page.all("#timeline .pill");
            let Some(pill) = pills.get(pills.len() / 2) else { break };
            let before = texts(page, "#timeline text.axis");
            pill.click();
            assert_eq!(counted(page), 600);
            assert_ne!(texts(page, "#timeline text.axis"), before, "each click comes nearer");
        }
        assert_eq!(page.all("#timeline .pill").len(), 0, "all are apart");
        assert!(!page.all("#timeline .mark").is_empty());
        page.assert_accessible();
        page.assert_quiet();
    });
}

#[test]
fn the_chosen_event_keeps_its_mark_in_a_crowd_and_the_keys_walk_through_it() {
    journey(|page| {
        page.size(1280, 1400);
        opened(page, 600, false);
        page.role("listbox", "Events on the timeline").focus();
        for step in 0..5 {
            page.press("ArrowRight");
            let chosen = page.css("#timeline [role=option][aria-selected=true]");
            assert!(chosen.name().contains(&format!("Alert {step} went off")), "{}", chosen.name());
            assert_eq!(counted(page), 600);
        }
    });
}

#[test]
fn a_hundred_thousand_events_make_a_small_page() {
    journey(|page| {
        page.size(1280, 1400);
        opened(page, 100_000, false);
        assert_eq!(counted(page), 100_000);
        let mut most = nodes(page);
        page.role("listbox", "Events on the timeline").focus();
        for key in ["+", "+", "+", "End", "+", "+", "+", "+", "Home", "+", "+", "+", "+", "+", "+", "+", "+", "+"] {
            page.press(key);
            assert_eq!(counted(page), 100_000, "{key}");
            most = most.max(nodes(page));
        }
        assert!(most <= 1_500, "{most} nodes");
    });
}

#[test]
fn what_lies_beyond_an_edge_comes_into_view_by_a_click_on_it() {
    journey(|page| {
        page.size(1280, 1400);
        opened(page, 300, false);
        page.role("listbox", "Events on the timeline").focus();
        for key in ["Home", "+", "+", "+", "+", "Escape"] {
            page.press(key);
        }
        let later = page.css("#timeline .edge");
        let before = later.text();
        assert!(before.ends_with(" later"), "{before}");
        later.click();
        assert_ne!(texts(page, "#timeline .edge"), [before]);
        assert_eq!(counted(page), 300);
    });
}

#[test]
fn quiet_time_is_folded_says_how_long_it_is_and_comes_back() {
    journey(|page| {
        page.size(1280, 1400);
        opened(page, 200, true);
        let button = page.button("Fold quiet time");
        assert_eq!(button.attribute("aria-pressed").as_deref(), Some("true"));
        assert_eq!(texts(page, "#timeline .fold title"), ["3 d quiet: click to show"]);
        let folded = texts(page, "#timeline text.axis");
        assert!(texts(page, "#timeline .fold-length")[0].contains("3 d"));
        page.drag(&[middle(&page.css("#timeline .fold-length"))]);
        assert!(page.all("#timeline .fold").is_empty());
        assert_eq!(page.button("Fold quiet time").attribute("aria-pressed").as_deref(), Some("false"));
        assert_eq!(counted(page), 200);
        page.button("Fold quiet time").click();
        assert_eq!(texts(page, "#timeline text.axis"), folded);
        page.assert_accessible();
    });
}

#[test]
fn the_strip_moves_and_resizes_the_window_by_pointer_and_by_keys() {
    journey(|page| {
        page.size(1280, 1400);
        opened(page, 600, false);
        let axis = || texts(page, "#timeline text.axis");
        let all = axis();
        let end = page.role("slider", "End of the view");
        let (x, y) = middle(&end);
        page.drag(&[(x, y), (x - 300, y), (x - 500, y)]);
        assert_ne!(axis(), all, "an edge resizes");
        let nearer = axis();
        let view = page.role("slider", "The view");
        let said = view.attribute("aria-valuetext").unwrap();
        let (x, y) = middle(&view);
        page.drag(&[(x, y), (x + 100, y), (x + 200, y)]);
        assert_ne!(axis(), nearer, "the window moves");
        assert_ne!(page.role("slider", "The view").attribute("aria-valuetext"), Some(said));
        page.role("slider", "The view").focus();
        let moved = axis();
        page.press("ArrowRight");
        assert_ne!(axis(), moved);
        assert_eq!(page.focused().name(), "The view");
        page.press("Home");
        assert_eq!(page.role("slider", "Start of the view").attribute("aria-valuenow").as_deref(), Some("0"));
        page.role("slider", "End of the view").focus();
        page.press("End");
        assert_eq!(axis(), all);
        assert_eq!(page.role("slider", "End of the view").attribute("aria-valuenow").as_deref(), Some("1000"));
        page.assert_accessible();
        page.assert_quiet();
    });
}
