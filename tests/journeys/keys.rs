//! That every key of the table does what the table says, on every layout, and that a reader can turn keys off.

use crate::opened;
use crate::support::{Answer, Page, Site, journey};
use crate::timeline::{chosen, has_details, said, view};
use faultline_viewer::{GESTURES, KEYS};
use serde_json::json;

/// Keys whose journeys are those of the search.
const OF_THE_SEARCH: [&str; 3] = ["/", "N", "Shift+N"];
/// Keys whose journey is that of an incident among many.
const OF_MANY: [&str; 2] = ["J", "K"];

/// A key of the table, what is pressed before it, what is pressed, and what is so afterwards and was not before.
type Walk = (&'static str, &'static [&'static str], &'static str, fn(&Page) -> bool);

const FIRST: &str = "12:00, trigger, Traffic starts to rise with the campaign";
const SECOND: &str = "13:30, detection, A customer reports the first error";
const LAST: &str = "16:00, diagnosis, Full investigation begins";

fn details(page: &Page) -> String {
    page.all("aside.details").first().map(crate::support::Element::text).unwrap_or_default()
}

fn is_whole(page: &Page) -> bool {
    texts_of(page, "12:00") && texts_of(page, "16:00")
}

fn texts_of(page: &Page, tick: &str) -> bool {
    view(page).iter().any(|text| text == tick)
}

fn story(page: &Page, attribute: &str) -> String {
    page.all(".story").first().and_then(|story| story.attribute(attribute)).unwrap_or_default()
}

/// An hour of events, three quiet days, and an hour of events.
const QUIET: &str = r#"{ "version": 1, "title": "Quiet", "timeline": [
    { "at": "2023-03-01T12:00Z", "title": "a" }, { "at": "2023-03-01T12:20Z", "title": "b" },
    { "at": "2023-03-01T12:40Z", "title": "c" }, { "at": "2023-03-01T13:00Z", "title": "d" },
    { "at": "2023-03-04T12:00Z", "title": "e" }, { "at": "2023-03-04T12:20Z", "title": "f" },
    { "at": "2023-03-04T12:40Z", "title": "g" }, { "at": "2023-03-04T13:00Z", "title": "h" } ] }"#;

const WALKS: &[Walk] = &[
    ("←", &["End"], "ArrowLeft", |page| chosen(page).starts_with("15:30, mitigation")),
    ("→", &["Home"], "ArrowRight", |page| chosen(page) == SECOND),
    ("↑", &["End"], "ArrowUp", |page| chosen(page) == SECOND),
    ("↓", &["Home"], "ArrowDown", |page| chosen(page).starts_with("14:30, symptom")),
    ("Home", &["End"], "Home", |page| chosen(page) == FIRST),
    ("End", &["Home"], "End", |page| chosen(page) == LAST),
    ("Enter", &["Home"], "Enter", |page| page.focused().role() == "heading"),
    ("+", &[], "+", |page| !is_whole(page)),
    ("W", &[], "w", |page| !is_whole(page)),
    ("−", &["+"], "-", is_whole),
    ("S", &["+"], "s", is_whole),
    ("A", &["+", "+", "+", "+"], "a", |page| texts_of(page, "13:30")),
    ("D", &["+", "+", "+", "+"], "d", |page| texts_of(page, "14:30")),
    ("0", &["+", "+"], "0", is_whole),
    ("F", &["End", "ArrowLeft"], "f", |page| !texts_of(page, "12:00")),
    ("R", &["ArrowRight"], "r", |page| details(page).to_lowercase().starts_with("range\n0 min")),
    ("]", &["Home"], "]", |page| details(page).contains("1 h 30 min from “Traffic")),
    ("[", &["Home", "]", "]"], "[", |page| details(page).contains("1 h 30 min from “Traffic")),
    ("Shift+]", &["Home", "]", "]"], "Shift+]", |page| details(page).contains("15 min from “A customer")),
    ("Shift+[", &["Home", "ArrowRight"], "Shift+[", |page| details(page).contains("1 h 30 min from “Traffic")),
    ("M", &["Home", "ArrowRight", "m", "ArrowRight"], "m", |page| details(page).contains("15 min from “A customer")),
    ("C", &["End", "ArrowLeft", "ArrowLeft"], "c", |page| details(page).to_lowercase().starts_with("cause")),
    ("G", &[], "g", |page| page.button("Fold quiet time").attribute("aria-pressed").as_deref() == Some("false")),
    ("P", &[], "p", |page| story(page, "data-running") == "true"),
    ("Space", &["p"], "Space", |page| story(page, "data-running") == "false"),
    ("X", &[], "x", |page| page.all("html[data-full]").len() == 1),
    ("Z", &[], "z", |page| said(page).starts_with("Times in")),
    ("T", &[], "t", |page| page.all("html[data-theme=light]").len() == 1),
    ("?", &[], "?", |page| page.all("dialog#keys[open]").len() == 1),
    ("Esc", &["Home"], "Escape", |page| !has_details(page)),
];

#[test]
fn every_key_of_the_table_is_walked_here() {
    let listed: Vec<&str> = KEYS.iter().flat_map(|key| key.shown.split(' ')).collect();
    for key in &listed {
        let walked = WALKS.iter().any(|(name, ..)| name == key) || OF_THE_SEARCH.contains(key) || OF_MANY.contains(key);
        assert!(walked, "{key} has no journey: give it a row in WALKS");
    }
    for (name, ..) in WALKS {
        assert!(listed.contains(name), "{name} is in no table any more");
    }
}

#[test]
fn every_key_does_what_the_table_says() {
    journey(|page| {
        for (name, before, key, done) in WALKS {
            let site = Site::start();
            site.answer("incidents/quiet.json", Answer::json(QUIET));
            // No sample has quiet time to fold.
            page.open(&site.url(if *name == "G" { "?src=incidents/quiet.json" } else { "" }));
            page.wait_ready();
            page.role("listbox", "Events on the timeline").focus();
            for key in *before {
                page.press(key);
            }
            assert!(!done(page), "{name}: before it is pressed");
            page.press(key);
            page.wait_for(&format!("did what {name} says"), || done(page).then_some(()));
        }
        page.assert_quiet();
    });
}

#[test]
fn letters_are_known_by_their_place_and_keys_held_with_others_are_the_browsers() {
    journey(|page| {
        opened(page, "");
        page.role("listbox", "Events on the timeline").focus();
        let kept = "return !document.querySelector('[role=listbox]').dispatchEvent(new KeyboardEvent('keydown',
            { key: arguments[0], code: arguments[1], ...arguments[2], bubbles: true, cancelable: true }))";
        for (key, code, held, expected) in [
            ("ц", "KeyW", json!({}), true),
            ("z", "KeyW", json!({}), true),
            ("w", "KeyZ", json!({}), true),
            ("q", "KeyQ", json!({}), false),
            ("w", "KeyW", json!({ "ctrlKey": true }), false),
            ("w", "KeyW", json!({ "metaKey": true }), false),
            ("w", "KeyW", json!({ "altKey": true }), false),
        ] {
            assert_eq!(page.js_with(kept, &json!([key, code, held])), json!(expected), "{key} at {code} with {held}");
        }
    });
}

#[test]
fn the_sheet_lists_every_key_and_gesture_and_turns_single_keys_off_for_good() {
    journey(|page| {
        let site = opened(page, "");
        crate::open_menu(page, "more");
        page.button("Keys").click();
        let sheet = page.role("dialog", "Keys").text();
        for key in KEYS {
            assert!(sheet.contains(key.meaning), "{}: {}", key.shown, key.meaning);
        }
        for (hands, meaning) in GESTURES {
            assert!(sheet.contains(hands) && sheet.contains(meaning), "{hands}: {meaning}");
        }
        let switch = page.css("[role=switch]");
        assert_eq!(switch.attribute("aria-checked").as_deref(), Some("true"));
        switch.click();
        assert_eq!(switch.attribute("aria-checked").as_deref(), Some("false"));
        page.press("Escape");
        for visit in ["now", "on the next visit"] {
            page.role("listbox", "Events on the timeline").focus();
            let all = view(page);
            for key in ["w", "+", "t", "?", "p", "x"] {
                page.press(key);
            }
            assert_eq!(view(page), all, "{visit}");
            assert!(page.all("dialog[open], .story, html[data-full], html[data-theme]").is_empty(), "{visit}");
            page.press("ArrowRight");
            assert_eq!(chosen(page), FIRST, "{visit}: arrows write no character");
            page.press("Escape");
            page.open(&site.url(""));
            page.wait_ready();
        }
        crate::open_menu(page, "more");
        page.button("Keys").click();
        page.css("[role=switch]").click();
        page.press("Escape");
        page.role("listbox", "Events on the timeline").focus();
        page.press("t");
        assert_eq!(page.all("html[data-theme=light]").len(), 1, "on again");
    });
}

#[test]
fn what_keys_did_to_the_view_is_said_once_it_rests() {
    journey(|page| {
        opened(page, "");
        page.role("listbox", "Events on the timeline").focus();
        page.press("+");
        page.press("+");
        page.wait_for("said what is in view", || said(page).starts_with("In view: 1 Mar 2023, ").then_some(()));
        page.press("0");
        page.wait_for("said that it is everything", || (said(page) == "Everything in view").then_some(()));
        page.press("]");
        assert_eq!(said(page), "Choose an event or a range first");
        page.press("Home");
        page.press("]");
        assert_eq!(said(page), "Range ends at 13:30, A customer reports the first error; 1 h 30 min long");
        page.press("Shift+]");
        assert_eq!(said(page), "Range starts at 13:30, A customer reports the first error; 0 min long");
        page.press("End");
        page.press("c");
        assert_eq!(said(page), "This event shows no cause");
        page.press("m");
        assert_eq!(
            said(page),
            "Measuring from 16:00, “Full investigation begins”: choose another event, or go to one and press M"
        );
        page.press("ArrowLeft");
        assert!(details(page).contains("30 min before “Full investigation begins”"), "{}", details(page));
    });
}
