//! The figures of many incidents: the reader's objective, groups, files of them, and where one incident stands among the
//! others.

use crate::support::journey;
use crate::texts;
use crate::trends::{headline, opened, statuspage, whole};
use serde_json::json;

#[test]
fn the_objective_and_what_a_minute_counts_for_are_the_readers_to_choose() {
    journey(|page| {
        opened(page, "page.json", &statuspage());
        let budget = || texts(page, ".budget").concat();
        assert!(budget().contains("Error budget at 99.9 % (the usual objective): "), "{}", budget());
        let before = budget();
        page.css(".many-menu:last-of-type summary").click();
        page.button("99.5 %").click();
        page.wait_for("reckoned anew", || budget().contains("at 99.5 % (your choice)").then_some(()));
        let field = page.css("input[name=objective]");
        assert_eq!(field.js("return arguments[0].value"), json!("99.5"));
        page.assert_accessible();
        field.js("arguments[0].value = '98'; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))");
        page.wait_for("took what was written", || budget().contains("at 98 % (your choice)").then_some(()));
        let weight = page.css("input[name=degraded]");
        weight.js("arguments[0].value = '0.5'; arguments[0].dispatchEvent(new Event('change', { bubbles: true }))");
        page.wait_for("weighed anew", || budget().contains("degraded 0.5.").then_some(()));
        let availability = |text: &str| text.split(" over ").next().unwrap().to_owned();
        assert_ne!(availability(&budget()), availability(&before), "half of the degraded time is downtime now");
        page.button("As given: 99.9 %").click();
        page.wait_for("is as before", || budget().contains("(the usual objective)").then_some(()));
    });
}

#[test]
fn a_group_leads_to_its_incidents_and_its_figures_can_be_taken_away() {
    journey(|page| {
        opened(page, "page.json", &statuspage());
        page.js("window.files = []; const make = URL.createObjectURL;
            URL.createObjectURL = (blob) => (files.push(blob.text()), make.call(URL, blob));");
        let count = texts(page, ".groups tbody td")[0].clone();
        let name = texts(page, ".groups tbody th")[0].clone();
        let group = page.button(&name);
        group.click();
        page.wait_for("narrowed the page", || headline(page).starts_with(&format!("{count} incidents.")).then_some(()));
        assert_eq!(page.button(&name).attribute("aria-pressed").as_deref(), Some("true"));
        page.assert_accessible();
        page.button(&name).click();
        page.wait_for("shows all again", || headline(page).starts_with("57 incidents.").then_some(()));
        page.wait_ready();
        page.button("Groups: download CSV").click();
        let file = page.js("return files.pop()");
        let file = file.as_str().unwrap();
        assert!(file.starts_with("Group,Incidents,Still open,Median (s),"), "{file}");
        assert_eq!(file.trim().split("\r\n").count(), 1 + page.all(".groups tbody tr").len());
        page.css(".every-figure summary").click();
        let figures = texts(page, ".every-figure tbody tr");
        assert!(figures.iter().any(|row| row.starts_with("Geometric mean")), "{figures:?}");
        page.assert_accessible();
        page.button("Figures: download CSV").click();
        let file = page.js("return files.pop()");
        let file = file.as_str().unwrap();
        let median = file.split("\r\n").find(|line| line.starts_with("Median,median,57,")).unwrap();
        assert_eq!(median.split(',').count(), 6, "{median}");
        page.assert_quiet();
    });
}

#[test]
fn an_opened_incident_says_where_it_stands_among_the_others() {
    journey(|page| {
        opened(
            page,
            "lines.ndjson",
            &[("a", 10), ("b", 20), ("c", 30)]
                .map(|(title, minute)| {
                    whole(title, "2026-03-01T10:00:00Z", &format!("2026-03-01T10:{minute}:00Z")) + "\n"
                })
                .concat(),
        );
        page.button("b").click();
        page.heading("b");
        page.wait_for_text("20 min: longer than 1 of 2 others (50 %)");
        page.button("‹ All incidents").click();
        page.wait_for("points it out", || {
            page.all("#when-draw .chosen-at")
                .first()
                .map(|_| ())
                .filter(|()| texts(page, "#how-long-draw .note-at").concat().contains("this one"))
        });
    });
}

#[test]
fn what_is_wrong_with_one_incident_is_listed_and_it_counts_in_no_figure() {
    journey(|page| {
        let good = whole("Good", "2026-03-01T10:00:00Z", "2026-03-01T10:30:00Z");
        let back = whole("Back", "2026-03-02T10:00:00Z", "2026-03-02T09:30:00Z");
        opened(page, "lines.ndjson", &format!("{good}\n{back}\n"));
        assert!(page.text().contains("1 with an end before its start"));
        assert!(headline(page).contains("The one that ended took 30 min"), "{}", headline(page));
        let problems = texts(page, ".findings li");
        assert!(problems.iter().any(|text| text.starts_with("Back: impacts[0].end")), "{problems:?}");
        assert_eq!(page.css(".incidents tbody tr td.number").text(), "runs backwards");
        page.button("Back").click();
        page.heading("Back");
    });
}
