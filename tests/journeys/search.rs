//! Looking for events: what a search marks, what a filter hides, and that the page says so.

use crate::crowds::storm;
use crate::support::{Answer, Page, Site, journey};
use crate::{CHECKOUT, choose_zone, opened, texts};
use serde_json::json;

#[track_caller]
fn said(page: &Page) -> String {
    page.css("#said").js("return arguments[0].textContent").as_str().unwrap().to_owned()
}

/// The titles in the list, those that are marked with a star.
#[track_caller]
fn listed(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.events tbody tr:not(.day)')]
        .map((row) => (row.classList.contains('match') ? '*' : '') + row.querySelector('.what').textContent)";
    let found = page.js(script);
    found.as_array().unwrap().iter().map(|title| title.as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_search_marks_what_it_finds_and_hides_nothing_until_asked() {
    journey(|page| {
        opened(page, "");
        let all = listed(page).len();
        page.role("searchbox", "Search events").type_text("SERVER b");
        page.wait_for("found it", || page.text().contains("1 found").then_some(()));
        let marked: Vec<_> = listed(page).into_iter().filter(|title| title.starts_with('*')).collect();
        assert_eq!(marked, ["*Temporary fix; server back"]);
        assert_eq!(texts(page, ".events mark"), ["server", "b"]);
        assert_eq!(listed(page).len(), all, "the rest stays around it");
        assert_eq!(said(page), "1 found");
        page.button("Only matches").click();
        page.wait_for("hid the rest", || (listed(page).len() == 1).then_some(()));
        assert_eq!(said(page), format!("1 found; {} hidden", all - 1));
        assert_eq!(texts(page, ".hidden-count .warning"), vec![format!("{} hidden", all - 1); 2], "timeline and list");
        page.assert_accessible();
        page.all_of_role("button", Some("Show all"))[0].click();
        page.wait_for("showed all", || (listed(page).len() == all).then_some(()));
        assert!(texts(page, ".hidden-count").is_empty());
        page.role("searchbox", "Search events").focus();
        page.press("Escape");
        page.wait_for("cleared the field", || texts(page, ".events mark").is_empty().then_some(()));
        assert_eq!(page.css("#search").js("return arguments[0].value"), json!(""));
        page.press("Escape");
        assert_eq!(page.focused().role(), "listbox", "the reader goes on at the timeline");
        page.assert_quiet();
    });
}

#[test]
fn enter_and_the_buttons_go_from_match_to_match_and_round() {
    journey(|page| {
        opened(page, CHECKOUT);
        page.role("searchbox", "Search events").type_text("order");
        page.wait_for("counted", || page.text().contains(" found").then_some(()));
        let count = listed(page).iter().filter(|title| title.starts_with('*')).count();
        assert!(count > 2);
        page.press("Enter");
        page.wait_for_text(&format!("1 of {count}"));
        assert!(said(page).starts_with(&format!("1 of {count}: ")), "{}", said(page));
        page.role("complementary", "Details");
        page.button("Next match").click();
        page.wait_for_text(&format!("2 of {count}"));
        page.button("Previous match").click();
        page.button("Previous match").click();
        page.wait_for_text(&format!("{count} of {count}"));
        page.button("Next match").click();
        page.wait_for_text(&format!("1 of {count}"));
        page.role("searchbox", "Search events").type_text(" nowhere to be found");
        page.wait_for_text("nothing found");
        page.assert_quiet();
    });
}

#[test]
fn a_filter_hides_the_other_kinds_and_the_keys_pass_over_them() {
    journey(|page| {
        opened(page, "");
        let all = listed(page).len();
        page.css(".filter summary").click();
        let tick = page.role("checkbox", "Symptom 2");
        page.assert_accessible();
        tick.click();
        page.wait_for("hid the others", || (listed(page).len() == 2).then_some(()));
        assert_eq!(said(page), format!("{} hidden", all - 2));
        page.wait_for("counted the filters", || page.text().contains("Filter (1)").then_some(()));
        page.role("listbox", "Events on the timeline").focus();
        for _ in 0..4 {
            page.press("ArrowRight");
        }
        assert!(said(page).contains("symptom"), "{}", said(page));
        // It closed when the focus left it.
        page.css(".filter summary").click();
        page.role("checkbox", "Trigger 1").click();
        page.wait_for("added a kind", || (listed(page).len() == 3).then_some(()));
        page.role("checkbox", "Symptom 2").click();
        page.role("checkbox", "Trigger 1").click();
        page.wait_for("showed all", || (listed(page).len() == all).then_some(()));
        page.assert_quiet();
    });
}

#[test]
fn on_a_phone_the_search_and_the_filters_reach_the_rail() {
    journey(|page| {
        page.size(390, 844);
        opened(page, "");
        let rail = || texts(page, ".rail-row").len();
        let all = rail();
        page.css(".filter summary").click();
        page.role("checkbox", "Symptom 2").click();
        page.wait_for("hid the others", || (rail() == 2).then_some(()));
        page.assert_accessible();
        assert_eq!(page.js("return document.documentElement.scrollWidth <= innerWidth"), json!(true));
        page.all_of_role("button", Some("Show all"))[0].js("arguments[0].click()");
        page.wait_for("showed all", || (rail() == all).then_some(()));
    });
}

#[test]
fn among_many_events_what_is_typed_last_is_found_and_the_page_says_when_it_is_there() {
    journey(|page| {
        let site = Site::start();
        site.answer("storm.json", Answer::json(storm(100_000, false)));
        page.open(&site.url("?src=storm.json#v=1&q=number&f=kind:symptom"));
        page.wait_ready();
        assert!(texts(page, ".hidden-count .warning")[0].ends_with(" hidden"), "ready means found");
        assert!(page.text().contains("nothing found"));
        page.css(".filter summary").click();
        page.css(".filter-panel input:checked").click();
        page.wait_ready();
        assert_eq!(page.all(".hidden-count").len(), 0);
        // Each letter is wanted before the one before it is found.
        let typed = "const field = document.querySelector('#search');
            for (const text of ['a', 'al', 'alert 99', 'alert 9999']) {
                field.value = text;
                field.dispatchEvent(new InputEvent('input', { bubbles: true }));
            }";
        page.js(typed);
        page.wait_ready();
        // 9999, 19999 to 89999, and 99990 to 99999.
        assert!(page.text().contains("19 found"), "{}", texts(page, ".matches")[0]);
        assert_eq!(said(page), "19 found");
        assert!(page.url().contains("q=alert%209999") || page.url().contains("q=number"), "{}", page.url());
        page.js("const field = document.querySelector('#search'); field.value = 'alert 5'; field.focus();
            field.dispatchEvent(new InputEvent('input', { bubbles: true }));");
        page.press("Enter");
        page.wait_ready();
        page.wait_for_text("1 of ");
        assert!(said(page).contains("Alert 5 went off"), "Enter waits for what is typed: {}", said(page));
        page.button("what").js("arguments[0].click()");
        page.wait_ready();
        let titles: Vec<String> = listed(page).iter().map(|title| title.trim_start_matches('*').to_owned()).collect();
        assert!(titles.len() > 20 && titles.is_sorted(), "{titles:?}");
        page.assert_quiet();
    });
}

#[test]
fn in_a_frame_without_a_bar_one_can_search_filter_and_choose_a_zone() {
    journey(|page| {
        opened(page, "?embed=1");
        page.role("listbox", "Events on the timeline").focus();
        page.press("/");
        assert_eq!(page.focused().name(), "Search events");
        page.role("searchbox", "Search events").type_text("server b");
        page.wait_for_text("1 found");
        page.css(".filter summary").click();
        page.role("checkbox", "Symptom 2").click();
        page.wait_for_text("Filter (1)");
        choose_zone(page, "UTC (yours)");
        assert!(said(page).starts_with("Times in"), "{}", said(page));
        page.assert_accessible();
        page.assert_quiet();
    });
}

#[test]
fn causes_actions_impacts_and_lessons_are_found_too() {
    journey(|page| {
        opened(page, "");
        page.role("searchbox", "Search events").type_text("redundancy");
        page.wait_for_text(" elsewhere");
        crate::open_menu(page, "elsewhere");
        page.button("Cause: Redundancy too weak for the surge").click();
        let cause = page.css(".card[aria-pressed='true'] .card-title");
        assert_eq!(cause.text(), "Redundancy too weak for the surge");
        page.assert_accessible();
        for width in [390, 320] {
            page.size(width, 844);
            page.wait_ready();
            crate::open_menu(page, "elsewhere");
            page.button("Lesson: Redundancy matters");
            let wide = page.js("return document.documentElement.scrollWidth");
            assert_eq!(wide, json!(width), "the page scrolls sideways");
            page.press("Escape");
        }
        page.assert_quiet();
    });
}
