//! Why it broke and what was changed: what a choice lights, there and on the timeline, and where findings lead.

use crate::support::{Element, Page, journey};
use crate::{CHECKOUT, opened};
use serde_json::json;

/// The shown card with this title.
#[track_caller]
fn card<'a>(page: &'a Page, title: &str) -> Element<'a> {
    page.wait_for(&format!("had a card named {title:?}"), || {
        let mut cards = page.all(".board .card");
        cards.retain(|card| card.is_shown() && card.name().contains(title) && card.role() == "button");
        cards.into_iter().next()
    })
}

/// Scrolls to it, as a reader does where the details cover it, and clicks.
#[track_caller]
fn press(element: &Element<'_>) {
    element.js("arguments[0].scrollIntoView({ block: 'start', behavior: 'instant' })");
    element.click();
}

/// The titles that a class is on, sorted, among the shown elements that a selector matches.
#[track_caller]
fn display_title(page: &Page, selector: &str, class: &str, title: &str) -> Vec<String> {
    let script = "return [...document.querySelectorAll(arguments[0])]
        .filter((one) => one.classList.contains(arguments[1]) && one.checkVisibility())
        .map((one) => arguments[2] ? one.querySelector(arguments[2]).textContent : one.getAttribute('aria-label')).sort()";
    let found = page.js_with(script, &json!([selector, class, title]));
    found.as_array().unwrap().iter().filter_map(|title| title.as_str().map(str::to_owned)).collect()
}

#[track_caller]
fn cards(page: &Page, kind: &str, class: &str) -> Vec<String> {
    display_title(page, &format!(".board .card.{kind}"), class, ".card-title")
}

#[track_caller]
fn marks(page: &Page, class: &str) -> Vec<String> {
    display_title(page, "#timeline [role=option]", class, "")
}

#[track_caller]
fn chosen_mark(page: &Page) -> Element<'_> {
    page.css("#timeline [role=option][aria-selected=true]")
}

#[track_caller]
fn is_in_window(element: &Element<'_>) -> bool {
    let script = "const r = arguments[0].getBoundingClientRect();
        return r.bottom > 0 && r.top < innerHeight && r.right > 0 && r.left < innerWidth";
    element.js(script) == json!(true)
}

const BUG: &str = "Bug overloads the server past a traffic threshold";

#[test]
fn a_cards_name_reads_as_words() {
    journey(|page| {
        opened(page, "");
        let names: Vec<_> = page.all(".board .card").iter().map(|card| card.name().to_lowercase()).collect();
        for name in [
            &*format!("{} root · evidence 13:45, 15:00", BUG.to_lowercase()),
            "unexpected surge in traffic trigger · evidence 12:00 · no action",
            "code reviewed and the bug fixed prevent · ✓ done · no owner, no due date",
        ] {
            assert!(names.iter().any(|other| other == name), "{name:?} among {names:#?}");
        }
    });
}

#[test]
fn choosing_a_cause_lights_its_events_and_actions_and_escape_puts_them_out() {
    journey(|page| {
        opened(page, "");
        press(&card(page, BUG));
        assert_eq!(card(page, BUG).attribute("aria-pressed").as_deref(), Some("true"));
        assert_eq!(cards(page, "cause", "lit"), [BUG]);
        assert_eq!(cards(page, "cause", "faded").len(), 3);
        assert_eq!(cards(page, "action", "lit"), ["Code reviewed and the bug fixed"]);
        assert_eq!(cards(page, "action", "faded").len(), 3);
        let lit = [
            "13:45, diagnosis, Fault traced to a bug; work on a fix begins",
            "15:00, symptom, No failover; server down",
        ];
        assert_eq!(marks(page, "lit"), lit);
        assert_eq!(marks(page, "faded").len(), 5);
        assert_eq!(page.all(".board-curves path.lit").len(), 1);
        // One path a cause, begun anew for each line.
        let lines = page.css("#timeline .evidence.lit").attribute("d").unwrap();
        assert_eq!(lines.matches('M').count(), 2, "{lines}");
        assert_eq!(page.all("#timeline .tag.lit").len(), 1);
        assert_eq!(page.all(".events tr.faded").len(), 5, "the list keeps in step");
        let details = page.role("complementary", "Details").text();
        for words in [BUG, "Cause · Root", "Code reviewed and the bug fixed", "13:45", "Above a certain traffic"] {
            assert!(details.to_lowercase().contains(&words.to_lowercase()), "{words:?} in:\n{details}");
        }
        page.press("Escape");
        assert!(page.all(".lit, .faded, .chosen").is_empty());
        assert!(page.all_of_role("complementary", Some("Details")).is_empty());
        page.assert_quiet();
    });
}

#[test]
fn choosing_an_action_lights_the_causes_it_answers() {
    journey(|page| {
        opened(page, "");
        press(&card(page, "Load balancing and failover put in"));
        assert_eq!(cards(page, "cause", "lit"), ["Redundancy too weak for the surge"]);
        assert_eq!(cards(page, "action", "lit"), ["Load balancing and failover put in"]);
        assert_eq!(cards(page, "action", "faded").len(), 3);
        assert_eq!(marks(page, "lit"), ["15:00, symptom, No failover; server down"]);
        press(&card(page, "Post-incident review held"));
        assert!(cards(page, "cause", "lit").is_empty());
        assert!(page.role("complementary", "Details").text().contains("Not linked to a cause"));
    });
}

#[test]
fn choosing_an_event_lights_the_causes_it_shows() {
    journey(|page| {
        opened(page, "");
        press(&page.button("No failover; server down"));
        assert_eq!(cards(page, "cause", "lit"), [BUG, "Redundancy too weak for the surge"]);
        let answered = ["Code reviewed and the bug fixed", "Load balancing and failover put in"];
        assert_eq!(cards(page, "action", "lit"), answered);
        press(&page.button("Temporary fix; server back"));
        assert!(page.all(".lit, .faded").is_empty(), "an event that shows no cause fades nothing");
        assert_eq!(chosen_mark(page).name(), "15:30, mitigation, Temporary fix; server back");
    });
}

#[test]
fn the_details_lead_from_cause_to_action_to_event() {
    journey(|page| {
        opened(page, "");
        press(&card(page, BUG));
        let inside = |name: &str| {
            let buttons = page.all("aside button");
            buttons
                .into_iter()
                .find(|button| button.name().contains(name))
                .unwrap_or_else(|| panic!("no {name}"))
                .click();
        };
        inside("Code reviewed and the bug fixed");
        page.role("heading", "Code reviewed and the bug fixed");
        inside(BUG);
        page.role("heading", BUG);
        inside("No failover; server down");
        page.role("heading", "No failover; server down");
        assert_eq!(chosen_mark(page).name(), "15:00, symptom, No failover; server down");
    });
}

#[test]
fn a_finding_leads_to_its_mark() {
    journey(|page| {
        opened(page, "");
        press(&page.button("Detected by a customer"));
        let mark = chosen_mark(page);
        assert_eq!(mark.name(), "13:30, detection, A customer reports the first error");
        page.wait_for("brought the mark into view", || is_in_window(&mark).then_some(()));
        press(&page.button("Cause without an action"));
        let cause = card(page, "Unexpected surge in traffic");
        assert_eq!(cause.attribute("aria-pressed").as_deref(), Some("true"));
        page.wait_for("brought the card into view", || is_in_window(&cause).then_some(()));
        press(&page.button("Action not linked to a cause"));
        let action = card(page, "Post-incident review held");
        assert_eq!(action.attribute("aria-pressed").as_deref(), Some("true"));
        page.wait_for("brought the card into view", || is_in_window(&action).then_some(()));
    });
}

#[test]
fn a_chain_of_whys_is_told_to_its_end() {
    journey(|page| {
        opened(page, CHECKOUT);
        press(&card(page, "Connections ran out"));
        let whys: Vec<_> = page.all("aside .whys button").iter().map(Element::name).collect();
        let expected = [
            "Fifty retries without a pause",
            "Order numbers repeated",
            "Numbers made from the time on the wall",
            "No rule for how time is written down",
        ];
        assert_eq!(whys, expected);
        let mut chain: Vec<_> = expected.to_vec();
        chain.push("Connections ran out");
        chain.sort_unstable();
        assert_eq!(cards(page, "cause", "lit"), chain, "the whole chain is lit");
        assert_eq!(cards(page, "cause", "faded").len(), 3);
        page.css("aside .whys li:last-child button").click();
        page.role("heading", "No rule for how time is written down");
        page.assert_quiet();
    });
}

#[test]
fn overdue_actions_are_named_with_the_same_number_of_days_everywhere() {
    journey(|page| {
        opened(page, CHECKOUT);
        let overdue = [
            ("Store every time with its offset", "145 days"),
            ("Rehearse each clock change beforehand", "247 days"),
            ("Run nightly tests through a clock change", "52 days"),
        ];
        let findings = page.role("region", "Open questions").text();
        for (title, days) in overdue {
            let card = card(page, title);
            assert!(card.text().contains(&format!("overdue by {days}")), "{}", card.text());
            assert!(findings.contains(&format!("Action overdue by {days}")), "{days} in:\n{findings}");
            press(&card);
            assert!(page.role("complementary", "Details").text().contains(&format!("overdue by {days}")));
            page.press("Escape");
        }
        let warned = page.all(".board-actions .card").into_iter().filter(|card| card.text().contains("overdue"));
        assert_eq!(warned.count(), 3);
    });
}

#[test]
fn on_a_narrow_screen_each_cause_carries_its_actions() {
    journey(|page| {
        page.size(390, 844);
        opened(page, "");
        let nested = page.css(".board-causes > li:first-child .nested").text();
        assert!(nested.contains("Code reviewed and the bug fixed"), "{nested}");
        let shown = page.all(".board .card.action").into_iter().filter(|card| card.is_shown()).count();
        assert_eq!(shown, 4, "each action once");
        press(&card(page, BUG));
        assert_eq!(cards(page, "action", "lit"), ["Code reviewed and the bug fixed"]);
        page.role("complementary", "Details");
    });
}
