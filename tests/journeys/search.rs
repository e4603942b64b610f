//! Looking for events: what a search marks, what a filter hides, and that the page says so.

use crate::support::{Page, journey};
use crate::{CHECKOUT, opened, texts};
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
