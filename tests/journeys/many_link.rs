//! The view of many incidents in the address, and the way to one of them and back: by Back and Forward, after a reload,
//! and by a link.

use crate::support::{Answer, Page, Site, journey};
use crate::trends::{NOW, headline, index, listed, opened, whole};
use crate::{choose_zone, texts};
use serde_json::json;

#[track_caller]
fn wait_fragment(page: &Page, expected: &str) {
    let fragment = || page.url().split_once('#').map_or(String::new(), |(_, fragment)| fragment.to_owned());
    page.wait_for(&format!("wrote {expected:?} into the address, but {:?}", fragment()), || {
        (fragment() == expected).then_some(())
    });
}

/// The three of `trends::index` with the files of the first two.
#[track_caller]
fn three(page: &Page) -> Site {
    let site = opened(page, "index.json", &index());
    answer_files(&site);
    site
}

fn answer_files(site: &Site) {
    for (name, title, start, end) in [
        ("one", "The first", "2025-03-31T10:00:00Z", "2025-03-31T10:30:00Z"),
        ("two", "The second", "2026-02-01T10:00:00Z", "2026-02-01T12:00:00Z"),
    ] {
        site.answer(&format!("many/{name}.json"), Answer::json(whole(title, start, end)));
    }
}

/// 120 incidents in a file of lines, a day apart, the last of them first in the list.
fn lines() -> String {
    let line = |at: usize| {
        let day = format!("2025-{:02}-{:02}", 1 + at / 28, 1 + at % 28);
        let (start, end) = (format!("{day}T10:00:00Z"), format!("{day}T11:{:02}:00Z", at % 60));
        let service = ["Web", "Mail, old"][at % 2];
        json!({ "title": format!("Number {at}"), "status": "resolved", "severity": format!("SEV{}", 1 + at % 2),
            "services": [service], "milestones": { "started": start, "resolved": end } })
        .to_string()
    };
    (0..120).map(|at| line(at) + "\n").collect()
}

#[track_caller]
fn pointed_out(page: &Page) -> Vec<String> {
    texts(page, ".incidents tr.chosen th button")
}

#[track_caller]
fn length(page: &Page) -> i64 {
    page.js("return history.length").as_i64().unwrap()
}

#[track_caller]
fn reopen(page: &Page, link: &str) {
    page.open("about:blank");
    page.open(link);
}

#[test]
fn an_incident_of_many_is_a_step_that_can_be_gone_back_over_and_reloaded() {
    journey(|page| {
        let site = three(page);
        wait_fragment(page, "");
        let steps = length(page);
        page.button("The second").click();
        page.heading("The second");
        wait_fragment(page, "v=1&in=two");
        assert_eq!(length(page), steps + 1);
        page.back();
        page.heading("Three of ours");
        wait_fragment(page, "v=1&sel=two");
        assert_eq!(page.title(), "Three of ours · Faultline");
        assert_eq!((listed(page).len(), pointed_out(page)), (3, vec!["The second".to_owned()]));
        assert!(page.all(".opened").is_empty());
        page.forward();
        page.heading("The second");
        assert_eq!(page.title(), "The second · Faultline");
        page.reload();
        page.heading("The second");
        page.wait_ready();
        page.wait_for_text("2 of 3");
        wait_fragment(page, "v=1&in=two");
        // The way along the list is a way of steps.
        page.press("j");
        page.heading("The first");
        wait_fragment(page, "v=1&in=one");
        page.press("k");
        page.heading("The second");
        page.back();
        page.heading("The first");
        page.back();
        page.heading("The second");
        // What is chosen in the incident stands behind it.
        page.css(".events tbody button").click();
        wait_fragment(page, "v=1&in=two&sel=event:event-1");
        page.back();
        wait_fragment(page, "v=1&in=two");
        page.wait_for("chose nothing again", || texts(page, "#details-title").is_empty().then_some(()));
        page.forward();
        page.wait_for("chose it again", || (texts(page, "#details-title") == ["It began"]).then_some(()));
        reopen(page, &page.url());
        page.heading("The second");
        page.wait_for("chose the event", || (texts(page, "#details-title") == ["It began"]).then_some(()));
        page.button("‹ All incidents").click();
        page.heading("Three of ours");
        wait_fragment(page, "v=1&sel=two");
        assert!(site.asked().iter().any(|path| path.contains("many/two.json")));
        page.assert_quiet();
    });
}

#[test]
fn the_list_is_as_it_was_left() {
    journey(|page| {
        opened(page, "lines.ndjson", &lines());
        page.role("searchbox", "Search incidents").type_text("number");
        page.button("Title").click();
        page.button("Next ›").click();
        wait_fragment(page, "v=1&q=number&sort=title&page=2");
        let rows = listed(page);
        assert_eq!(rows.len(), 50);
        page.button(&rows[20]).js("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })");
        let scrolled = || page.js("return Math.round(scrollY)").as_i64().unwrap();
        let left = scrolled();
        assert!(left > 500, "{left}");
        page.button(&rows[20]).js("arguments[0].click()");
        page.heading(&rows[20]);
        page.wait_ready();
        assert_eq!(scrolled(), 0);
        for reloads in [false, true] {
            if reloads {
                page.forward();
                page.heading(&rows[20]);
                page.reload();
                page.heading(&rows[20]);
                page.wait_ready();
            }
            page.back();
            page.wait_for("listed the same", || (listed(page) == rows).then_some(()));
            page.wait_for(&format!("scrolled to {left}, but to {}", scrolled()), || {
                ((scrolled() - left).abs() < 3).then_some(())
            });
            assert_eq!(pointed_out(page), [rows[20].clone()]);
            assert_eq!(page.focused().text(), rows[20]);
            assert_eq!(page.role("searchbox", "Search incidents").js("return arguments[0].value"), json!("number"));
        }
        page.assert_quiet();
    });
}

#[test]
fn what_is_chosen_of_many_survives_a_reload_and_is_undone_by_back() {
    journey(|page| {
        let site = opened(page, "lines.ndjson", &lines());
        let steps = length(page);
        page.css(".many-menu:nth-of-type(2) summary").click();
        page.button("SEV2 60").click();
        wait_fragment(page, "v=1&f=severity:SEV2");
        page.css(".many-menu:nth-of-type(3) summary").click();
        page.button("Mail, old 60").click();
        wait_fragment(page, "v=1&f=severity:SEV2,service:Mail%2C%20old");
        page.role("searchbox", "Search incidents").type_text("number 1");
        page.button("Severity").js("arguments[0].click()");
        page.button("Linear").js("arguments[0].click()");
        let edge = page.role("slider", "Shortest length kept");
        edge.focus();
        for _ in 0..3 {
            page.press("PageUp");
        }
        choose_zone(page, "UTC");
        // The step before is written down as it was left.
        page.button("Title").js("arguments[0].click()");
        page.wait_for("wrote all of it down", || {
            let url = page.url();
            let parts = [
                "q=number%201",
                "sort=title",
                "axis=linear",
                "by=severity",
                "len=",
                "f=severity:SEV2,service:Mail%2C%20old",
            ];
            parts.iter().all(|part| url.contains(part)).then_some(())
        });
        // Two values, the first letter, the groups, the axis, the brush, the order of the list: a zone that is preferred
        // from then on is no part.
        assert_eq!(length(page), steps + 7, "{}", page.url());
        let look = || {
            let pressed = texts(page, "[aria-pressed=true]");
            (headline(page), listed(page), pressed, texts(page, ".plot-kept"), texts(page, ".hidden-many .warning"))
        };
        page.wait_ready();
        let (seen, url) = (look(), page.url());
        assert!(seen.0.starts_with(|first: char| first.is_ascii_digit()) && seen.3.len() == 1, "{seen:?}");
        page.reload();
        page.wait_ready();
        assert_eq!(look(), seen);
        assert_eq!(page.url(), url);
        assert!(texts(page, ".notes-bar").is_empty());
        page.back();
        page.wait_for("had the other order again", || (!page.url().contains("sort=")).then_some(()));
        page.back();
        page.wait_for("let go of the brush", || texts(page, ".plot-kept").is_empty().then_some(()));
        page.back();
        page.wait_for("had the other axis again", || (!page.url().contains("axis=")).then_some(()));
        page.back();
        page.wait_for("grouped by service again", || (!page.url().contains("by=")).then_some(()));
        page.back();
        page.wait_for("searched for nothing", || {
            let field = page.role("searchbox", "Search incidents");
            (field.js("return arguments[0].value") == json!("")).then_some(())
        });
        wait_fragment(page, "v=1&f=severity:SEV2,service:Mail%2C%20old");
        page.back();
        page.back();
        page.wait_for("hid nothing", || headline(page).starts_with("120 incidents.").then_some(()));
        drop(site);
        page.assert_quiet();
    });
}

#[test]
fn a_link_to_many_is_copied_and_leads_to_the_same() {
    journey(|page| {
        let site = three(page);
        let clipboard = "Object.defineProperty(navigator, 'clipboard', { configurable: true, value:
            { writeText: (text) => { window.copied = text; return Promise.resolve() } } })";
        page.js(clipboard);
        let copied = |page: &Page| {
            page.js("window.copied = undefined");
            page.button("Copy link").click();
            page.wait_for("copied a link", || page.js("return window.copied ?? null").as_str().map(str::to_owned))
        };
        page.role("searchbox", "Search incidents").type_text("second");
        page.wait_for("found it", || (listed(page) == ["The second"]).then_some(()));
        let many = copied(page);
        assert_eq!(many, site.url(&format!("?src=many/index.json&now={NOW}#v=1&q=second&tz=file")));
        page.wait_for_text("The link to this view is copied.");
        page.assert_accessible();
        page.button("The second").click();
        page.heading("The second");
        let one = copied(page);
        assert!(one.ends_with("#v=1&q=second&in=two&tz=file"), "{one}");
        reopen(page, &many);
        page.wait_for("found it by the link", || (listed(page) == ["The second"]).then_some(()));
        reopen(page, &one);
        page.heading("The second");
        page.wait_for_text("1 of 1");
        page.button("‹ All incidents").click();
        page.wait_for("still found it", || (listed(page) == ["The second"]).then_some(()));
        page.assert_quiet();
    });
}

#[test]
fn what_a_link_says_wrong_of_many_is_left_out_and_told() {
    journey(|page| {
        let site = three(page);
        let link = site.url(&format!("?src=many/index.json&now={NOW}#v=1&f=service:Nothing&q=first&in=gone&sel=x"));
        reopen(page, &link);
        page.heading("Three of ours");
        page.wait_for_text("There is no incident “gone” among these any more.");
        page.wait_for_text("“f=service:Nothing”");
        page.wait_for("followed the rest", || (listed(page) == ["The first"]).then_some(()));
        page.assert_accessible();
        // A file that is missing is a step like any other.
        page.js("location.hash = 'v=1&in=three'");
        page.heading("There is no such file");
        page.wait_ready();
        page.press("j");
        page.heading("The second");
        page.back();
        page.heading("There is no such file");
        page.reload();
        page.heading("There is no such file");
        page.wait_ready();
        page.button("‹ All incidents").click();
        page.heading("Three of ours");
        assert_eq!(listed(page).len(), 3);
    });
}

#[test]
fn parts_are_fetched_until_the_incident_of_a_link_is_found() {
    journey(|page| {
        let part = |title: &str| {
            format!("{{\"incidents\":[{}]}}", whole(title, "2026-03-03T10:00:00Z", "2026-03-03T11:00:00Z"))
        };
        let site = Site::start();
        let text = index().replacen("\"version\"", "\"parts\":[\"p1.json\",\"p2.json\",\"p3.json\"],\"version\"", 1);
        site.answer("many/index.json", Answer::json(text));
        for (name, title) in [("p1", "In the first part"), ("p2", "In the second part"), ("p3", "In the third part")] {
            site.answer(&format!("many/{name}.json"), Answer::json(part(title)));
        }
        answer_files(&site);
        let url = |fragment: &str| site.url(&format!("?src=many/index.json&now={NOW}#{fragment}"));
        page.open(&url("v=1&in=in-the-second-part"));
        page.heading("In the second part");
        wait_fragment(page, "v=1&in=in-the-second-part");
        let asked = |name: &str| site.asked().iter().any(|path| path.contains(name));
        assert!(asked("p1.json") && asked("p2.json") && !asked("p3.json"), "{:?}", site.asked());
        page.button("‹ All incidents").click();
        page.wait_for_text("2 of 3 are read");
        wait_fragment(page, "v=1&sel=in-the-second-part&parts=2");
        page.reload();
        page.wait_for("read as many again", || (listed(page).len() == 5).then_some(()));
        page.wait_ready();
        assert!(!asked("p3.json"), "{:?}", site.asked());
        reopen(page, &url("v=1&in=two"));
        page.heading("The second");
        assert_eq!(site.asked().iter().filter(|path| path.contains("p1.json")).count(), 2, "it stands in the index");
        page.assert_quiet();
    });
}

#[test]
fn a_link_to_files_of_a_disk_waits_for_them() {
    journey(|page| {
        crate::opened(page, "");
        page.css(".board .card").click();
        let first = whole("From a file", "2026-03-01T10:00:00Z", "2026-03-01T10:30:00Z");
        let second = whole("From another", "2026-03-02T10:00:00Z", "2026-03-02T10:45:00Z");
        let files = [("a.json", &*first), ("b.json", &*second)];
        page.drop_files(&files);
        page.heading("2 files");
        page.wait_ready();
        wait_fragment(page, "");
        assert!(texts(page, ".notes-bar").is_empty(), "what stood there was of another incident");
        page.button("From a file").click();
        page.heading("From a file");
        wait_fragment(page, "v=1&file=2%20files&in=a");
        page.reload();
        page.wait_for_text("This link was made for “2 files”");
        page.wait_ready();
        page.drop_files(&files);
        page.heading("From a file");
        page.wait_for_text("2 of 2");
        page.assert_quiet();
    });
}

#[test]
fn a_frame_that_may_nothing_shows_many_all_the_same() {
    journey(|page| {
        let site = Site::start();
        site.answer("many/index.json", Answer::json(index()));
        answer_files(&site);
        page.open(&site.framed("?src=many/index.json", Some("allow-scripts")));
        page.enter_frame();
        page.wait_ready();
        page.button("Length").js("arguments[0].click()");
        page.button("The second").js("arguments[0].click()");
        page.heading("The second");
        page.wait_ready();
        page.button("Next ›").js("arguments[0].click()");
        page.heading("The first");
        page.button("‹ All incidents").js("arguments[0].click()");
        page.heading("Three of ours");
        assert_eq!(listed(page), ["The second", "The first", "The third"]);
        page.leave_frame();
        page.assert_quiet();
    });
}
