//! Stepping through the story: what moves, what is known when, and that it rests when it is told to.

use crate::opened;
use crate::support::{Page, journey};
use crate::timeline::{chosen, said};

fn cursor(page: &Page) -> String {
    page.css(".story").attribute("data-cursor").unwrap()
}

fn is_running(page: &Page) -> bool {
    page.css(".story").attribute("data-running").as_deref() == Some("true")
}

fn facts(page: &Page) -> String {
    page.css(".story-facts").text().replace('\n', " ")
}

/// Which causes can be seen on the board.
fn causes(page: &Page) -> usize {
    let seen = "return [...document.querySelectorAll('.board .card.cause')]
        .filter((one) => getComputedStyle(one).visibility === 'visible').length";
    usize::try_from(page.js(seen).as_u64().unwrap()).unwrap()
}

#[test]
fn arrows_walk_through_the_story_and_causes_appear_with_what_shows_them() {
    journey(|page| {
        opened(page, "");
        assert_eq!(causes(page), 4);
        page.role("listbox", "Events on the timeline").focus();
        page.press("p");
        page.press("p");
        assert!(!is_running(page));
        page.press("Home");
        page.press("ArrowRight");
        page.press("ArrowRight");
        assert_eq!(cursor(page), "2023-03-01T13:45:00Z");
        assert!(chosen(page).starts_with("13:45, diagnosis"));
        assert_eq!(causes(page), 2);
        assert!(facts(page).contains("Degraded 15 min so far"), "{}", facts(page));
        assert!(facts(page).contains("Causes 2 of 4 known"), "{}", facts(page));
        page.press("ArrowRight");
        page.press("ArrowRight");
        assert_eq!((cursor(page).as_str(), causes(page)), ("2023-03-01T15:00:00Z", 4));
        assert!(facts(page).contains("Now Outage"), "{}", facts(page));
        page.assert_accessible();
        page.press("Escape");
        page.press("Escape");
        assert!(page.all(".story").is_empty(), "the story ends");
        page.assert_quiet();
    });
}

#[test]
fn a_story_runs_pauses_and_takes_another_speed() {
    journey(|page| {
        page.size(1280, 1600);
        opened(page, "");
        page.button("Play the story").click();
        let began = cursor(page);
        page.wait_for("moved on", || (cursor(page) > began).then_some(()));
        page.wait_for("said what happens", || said(page).ends_with("the start").then_some(()));
        page.css(".story .with-sign").click();
        assert!(!is_running(page));
        let rested = cursor(page);
        page.button("Next event").click();
        assert!(cursor(page) > rested, "{} after {rested}", cursor(page));
        page.role("group", "Speed");
        page.button("4×").click();
        assert_eq!(page.button("4×").attribute("aria-pressed").as_deref(), Some("true"));
        page.css(".story .with-sign").click();
        page.wait_for("came to the end", || (cursor(page) == "2023-03-01T16:00:00Z").then_some(()));
        page.wait_for("rested there", || (!is_running(page)).then_some(()));
        let drawn = "return performance.getEntriesByName('faultline:layout').length";
        let before = page.js(drawn);
        page.assert_accessible();
        assert_eq!(page.js(drawn), before, "nothing is drawn while it rests");
        page.button("End the story").click();
        assert!(page.all(".story").is_empty());
    });
}

#[test]
fn with_less_motion_the_story_goes_from_event_to_event() {
    journey(|page| {
        page.prefers(&[("prefers-reduced-motion", "reduce")]);
        opened(page, "");
        // Every place the cursor comes to.
        page.js("window.places = new Set();
            new MutationObserver(() => {
                const story = document.querySelector('.story');
                if (story) places.add(story.dataset.cursor);
            }).observe(document.body, { subtree: true, childList: true, attributes: true })");
        page.button("Play the story").click();
        page.button("4×").click();
        page.wait_for("came to the end", || (cursor(page) == "2023-03-01T16:00:00Z").then_some(()));
        let places = page.js("return [...places]");
        let places: Vec<&str> = places.as_array().unwrap().iter().filter_map(|place| place.as_str()).collect();
        let events = ["12:00", "13:30", "13:45", "14:30", "15:00", "15:30", "16:00"];
        let events: Vec<String> = events.iter().map(|clock| format!("2023-03-01T{clock}:00Z")).collect();
        assert!(places.len() > 2 && places.iter().all(|place| events.iter().any(|event| event == place)), "{places:?}");
    });
}

#[test]
fn on_a_narrow_screen_the_story_can_be_told_too() {
    journey(|page| {
        page.size(390, 844);
        opened(page, "");
        page.button("Play the story").click();
        page.css(".story .with-sign").click();
        assert!(!is_running(page));
        page.button("Next event").click();
        assert!(facts(page).contains("Events"), "{}", facts(page));
        page.assert_accessible();
    });
}
