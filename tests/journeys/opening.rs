//! How an incident gets onto the page, what the page says when it does not, and what can be done then. The reader's
//! own settings (zone, theme) and the embedded page are here too.

use crate::support::{Answer, Gate, Page, Site, journey, journey_in_zone};
use crate::{
    CHECKOUT, ONGOING, SAMPLE, choose_zone, names, open_menu, opened, opened_after, show_figures, shown_zone, texts,
};
use serde_json::json;
use std::path::PathBuf;

const GOOD: &str = r#"{ "version": 1, "title": "A small one", "severity": "minor", "timeline": [
    { "at": "2024-05-01T10:00:00Z", "kind": "trigger", "title": "Cable cut" },
    { "at": "2024-05-01T10:20:00Z", "kind": "recovery", "title": "Cable mended" } ],
    "impacts": [{ "start": "2024-05-01T10:00:00Z", "end": "2024-05-01T10:20:00Z", "level": "full" }] }"#;

/// A file on the disk of the browser's machine.
fn on_disk(name: &str, text: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

#[track_caller]
fn choose_file(page: &Page, path: &str) {
    page.css("input[type=file]").type_text(path);
}

#[track_caller]
fn paste_by_dialog(page: &Page, text: &str) {
    crate::open_menu(page, "open");
    page.button("Paste…").click();
    let field = page.role("textbox", "Incident JSON or document");
    field.type_text(text);
    page.role("dialog", "Paste an incident");
    page.css("#paste .primary").click();
}

/// What the dialog to paste into says.
fn said_in_dialog(page: &Page) -> String {
    page.css("#paste [role=alert]").text()
}

#[track_caller]
fn assert_small_one(page: &Page) {
    page.heading("A small one");
    page.wait_ready();
    assert_eq!(page.title(), "A small one · Faultline");
    show_figures(page);
    page.button("Outage: 20 min, 10:00 → 10:20");
}

/// The page says what, where and what to do, and a good file can be opened all the same.
#[track_caller]
fn assert_failed(page: &Page, title: &str, words: &[&str]) {
    page.wait_ready();
    page.heading(title);
    let said = page.role("alert", "").text();
    for words in words {
        assert!(said.contains(words), "{words:?} in:\n{said}");
    }
    assert_eq!(page.title(), "Faultline");
    paste_by_dialog(page, &GOOD.replace('\n', " "));
    assert_small_one(page);
}

#[test]
fn an_address_relative_to_the_page_is_opened() {
    journey(|page| {
        opened(page, "?src=incidents/search-index-ongoing.json");
        page.heading("New listings missing from search");
        page.assert_quiet();
    });
}

#[test]
fn a_bad_address_is_told_without_asking_for_it() {
    journey(|page| {
        for address in [
            "ftp://example.com/x.json",
            "javascript:alert(1)",
            "data:application/json,{}",
            "http://[",
            "http://example.com/x.json",
        ] {
            let site = Site::start();
            page.open(&site.url(&format!("?src={address}")));
            assert_failed(
                page,
                "This address cannot be opened",
                &[address, "https://", "save the file and open it here"],
            );
        }
        page.assert_quiet();
    });
}

#[test]
fn a_missing_file_and_a_server_in_trouble_are_told_apart() {
    journey(|page| {
        let site = Site::start();
        page.open(&site.url("?src=incidents/none.json"));
        assert_failed(page, "There is no such file", &["incidents/none.json", "404"]);
        for (status, words) in [(500, "Try again later"), (403, "wants a login"), (503, "Try again later")] {
            site.answer("refused.json", Answer::json("{}").status(status));
            page.open(&site.url("?src=refused.json"));
            let status = status.to_string();
            assert_failed(page, "The server did not give the file", &["refused.json", &status, words]);
        }
    });
}

#[test]
fn what_is_no_incident_is_told_by_its_cause() {
    journey(|page| {
        let site = Site::start();
        let cases: [(&str, &[u8], &str, &str); 7] = [
            ("cut.json", b"{\n  \"version\": 1,\n  \"title\": oops }", "The file is not JSON", "Line 3, column 12"),
            ("page.html", b"<!doctype html><p>Please log in", "The format is not known", "This seems to be a web page"),
            ("newer.json", br#"{ "version": 2, "title": "x" }"#, "The file needs a newer Faultline", "version 2"),
            ("text.json", b"\"an incident\"", "This is not an incident", "holds a text"),
            (
                "undated.json",
                br#"{ "version": 1, "title": "x" }"#,
                "This is not an incident",
                "Nothing in this file has a date",
            ),
            ("empty.json", b"", "The file is empty", "Choose another one"),
            ("picture.json", b"\x89PNG\r\n\xff\xfe", "The file is not text", "not text in UTF-8"),
        ];
        for (name, body, title, words) in cases {
            site.answer(name, Answer::json(body));
            page.open(&site.url(&format!("?src={name}")));
            assert_failed(page, title, &[name, words]);
        }
        page.assert_quiet();
    });
}

#[test]
fn another_site_that_cannot_be_read_is_told_with_both_possible_reasons() {
    journey(|page| {
        let site = Site::start();
        // No server here speaks TLS: to the page a refused connection looks as a missing CORS header does.
        let address = site.elsewhere("/x.json", Answer::json(GOOD).without_cors()).replace("http:", "https:");
        page.open(&site.url(&format!("?src={address}")));
        assert_failed(
            page,
            "The file could not be fetched",
            &[&address, "no connection", "Access-Control-Allow-Origin"],
        );
    });
}

#[test]
fn a_file_cut_off_on_the_way_is_told_also_where_what_came_could_be_read() {
    journey(|page| {
        let site = Site::start();
        // What comes is whole lines, each an incident.
        let line = format!("{}\n", GOOD.replace('\n', " "));
        let lines = Answer::new("application/x-ndjson", line.repeat(60)).cut_off_after(line.len() * 40);
        site.answer("many.ndjson", lines);
        page.open(&site.url("?src=many.ndjson"));
        assert_failed(page, "The file was cut off on the way", &["many.ndjson", "ended too early"]);
    });
}

#[test]
fn a_slow_load_shows_its_bytes_and_can_be_cancelled() {
    journey(|page| {
        let (site, gate) = (Site::start(), Gate::default());
        let big = GOOD.replacen('{', &format!("{{ \"summary\": \"{}\",", "slow ".repeat(600_000)), 1);
        let size = big.len();
        site.answer("big.json", Answer::json(big).held_after(1_500_000, &gate));
        page.open_without_waiting(&site.url("?src=big.json"));
        page.wait_for_text("1.5 MB of 3.0 MB read");
        let bar = page.css("progress");
        assert_eq!((bar.role().as_str(), bar.name().as_str()), ("progressbar", "Loading big.json"));
        assert_eq!(bar.attribute("max"), Some(size.to_string()));
        assert_eq!(bar.attribute("value").as_deref(), Some("1500000"));
        page.button("Cancel").click();
        page.wait_ready();
        assert!(page.all("progress").is_empty());
        page.heading("Open a postmortem");
        gate.open();
        choose_file(page, &on_disk("after-cancel.json", GOOD));
        assert_small_one(page);
        page.assert_quiet();
    });
}

#[test]
fn what_was_asked_for_last_wins() {
    journey(|page| {
        let (site, gate) = (Site::start(), Gate::default());
        site.answer(SAMPLE, Answer::file(SAMPLE).held_after(1_000, &gate));
        page.open_without_waiting(&site.url(""));
        page.css("progress");
        page.drop_files(&[("small.json", GOOD)]);
        assert_small_one(page);
        gate.open();
        page.wait_for("let the first one go", || page.all("progress").is_empty().then_some(()));
        assert_small_one(page);
        page.assert_quiet();
    });
}

#[test]
fn a_file_can_be_chosen_dropped_and_pasted_in_three_ways() {
    journey(|page| {
        let site = opened(page, "");
        let again = || {
            page.open(&site.url("?src=incidents/none.json"));
            page.heading("There is no such file");
            page.wait_ready();
        };
        choose_file(page, &on_disk("chosen.json", GOOD));
        assert_small_one(page);
        again();
        choose_file(page, &on_disk("chosen.json", GOOD));
        assert_small_one(page);
        again();
        page.drop_files(&[("dropped.json", GOOD)]);
        assert_small_one(page);
        assert_eq!(page.css("html").attribute("data-dragging"), None);
        again();
        page.paste(GOOD);
        assert_small_one(page);
        again();
        paste_by_dialog(page, &GOOD.replace('\n', " "));
        assert_small_one(page);
        assert!(page.all("dialog[open]").is_empty());
    });
}

#[test]
fn a_file_can_be_chosen_twice_and_is_read_anew() {
    journey(|page| {
        opened(page, "");
        let path = on_disk("twice.json", GOOD);
        choose_file(page, &path);
        assert_small_one(page);
        on_disk("twice.json", &GOOD.replace("A small one", "Corrected since"));
        choose_file(page, &path);
        page.heading("Corrected since");
        page.assert_quiet();
    });
}

#[test]
fn a_file_dragged_over_the_page_is_welcomed_and_a_text_is_not() {
    journey(|page| {
        opened(page, "");
        let drag = |add: &str| {
            page.js(&format!(
                "const transfer = new DataTransfer(); {add};
                 document.body.dispatchEvent(new DragEvent('dragover', {{ dataTransfer: transfer, bubbles: true, cancelable: true }}))"
            ));
            page.css("html").attribute("data-dragging").is_some()
        };
        assert!(!drag("transfer.setData('text/plain', 'words')"));
        assert!(drag("transfer.items.add(new File(['{}'], 'a.json'))"));
        page.js("document.body.dispatchEvent(new DragEvent('dragleave', { bubbles: true }))");
        assert_eq!(page.css("html").attribute("data-dragging"), None);
    });
}

#[test]
fn a_failure_after_an_incident_names_the_new_file_and_nothing_pasted_is_told() {
    journey(|page| {
        opened(page, "");
        page.drop_files(&[("broken.json", "{ \"title\": ")]);
        page.heading("The file is not JSON");
        assert!(page.role("alert", "").text().contains("broken.json"));
        assert!(page.all(".tile").is_empty());
        page.css("[role=alert] h1");
        paste_by_dialog(page, " ");
        page.wait_for("say that nothing was pasted", || {
            said_in_dialog(page).contains("There was no text to paste").then_some(())
        });
        page.press("Escape");
        page.drop_files(&[("good.json", GOOD)]);
        assert_small_one(page);
        page.assert_quiet();
    });
}

#[test]
fn the_samples_can_be_chosen() {
    journey(|page| {
        opened(page, "");
        open_menu(page, "open");
        let wanted = [
            "Sample incidents: all 3 together",
            "Major outage of the production server",
            "Orders refused in the doubled hour",
            "New listings missing from search",
        ];
        page.link(wanted[3]);
        let links: Vec<_> = texts(page, ".menu a");
        assert_eq!(links, wanted);
        page.link(wanted[2]).click();
        page.heading(wanted[2]);
        page.wait_ready();
        page.assert_quiet();
    });
}

#[test]
fn an_embedded_page_has_no_header_and_takes_no_files() {
    journey(|page| {
        opened(page, "?embed=1");
        assert!(page.all_of_role("banner", None).is_empty());
        page.heading("Major outage of the production server");
        page.drop_files(&[("dropped.json", GOOD)]);
        page.paste(GOOD);
        // A load that begins says so at once.
        assert_eq!(page.js("return document.documentElement.dataset.state"), json!("ready"));
        assert_eq!(page.css("html").attribute("data-dragging"), None);
        page.heading("Major outage of the production server");
        opened(page, "?embed=0");
        assert_eq!(page.all_of_role("banner", None).len(), 1);
        page.assert_quiet();
    });
}

#[test]
fn an_incident_that_goes_on_is_measured_so_far_and_grows_with_the_clock() {
    journey(|page| {
        let clock = "window.later = 0; const start = Date.parse('2026-11-22T12:00:00Z');
            Date.now = () => start + window.later";
        opened_after(page, clock, "?src=incidents/search-index-ongoing.json");
        show_figures(page);
        let tile = page.css(".tile:nth-child(2)");
        assert!(tile.name().starts_with("Partial outage: 13 h 20 min so far"), "{}", tile.name());
        tile.focus();
        page.js("window.later = 65_000");
        page.wait_for_text("13 h 21 min so far");
        assert!(
            page.focused().name().starts_with("Partial outage: 13 h 21 min so far"),
            "the focus stays where it was"
        );
        // Frozen, it stands still: the clock of the machine does not matter.
        opened_after(page, clock, ONGOING);
        show_figures(page);
        page.js("window.later = 3_600_000");
        assert!(page.css(".tile:nth-child(2)").name().starts_with("Partial outage: 13 h 20 min so far"));
        page.assert_quiet();
    });
}

#[test]
fn the_doubled_hour_is_told_in_its_own_zone_and_in_any_other() {
    journey_in_zone("America/New_York", |page| {
        opened(page, CHECKOUT);
        let clock = |title: &str| {
            let script = "return [...document.querySelectorAll('.events tr')].find((row) =>
                row.textContent.includes(arguments[0])).querySelector('time').textContent";
            page.js_with(script, &json!([title])).as_str().unwrap().to_owned()
        };
        assert_eq!(shown_zone(page), "Europe/Berlin (file)");
        assert_eq!(clock("First order number repeats"), "02:01+01:00");
        assert_eq!(clock("Nightly batch runs"), "02:00+02:00");
        assert!(texts(page, ".events time[datetime]").len() >= 70);
        show_figures(page);
        let figures = texts(page, ".tile .figure");
        choose_zone(page, "UTC");
        page.wait_for("showed UTC", || (clock("First order number repeats") == "01:01").then_some(()));
        assert_eq!(clock("Nightly batch runs"), "00:00");
        assert!(names(page, "columnheader").contains(&"UTC".to_owned()));
        choose_zone(page, "America/New_York (yours)");
        page.wait_for("showed the reader's zone", || (clock("First order number repeats") == "21:01").then_some(()));
        assert_eq!(shown_zone(page), "America/New_York (yours)");
        assert_eq!(texts(page, ".tile .figure"), figures, "a zone changes no length");
        page.assert_quiet();
    });
}

#[test]
fn the_theme_is_kept_for_the_next_visit() {
    journey(|page| {
        let site = opened(page, "");
        open_menu(page, "more");
        page.button("Theme: system").click();
        page.button("Theme: light").click();
        page.button("Theme: dark");
        assert_eq!(page.css("html").attribute("data-theme").as_deref(), Some("dark"));
        page.open(&site.url("?src=incidents/search-index-ongoing.json"));
        page.wait_ready();
        assert_eq!(page.css("html").attribute("data-theme").as_deref(), Some("dark"));
        open_menu(page, "more");
        page.button("Theme: dark").click();
        page.button("Theme: system");
        assert_eq!(page.css("html").attribute("data-theme"), None);
        page.reload();
        page.wait_ready();
        open_menu(page, "more");
        page.button("Theme: system");
    });
}

#[test]
fn the_theme_follows_in_other_open_tabs() {
    journey(|page| {
        let site = opened(page, "");
        let (first, second) = page.open_tab();
        page.open(&site.url(""));
        page.wait_ready();
        open_menu(page, "more");
        for (pressed, theme) in [("system", Some("light")), ("light", Some("dark")), ("dark", None)] {
            page.button(&format!("Theme: {pressed}")).click();
            page.enter_tab(&first);
            page.wait_for("took up the theme of the other tab", || {
                (page.css("html").attribute("data-theme").as_deref() == theme).then_some(())
            });
            page.enter_tab(&second);
        }
        page.assert_quiet();
    });
}

#[test]
fn where_nothing_can_be_stored_the_theme_changes_all_the_same() {
    journey(|page| {
        let site = Site::start();
        page.open(&site.framed("", Some("allow-scripts")));
        page.enter_frame();
        page.wait_ready();
        open_menu(page, "more");
        page.button("Theme: system").click();
        page.button("Theme: light");
        assert_eq!(page.css("html").attribute("data-theme").as_deref(), Some("light"));
        page.assert_quiet();
    });
}
