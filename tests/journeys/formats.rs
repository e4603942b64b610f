//! Files of other tools and documents, read in the browser as the command line reads them.

use crate::support::{Answer, Page, journey};
use crate::{opened, show_figures, texts};

/// The document that many postmortems are like: clock times without a day, and a summary that claims too much.
const DOCUMENT: &str = "# Postmortem: API down

Summary: On 1 March 2023 the API was down for approximately 4 hours. It was detected by a customer.

## Timeline

- 12:00 pm: unexpected surge in traffic
- 1:30 pm: API requests slow down (outage begins)
- 1:45 pm: customers report errors
- ??:??: someone restarts the database
- 2:00 pm: all clear, service restored

## Root causes

- The load balancer had no limit
- The alert was switched off

## Corrective actions

- Limit requests (owner: Ana, due 2023-04-01)

## Lessons

- Test the alerts
";

const TWO_INCIDENTS: &str = "# Incidents of the week

## 2024-03-04 Checkout down

- 10:00 UTC: checkout fails, outage begins
- 10:30 UTC: resolved

## 2024-03-06 Search slow

- 14:00 UTC: search is slow
- 15:00 UTC: resolved
";

const PAGERDUTY: &str = r#"{"incident": {"id": "PT4KHLK", "type": "incident", "incident_number": 1234, "title": "The server is on fire.",
  "created_at": "2024-03-05T10:00:00Z", "status": "resolved", "resolved_at": "2024-03-05T11:10:00Z", "urgency": "high",
  "service": {"id": "PF9KMXH", "summary": "API Service"}, "html_url": "https://example.pagerduty.com/incidents/PT4KHLK"}}"#;

/// Opens the page, and the document on it.
#[track_caller]
fn open_document(page: &Page) {
    opened(page, "");
    page.drop_files(&[("api-down.md", DOCUMENT)]);
    page.heading("API down");
    page.wait_ready();
}

/// The rows of the document beside what they became, their cells parted by bars.
fn rows(page: &Page) -> Vec<String> {
    let cells = texts(page, ".reading tbody th, .reading tbody td");
    cells.chunks(3).map(|row| row.join(" | ")).collect()
}

#[test]
fn a_document_stands_beside_what_each_line_became() {
    journey(|page| {
        open_document(page);
        let line = page.css(".read-as summary");
        assert_eq!(line.text().trim(), "Read as a document · 4 of 5 entries placed · 2 need you");
        line.click();
        page.css(".reading");
        let rows = rows(page);
        let has = |start: &str, end: &str| rows.iter().any(|row| row.starts_with(start) && row.ends_with(end));
        assert!(has("8 | - 1:30 pm:", "| Event · 1 Mar 2023, 13:30"), "{rows:#?}");
        assert!(has("16 | - The alert was switched off", "| Cause"), "{rows:#?}");
        assert!(has("20 | - Limit requests", "| Action"), "{rows:#?}");
        assert!(
            rows.iter().any(|row| row.starts_with("10 | - ??:??") && row.contains("Event without a time")),
            "{rows:#?}"
        );
        page.assert_accessible();
        page.role("checkbox", "Only lines that need you").click();
        page.wait_for("shows only what could not be placed", || {
            (page.all(".reading tbody tr").len() == 1).then_some(())
        });
        page.assert_quiet();
    });
}

#[test]
fn the_zone_of_a_document_is_set_once_for_all_its_times() {
    journey(|page| {
        open_document(page);
        page.css(".read-as summary").click();
        page.wait_for_text("The document names no zone");
        page.role("textbox", "Zone of times without one").type_text("America/New_York");
        page.button("Read again").click();
        page.wait_for("read it in that zone", || {
            page.css(".read-as summary").text().ends_with("1 needs you").then_some(())
        });
        page.wait_ready();
        assert!(page.css("#head .chips").text().contains("America/New_York"), "{}", page.css("#head .chips").text());
        page.assert_quiet();
    });
}

#[test]
fn what_the_summary_claims_is_marked_where_it_stands() {
    journey(|page| {
        open_document(page);
        let claim = page.css(".claim.contradicted");
        assert_eq!(claim.text(), "approximately 4 hours");
        let said = claim.attribute("title").unwrap_or_default();
        assert!(said.starts_with("The record differs: "), "{said}");
        show_figures(page);
        page.button("Outage: 30 min, 13:30 → 14:00");
        page.assert_accessible();
        page.assert_quiet();
    });
}

#[test]
fn a_document_of_several_incidents_is_parted_and_joined_again() {
    journey(|page| {
        opened(page, "");
        page.drop_files(&[("week.md", TWO_INCIDENTS)]);
        page.heading("Incidents of the week");
        page.wait_ready();
        page.css(".read-as summary").click();
        page.button("Read them as many").click();
        page.wait_for_text("2 incidents");
        page.wait_ready();
        page.button("Read the document as one incident").click();
        page.heading("Incidents of the week");
        page.wait_ready();
        page.assert_quiet();
    });
}

#[test]
fn a_tools_export_is_read_and_says_what_became_of_its_fields() {
    journey(|page| {
        opened(page, "");
        page.drop_files(&[("incident.json", PAGERDUTY)]);
        page.heading("The server is on fire.");
        page.wait_ready();
        let line = page.css(".read-as summary");
        assert!(line.text().trim().starts_with("Read as PagerDuty incident"), "{}", line.text());
        line.click();
        assert!(texts(page, ".read-as-fields tbody th").iter().any(|field| field == "resolved_at"));
        page.wait_for("lists the formats", || (page.all(".read-again option").len() > 30).then_some(()));
        page.assert_accessible();
        page.assert_quiet();
    });
}

#[test]
fn without_the_readers_the_page_says_so_and_tries_again_with_the_next_file() {
    journey(|page| {
        let site = opened(page, "");
        site.answer("faultline-readers_bg.wasm", Answer::missing());
        page.drop_files(&[("incident.json", PAGERDUTY)]);
        page.heading("Part of the page could not be fetched");
        page.wait_ready();
        site.answer("faultline-readers_bg.wasm", Answer::file("faultline-readers_bg.wasm"));
        page.drop_files(&[("incident.json", PAGERDUTY)]);
        page.heading("The server is on fire.");
        page.wait_ready();
    });
}

#[test]
fn what_cannot_be_pasted_stays_in_the_dialog_with_the_reason() {
    journey(|page| {
        opened(page, "");
        crate::open_menu(page, "open");
        page.button("Paste…").click();
        let field = page.role("textbox", "Incident JSON or document");
        field.type_text("{ \"title\": \"A\", \"timeline\": [ }");
        page.css("#paste .primary").click();
        page.wait_for("say what is wrong", || {
            page.css("#paste [role=alert]").text().contains("Line 1, column 31").then_some(())
        });
        assert!(field.js("return arguments[0].value").as_str().unwrap().starts_with("{ \"title\""));
        assert_eq!(texts(page, "h1"), ["Major outage of the production server"]);
        page.assert_accessible();
        page.assert_quiet();
    });
}
