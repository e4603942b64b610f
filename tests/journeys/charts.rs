//! The charts of many incidents: brushed, walked, pressed, read as tables and taken away as files.

use crate::support::{Answer, Lack, Page, Site, journey};
use crate::{middle, texts};
use serde_json::json;

/// Twelve incidents of 10, 20, …, 120 minutes, one a month from January 2025, at the three levels in turn.
fn catalog() -> String {
    let incidents: Vec<_> = (1..=12)
        .map(|number| {
            let start = format!("2025-{number:02}-10T08:00:00Z");
            let end = format!("2025-{number:02}-10T{:02}:{:02}:00Z", 8 + number * 10 / 60, number * 10 % 60);
            let level = ["full", "partial", "degraded"][number % 3];
            json!({
                "id": format!("i-{number}"), "title": format!("=Incident {number}"), "status": "resolved",
                "impacts": [{ "start": start, "end": end, "level": level }],
                "milestones": { "started": start, "resolved": end },
            })
        })
        .collect();
    json!({ "incidents": incidents }).to_string()
}

#[track_caller]
fn opened(page: &Page) -> Site {
    let site = Site::start();
    site.answer("incidents/many.json", Answer::json(catalog()));
    page.size(1280, 1000);
    page.open(&site.url("?src=incidents/many.json&now=2026-01-01T00:00:00Z"));
    page.wait_ready();
    page.wait_for("drew the charts", || (page.all(".plot .chart[role=img]").len() == 5).then_some(()));
    site
}

/// What a chart's sentence says.
#[track_caller]
fn said(page: &Page, plot: &str) -> String {
    texts(page, &format!("#{plot}-said")).concat()
}

#[track_caller]
fn kept(page: &Page, plot: &str) -> String {
    texts(page, &format!("#{plot}-foot .plot-kept")).concat().replace("Clear", "")
}

#[track_caller]
fn wait_kept(page: &Page, plot: &str, expected: &str) {
    page.wait_for(&format!("kept {expected:?}, not {:?}", kept(page, plot)), || {
        (kept(page, plot) == expected).then_some(())
    });
}

/// A place on a chart, in hundredths of its width and height, that is in view.
#[track_caller]
#[allow(clippy::cast_possible_truncation, reason = "a place on a screen")]
fn place(page: &Page, plot: &str, across: f64, down: f64) -> (i32, i32) {
    let chart = page.css(&format!("#{plot}-draw .chart"));
    chart.js("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })");
    let [x, y, width, height] = chart.rectangle();
    ((x + width * across / 100.0) as i32, (y + height * down / 100.0) as i32)
}

#[test]
fn a_brush_by_keyboard_narrows_everything_and_can_be_cleared() {
    journey(|page| {
        opened(page);
        assert!(
            said(page, "how-long").starts_with("12 incidents ended, after 10 min to 2 h;"),
            "{}",
            said(page, "how-long")
        );
        let edge = page.role("slider", "Shortest length kept");
        assert_eq!(edge.attribute("aria-valuetext").as_deref(), Some("no lower limit"));
        edge.focus();
        for _ in 0..5 {
            page.press("PageUp");
        }
        page.wait_for("narrowed the list of dots", || (!said(page, "when").starts_with("12 ")).then_some(()));
        let (kept, dots) = (kept(page, "how-long"), said(page, "when"));
        let count = dots.split(' ').next().unwrap().to_owned();
        assert!(kept.contains(&format!("{count} of 12")), "{kept} / {dots}");
        assert!(page.role("slider", "Shortest length kept").attribute("aria-valuetext").unwrap().contains("min"));
        page.button("How long: clear the brush").click();
        wait_kept(page, "how-long", "");
        assert!(said(page, "when").starts_with("12 "));
        page.assert_quiet();
    });
}

#[test]
fn a_brush_by_pointer_keeps_lengths_and_a_drag_along_time_sets_the_period() {
    journey(|page| {
        opened(page);
        let (from, to) = (place(page, "how-long", 30.0, 30.0), place(page, "how-long", 70.0, 30.0));
        page.drag(&[from, ((from.0 + to.0) / 2, from.1), to]);
        page.wait_for("kept some lengths", || kept(page, "how-long").ends_with(" of 12").then_some(()));
        assert!(page.all("#how-long-draw .brushed").len() > 1, "the part that is kept is lit");
        page.button("How long: clear the brush").click();
        wait_kept(page, "how-long", "");
        let (from, to) = (place(page, "when", 20.0, 50.0), place(page, "when", 50.0, 50.0));
        page.drag(&[from, ((from.0 + to.0) / 2, from.1), to]);
        page.wait_for("kept a period", || kept(page, "when").contains("2025 to ").then_some(()));
        assert!(!said(page, "how-long").starts_with("12 "), "{}", said(page, "how-long"));
        assert!(said(page, "when").starts_with("12 "), "what runs along time shows what is outside the period too");
    });
}

#[test]
fn a_month_is_a_press_away() {
    journey(|page| {
        opened(page);
        let (x, y) = place(page, "months", 55.0, 50.0);
        page.drag(&[(x, y)]);
        page.wait_for("kept a month", || kept(page, "months").starts_with("Kept: 1 ").then_some(()));
        assert!(said(page, "how-long").starts_with("1 incident ended"), "{}", said(page, "how-long"));
        page.button("Month by month: clear the brush").click();
        wait_kept(page, "months", "");
        // The same by the table, which keys reach.
        page.button("Month by month: show as table").click();
        page.button("Mar 2025").click();
        wait_kept(page, "months", "Kept: 1 Mar 2025 to 31 Mar 2025");
    });
}

#[test]
fn keys_walk_the_incidents_in_order_of_time_and_open_one() {
    journey(|page| {
        opened(page);
        let list = page.css("#when-walk");
        assert_eq!(list.role(), "listbox");
        list.focus();
        for expected in ["=Incident 1: 10 min", "=Incident 2: 20 min", "=Incident 3: 30 min"] {
            page.press("ArrowRight");
            page.wait_for(expected, || texts(page, "#said").concat().starts_with(expected).then_some(()));
        }
        page.press("End");
        page.wait_for("said the last", || texts(page, "#said").concat().starts_with("=Incident 12: 2 h").then_some(()));
        let option = page.css("#when-walk [role=option]");
        assert_eq!(option.attribute("aria-posinset").as_deref(), Some("12"));
        assert_eq!(list.attribute("aria-activedescendant"), option.attribute("id"));
        page.press("Enter");
        page.wait_for("opened it", || page.title().contains("=Incident 12").then_some(()));
    });
}

#[test]
fn a_chart_its_table_and_its_file_say_the_same() {
    journey(|page| {
        opened(page);
        page.js("window.files = []; const make = URL.createObjectURL;
            URL.createObjectURL = (blob) => (files.push(blob.text()), make.call(URL, blob));");
        page.button("How long: show as table").click();
        let rows = page.wait_for("showed a table", || {
            let rows = page.all("#how-long-foot tbody tr");
            (!rows.is_empty()).then_some(rows)
        });
        let counted: usize =
            texts(page, "#how-long-foot tbody td:nth-child(3)").iter().map(|n| n.parse::<usize>().unwrap()).sum();
        assert_eq!(counted, 12);
        let drawn = texts(page, "#how-long-foot tbody td:nth-child(3)").iter().filter(|count| *count != "0").count();
        assert_eq!(page.all("#how-long-draw path.bar-of").len(), drawn, "a bar for each row that is not empty");
        page.button("When: show as table").click();
        page.wait_for("showed the incidents", || (page.all("#when-foot tbody tr").len() == 12).then_some(()));
        page.button("When: download CSV").click();
        let file = page.js("return files.pop()");
        let file = file.as_str().unwrap();
        let lines: Vec<_> = file.split("\r\n").filter(|line| !line.is_empty()).collect();
        assert_eq!(lines.len(), 13);
        assert_eq!(lines[0], "Began,Incident,Length (s),State");
        assert_eq!(lines[3], "2025-03-10T08:00:00Z,'=Incident 3,1800,ended", "no text of a file is a formula");
        page.button("How long: download CSV").click();
        let file = page.js("return files.pop()");
        assert_eq!(file.as_str().unwrap().trim().split("\r\n").count(), rows.len() + 1);
        page.assert_quiet();
    });
}

#[test]
fn a_pointer_is_told_which_incident_it_is_at_and_a_click_opens_it() {
    journey(|page| {
        opened(page);
        let dot = page.css("#when-draw .dot.shade-1");
        dot.js("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })");
        // The first mark of the path: a square of 6.4 pixels.
        let at = dot
            .js("const [x, y] = arguments[0].getAttribute('d').match(/M([-.\\d]+),([-.\\d]+)/).slice(1).map(Number);
            const r = arguments[0].ownerSVGElement.getBoundingClientRect(); return [r.left + x + 3, r.top + y + 3]");
        #[allow(clippy::cast_possible_truncation, reason = "a place on a screen")]
        let (x, y) = (at[0].as_f64().unwrap() as i32, at[1].as_f64().unwrap() as i32);
        page.hover(x, y);
        page.wait_for("said which", || {
            texts(page, "#when-over .plot-at").concat().contains("=Incident 3: 30 min").then_some(())
        });
        page.drag(&[(x, y)]);
        page.wait_for("opened it", || page.title().contains("=Incident 3").then_some(()));
    });
}

#[test]
fn the_charts_are_accessible_and_fit_a_phone() {
    journey(|page| {
        opened(page);
        for plot in ["How long", "When", "Month by month", "Week", "Calendar"] {
            page.button(&format!("{plot}: show as table")).click();
        }
        page.assert_accessible();
        page.size(390, 844);
        page.wait_settled();
        let wide = page.js("return document.documentElement.scrollWidth - innerWidth");
        assert!(wide.as_f64().unwrap() <= 0.0, "the page is {wide} px too wide");
        page.assert_accessible();
        let (x, _) = middle(&page.css("#when-draw .chart"));
        assert!((150..240).contains(&x), "the chart is in the middle");
    });
}

#[test]
fn an_hour_of_the_week_and_a_day_lead_to_their_incidents_by_pointer_and_by_keys() {
    journey(|page| {
        opened(page);
        let listed = || page.all(".incidents tbody tr").len();
        // Each of the twelve began on a 10th, at 8; in 2025 that was a Friday in January and October.
        let hour = page.css("#week-walk");
        hour.focus();
        page.press("Home");
        for _ in 0..4 {
            page.press("ArrowDown");
        }
        for _ in 0..8 {
            page.press("ArrowRight");
        }
        page.wait_for("said the hour", || {
            texts(page, "#said").concat().starts_with("Friday 08:00–09:00: 2 incidents").then_some(())
        });
        page.press("Enter");
        wait_kept(page, "week", "Kept: Friday 08:00–09:00, 2 of 12");
        assert_eq!(listed(), 2);
        assert!(said(page, "how-long").starts_with("2 incidents ended"), "{}", said(page, "how-long"));
        assert!(page.text().contains("10 incidents hidden"));
        page.assert_accessible();
        page.button("Friday 08:00–09:00 ×").click();
        wait_kept(page, "week", "");
        // The same by pointer: the fifth row, the ninth of 24 columns, right of the names of the days.
        let (x, y) = place(page, "week", 40.0, 56.0);
        page.hover(x, y);
        let at = page.wait_for("said where", || {
            texts(page, "#week-over .plot-at").concat().split_once(": ").map(|(at, _)| at.to_owned())
        });
        page.drag(&[(x, y)]);
        page.wait_for("kept the hour", || kept(page, "week").starts_with(&format!("Kept: {at}, ")).then_some(()));
        page.button("Week: clear the brush").click();
        wait_kept(page, "week", "");
        assert_eq!(listed(), 12);
        page.css("#days-walk").focus();
        page.press("Home");
        page.press("ArrowDown");
        page.press("Enter");
        wait_kept(page, "days", "Kept: 2 Jan 2025");
        assert!(!page.all("#days-draw .band").is_empty(), "the day is marked");
        page.button("Calendar: clear the brush").click();
        wait_kept(page, "days", "");
        let (x, y) = place(page, "days", 50.0, 30.0);
        page.drag(&[(x, y)]);
        page.wait_for("kept a day", || kept(page, "days").starts_with("Kept: ").then_some(()));
        page.button("Calendar: clear the brush").click();
        page.css("#months-walk").focus();
        page.press("End");
        page.press("Enter");
        wait_kept(page, "months", "Kept: 1 Dec 2025 to 31 Dec 2025");
        page.button("Month by month: clear the brush").click();
        let (x, y) = place(page, "how-long", 50.0, 40.0);
        page.drag(&[(x, y)]);
        page.wait_for("kept a bar", || kept(page, "how-long").ends_with(" of 12").then_some(()));
        page.assert_quiet();
    });
}

/// Labels of the charts that lie on one another.
const OVERLAPPING: &str = "return [...document.querySelectorAll('.plot')].flatMap((plot) => {
    // Without the room above and below letters and the halo around them: Firefox has more of both.
    const box = (one) => { const { left, right, top, bottom, height } = one.getBoundingClientRect();
        return { left, right, top: top + height / 8, bottom: bottom - height / 8 } };
    const boxes = [...plot.querySelectorAll('.chart text')].map((one) => [one.textContent, box(one)]);
    return boxes.flatMap(([text, a], at) => boxes.slice(at + 1).filter(([, b]) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4)
        .map(([other]) => `${plot.querySelector('h2').textContent}: ${text} over ${other}`)) })";

/// Texts that something hides a part of, sideways.
const CUT: &str = "return [...document.querySelectorAll('main *')].filter((one) => one.checkVisibility() && !one.closest('svg, .unseen')
    && getComputedStyle(one).overflowX === 'hidden' && one.scrollWidth > one.clientWidth + 1)
    .map((one) => `${one.tagName} ${one.className}: ${one.textContent.slice(0, 60)}`)";

#[test]
fn text_of_twice_the_size_and_a_window_of_320_pixels_lose_nothing() {
    journey(|page| {
        let site = Site::start();
        site.before_each_page(
            "document.addEventListener('readystatechange', () => {
            document.documentElement.style.fontSize = location.search.includes('large') ? '32px' : '' })",
        );
        site.answer("incidents/many.json", Answer::json(catalog()));
        for (width, size) in [(1280, "large"), (390, "large"), (320, "usual"), (700, "usual")] {
            page.size(width, 900);
            page.open(&site.url(&format!("?src=incidents/many.json&now=2026-01-01T00:00:00Z&size={size}")));
            page.wait_ready();
            page.wait_for("drew the charts", || (page.all(".plot .chart[role=img]").len() == 5).then_some(()));
            println!("{width} px, {size} text");
            let wide = page.js("const root = document.documentElement; return root.scrollWidth - root.clientWidth");
            assert_eq!(wide, json!(0), "nothing scrolls sideways");
            assert_eq!(page.js(CUT), json!([]));
            assert_eq!(page.js(OVERLAPPING), json!([]));
            page.assert_accessible();
            // A hand finds what it points at on a chart drawn larger, too.
            let (x, y) = place(page, "months", 60.0, 60.0);
            page.drag(&[(x, y)]);
            page.wait_for("kept a month", || kept(page, "months").contains(" 2025").then_some(()));
            let middle = "const band = document.querySelector('#months-draw .band').getBoundingClientRect();
                return [band.left, band.right]";
            let band = page.js(middle);
            let inside = band[0].as_f64().unwrap() <= f64::from(x) && f64::from(x) <= band[1].as_f64().unwrap();
            assert!(inside, "the month under the hand: {x} in {band}");
        }
    });
}

#[test]
fn the_charts_are_on_paper_and_in_colours_forced_by_the_system() {
    journey(|page| {
        if page.lacks(Lack::Media) {
            return;
        }
        opened(page);
        page.prefers(&[("forced-colors", "active")]);
        page.assert_accessible();
        let drawn = "return [...document.querySelectorAll('.chart path, .chart text')].every((one) => {
            const style = getComputedStyle(one);
            return style.stroke !== 'none' || style.fill !== 'none' })";
        assert_eq!(page.js(drawn), json!(true));
        page.prefers(&[]);
        page.print_layout(true);
        page.size(720, 1000);
        page.wait_for("took up the width", || {
            let fits = "const root = document.documentElement; return innerWidth === 720 && root.scrollWidth <= 720";
            (page.js(fits) == json!(true)).then_some(())
        });
        for shown in ["h1", ".headline", ".filters", ".chart[role=img]", ".groups table", ".incidents table"] {
            assert!(page.css(shown).is_shown(), "{shown}");
        }
        for hidden in ["header", ".plot-tools", ".search-many", ".plot-over"] {
            assert!(page.all(hidden).iter().all(|one| !one.is_shown()), "{hidden} is of no use on paper");
        }
        let table = page.js("return document.querySelector('.every-figure table').getBoundingClientRect().height");
        assert!(table.as_f64() > Some(100.0), "what is folded up on the screen is open on paper: {table}");
        assert_eq!(page.js(CUT), json!([]));
        let outside = "return [...document.querySelectorAll('main td, main th, main p, main svg')].filter((one) => one.checkVisibility()
            && one.getBoundingClientRect().right > innerWidth + 1).map((one) => one.textContent.slice(0, 60))";
        assert_eq!(page.js(outside), json!([]));
        page.print_layout(false);
    });
}
