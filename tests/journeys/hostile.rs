//! A file that means harm, or merely has odd texts: everything in it appears as text and does nothing.

use crate::support::{Answer, Page, Site, journey};
use crate::texts;
use serde_json::{Value, json};

/// What each text of the file is: `{}` is a number that tells it from the others.
const MARKUP: &str = "<img src=x onerror=harmed()><script>harmed()</script>{{7*7}}</title></style><svg onload=harmed()>\
    [a](javascript:harmed()) <javascript:harmed()> ![p](https://elsewhere.invalid/p.png) \"'&lt;b&gt; #{}";

/// Counts what ran.
const HARMED: &str = "window.harm = 0; window.harmed = () => { window.harm += 1 }";

fn text(number: u32) -> String {
    MARKUP.replace("{}", &number.to_string())
}

/// An incident in which every text is markup, and every link leads somewhere it must not.
fn hostile() -> Value {
    let links = json!([
        { "label": text(90), "url": "javascript:harmed()" }, { "label": text(91), "url": " JaVaScRiPt:harmed()" },
        { "label": text(92), "url": "java\nscript:harmed()" }, { "label": text(93), "url": "data:text/html,<script>harmed()</script>" },
        { "label": text(94), "url": "vbscript:harmed()" }, { "label": text(95), "url": "\"><img src=x onerror=harmed()>" },
        { "label": text(96), "url": "https://example.com/\"onmouseover=\"harmed()" },
    ]);
    json!({
        "version": 1, "id": text(1), "title": text(2), "summary": text(3), "severity": text(4), "status": "reviewed",
        "time_zone": text(5), "services": [{ "id": "s", "name": text(6) }], "links": links, "tags": [text(7)], "authors": [text(8)],
        "stated": { "duration": "PT9H", "text": text(9) },
        "impacts": [{ "id": text(10), "start": "2024-01-01T10:00Z", "end": "2024-01-01T11:00Z", "level": "full",
            "title": text(11), "details": text(12), "services": ["s", text(13)] }],
        "timeline": [
            { "id": "e", "at": "2024-01-01T10:00Z", "kind": "trigger", "title": text(14), "details": text(15), "actor": text(16),
              "causes": ["c"], "links": links, "services": ["s", text(17)] },
            { "id": text(18), "at": "2024-01-01T10:30Z", "kind": text(19), "title": text(20), "milestone": text(21) },
            { "id": "f", "at": text(22), "kind": "note", "title": text(23) },
        ],
        "root_causes": [{ "id": "c", "role": "root", "title": text(24), "details": text(25), "links": links, "because_of": "d" },
            { "id": "d", "role": text(26), "title": text(27) }],
        "corrective_actions": [{ "id": text(28), "kind": "prevent", "status": "open", "title": text(29), "details": text(30),
            "owner": text(31), "priority": text(32), "due": "2024-02-01", "addresses": ["c", text(33)], "links": links }],
        "lessons": [{ "kind": "learned", "title": text(34), "details": text(35) }, text(36)],
        text(37): text(38),
    })
}

/// Nothing ran, and nothing of the file became an element, an attribute or a link that acts.
#[track_caller]
fn assert_harmless(page: &Page, places: &str) {
    let found = page.js(
        "const app = [...document.querySelectorAll('body *')];
         const acts = (one) => ['IMG', 'SCRIPT', 'IFRAME', 'OBJECT', 'EMBED', 'FORM', 'STYLE', 'BASE', 'META'].includes(one.tagName.toUpperCase())
            || [...one.attributes].some(({ name, value }) => name.startsWith('on') || /^[\\s\\0-\\x1f]*(javascript|data|vbscript):/i.test(value))
            || (one.tagName === 'A' && !['https:', 'http:', 'mailto:'].includes(one.protocol));
         return app.filter(acts).map((one) => one.outerHTML.slice(0, 200))",
    );
    assert_eq!(found, json!([]), "{places}");
    assert_eq!(page.js("return window.harm ?? 0"), json!(0), "{places}: something ran");
}

/// Nothing sticks out of the window sideways.
#[track_caller]
fn assert_fits(page: &Page, places: &str) {
    let found = page.js("const root = document.documentElement, wide = root.clientWidth;
         if (root.scrollWidth <= wide && document.body.scrollWidth <= wide) return [];
         return ['the page is ' + root.scrollWidth + ' px wide', ...[...document.querySelectorAll('body *')]
            .filter((one) => one.getBoundingClientRect().right > wide + 1)
            .map((one) => `${one.tagName} ${one.getAttribute('class') ?? ''}`).slice(0, 8)]");
    assert_eq!(found, json!([]), "{places}");
}

/// Opens every detail there is, with `look` at each.
#[track_caller]
fn through_all_details(page: &Page, mut look: impl FnMut(&str)) {
    let selector = ".events tbody button, .board .card, .told[aria-pressed], .tile, .findings button, .rail button";
    crate::show_figures(page);
    for at in 0..page.all(selector).len() {
        let button = page.all(selector).swap_remove(at);
        let pressed = button.js(
            "if (!arguments[0].checkVisibility()) return ''; arguments[0].click(); return arguments[0].textContent",
        );
        look(&format!("details {at}: {}", pressed.as_str().unwrap_or_default().chars().take(40).collect::<String>()));
        if page.all("aside .to-impact").is_empty() {
            continue;
        }
        page.js("document.querySelector('aside .to-impact').click()");
        look("an impact's details");
    }
}

#[track_caller]
fn open_hostile(page: &Page, incident: &Value) -> Site {
    let site = Site::start();
    site.before_each_page(HARMED);
    site.answer("hostile.json", Answer::json(incident.to_string()));
    page.open(&site.url("?src=hostile.json&now=2026-01-01T00:00:00Z"));
    page.wait_ready();
    site
}

#[test]
fn markup_in_every_field_appears_as_text() {
    journey(|page| {
        let site = open_hostile(page, &hostile());
        assert_harmless(page, "the page");
        let heading = page.css("h1");
        assert_eq!(heading.js("return arguments[0].textContent"), json!(text(2)), "letter for letter");
        assert_eq!(
            page.title().split_whitespace().collect::<String>(),
            format!("{} · Faultline", text(2)).split_whitespace().collect::<String>()
        );
        let said = page.js("return document.body.textContent").as_str().unwrap().to_owned();
        // Titles stand as they are; Markdown loses its own signs only.
        for number in [2, 4, 6, 11, 14, 20, 23, 24, 27, 29, 31, 34, 36] {
            if number != 11 {
                assert!(said.contains(&text(number)), "text {number}");
            }
        }
        for number in [3, 35] {
            assert!(said.contains(&format!("#{number}")), "Markdown text {number}");
        }
        assert!(said.contains("<script>harmed()</script>{{7*7}}"));
        let mut seen = String::new();
        through_all_details(page, |place| {
            assert_harmless(page, place);
            seen.push_str(page.css("aside, main").js("return document.body.textContent").as_str().unwrap());
        });
        for number in [11, 12, 15, 16, 25, 30, 32] {
            assert!(seen.contains(&format!("#{number}")), "text {number} in some details");
        }
        let asked = site.asked();
        assert!(asked.iter().all(|path| !path.contains("/x") && path.starts_with("/some/where/")), "{asked:?}");
        page.assert_quiet();
    });
}

#[test]
fn links_lead_to_the_web_or_to_mail_and_nowhere_else() {
    journey(|page| {
        open_hostile(page, &hostile());
        let links = page
            .js("return [...document.querySelectorAll('main a')].map((one) => [one.protocol, one.rel, one.target])");
        for link in links.as_array().unwrap() {
            assert_eq!(link, &json!(["https:", "noopener noreferrer", "_blank"]));
        }
        assert_eq!(links.as_array().unwrap().len(), 1, "of seven links one is real");
        // What was left out is told, with the rest of what could not be read as meant.
        assert!(page.role("region", "Open questions").text().contains("links[0]"));
    });
}

#[test]
fn a_failure_names_a_hostile_address_as_text() {
    journey(|page| {
        let site = Site::start();
        site.before_each_page(HARMED);
        let markup = "%3Cimg%20src%3Dx%20onerror%3Dharmed()%3E.json";
        page.open(&site.url(&format!("?src={markup}")));
        page.wait_ready();
        page.heading("There is no such file");
        assert!(page.role("alert", "").text().contains("<img src=x onerror=harmed()>.json"));
        assert_harmless(page, "the failed page");
        page.drop_files(&[("<img src=x onerror=harmed()>", "{ \"version\": \"<img src=x onerror=harmed()>\" }")]);
        page.wait_for_text("This is not an incident");
        assert_harmless(page, "a dropped file");
    });
}

#[test]
fn a_hostile_list_of_samples_leads_back_to_this_page_only() {
    journey(|page| {
        let site = Site::start();
        site.before_each_page(HARMED);
        let list = json!({ "version": 1, "title": text(1), "incidents": [
            { "src": "javascript:harmed()", "title": text(2) }, { "src": "\"><img src=x onerror=harmed()>", "title": text(3) } ] });
        site.answer("incidents/index.json", Answer::json(list.to_string()));
        page.open(&site.url(""));
        page.wait_ready();
        crate::open_menu(page, "open");
        let all = format!("{}: all 2 together", text(1));
        page.wait_for("listed the samples", || {
            (texts(page, ".menu a") == [all.clone(), text(2), text(3)]).then_some(())
        });
        assert_harmless(page, "the menu");
        let own = "return [...document.querySelectorAll('.menu a')].every((one) => one.origin === location.origin)";
        assert_eq!(page.js(own), json!(true));
    });
}

/// Texts that are no markup and still tear pages apart.
fn odd() -> Value {
    let long = "Donaudampfschifffahrtsgesellschaft".repeat(12);
    let rtl = "\u{202e}\u{5e9}\u{5dc}\u{5d5}\u{5dd} \u{645}\u{631}\u{62d}\u{628}\u{627} abc";
    let zero = "zero\u{200b}width\u{200d}\u{feff}\u{2060} joined \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} Z\u{351}\u{36b}\u{343}";
    let event = |minute: u32, title: &str| json!({ "at": format!("2024-01-01T10:{minute:02}Z"), "kind": "note", "title": title, "details": title, "actor": title });
    json!({
        "version": 1, "title": long, "summary": format!("{long} {rtl} `{long}`\n\n```\n{long}\n```\n"), "severity": long,
        "services": [long, rtl, zero],
        "impacts": [{ "start": "2024-01-01T10:00Z", "end": "2024-01-01T11:00Z", "level": "full", "title": long }],
        "timeline": [event(0, &long), event(10, rtl), event(20, zero), event(30, &"many short words ".repeat(40)), event(40, "")],
        "root_causes": [{ "id": "c", "title": long }, { "id": "d", "title": rtl, "because_of": "c" }],
        "corrective_actions": [{ "title": long, "owner": long, "priority": long, "addresses": ["c"] }, { "title": zero }],
        "lessons": [long, rtl, zero, { "title": long, "details": long }],
        "links": [{ "label": long, "url": format!("https://example.com/{long}") }],
    })
}

#[test]
fn odd_texts_fit_any_width() {
    journey(|page| {
        page.size(320, 700);
        open_hostile(page, &odd());
        for width in [320, 390, 800, 1280] {
            page.size(width, 700);
            page.wait_ready();
            assert_fits(page, &format!("{width} px"));
            through_all_details(page, |place| assert_fits(page, &format!("{width} px, {place}")));
            page.press("Escape");
        }
        page.assert_quiet();
    });
}

#[test]
fn markup_fits_a_narrow_screen_too() {
    journey(|page| {
        page.size(320, 700);
        open_hostile(page, &hostile());
        assert_fits(page, "the page");
        assert_harmless(page, "the page");
        through_all_details(page, |place| assert_fits(page, place));
    });
}
