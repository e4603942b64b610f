//! How moments are told: any zone by name, counted from a moment, and all of them on hover.

use crate::support::{Page, journey, journey_in_zone};
use crate::{CHECKOUT, choose_zone, middle, names, open_menu, opened, shown_zone, texts};

#[track_caller]
fn first_clock(page: &Page) -> String {
    texts(page, ".events td.clock time")[0].clone()
}

#[test]
fn any_zone_can_be_named_and_an_unknown_one_changes_nothing() {
    journey(|page| {
        let site = opened(page, "");
        assert_eq!(first_clock(page), "12:00");
        open_menu(page, "zones");
        assert_eq!(page.focused().name(), "City, zone or offset");
        assert!(page.all("#zone-names option").len() > 300, "every zone is offered");
        page.assert_accessible();
        let field = page.css("#zone-name");
        field.type_text("Mars/Olympus");
        page.press("Enter");
        page.wait_for_text("Your browser knows no time zone “Mars/Olympus”");
        assert_eq!(first_clock(page), "12:00");
        field.js("arguments[0].value = ''");
        field.type_text("Tokyo");
        page.press("Enter");
        page.wait_for("showed Tokyo", || (first_clock(page) == "21:00").then_some(()));
        assert!(page.all(".menu.zones[open]").is_empty());
        assert!(names(page, "columnheader").contains(&"Asia/Tokyo".to_owned()));
        page.wait_for_text("Asia/Tokyo (UTC+09:00)");
        assert_eq!(shown_zone(page), "Asia/Tokyo");
        // It is the reader's from now on.
        page.open(&site.url("?src=incidents/production-server-2023-03-01.json"));
        page.wait_ready();
        assert_eq!(first_clock(page), "21:00");
        page.assert_quiet();
    });
}

#[test]
fn moments_can_be_counted_from_a_milestone_or_the_chosen_event() {
    journey(|page| {
        opened(page, "");
        choose_zone(page, "T+ from started");
        page.wait_for("counted from the start", || (first_clock(page) == "T\u{2212}1 h 30 min").then_some(()));
        assert!(names(page, "columnheader").contains(&"T+".to_owned()));
        page.css(".events tbody tr:last-child button").click();
        assert!(page.role("complementary", "Details").text().contains("1 Mar 2023, 16:00 · T+2 h 30 min"));
        choose_zone(page, "T+ from Full investigation begins");
        page.wait_for("counted from the event", || {
            (texts(page, ".events td.clock time").last().map(String::as_str) == Some("T+0 min")).then_some(())
        });
        page.assert_accessible();
        choose_zone(page, "UTC");
        page.wait_for("told the clock again", || (first_clock(page) == "12:00").then_some(()));
    });
}

#[test]
fn hovering_a_moment_tells_it_in_every_zone() {
    journey_in_zone("America/New_York", |page| {
        page.size(1280, 1600);
        opened(page, CHECKOUT);
        let title = page.css(".events td.clock time").attribute("title").unwrap();
        for zone in ["Europe/Berlin", "UTC", "America/New_York", " · T"] {
            assert!(title.contains(zone), "{zone} in {title}");
        }
        page.wait_for_text("Europe/Berlin (UTC+02:00, then +01:00)");
        // A mark of the timeline does the same, once a pointer is over it.
        let (x, y) = middle(&page.css("#timeline .mark .shape"));
        page.hover(x, y);
        page.wait_for("told the mark in every zone", || {
            let title = page.css("#timeline").attribute("title").unwrap_or_default();
            [", ", "Europe/Berlin", "UTC", "America/New_York", " · T"]
                .iter()
                .all(|zone| title.contains(zone))
                .then_some(())
        });
        page.hover(5, 5);
        page.wait_for("told nothing beside the timeline", || {
            page.css("#timeline").attribute("title").is_none().then_some(())
        });
    });
}
