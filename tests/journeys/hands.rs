//! What wheel, mouse and fingers do to the timeline: panning, zooming, drawing a range, measuring.

use crate::support::{Lack, Page, journey};
use crate::timeline::{chosen, has_details, place, scrolled, shape_of, view};
use crate::{middle, opened, opened_after};
use serde_json::json;

fn details(page: &Page) -> String {
    page.role("complementary", "Details").text()
}

const HINT: &str = "Ctrl or ⌘ + wheel zooms";

#[test]
fn a_plain_wheel_is_the_pages_and_the_reader_is_told_once_what_zooms() {
    journey(|page| {
        page.size(1280, 700);
        let site = opened(page, "");
        let all = view(page);
        assert!(!page.text().contains(HINT));
        page.wheel(place(page, 0.5), 60, "");
        page.wait_for_text(HINT);
        page.wait_for("scrolled", || (scrolled(page) > 30.0).then_some(()));
        assert_eq!(view(page), all);
        page.assert_accessible();
        if !page.lacks(Lack::WheelWithKeys) {
            page.wheel(place(page, 0.5), -120, "Control");
            page.wait_for("zoomed", || (view(page) != all).then_some(()));
            assert!(!page.text().contains(HINT), "who zooms knows");
        }
        page.open(&site.url(""));
        page.wait_ready();
        page.wheel(place(page, 0.5), 60, "");
        page.wait_for("scrolled", || (scrolled(page) > 30.0).then_some(()));
        assert!(!page.text().contains(HINT), "once is enough");
        page.assert_quiet();
    });
}

#[test]
fn in_the_full_window_a_plain_wheel_zooms_and_escape_leads_back() {
    journey(|page| {
        opened(page, "");
        page.button("Full window").click();
        page.wait_for("filled the window", || (!page.css(".verdict").is_shown()).then_some(()));
        page.wait_for("filled the screen", || {
            (page.js("return document.fullscreenElement !== null") == json!(true)).then_some(())
        });
        let all = view(page);
        page.wheel(place(page, 0.5), -240, "");
        page.wait_for("zoomed", || (view(page) != all).then_some(()));
        page.assert_accessible();
        page.role("listbox", "Events on the timeline").focus();
        page.press("/");
        assert_eq!(page.focused().name(), "Search events", "also here one can search");
        page.button("Leave full window").click();
        page.wait_for("came back", || page.css(".verdict").is_shown().then_some(()));
    });
}

#[test]
fn a_turn_of_the_wheel_changes_the_window_once_a_frame() {
    journey(|page| {
        opened(page, "");
        let script = "
            const frame = document.getElementById('timeline-frame');
            const { x, y } = frame.getBoundingClientRect();
            performance.clearMeasures();
            for (let turn = 0; turn < 20; turn += 1) {
                frame.dispatchEvent(new WheelEvent('wheel', { deltaY: -20, ctrlKey: true, clientX: x + 600, clientY: y + 20,
                    bubbles: true, cancelable: true }));
            }
            const done = arguments[0];
            requestAnimationFrame(() => setTimeout(() =>
                done(performance.getEntriesByName('faultline:layout').length)));";
        assert_eq!(page.js_later(script), json!(1));
    });
}

#[test]
fn shift_and_drag_select_a_range_between_the_edges_of_events() {
    journey(|page| {
        page.size(1280, 1600);
        opened(page, "");
        let all = view(page);
        let (from, y) = shape_of(page, "A customer reports");
        let (to, _) = shape_of(page, "server down");
        page.drag_holding(&["Shift"], &[(from + 5, y), (from + 80, y), (to - 4, y)]);
        let said = details(page);
        for words in ["1 h 30 min", "13:30", "15:00", "from “A customer reports", "Degraded\n1 h 30 min", "2 × symptom"]
        {
            assert!(said.contains(words), "{words:?} in:\n{said}");
        }
        assert!(!said.contains("Outage\n"), "an outage that begins at its end is not in it:\n{said}");
        assert_eq!(view(page), all, "it does not pan");
        page.press("Escape");
        page.drag_holding(&["Shift", "Alt"], &[(from + 5, y), (from + 80, y), (to - 4, y)]);
        assert!(!details(page).contains("from “A customer"), "with Alt nothing holds it:\n{}", details(page));
        page.assert_quiet();
    });
}

#[test]
fn the_edges_of_a_range_can_be_dragged() {
    journey(|page| {
        page.size(1280, 1600);
        opened(page, "");
        crate::show_figures(page);
        page.button("Outage: 30 min, 15:00 → 15:30").click();
        let (x, y) = middle(&page.css("#range-start"));
        let (to, _) = shape_of(page, "Reports multiply");
        page.drag(&[(x, y), (x - 20, y), (to + 3, y)]);
        let said = details(page);
        assert!(said.contains("1 h") && said.contains("from “Reports multiply"), "{said}");
        let (x, y) = middle(&page.css("#range-end"));
        let (to, _) = shape_of(page, "Full investigation");
        page.drag(&[(x, y), (x + 20, y), (to - 3, y)]);
        let said = details(page);
        assert!(said.contains("1 h 30 min") && said.contains("to “Full investigation"), "{said}");
    });
}

#[test]
fn a_double_click_zooms_to_a_thing() {
    journey(|page| {
        page.size(1280, 1600);
        opened(page, "");
        let all = view(page);
        page.double_click(middle(&page.css("#timeline rect.impact.level-full")));
        page.wait_for("zoomed to the outage", || {
            let bar = page.css("#timeline rect.impact.level-full").rectangle();
            let plot = page.role("listbox", "Events on the timeline").rectangle();
            (bar[2] > plot[2] / 2.0).then_some(())
        });
        page.press("Escape");
        page.button("Fit").click();
        assert_eq!(view(page), all);
        let at = shape_of(page, "Temporary fix");
        page.double_click(at);
        page.wait_for("zoomed to the mark", || (view(page) != all).then_some(()));
        assert!(chosen(page).contains("Temporary fix"));
        let (x, _) = shape_of(page, "Temporary fix");
        assert!((x - at.0).abs() <= 3, "it stays where it is: {x}, not {}", at.0);
    });
}

#[test]
fn shift_and_click_measure_between_two_events() {
    journey(|page| {
        page.size(1280, 1600);
        opened(page, "");
        page.drag(&[shape_of(page, "A customer reports")]);
        page.drag_holding(&["Shift"], &[shape_of(page, "Fault traced")]);
        let said = details(page);
        assert!(
            said.contains(
                "15 min from “A customer reports the first error” to “Fault traced to a bug; work on a fix begins”"
            ),
            "{said}"
        );
        assert!(said.contains("Start") && said.contains("1 Mar 2023, 13:30") && said.contains("1 Mar 2023, 13:45"));
    });
}

#[test]
fn a_range_is_copied_as_text_also_where_there_is_no_clipboard() {
    for script in [
        "navigator.clipboard.writeText = (text) => { window.copied = text; return Promise.resolve(); }",
        "Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined });
         document.addEventListener('copy', () => { window.copied = document.activeElement.value; })",
        "navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
         document.addEventListener('copy', () => { window.copied = document.activeElement.value; })",
    ] {
        journey(|page| {
            opened_after(page, script, "");
            crate::show_figures(page);
            page.button("Impact: 2 h, 13:30 → 15:30").click();
            page.button("Copy as text").click();
            page.button("Copied ✓");
            let copied = page.js("return window.copied ?? ''");
            let copied = copied.as_str().unwrap();
            for line in [
                "1 Mar 2023, 13:30–15:30 (UTC), 2 h",
                "2023-03-01T13:30:00+00:00 to 2023-03-01T15:30:00+00:00",
                "Outage: 30 min",
                "Degraded: 1 h 30 min",
                "5 events: 2 × symptom, 1 × detection, 1 × diagnosis, 1 × mitigation",
                "2023-03-01T15:30:00+00:00 mitigation: Temporary fix; server back",
            ] {
                assert!(copied.lines().any(|other| other == line), "{line:?} in:\n{copied}");
            }
            page.assert_quiet();
        });
    }
}

#[test]
fn one_finger_pans_and_taps_and_a_long_press_draws_a_range() {
    journey(|page| {
        if page.lacks(Lack::Touch) {
            return;
        }
        page.size(1024, 1600);
        opened(page, "");
        page.touch(&[&[shape_of(page, "A customer reports")]], 0);
        page.wait_for("chose what was tapped", || chosen(page).contains("A customer reports").then_some(()));
        page.press("Escape");
        page.button("Zoom in").click();
        page.button("Zoom in").click();
        let before = view(page);
        let (x, y) = shape_of(page, "Reports multiply");
        page.touch(&[&[(x, y), (x - 40, y), (x - 120, y)]], 0);
        page.wait_for("panned", || (view(page) != before).then_some(()));
        assert!(!has_details(page));
        let (now, _) = shape_of(page, "Reports multiply");
        assert!((now - (x - 120)).abs() <= 3, "it stays under the finger: {now}, not {}", x - 120);
        page.button("Fit").click();
        let (from, y) = shape_of(page, "A customer reports");
        let (to, _) = shape_of(page, "server down");
        page.touch(&[&[(from + 3, y), (from + 60, y), (to - 3, y)]], 700);
        assert!(details(page).contains("from “A customer reports"), "{}", details(page));
        page.assert_quiet();
    });
}

#[test]
fn two_fingers_zoom_and_what_is_under_them_stays_there() {
    journey(|page| {
        if page.lacks(Lack::Touch) {
            return;
        }
        page.size(1024, 1600);
        opened(page, "");
        let (left, y) = shape_of(page, "A customer reports");
        let (right, _) = shape_of(page, "server down");
        let (wider_left, wider_right) = (left - 60, right + 40);
        page.touch(
            &[&[(left, y), (left - 30, y), (wider_left, y)], &[(right, y), (right + 20, y), (wider_right, y)]],
            0,
        );
        page.wait_for("spread what was between them", || {
            let (now_left, now_right) = (shape_of(page, "A customer reports").0, shape_of(page, "server down").0);
            ((now_left - wider_left).abs() <= 3 && (now_right - wider_right).abs() <= 3).then_some(())
        });
        assert!(!has_details(page));
        let scale = "return visualViewport.scale";
        assert_eq!(page.js(scale), json!(1), "the page itself is not zoomed");
    });
}

#[test]
fn two_events_are_measured_from_each_other_by_touch_alone() {
    for size in [(1280, 900), (390, 844)] {
        journey(|page| {
            page.size(size.0, size.1);
            opened(page, "");
            let choose = |title: &str| {
                let places = if size.0 < 641 { ".rail-row button" } else { "#events tbody button" };
                let event = page.all(places).into_iter().find(|event| event.text().contains(title)).unwrap();
                event.js("arguments[0].click()");
            };
            choose("A customer reports the first error");
            page.button("Measure to another event").click();
            page.wait_for_text("choose another event");
            choose("Temporary fix; server back");
            page.wait_for("measured", || details(page).contains("2 h").then_some(()));
            assert!(details(page).starts_with("Range") || details(page).starts_with("RANGE"), "{}", details(page));
            page.assert_quiet();
        });
    }
}

#[test]
fn the_lines_of_a_cause_are_drawn_while_a_pointer_rests_on_it() {
    journey(|page| {
        opened(page, "");
        assert!(page.all(".scene .evidence").is_empty());
        let (x, y) = middle(&page.css(".scene .tag rect"));
        page.hover(x, y);
        page.wait_for("drew its lines", || (!page.all(".scene .evidence").is_empty()).then_some(()));
        let (x, y) = middle(&page.css("h1"));
        page.hover(x, y);
        page.wait_for("took them away", || page.all(".scene .evidence").is_empty().then_some(()));
        page.assert_quiet();
    });
}

#[test]
fn the_overview_stands_over_the_plot() {
    journey(|page| {
        opened(page, "");
        let left =
            |place: &str| page.css(place).js("return arguments[0].getBoundingClientRect().left").as_f64().unwrap();
        // The first and the last event, in both.
        let ends = page.js("const box = document.querySelector('.density').getBoundingClientRect();
             const marks = [...document.querySelectorAll('.scene .mark circle')].map((mark) => {
                 const { left, right } = mark.getBoundingClientRect();
                 return (left + right) / 2;
             });
             return [box.left, Math.min(...marks), box.right, Math.max(...marks)]");
        let ends: Vec<f64> = serde_json::from_value(ends).unwrap();
        assert!((ends[0] - ends[1]).abs() < 3.0 && (ends[2] - ends[3]).abs() < 3.0, "{ends:?}");
        assert!(left(".minimap-name") < left(".minimap"));
    });
}
