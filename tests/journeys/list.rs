//! The events as a list: sorted, in step with the timeline, and of any length.

use std::fmt::Write;

use crate::support::{Answer, Lack, Page, Site, journey};
use crate::{opened, texts};
use serde_json::json;

/// An incident of so many events, seven seconds apart.
fn long(count: usize) -> String {
    let mut text = r#"{ "title": "An alert storm", "timeline": ["#.to_owned();
    for at in 0..count {
        let (seconds, comma) = (at * 7, if at == 0 { "" } else { "," });
        let (day, hour, minute, second) = (seconds / 86_400, seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
        let kind = if at % 50 == 0 { "escalation" } else { "symptom" };
        let _ = write!(
            text,
            r#"{comma}{{"id":"e{at}","at":"2023-03-{:02}T{hour:02}:{minute:02}:{second:02}Z","title":"Alert number {at}","kind":"{kind}"}}"#,
            day + 1
        );
    }
    text + "] }"
}

#[track_caller]
fn open_long(page: &Page, count: usize) -> Site {
    let site = Site::start();
    site.answer("long.json", Answer::json(long(count)));
    page.open(&site.url("?src=long.json"));
    page.wait_ready();
    site
}

#[track_caller]
fn rows(page: &Page) -> usize {
    page.all(".events tbody tr").len()
}

/// The title of the chosen row, and that it is in view in its box.
#[track_caller]
fn chosen(page: &Page) -> String {
    page.wait_for("had the chosen row in view", || {
        let script = "
            const row = document.querySelector('.events tr.chosen');
            const frame = document.querySelector('.events-box').getBoundingClientRect();
            const box = row?.getBoundingClientRect();
            return row && box.top >= frame.top && box.bottom <= frame.bottom + 1 ? row.querySelector('.what').textContent : null";
        page.js(script).as_str().map(str::to_owned)
    })
}

#[test]
fn columns_sort_and_say_so() {
    journey(|page| {
        opened(page, "");
        let sorted = || {
            let script = "return [...document.querySelectorAll('.events th[aria-sort]')].map((head) => head.ariaSort)";
            page.js(script)
        };
        assert_eq!(sorted(), json!(["ascending", "none", "none", "none"]));
        let by_time = texts(page, ".events td.what");
        assert_eq!(texts(page, ".events .day").len(), 1);
        page.button("what").click();
        page.wait_for("sorted", || (sorted() == json!(["none", "none", "none", "ascending"])).then_some(()));
        let mut by_title = by_time.clone();
        by_title.sort_by_key(|title| title.to_lowercase());
        assert_eq!(texts(page, ".events td.what"), by_title);
        assert!(texts(page, ".events .day").is_empty(), "days stand over an order of time only");
        page.button("what").click();
        by_title.reverse();
        page.wait_for("sorted back", || (texts(page, ".events td.what") == by_title).then_some(()));
        page.assert_accessible();
        page.reload();
        page.wait_ready();
        assert_eq!(texts(page, ".events td.what"), by_title, "the address keeps it");
        page.button("UTC").click();
        page.wait_for("sorted by time", || (texts(page, ".events td.what") == by_time).then_some(()));
        page.assert_quiet();
    });
}

#[test]
fn a_hundred_thousand_events_are_a_list_of_sixty_rows() {
    journey(|page| {
        page.size(1280, 900);
        open_long(page, 100_000);
        let grid = page.role("grid", "Events");
        // Nine days and the head.
        assert_eq!(grid.attribute("aria-rowcount").as_deref(), Some("100010"));
        assert!(rows(page) <= 60, "{}", rows(page));
        let found = page.axe();
        // Of the timeline: a pill says "1.2k", and its name the whole number.
        let of_pills = |line: &String| line.starts_with("label-content-name-mismatch: g[transform");
        assert!(found.iter().all(of_pills), "of the list nothing: {found:?}");
        grid.focus();
        page.press("ArrowDown");
        assert_eq!(chosen(page), "Alert number 0");
        page.press("ArrowDown");
        page.press("PageDown");
        assert_eq!(chosen(page), "Alert number 13");
        page.press("End");
        assert_eq!(chosen(page), "Alert number 99999");
        let index = page.css(".events tr.chosen").attribute("aria-rowindex");
        assert_eq!(index.as_deref(), Some("100010"));
        let grid = page.role("grid", "Events");
        assert_eq!(grid.attribute("aria-activedescendant"), page.css(".events tr.chosen").attribute("id"));
        page.press("ArrowUp");
        assert_eq!(chosen(page), "Alert number 99998");
        page.press("Home");
        assert_eq!(chosen(page), "Alert number 0");
        page.press("Enter");
        assert_eq!(page.focused().name(), "Alert number 0");
        // By the wheel or the bar: the rows come along.
        page.js("document.querySelector('.events-box').scrollTop = 36 * 50000");
        page.wait_for("drew the rows there", || {
            texts(page, ".events td.what").iter().any(|title| title == "Alert number 50000").then_some(())
        });
        assert!(rows(page) <= 60);
        page.assert_quiet();
    });
}

#[test]
fn what_is_found_on_a_long_timeline_comes_into_view_in_the_list() {
    journey(|page| {
        page.size(1280, 900);
        open_long(page, 20_000);
        page.role("searchbox", "Search events").type_text("number 12345");
        page.wait_for_text("1 found");
        page.press("Enter");
        assert_eq!(chosen(page), "Alert number 12345");
        page.button("Only matches").click();
        page.wait_for_text("19999 hidden");
        assert_eq!(chosen(page), "Alert number 12345", "a short list of it is left");
        page.assert_quiet();
    });
}

#[test]
fn on_a_phone_a_long_rail_comes_in_pages() {
    journey(|page| {
        page.size(390, 844);
        open_long(page, 20_000);
        assert_eq!(texts(page, ".rail-row").len(), 100);
        page.button("Show 100 later of 19900").click();
        page.wait_for("showed more", || (texts(page, ".rail-row").len() == 200).then_some(()));
        page.role("searchbox", "Search events").type_text("number 12345");
        page.wait_for_text("1 found");
        page.press("Enter");
        page.wait_for("turned to its page", || {
            (texts(page, ".rail-row button.chosen") == ["Alert number 12345"]).then_some(())
        });
        assert_eq!(texts(page, ".rail-row").len(), 100);
        page.button("Show 100 earlier of 12300");
        page.assert_accessible();
        page.assert_quiet();
    });
}

#[test]
fn paper_says_how_much_of_a_long_list_is_on_it() {
    journey(|page| {
        if page.lacks(Lack::Media) {
            return;
        }
        open_long(page, 2_000);
        page.print_layout(true);
        page.wait_for_text("On paper: 60 of 2001 rows, those in view.");
    });
}
