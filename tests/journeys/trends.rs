//! The page of many incidents: its figures, its filters, its list, what it could not read, and the way to an incident and
//! back.

use crate::support::{Answer, Page, Site, journey};
use crate::texts;
use serde_json::json;
use std::path::PathBuf;
use std::process::Command;

pub const NOW: &str = "2026-03-31T12:00:00Z";

/// A status page of its own making: incidents of two years that come in bursts and overlap, and planned work.
pub fn statuspage() -> String {
    let two = |number: usize| format!("{number:02}");
    let rows: Vec<_> = (0..60_usize)
        .map(|at| {
            // Two at a time begin in the same hour.
            let pair = at / 2;
            let (month, day, hour) = (1 + pair * 7 % 12, 1 + pair * 5 % 27, pair * 11 % 22);
            let start = format!("{}-{}-{}T{}:{}:00.000Z", 2024 + pair % 2, two(month), two(day), two(hour), two(at % 60));
            let minutes = 5 + at * at % 97 + if at % 9 == 0 { 600 } else { 0 };
            let (days, rest) = (minutes / 1440, minutes % 1440);
            let end_minute = hour * 60 + at % 60 + rest;
            let end = format!(
                "{}-{}-{}T{}:{}:{}.000Z",
                2024 + pair % 2,
                two(month),
                two((day + days + end_minute / 1440).min(28)),
                two(end_minute / 60 % 24),
                two(end_minute % 60),
                two(at % 60)
            );
            let impact = ["minor", "major", "critical", "none", "minor"][at % 5];
            let impact = if at % 20 == 19 { "maintenance" } else { impact };
            let service = ["Web", "Mail", "Files"][at % 3];
            json!({
                "id": format!("row{at}"), "name": format!("Trouble number {at}"), "status": "resolved", "impact": impact,
                "created_at": start, "started_at": start, "resolved_at": end, "shortlink": "https://example.com/x",
                "incident_updates": [{ "status": "resolved", "body": "Over.", "created_at": end,
                    "affected_components": [{ "code": "a", "name": service }] }],
            })
        })
        .collect();
    json!({ "page": { "id": "p", "name": "Example", "time_zone": "Etc/UTC" }, "incidents": rows }).to_string()
}

/// A catalog of three incidents in files of their own, a year apart.
pub fn index() -> String {
    let entry = |name: &str, title: &str, start: &str, end: &str, severity: &str| {
        json!({ "src": format!("{name}.json"), "id": name, "title": title, "severity": severity, "status": "resolved",
            "services": ["Web"], "milestones": { "started": start, "resolved": end },
            "impacts": [{ "start": start, "end": end, "level": "full" }] })
    };
    json!({ "version": 1, "title": "Three of ours", "incidents": [
        entry("one", "The first", "2025-03-31T10:00:00Z", "2025-03-31T10:30:00Z", "SEV1"),
        entry("two", "The second", "2026-02-01T10:00:00Z", "2026-02-01T12:00:00Z", "SEV2"),
        entry("three", "The third", "2026-03-01T10:00:00Z", "2026-03-01T10:05:00Z", "SEV2"),
    ] })
    .to_string()
}

pub fn whole(title: &str, start: &str, end: &str) -> String {
    json!({ "version": 1, "title": title, "status": "resolved", "milestones": { "started": start, "resolved": end },
        "impacts": [{ "start": start, "end": end, "level": "full" }],
        "timeline": [{ "at": start, "kind": "trigger", "title": "It began" }] })
    .to_string()
}

#[track_caller]
pub fn opened(page: &Page, name: &str, text: &str) -> Site {
    let site = Site::start();
    site.answer(&format!("many/{name}"), Answer::json(text));
    page.size(1280, 1000);
    page.open(&site.url(&format!("?src=many/{name}&now={NOW}")));
    page.wait_ready();
    site
}

/// The titles in the list, in its order.
#[track_caller]
pub fn listed(page: &Page) -> Vec<String> {
    texts(page, ".incidents tbody th button")
}

#[track_caller]
fn wait_listed(page: &Page, expected: &[&str]) {
    page.wait_for(&format!("listed {expected:?}"), || (listed(page) == expected).then_some(()));
}

#[track_caller]
pub fn headline(page: &Page) -> String {
    texts(page, ".headline").concat()
}

/// The figure and the note of a tile.
#[track_caller]
fn tile(page: &Page, name: &str) -> (String, String) {
    let names = texts(page, ".trends-head .tile .name");
    let at = names.iter().position(|other| other == name).unwrap_or_else(|| panic!("no {name} among {names:?}"));
    (texts(page, ".trends-head .tile .figure")[at].clone(), texts(page, ".trends-head .tile .anchors")[at].clone())
}

/// What the command line prints for the same file.
fn command_line(name: &str, text: &str) -> Vec<String> {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    // `make journeys` builds it; the tests of another package are not told where it is.
    let program = concat!(env!("CARGO_TARGET_TMPDIR"), "/../debug/faultline");
    let output = Command::new(program)
        .args(["stats", &path.display().to_string(), "--group-by", "service", "--now", NOW])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn the_page_and_the_command_line_print_the_same_figures() {
    journey(|page| {
        let text = statuspage();
        opened(page, "page.json", &text);
        let lines = command_line("trends-page.json", &text);
        let said = |name: &str| -> String {
            let found = lines.iter().find_map(|line| line.strip_prefix(&format!("{name} ")));
            found.unwrap_or_else(|| panic!("no {name} in {lines:#?}")).trim().to_owned()
        };
        let interval = |text: &str| -> String {
            let inside = text.split_once("(95 % ").unwrap().1.split_once(')').unwrap().0;
            format!("95 %: {}", inside.replace(" … ", " to "))
        };
        let first = |text: &str| text.split(" (").next().unwrap().to_owned();
        let median = said("Median");
        assert_eq!(tile(page, "Median"), (first(&median), interval(&median)));
        for (line, name) in [("p90", "p90"), ("p95", "p95"), ("Longest", "Longest")] {
            assert_eq!(tile(page, name).0, said(line), "{name}");
        }
        let together = said("Together");
        let (union, sum) = together.split_once(", overlaps counted once; ").unwrap();
        let sum = sum.strip_prefix("sum ").unwrap();
        assert_eq!(tile(page, "Covered time"), (union.to_owned(), format!("overlaps counted once; sum {sum}")));
        let mean = said("Mean");
        let (figure, note) = tile(page, "Mean");
        assert_eq!(figure, first(&mean));
        assert!(note.ends_with(&interval(&mean)), "{note} against {mean}");
        let headline = headline(page);
        assert!(headline.starts_with("57 incidents. Half were over within "), "{headline}");
        assert!(headline.contains(&format!("Together they covered {union}, ")), "{headline}");
        assert!(page.text().contains("3 maintenance windows left out · none still open"));
        let availability = texts(page, ".budget").concat();
        let printed = said("Availability");
        assert!(
            availability.starts_with(&format!("Availability {} over ", printed.split(';').next().unwrap())),
            "{availability}"
        );
        let budget = said("Error budget");
        assert!(availability.contains(budget.split(';').next().unwrap()), "{availability} against {budget}");
        // Group by group: name, count, median, p90, covered, downtime, availability, and the interval of the median.
        let rows: Vec<String> =
            lines.iter().skip_while(|line| !line.starts_with("By service")).skip(1).take(3).cloned().collect();
        let cells = texts(page, ".groups tbody th, .groups tbody td");
        for (at, line) in rows.iter().enumerate() {
            let row = &cells[at * 10..at * 10 + 8];
            for cell in [&row[0], &row[1], &row[2], &row[4], &row[5], &row[6], &row[7]] {
                assert!(line.contains(cell.as_str()), "{cell:?} is not in {line:?}");
            }
            assert_eq!(format!("95 %: {}", row[3]), interval(line), "{line}");
        }
        page.assert_accessible();
        page.assert_quiet();
    });
}

#[test]
fn how_foreign_fields_were_read_is_shown() {
    journey(|page| {
        opened(page, "page.json", &statuspage());
        let summary = page.css(".read-as summary");
        assert!(summary.text().trim().starts_with("Read as Statuspage "), "{}", summary.text());
        summary.click();
        assert!(page.text().contains("the severity, and the level: critical is full"));
    });
}

#[test]
fn an_incident_is_fetched_when_it_is_opened_and_the_way_goes_on_and_back() {
    journey(|page| {
        let site = opened(page, "index.json", &index());
        for (name, title, start, end) in [
            ("one", "The first", "2025-03-31T10:00:00Z", "2025-03-31T10:30:00Z"),
            ("two", "The second", "2026-02-01T10:00:00Z", "2026-02-01T12:00:00Z"),
        ] {
            site.answer(&format!("many/{name}.json"), Answer::json(whole(title, start, end)));
        }
        let fetched = || site.asked().iter().filter(|path| path.contains("/where/many/")).cloned().collect::<Vec<_>>();
        assert_eq!(fetched().len(), 1, "only the index at first: {:?}", fetched());
        page.heading("Three of ours");
        assert_eq!(page.title(), "Three of ours · Faultline");
        wait_listed(page, &["The third", "The second", "The first"]);
        assert!(page.text().contains("1 incident began on this day, 31 Mar, last year."));
        page.button("The second").click();
        page.heading("The second");
        page.wait_ready();
        assert!(page.text().contains("It began"), "the whole file was fetched");
        assert!(fetched().last().unwrap().contains("many/two.json"), "{:?}", fetched());
        assert!(page.text().contains("2 of 3"));
        assert!(page.all(".headline").is_empty(), "one page at a time");
        page.assert_accessible();
        page.button("Next ›").click();
        page.heading("The first");
        page.wait_ready();
        assert!(page.text().contains("3 of 3"));
        page.press("k");
        page.heading("The second");
        page.press("j");
        page.heading("The first");
        page.wait_ready();
        page.button("‹ All incidents").click();
        page.heading("Three of ours");
        page.wait_for("put the focus where it was", || (page.focused().text() == "The first").then_some(()));
        assert_eq!(page.title(), "Three of ours · Faultline");
        // Its file is not there: said, with the way back.
        page.button("The third").click();
        page.heading("There is no such file");
        page.wait_ready();
        page.button("‹ All incidents").click();
        page.heading("Three of ours");
        page.button("The second").click();
        page.heading("The second");
        page.wait_ready();
        page.press("Escape");
        page.heading("Three of ours");
        page.assert_accessible();
    });
}

#[test]
fn filters_say_what_they_hide() {
    journey(|page| {
        opened(page, "index.json", &index());
        assert!(headline(page).starts_with("3 incidents. They took between 5 min and 2 h"), "{}", headline(page));
        page.css(".many-menu:nth-of-type(2) summary").click();
        page.button("SEV2 2").click();
        wait_listed(page, &["The third", "The second"]);
        assert!(headline(page).starts_with("2 incidents."), "{}", headline(page));
        assert!(page.text().contains("1 incident hidden"));
        page.assert_accessible();
        page.role("searchbox", "Search incidents").type_text("third");
        wait_listed(page, &["The third"]);
        assert!(page.text().contains("2 incidents hidden"));
        page.button("Show all").click();
        wait_listed(page, &["The third", "The second", "The first"]);
        let field = page.role("searchbox", "Search incidents");
        assert_eq!(field.js("return arguments[0].value"), json!(""), "an emptied search is an empty field");
        // A period, by the year.
        page.css(".many-menu:nth-of-type(1) summary").click();
        page.button("2025").click();
        wait_listed(page, &["The first"]);
        page.button("Show all").click();
        // Another order.
        page.button("Length").click();
        wait_listed(page, &["The second", "The first", "The third"]);
        let sorted = page.css(".incidents th[aria-sort=descending]");
        assert!(sorted.text().starts_with("Length"));
        page.button("Length").click();
        wait_listed(page, &["The third", "The first", "The second"]);
        // Other moments: nothing was detected.
        page.css("select[name=from] option[value=detected]").click();
        page.wait_for("measured anew", || headline(page).contains("None has a recorded length").then_some(()));
        assert!(!page.text().contains("NaN"));
        page.assert_accessible();
    });
}

#[test]
fn any_two_stretches_of_days_can_be_compared() {
    journey(|page| {
        opened(page, "index.json", &index());
        let title = || page.css("#compared-title").text();
        let before = title();
        let first = page.css("input[aria-label='Compare: first day']");
        first.focus();
        first.js(
            "arguments[0].value = '2025-01-10'; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))",
        );
        page.wait_for("compared other days", || (title() != before).then_some(()));
        assert!(title().ends_with("against 10 Jan 2025 – 31 Dec 2025"), "{}", title());
        assert_eq!(page.focused().name(), "Compare: first day", "the field stays");
        assert!(page.url().contains("time:20250110T000000Z"), "{}", page.url());
        page.assert_accessible();
        page.assert_quiet();
    });
}

#[test]
fn two_quarters_are_compared_by_one_choice() {
    journey(|page| {
        opened(page, "index.json", &index());
        let quarters: Vec<String> = texts(page, "select[aria-label='Compare with'] option")
            .into_iter()
            .filter(|name| name.starts_with('Q'))
            .collect();
        let [.., before, last] = &quarters[..] else { panic!("{quarters:?}") };
        let choose = "const field = document.querySelector(\"select[aria-label='Compare with']\");
            field.value = [...field.options].find((option) => option.textContent === arguments[0]).value;
            field.dispatchEvent(new Event('change', { bubbles: true }))";
        page.js_with(choose, &serde_json::json!([last]));
        page.wait_for("compared two quarters", || {
            (page.css("#compared-title").text() == format!("{last} against {before}")).then_some(())
        });
        page.assert_quiet();
    });
}

#[test]
fn what_is_broken_is_listed_and_the_rest_is_shown() {
    journey(|page| {
        let good = whole("A good one", "2026-03-01T10:00:00Z", "2026-03-01T10:30:00Z");
        let text = format!(
            "{good}\n{{ \"title\": oops }}\n{{ \"title\": \"Undated\" }}\n{}\n",
            good.replace("good", "second")
        );
        opened(page, "lines.ndjson", &text);
        wait_listed(page, &["A good one", "A second one", "Undated"]);
        page.heading("Could not be read");
        let problems = texts(page, ".findings li");
        assert!(
            problems.iter().any(|problem| problem.contains("line 2") && problem.contains("not JSON")),
            "{problems:?}"
        );
        assert!(problems.iter().any(|problem| problem.contains("nothing in this incident has a date")), "{problems:?}");
        assert!(headline(page).starts_with("3 incidents. "), "{}", headline(page));
        page.assert_accessible();
    });
}

#[test]
fn several_files_are_one_page() {
    journey(|page| {
        crate::opened(page, "");
        let first = whole("From a file", "2026-03-01T10:00:00Z", "2026-03-01T10:30:00Z");
        let second = whole("From another", "2026-03-02T10:00:00Z", "2026-03-02T10:45:00Z");
        page.drop_files(&[("a.json", &first), ("b.json", &second), ("c.json", "{ broken")]);
        page.heading("3 files");
        page.wait_ready();
        wait_listed(page, &["From another", "From a file"]);
        let problems = texts(page, ".findings li");
        assert!(problems.iter().any(|problem| problem.starts_with("c.json")), "{problems:?}");
        page.button("From a file").click();
        page.heading("From a file");
        page.wait_ready();
        assert!(page.text().contains("It began"));
        // One file is one incident again.
        page.drop_files(&[("b.json", &second)]);
        page.heading("From another");
        page.wait_ready();
        assert!(page.all(".opened").is_empty(), "nothing to go back to");
    });
}

#[test]
fn further_parts_are_fetched_when_they_are_asked_for() {
    journey(|page| {
        let part = |title: &str| {
            format!("{{\"incidents\":[{}]}}", whole(title, "2026-03-03T10:00:00Z", "2026-03-03T11:00:00Z"))
        };
        let site = Site::start();
        let text = index().replacen("\"version\"", "\"parts\":[\"p1.json\",\"p2.json\",\"none.json\"],\"version\"", 1);
        site.answer("many/index.json", Answer::json(text));
        site.answer("many/p1.json", Answer::json(part("In the first part")));
        site.answer("many/p2.json", Answer::json(part("In the second part")));
        page.open(&site.url(&format!("?src=many/index.json&now={NOW}")));
        page.wait_ready();
        assert!(page.text().contains("0 of 3 are read"));
        assert!(!site.asked().iter().any(|path| path.contains("p1.json")), "{:?}", site.asked());
        page.button("Read the rest").click();
        page.wait_for("read all parts", || (listed(page).len() == 5).then_some(()));
        page.wait_ready();
        assert!(headline(page).starts_with("5 incidents."), "{}", headline(page));
        page.wait_for("said what is missing", || page.text().contains("none.json: could not be had").then_some(()));
        page.assert_accessible();
    });
}

#[test]
fn the_samples_are_one_page_too_and_it_fits_a_phone() {
    journey(|page| {
        crate::opened(page, "");
        crate::open_menu(page, "open");
        page.link("Sample incidents: all 3 together").click();
        page.heading("Sample incidents");
        page.wait_ready();
        assert!(headline(page).starts_with("3 incidents."), "{}", headline(page));
        page.size(390, 844);
        page.wait_settled();
        let wide = page.js("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
        assert_eq!(wide, json!(0), "nothing scrolls sideways");
        page.assert_accessible();
        page.prefers(&[("prefers-color-scheme", "dark"), ("prefers-reduced-motion", "reduce")]);
        page.assert_accessible();
        page.prefers(&[]);
    });
}

#[test]
fn ten_thousand_incidents_are_a_page_of_fifty() {
    journey(|page| {
        let line = |at: usize| {
            let day = format!("20{:02}-{:02}-{:02}", 16 + at % 10, 1 + at % 12, 1 + at % 28);
            format!(
                "{{\"title\":\"Incident {at}\",\"status\":\"resolved\",\"services\":[\"S{}\"],\"milestones\":{{\"started\":\"{day}T{:02}:00:00Z\",\"resolved\":\"{day}T{:02}:{:02}:00Z\"}}}}\n",
                at % 12,
                at % 20,
                at % 20 + at % 4,
                at % 60
            )
        };
        opened(page, "many.ndjson", &(0..10_000).map(line).collect::<String>());
        assert_eq!(listed(page).len(), 50);
        assert!(headline(page).starts_with("10000 incidents."), "{}", headline(page));
        assert_eq!(page.css(".incidents table").attribute("aria-rowcount").as_deref(), Some("10001"));
        assert!(page.all("main *").len() < 8_000, "a bounded page: {}", page.all("main *").len());
        page.button("Next ›").click();
        page.wait_for("turned the page", || page.text().contains("51 – 100 of 10000").then_some(()));
        let first = page.css(".incidents tbody tr");
        assert_eq!(first.attribute("aria-rowindex").as_deref(), Some("52"));
    });
}
