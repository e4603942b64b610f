//! That everybody can use the page: by keyboard, by screen reader, with large text, without motion, on paper.

use crate::crowds::storm;
use crate::support::{Answer, Lack, Page, Site, journey};
use crate::{CHECKOUT, middle, names, opened, opened_after};
use serde_json::json;

const SIZES: [(u32, u32); 2] = [(1280, 900), (390, 844)];
const SCHEMES: [&str; 2] = ["light", "dark"];

/// Looks at the page at both widths and in both schemes.
#[track_caller]
fn in_every_look(page: &Page, address: &str, look: impl Fn()) {
    let site = Site::start();
    for (width, height) in SIZES {
        for scheme in SCHEMES {
            page.size(width, height);
            page.prefers(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]);
            page.open(&site.url(address));
            page.wait_ready();
            println!("{address:?} at {width} px, {scheme}");
            look();
        }
    }
}

#[track_caller]
fn assert_no_sideways_scroll(page: &Page) {
    let wide = page.js("const root = document.documentElement; return [root.scrollWidth, root.clientWidth]");
    assert!(wide[0].as_f64() <= wide[1].as_f64(), "the page is {} px wide in a window of {}", wide[0], wide[1]);
}

#[test]
fn axe_finds_nothing_on_the_sample_with_and_without_details() {
    journey(|page| {
        in_every_look(page, "", || {
            page.assert_accessible();
            page.css(".events tbody button, .rail-row button").click();
            page.role("complementary", "Details");
            page.assert_accessible();
            // By script: the browser scrolls what it clicks to where a phone has the sheet of the details.
            page.css(".board .card.cause").js("arguments[0].click()");
            page.assert_accessible();
            crate::show_figures(page);
            page.css(".tile").js("arguments[0].click()");
            page.role("heading", "30 min");
            page.assert_accessible();
        });
    });
}

#[test]
fn axe_finds_nothing_on_the_largest_sample() {
    journey(|page| {
        in_every_look(page, CHECKOUT, || {
            page.assert_accessible();
            let cards = page.all(".board .card.action");
            cards.iter().find(|card| card.is_shown()).expect("an action").click();
            page.role("complementary", "Details");
            page.assert_accessible();
        });
    });
}

#[test]
fn axe_finds_nothing_on_an_incident_that_goes_on() {
    journey(|page| in_every_look(page, crate::ONGOING, || page.assert_accessible()));
}

#[test]
fn axe_finds_nothing_where_there_is_no_incident() {
    journey(|page| {
        in_every_look(page, "?src=incidents/none.json", || page.assert_accessible());
        in_every_look(page, "?embed=1", || page.assert_accessible());
    });
}

#[test]
fn axe_finds_nothing_with_a_dialog_or_the_menu_open() {
    journey(|page| {
        in_every_look(page, "", || {
            crate::open_menu(page, "more");
            page.button("Keys").click();
            page.role("dialog", "Keys");
            page.assert_accessible();
            page.press("Escape");
            crate::open_menu(page, "open");
            page.button("Paste…").click();
            page.role("dialog", "Paste an incident");
            page.assert_accessible();
            page.button("Cancel").click();
            crate::open_menu(page, "open");
            page.link("Orders refused in the doubled hour");
            page.assert_accessible();
        });
    });
}

#[test]
fn axe_finds_nothing_in_any_state_of_the_timeline() {
    // What is pressed on the timeline, one after the other; each leads to a state of its own.
    const STATES: [(&str, &[&str]); 9] = [
        ("an event chosen, its mark beside a pill", &["Home", "ArrowRight"]),
        ("measuring", &["m", "ArrowRight"]),
        ("a range", &["m", "]", "]"]),
        ("zoomed, with earlier and later events", &["Escape", "+", "+", "+", "d"]),
        ("quiet time shown", &["g"]),
        ("the story, paused", &["0", "p", "p", "ArrowRight"]),
        ("the whole window", &["x"]),
        ("the list of keys in it", &["?"]),
        ("back", &["Escape", "Escape", "Escape", "Escape"]),
    ];
    journey(|page| {
        let site = Site::start();
        site.answer("storm.json", Answer::json(storm(600, true)));
        for scheme in SCHEMES {
            page.size(1280, 900);
            page.prefers(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]);
            // Only the same address: the browser would stay on the page.
            page.open("about:blank");
            page.open(&site.url("?src=storm.json#v=1&q=alert%205&f=kind:symptom,kind:note"));
            page.wait_ready();
            println!("matches and hidden events, {scheme}");
            page.assert_accessible();
            page.role("listbox", "Events on the timeline").focus();
            for (state, keys) in STATES {
                for key in keys {
                    page.press(key);
                }
                println!("{state}, {scheme}");
                page.assert_accessible();
            }
            page.css(".filter summary").click();
            page.wait_for("offered values", || page.all(".filter-panel input").first().map(|_| ()));
            page.assert_accessible();
        }
    });
}

#[test]
fn axe_finds_nothing_in_any_state_of_a_narrow_page() {
    journey(|page| {
        let site = Site::start();
        site.answer("storm.json", Answer::json(storm(600, true)));
        for scheme in SCHEMES {
            page.size(390, 844);
            page.prefers(&[("prefers-color-scheme", scheme), ("prefers-reduced-motion", "reduce")]);
            page.open("about:blank");
            page.open(&site.url("?src=storm.json#v=1&q=alert%205&f=kind:symptom"));
            page.wait_ready();
            println!("matches and hidden events, {scheme}");
            page.assert_accessible();
            for (state, selector) in [
                ("an event chosen", ".rail .plain"),
                ("a range", ".told[aria-pressed]"),
                ("the story", ".story-begin button"),
                ("the filter", ".filter summary"),
            ] {
                page.css(selector).js("arguments[0].click()");
                println!("{state}, {scheme}");
                page.assert_accessible();
            }
        }
    });
}

#[test]
fn axe_finds_nothing_on_many_incidents_whatever_is_open() {
    journey(|page| {
        in_every_look(page, "?src=incidents/index.json&now=2026-11-22T12:00:00Z", || {
            page.assert_accessible();
            for menu in page.all(".many-menu > summary") {
                menu.click();
                page.assert_accessible();
                menu.click();
            }
            page.css(".every-figure > summary").click();
            for plot in ["How long", "When", "Month by month", "Week", "Calendar"] {
                page.button(&format!("{plot}: show as table")).click();
            }
            page.button("Month by month: show as table").focus();
            page.button("Severity").click();
            page.assert_accessible();
            page.css(".groups tbody th button").click();
            page.css("#week-walk").focus();
            page.press("End");
            page.press("Enter");
            page.wait_for_text("No incidents.");
            page.wait_ready();
            page.assert_accessible();
        });
    });
}

#[test]
fn the_page_has_one_first_heading_and_its_landmarks() {
    journey(|page| {
        opened(page, "");
        assert_eq!(page.all("h1").len(), 1);
        assert_eq!(page.all_of_role("banner", None).len(), 1);
        assert_eq!(page.all_of_role("main", None).len(), 1);
        let regions = names(page, "region");
        for name in ["In short", "Timeline", "Causes and actions", "Events", "Open questions", "Lessons"] {
            assert!(regions.contains(&name.to_owned()), "{name} among {regions:?}");
        }
        let levels = page.js(
            "return [...document.querySelectorAll('main h1, main h2, main h3')].map((one) => Number(one.tagName[1]))",
        );
        let levels: Vec<_> = levels.as_array().unwrap().iter().map(|level| level.as_i64().unwrap()).collect();
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "no level is skipped: {levels:?}");
        assert_eq!(page.js("return document.documentElement.lang"), json!("en"));
    });
}

#[test]
fn the_timeline_is_one_stop_of_the_tab_key() {
    journey(|page| {
        opened(page, "");
        page.css("#minimap-end").focus();
        page.press("Tab");
        assert_eq!(page.focused().name(), "Events on the timeline");
        let ring = "const style = getComputedStyle(arguments[0]);
            return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2";
        assert_eq!(page.focused().js(ring), json!(true), "a focus one can see");
        page.press("ArrowRight");
        page.press("Tab");
        assert!(page.focused().attribute("class").unwrap().contains("card cause"));
        page.press("Shift+Tab");
        assert_eq!(page.focused().name(), "Events on the timeline");
    });
}

#[test]
fn every_control_can_be_reached_by_the_tab_key_in_the_order_of_the_page() {
    journey(|page| {
        opened(page, "");
        page.js("document.activeElement.blur(); scrollTo(0, 0)");
        let mut order = Vec::new();
        for _ in 0..80 {
            page.press("Tab");
            let at = page.focused();
            if at.js("return arguments[0] === document.body") == json!(true) {
                break;
            }
            assert!(at.is_shown() || at.attribute("type").as_deref() == Some("file"), "{} is out of sight", at.name());
            order.push(at.name());
        }
        let place = |name: &str| {
            order.iter().position(|other| other.contains(name)).unwrap_or_else(|| panic!("{name} in {order:?}"))
        };
        let expected = [
            "Faultline",
            "Search events",
            "Filter",
            "Open",
            "Time zone: UTC (file)",
            "Copy link",
            "More",
            "Down 30 min",
            "All figures",
            "Zoom out",
            "Events on the timeline",
            "Bug overloads",
            "Post-incident review held",
            "Traffic starts",
            "Detected by a customer",
        ];
        let places: Vec<_> = expected.iter().map(|name| place(name)).collect();
        assert!(places.is_sorted(), "{order:?}");
    });
}

#[test]
fn text_of_twice_the_size_loses_nothing() {
    journey(|page| {
        let large = "document.addEventListener('readystatechange', () => {
            document.documentElement.style.fontSize = '32px' })";
        for address in ["", CHECKOUT, "?src=incidents/none.json"] {
            opened_after(page, large, address);
            assert_eq!(page.js("return getComputedStyle(document.documentElement).fontSize"), json!("32px"));
            assert_no_sideways_scroll(page);
            let cut = page.js(
                "return [...document.querySelectorAll('body *')].filter((one) => one.checkVisibility() && !one.closest('svg, .unseen, dialog, .summary-cut')
                    && getComputedStyle(one).overflow !== 'visible'
                    && (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX === 'hidden'
                        || one.scrollHeight > one.clientHeight + 1 && getComputedStyle(one).overflowY === 'hidden'))
                    .map((one) => `${one.tagName} ${one.className}: ${one.textContent.slice(0, 60)}`)",
            );
            assert_eq!(cut, json!([]), "{address}");
            let outside = page.js(
                "return [...document.querySelectorAll('main button, main h1, main h2, main p, main td, header *')]
                    .filter((one) => one.checkVisibility() && !one.closest('.unseen'))
                    .filter((one) => { const r = one.getBoundingClientRect(); return r.right > innerWidth + 1 || r.left < -1 })
                    .map((one) => `${one.tagName} ${one.className}: ${one.textContent.slice(0, 60)}`)",
            );
            assert_eq!(outside, json!([]), "{address}");
        }
        opened_after(page, large, "");
        page.css(".events tbody button").click();
        page.role("complementary", "Details");
        assert_no_sideways_scroll(page);
        let overlapping = page.js(
            "const boxes = [...document.querySelectorAll('#timeline text')].map((one) => [one.textContent, one.getBoundingClientRect()]);
             return boxes.flatMap(([text, a], at) => boxes.slice(at + 1).filter(([, b]) =>
                Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4)
                .map(([other]) => `${text} over ${other}`))",
        );
        assert_eq!(overlapping, json!([]), "labels of the timeline grow with the text and keep apart");
    });
}

#[test]
fn text_that_grows_while_the_page_is_open_is_laid_out_anew() {
    journey(|page| {
        opened(page, "");
        let size =
            || page.js("return parseFloat(getComputedStyle(document.querySelector('#timeline text.axis')).fontSize)");
        let height = || page.css("#timeline svg").rectangle()[3];
        let (small, low) = (size().as_f64().unwrap(), height());
        page.js("document.documentElement.style.fontSize = '32px'");
        page.wait_for("laid out the timeline for large text", || (height() > low * 1.4).then_some(()));
        assert!(size().as_f64().unwrap() > small * 1.5, "{size:?}", size = size());
        assert_no_sideways_scroll(page);
    });
}

#[test]
fn every_sample_fits_every_width() {
    journey(|page| {
        for address in ["", CHECKOUT, crate::ONGOING] {
            opened(page, address);
            for width in [320, 390, 640, 641, 960, 1280, 1600, 2560, 3840] {
                page.size(width, 900);
                println!("{address:?} at {width} px");
                page.wait_for("took up the width", || {
                    let fits = "const root = document.documentElement; return root.clientWidth === arguments[0] && root.scrollWidth <= arguments[0]";
                    (page.js_with(fits, &json!([width])) == json!(true)).then_some(())
                });
            }
        }
    });
}

#[test]
fn nothing_moves_for_a_reader_who_asked_for_that() {
    journey(|page| {
        let moving = "return [...document.querySelectorAll('*')].filter((one) => {
            const style = getComputedStyle(one);
            const longest = (list) => Math.max(...list.split(',').map((time) => parseFloat(time) * (time.includes('ms') ? 1 : 1000)));
            return longest(style.transitionDuration) > arguments[0] || style.animationName !== 'none' && longest(style.animationDuration) > arguments[0]
        }).map((one) => `${one.tagName} ${one.getAttribute('class')}`)";
        page.prefers(&[("prefers-reduced-motion", "reduce")]);
        opened(page, "");
        page.css(".board .card").click();
        assert_eq!(page.js_with(moving, &json!([0])), json!([]));
        assert_eq!(page.js("return document.getAnimations().length"), json!(0));
        page.prefers(&[("prefers-reduced-motion", "no-preference")]);
        opened(page, "");
        assert_eq!(page.js_with(moving, &json!([150])), json!([]), "and for nobody longer than 150 ms");
    });
}

#[test]
fn paper_shows_everything_but_the_controls() {
    journey(|page| {
        if page.lacks(Lack::Media) {
            return;
        }
        page.size(1280, 900);
        opened(page, CHECKOUT);
        page.css(".board .card").click();
        page.print_layout(true);
        page.size(720, 1000);
        page.wait_for("took up the width", || (page.js("return innerWidth") == json!(720)).then_some(()));
        assert_no_sideways_scroll(page);
        for hidden in ["header", "aside", "[aria-label=Zoom]"] {
            assert!(page.all(hidden).iter().all(|one| !one.is_shown()), "{hidden} is of no use on paper");
        }
        for shown in
            ["h1", ".verdict-text", "#timeline svg", ".board .card", ".events table", ".findings li", ".lessons li"]
        {
            assert!(page.css(shown).is_shown(), "{shown}");
        }
        let faint = "return [...document.querySelectorAll('.faded')].filter((one) => getComputedStyle(one).opacity !== '1').length";
        page.wait_for("showed everything in full strength", || (page.js(faint) == json!(0)).then_some(()));
        let spelled = "return getComputedStyle(document.querySelector('main .links a'), '::after').content";
        let spelled = page.js(spelled).as_str().unwrap().to_owned();
        // Firefox tells of the rule, the others of what comes of it.
        let address = "https://example.com/shop/reviews/2025-10-26";
        assert!(spelled.contains(address) || spelled.contains("attr(href)"), "{spelled}");
    });
}

#[test]
fn colours_forced_by_the_system_leave_the_marks_visible() {
    journey(|page| {
        page.prefers(&[("forced-colors", "active")]);
        opened(page, "");
        let (x, y) = middle(&page.css("#timeline .shape"));
        page.hover(x, y);
        let drawn = "return [...document.querySelectorAll('#timeline .shape')].every((one) => {
            const style = getComputedStyle(one);
            return style.stroke !== 'none' || style.fill !== 'none' })";
        assert_eq!(page.js(drawn), json!(true));
        page.assert_accessible();
        page.assert_quiet();
    });
}
