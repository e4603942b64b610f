//! The shipped incident, which the page must show with exactly the figures that can be worked out by hand from it.

use crate::support::{Answer, Gate, Page, Site, journey};
use crate::{SAMPLE, names, opened, show_figures, texts};
use serde_json::json;

const MEASURES: [&str; 4] = ["faultline:fetch", "faultline:read", "faultline:layout", "faultline:draw"];

#[track_caller]
fn count_of_measure(page: &Page, name: &str) -> u64 {
    let script = "return performance.getEntriesByName(arguments[0], 'measure').length";
    page.js_with(script, &json!([name])).as_u64().unwrap()
}

#[test]
fn the_tiles_show_exactly_the_figures_of_the_worked_example() {
    journey(|page| {
        opened(page, "");
        show_figures(page);
        let tiles: Vec<_> = page.all("main .tile").iter().map(|tile| (tile.role(), tile.name())).collect();
        let expected = [
            "Outage: 30 min, 15:00 → 15:30",
            "Degraded: 1 h 30 min, 13:30 → 15:00",
            "Impact: 2 h, 13:30 → 15:30",
            "To detect: 0 min, started 13:30 → detected 13:30 (start inferred from the first impact; noticed by a customer: it may have started earlier)",
            "To acknowledge: 15 min, detected 13:30 → acknowledged 13:45",
            "To mitigate: 2 h, started 13:30 → mitigated 15:30 (start inferred from the first impact)",
            "To resolve: resolved not recorded",
        ];
        assert_eq!(tiles, expected.map(|name| ("button".to_owned(), name.to_owned())));
        page.wait_for_text(
            "Measured from 1 Mar 2023, 00:00 to 1 Apr 2023, 00:00: 30 min of weighted downtime, in which an hour of full \
             outage counts 1, partial 1, degraded 0. At 99.9 % the error budget is 44 min 38.4 s; 67.2 % of it is used.",
        );
        // What is seen is what is said.
        let seen: Vec<_> = texts(page, ".tile .figure");
        assert_eq!(seen, ["30 min", "1 h 30 min", "2 h", "0 min", "15 min", "2 h", "—"]);
        page.assert_quiet();
    });
}

#[test]
fn the_tiles_of_a_narrow_screen_show_the_same_figures() {
    journey(|page| {
        page.size(390, 844);
        opened(page, "");
        show_figures(page);
        let seen: Vec<_> = texts(page, ".tile .figure");
        assert_eq!(seen, ["30 min", "1 h 30 min", "2 h", "0 min", "15 min", "2 h", "—"]);
        let events = page.role("region", "Timeline");
        assert!(events.text().contains("15:00") && events.text().contains("No failover; server down"));
        assert!(page.all_of_role("listbox", None).is_empty(), "time runs down here");
        page.assert_quiet();
    });
}

#[test]
fn the_head_says_what_happened_where_and_when() {
    journey(|page| {
        opened(page, "");
        assert_eq!(page.title(), "Major outage of the production server · Faultline");
        assert_eq!(names(page, "heading")[0], "Major outage of the production server");
        let text = page.text();
        for words in ["Major", "Mitigated", "1 Mar 2023, 12:00–16:00 UTC", "Production server", "marketing campaign"]
        {
            assert!(text.contains(words), "{words:?} in:\n{text}");
        }
        page.assert_quiet();
    });
}

#[test]
fn seven_events_stand_on_the_timeline_and_in_the_list() {
    journey(|page| {
        opened(page, "");
        assert!(page.role("region", "Timeline").text().contains("7 events"));
        page.role("listbox", "Events on the timeline");
        let options = names(page, "option");
        let options: Vec<_> = options.iter().filter(|name| name.contains(", ")).collect();
        let expected = [
            "12:00, trigger, Traffic starts to rise with the campaign",
            "13:30, detection, A customer reports the first error",
            "13:45, diagnosis, Fault traced to a bug; work on a fix begins",
            "14:30, symptom, Reports multiply: wider than thought",
            "15:00, symptom, No failover; server down",
            "15:30, mitigation, Temporary fix; server back",
            "16:00, diagnosis, Full investigation begins",
        ];
        let mut sorted = options.clone();
        sorted.sort();
        assert_eq!(sorted, expected.iter().collect::<Vec<_>>());
        let events = page.role("region", "Events");
        assert_eq!(texts(page, ".events tbody button").len(), 7);
        for name in expected {
            let (clock, title) = (&name[..5], name.rsplit_once(", ").unwrap().1);
            assert!(events.text().contains(clock) && events.text().contains(title), "{name}");
        }
        assert!(texts(page, ".events td.from-start").contains(&"−1 h 30 min".to_owned()), "before the start");
    });
}

#[test]
fn a_pressed_figure_brings_its_stretch_into_sight_above_the_details() {
    journey(|page| {
        opened(page, "");
        page.button("Down 30 min").click();
        page.role("complementary", "Details");
        page.wait_for("scrolled to the outage", || {
            let [_, top, _, height] = page.css("#timeline .impact.level-full").rectangle();
            (top > 0.0 && top + height < 900.0).then_some(())
        });
        page.assert_quiet();
    });
}

#[test]
fn four_causes_meet_four_actions_over_three_links() {
    journey(|page| {
        opened(page, "");
        let board = page.role("region", "Causes and actions").text();
        for words in ["4 causes · 1 without an action", "3 links", "4 actions · 1 not linked to a cause"] {
            assert!(board.contains(words), "{words:?} in:\n{board}");
        }
        assert_eq!(page.all(".board-causes > li > .card").len(), 4);
        assert_eq!(page.all(".board-actions > li > .card").len(), 4);
        assert_eq!(page.all(".board-curves path").len(), 3);
        let named = |what: &str| {
            let cards = page.all(".board .card");
            let marked = cards.iter().filter(|card| card.is_shown()).map(crate::support::Element::name);
            marked.filter(|name| name.contains(what)).collect::<Vec<_>>()
        };
        let unanswered = named("No action");
        assert!(unanswered.len() == 1 && unanswered[0].contains("Unexpected surge in traffic"), "{unanswered:?}");
        let unasked = named("Not linked to a cause");
        assert!(unasked.len() == 1 && unasked[0].contains("Post-incident review held"), "{unasked:?}");
        assert_eq!(named("✓ done").len(), 4);
    });
}

#[test]
fn the_findings_hold_the_stated_duration_against_the_measured_one() {
    journey(|page| {
        opened(page, "");
        let findings = page.role("region", "Open questions").text();
        for words in [
            "Stated about 4 h, measured 2 h",
            "The whole timeline spans 4 h (12:00–16:00); the impact lasted 13:30–15:30.",
            "No resolution time",
            "Detected by a customer",
            "Cause without an action",
            "Action not linked to a cause",
            "4 actions have no owner",
            "4 actions have no due date",
            "No time zone given",
        ] {
            assert!(findings.contains(words), "{words:?} in:\n{findings}");
        }
        assert_eq!(page.all(".findings li").len(), 8);
    });
}

#[test]
fn the_lessons_stand_by_kind() {
    journey(|page| {
        opened(page, "");
        let lessons = page.role("region", "Lessons").text();
        let places: Vec<_> = [
            "Went wrong",
            "Redundancy matters",
            "Communication matters",
            "Learned",
            "Review code regularly",
            "Always hold the post-incident review",
        ]
        .iter()
        .map(|words| lessons.find(words).unwrap_or_else(|| panic!("{words:?} in:\n{lessons}")))
        .collect();
        assert!(places.is_sorted(), "{lessons}");
    });
}

#[test]
fn every_load_leaves_its_four_measures_at_any_width() {
    journey(|page| {
        for (width, height) in [(1280, 900), (390, 844)] {
            page.size(width, height);
            let site = opened(page, "");
            for name in MEASURES {
                assert!(count_of_measure(page, name) >= 1, "{name} at {width} px");
            }
            let before = MEASURES.map(|name| count_of_measure(page, name));
            page.open(&site.url("?src=incidents/search-index-ongoing.json"));
            page.wait_ready();
            let first = MEASURES.map(|name| count_of_measure(page, name));
            let file = std::fs::read_to_string(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/dist/incidents/production-server-2023-03-01.json"
            ));
            page.drop_files(&[("incident.json", &file.unwrap())]);
            page.heading("Major outage of the production server");
            page.wait_ready();
            for ((name, first), sample) in MEASURES.into_iter().zip(first).zip(before) {
                assert!(sample >= 1 && count_of_measure(page, name) > first, "{name} of a second load at {width} px");
            }
        }
    });
}

#[test]
fn the_page_says_that_it_loads_until_everything_is_drawn() {
    journey(|page| {
        let (site, gate) = (Site::start(), Gate::default());
        site.answer(SAMPLE, Answer::file(SAMPLE).held_after(1_000, &gate));
        page.open_without_waiting(&site.url(""));
        page.css("progress");
        page.wait_state("loading");
        // What is rehearsed meanwhile leaves no trace.
        assert!(page.all("#marks, .verdict").is_empty());
        assert_eq!(MEASURES.map(|name| count_of_measure(page, name)), [0; 4]);
        gate.open();
        page.wait_ready();
        assert_eq!(page.all(".verdict").len(), 1);
        assert!(page.all("progress").is_empty());
        page.assert_quiet();
    });
}

#[test]
fn nothing_is_asked_of_anybody_else() {
    journey(|page| {
        let site = opened(page, "");
        assert!(site.asked().iter().all(|path| path.starts_with("/some/where/")), "{:?}", site.asked());
        let script = "return performance.getEntriesByType('resource').map((entry) => entry.name)
            .filter((name) => new URL(name).origin !== location.origin)";
        assert_eq!(page.js(script), json!([]));
        page.assert_quiet();
    });
}
