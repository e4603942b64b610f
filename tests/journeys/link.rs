//! The view in the address: kept on reload, stepped through by Back and Forward, and forgiving.

use crate::support::{Page, Site, journey};
use crate::{choose_zone, middle, opened, texts};
use serde_json::json;

#[track_caller]
fn fragment(page: &Page) -> String {
    page.url().split_once('#').map_or(String::new(), |(_, fragment)| fragment.to_owned())
}

#[track_caller]
fn title(page: &Page) -> String {
    texts(page, "#details-title").pop().unwrap_or_default()
}

#[track_caller]
fn wait_fragment(page: &Page, holds: impl Fn(&str) -> bool) {
    page.wait_for("wrote the view into the address", || holds(&fragment(page)).then_some(()));
}

#[test]
fn a_view_survives_a_reload() {
    journey(|page| {
        let site = opened(page, "");
        assert_eq!(fragment(page), "", "the view that everybody sees needs no words");
        page.button("Zoom in").click();
        wait_fragment(page, |fragment| fragment.starts_with("v=1&t=2023"));
        page.css(".events tbody tr:last-child button").click();
        choose_zone(page, "UTC");
        page.role("searchbox", "Search events").type_text("server");
        wait_fragment(page, |fragment| fragment.ends_with("q=server") && fragment.contains("sel=event:"));
        let (axis, chosen, link) = (texts(page, "#timeline text.axis"), title(page), page.url());
        page.open("about:blank");
        page.open(&link);
        page.wait_ready();
        page.wait_for("showed the same", || (title(page) == chosen).then_some(()));
        assert_eq!(texts(page, "#timeline text.axis"), axis);
        assert_eq!(page.css("#search").js("return arguments[0].value"), json!("server"));
        assert!(texts(page, ".notes-bar").is_empty());
        assert_eq!(page.url(), link);
        drop(site);
        page.assert_quiet();
    });
}

#[test]
fn back_and_forward_go_over_steps_and_not_over_pans() {
    journey(|page| {
        opened(page, "");
        let length = || page.js("return history.length").as_i64().unwrap();
        let before = length();
        page.role("listbox", "Events on the timeline").focus();
        for _ in 0..5 {
            page.press("+");
        }
        wait_fragment(page, |fragment| fragment.contains("t="));
        assert_eq!(length(), before, "a zoom by hand is no step");
        let axis = texts(page, "#timeline text.axis");
        page.css(".board .card").click();
        let cause = title(page);
        wait_fragment(page, |fragment| fragment.contains("sel=cause:"));
        page.css(".events tbody tr:last-child button").js("arguments[0].click()");
        page.wait_for("chose the event", || (title(page) != cause).then_some(()));
        let event = title(page);
        assert_eq!(length(), before + 2);
        page.back();
        page.wait_for("went back to the cause", || (title(page) == cause).then_some(()));
        page.back();
        page.wait_for("went back to no choice", || title(page).is_empty().then_some(()));
        assert_eq!(texts(page, "#timeline text.axis"), axis, "as it was left");
        page.forward();
        page.wait_for("went forward to the cause", || (title(page) == cause).then_some(()));
        page.forward();
        page.wait_for("went forward to the event", || (title(page) == event).then_some(()));
        assert_eq!(length(), before + 2, "going back adds no step");
        page.assert_quiet();
    });
}

#[test]
fn the_strip_is_dragged_without_a_step_for_each_pixel() {
    journey(|page| {
        page.size(1280, 1000);
        opened(page, "");
        page.button("Zoom in").click();
        let length = || page.js("return history.length").as_i64().unwrap();
        let (before, axis) = (length(), texts(page, "#timeline text.axis"));
        let (x, y) = middle(&page.role("slider", "The view"));
        page.drag(&[(x, y), (x + 40, y), (x + 80, y), (x + 120, y)]);
        page.role("slider", "End of the view").focus();
        page.press("ArrowLeft");
        assert_ne!(texts(page, "#timeline text.axis"), axis);
        wait_fragment(page, |fragment| fragment.contains("t="));
        assert_eq!(length(), before);
        page.assert_quiet();
    });
}

#[test]
fn what_a_link_says_wrong_is_left_out_and_told() {
    journey(|page| {
        opened(page, "#v=1&t=yesterday&sel=event:nobody&tz=utc&q=server&colour=red");
        page.wait_for_text("The link says “t=yesterday”");
        page.wait_for_text("“sel=event:nobody”");
        page.wait_for_text("“colour=red”");
        assert_eq!(page.css("#search").js("return arguments[0].value"), json!("server"), "the rest is followed");
        page.assert_accessible();
        page.button("Dismiss").click();
        page.wait_for("took the notes away", || texts(page, ".notes-bar").is_empty().then_some(()));
        // By hand, in the same page.
        page.js("location.hash = 'v=1&sel=action:nothing&q=fix'");
        page.wait_for_text("“sel=action:nothing”");
        assert_eq!(page.css("#search").js("return arguments[0].value"), json!("fix"));
        page.assert_quiet();
    });
}

#[test]
fn a_zone_in_a_link_is_not_the_readers_from_then_on() {
    journey(|page| {
        let site = opened(page, "#v=1&tz=Asia/Tokyo");
        page.wait_for("showed Tokyo", || (texts(page, ".events td.clock time")[0] == "21:00").then_some(()));
        assert_eq!(page.js("return localStorage.length"), json!(0));
        page.open("about:blank");
        page.open(&site.url(""));
        page.wait_ready();
        assert_eq!(texts(page, ".events td.clock time")[0], "12:00");
    });
}

#[test]
fn a_link_is_copied_or_shown() {
    journey(|page| {
        let site = opened(page, "");
        let clipboard = "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: arguments[0]
            ? { writeText: (text) => { window.copied = text; return Promise.resolve() } } : undefined });
            document.execCommand = () => false";
        page.js_with(clipboard, &json!([true]));
        page.css(".board .card").click();
        page.button("Copy link").click();
        page.wait_for_text("The link to this view is copied.");
        let copied = page.js("return window.copied").as_str().unwrap().to_owned();
        assert!(
            copied.starts_with(&site.url("")) && copied.contains("#v=1&sel=cause:") && copied.contains("&tz=file"),
            "{copied}"
        );
        page.js_with(clipboard, &json!([false]));
        page.button("Copy link").click();
        page.role("dialog", "A link to this view");
        assert_eq!(page.css("#share-link").js("return arguments[0].value"), json!(copied));
        page.assert_accessible();
        page.button("Close").click();
        page.drop_files(&[(
            "mine.json",
            r#"{ "title": "Mine", "timeline": [{ "id": "x", "at": "2023-03-01T13:00Z", "title": "X" }] }"#,
        )]);
        page.wait_for_text("Mine");
        page.wait_ready();
        page.js_with(clipboard, &json!([true]));
        page.button("Copy link").click();
        page.wait_for_text("The file is on your disk and not in the link");
        assert!(page.js("return window.copied").as_str().unwrap().ends_with("&file=mine.json"));
        page.assert_quiet();
    });
}

#[test]
fn a_frame_that_may_nothing_works_all_the_same() {
    journey(|page| {
        let site = Site::start();
        page.open(&site.framed("", Some("allow-scripts")));
        page.enter_frame();
        page.wait_ready();
        page.css(".events tbody tr:last-child button").js("arguments[0].click()");
        page.role("complementary", "Details");
        // A press by hand would let the frame write to the clipboard for a while.
        page.css(".menu.zones > summary").js("arguments[0].click()");
        page.button("UTC").js("arguments[0].click()");
        page.button("Copy link").js("arguments[0].click()");
        page.role("dialog", "A link to this view");
        page.leave_frame();
        // The browser itself says that it closed the clipboard.
        let console = page.console();
        assert!(console.iter().all(|line| line.contains("Clipboard")), "{console:?}");
    });
}
