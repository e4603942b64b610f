//! What keys, pointer and wheel do to the timeline.

use crate::support::{Lack, Page, journey};
use crate::{middle, opened, texts};
use serde_json::{Value, json};

/// What stands on the axis: the view, in the words of a reader.
#[track_caller]
pub fn view(page: &Page) -> Vec<String> {
    texts(page, "#timeline text.axis")
}

/// The name of the chosen event; empty when none is.
#[track_caller]
pub fn chosen(page: &Page) -> String {
    let script = "return [...document.querySelectorAll('[role=option][aria-selected=true]')].map((one) => one.id)";
    let Some(id) = page.js(script)[0].as_str().map(str::to_owned) else { return String::new() };
    let option = page.css(&format!("#{id}"));
    let list = page.role("listbox", "Events on the timeline");
    assert_eq!(list.attribute("aria-activedescendant"), Some(id), "the list names the chosen one");
    option.name()
}

/// What a screen reader is told.
#[track_caller]
pub fn said(page: &Page) -> String {
    page.css("#said").js("return arguments[0].textContent").as_str().unwrap().to_owned()
}

#[track_caller]
pub fn has_details(page: &Page) -> bool {
    !page.all_of_role("complementary", Some("Details")).is_empty()
}

#[track_caller]
pub fn scrolled(page: &Page) -> f64 {
    page.js("return scrollY").as_f64().unwrap()
}

/// A place on the timeline, by parts of its width, where there is no mark.
#[track_caller]
#[allow(clippy::cast_possible_truncation, reason = "a place on a screen")]
pub fn place(page: &Page, part: f64) -> (i32, i32) {
    let [x, y, width, _] = page.role("listbox", "Events on the timeline").rectangle();
    ((x + width * part) as i32, (y + 12.0) as i32)
}

#[track_caller]
pub fn shape_of(page: &Page, title: &str) -> (i32, i32) {
    let options = page.all("#timeline [role=option]");
    let option = options.iter().find(|option| option.name().contains(title)).unwrap();
    let at: Value = option.js("const r = arguments[0].querySelector('.shape').getBoundingClientRect();
         return [Math.round(r.x + r.width / 2), Math.round(r.y + r.height / 2)]");
    let number = |at: &Value| i32::try_from(at.as_i64().unwrap()).unwrap();
    (number(&at[0]), number(&at[1]))
}

#[test]
fn arrows_home_and_end_walk_through_the_events_and_say_where_they_are() {
    journey(|page| {
        opened(page, "");
        page.role("listbox", "Events on the timeline").focus();
        assert_eq!(chosen(page), "");
        page.press("ArrowRight");
        assert_eq!(chosen(page), "12:00, trigger, Traffic starts to rise with the campaign");
        assert_eq!(said(page), "12:00, trigger, Traffic starts to rise with the campaign; 1 h 30 min before the start");
        page.press("ArrowLeft");
        assert_eq!(chosen(page), "12:00, trigger, Traffic starts to rise with the campaign", "there is none before");
        page.press("ArrowRight");
        assert_eq!(chosen(page), "13:30, detection, A customer reports the first error");
        assert_eq!(said(page), "13:30, detection, A customer reports the first error; at the start");
        page.press("End");
        assert_eq!(chosen(page), "16:00, diagnosis, Full investigation begins");
        assert_eq!(said(page), "16:00, diagnosis, Full investigation begins; 2 h 30 min after the start");
        page.press("ArrowRight");
        assert_eq!(chosen(page), "16:00, diagnosis, Full investigation begins", "there is none after");
        page.press("ArrowLeft");
        assert_eq!(chosen(page), "15:30, mitigation, Temporary fix; server back");
        page.press("Home");
        assert_eq!(chosen(page), "12:00, trigger, Traffic starts to rise with the campaign");
        assert_eq!(page.focused().role(), "listbox", "the focus stays on the timeline");
        page.assert_quiet();
    });
}

#[test]
fn enter_leads_to_the_details_and_escape_back_to_the_timeline() {
    journey(|page| {
        opened(page, "");
        page.role("listbox", "Events on the timeline").focus();
        page.press("ArrowRight");
        page.press("ArrowRight");
        page.press("Enter");
        assert_eq!(page.focused().role(), "heading");
        assert_eq!(page.focused().name(), "A customer reports the first error");
        let details = page.role("complementary", "Details").text();
        for words in ["Detection", "13:30", "at the start", "detected", "a customer", "The customer cannot get in."] {
            assert!(details.to_lowercase().contains(&words.to_lowercase()), "{words:?} in:\n{details}");
        }
        page.press("Escape");
        assert!(!has_details(page));
        assert_eq!(chosen(page), "");
        assert_eq!(page.focused().role(), "listbox", "the reader goes on where they were");
    });
}

#[test]
fn the_close_button_gives_the_focus_back() {
    journey(|page| {
        opened(page, "");
        page.role("listbox", "Events on the timeline").focus();
        page.press("ArrowRight");
        page.button("Close details").click();
        assert!(!has_details(page));
        assert_eq!(page.focused().role(), "listbox");
    });
}

#[test]
fn plus_minus_and_zero_zoom() {
    journey(|page| {
        opened(page, "");
        let all = view(page);
        page.role("listbox", "Events on the timeline").focus();
        page.press("+");
        let nearer = view(page);
        assert_ne!(nearer, all);
        page.press("-");
        assert_eq!(view(page), all);
        page.press("-");
        assert_eq!(view(page), all, "there is no more to see");
        page.press("+");
        page.press("+");
        assert_ne!(view(page), nearer);
        page.press("0");
        assert_eq!(view(page), all);
    });
}

#[test]
fn a_zoom_keeps_the_chosen_event_in_view_and_counts_what_is_out_of_it() {
    journey(|page| {
        opened(page, "");
        page.role("listbox", "Events on the timeline").focus();
        page.press("End");
        for _ in 0..6 {
            page.press("+");
        }
        assert_eq!(chosen(page), "16:00, diagnosis, Full investigation begins");
        assert!(
            texts(page, "#timeline .edge").contains(&"6 earlier".to_owned()),
            "{:?}",
            texts(page, "#timeline .edge")
        );
        page.press("Home");
        assert_eq!(chosen(page), "12:00, trigger, Traffic starts to rise with the campaign", "it comes into view");
        let ([left, _, width, _], (x, _)) = (page.css("#timeline").rectangle(), shape_of(page, "Traffic starts"));
        assert!(f64::from(x) > left && f64::from(x) < left + width);
    });
}

#[test]
fn the_buttons_zoom_as_the_keys_do() {
    journey(|page| {
        opened(page, "");
        let all = view(page);
        page.button("Zoom in").click();
        assert_ne!(view(page), all);
        page.button("Zoom out").click();
        assert_eq!(view(page), all);
        page.button("Zoom in").click();
        page.button("Fit").click();
        assert_eq!(view(page), all);
    });
}

#[test]
fn the_wheel_scrolls_the_page_and_zooms_only_with_control() {
    journey(|page| {
        if page.lacks(Lack::WheelWithKeys) {
            return;
        }
        page.size(1280, 700);
        opened(page, "");
        let all = view(page);
        page.wheel(place(page, 0.5), -240, "Control");
        page.wait_for("zoomed", || (view(page) != all).then_some(()));
        assert!(scrolled(page).abs() < 0.5, "zooming scrolls nothing");
        let nearer = view(page);
        page.wheel(place(page, 0.5), 60, "Shift");
        page.wait_for("panned", || (view(page) != nearer).then_some(()));
        page.wheel(place(page, 0.5), 2_000, "Control");
        page.wait_for("zoomed out", || (view(page) == all).then_some(()));
        assert!(scrolled(page).abs() < 0.5);
        page.wheel(place(page, 0.5), 120, "");
        page.wait_for("scrolled", || (scrolled(page) > 100.0).then_some(()));
        assert_eq!(view(page), all, "a plain wheel does not zoom");
    });
}

#[test]
fn a_drag_pans_and_chooses_nothing() {
    journey(|page| {
        opened(page, "");
        page.button("Zoom in").click();
        page.button("Zoom in").click();
        let before = view(page);
        let (x, y) = shape_of(page, "Reports multiply");
        page.drag(&[(x, y), (x - 60, y), (x - 150, y)]);
        assert_ne!(view(page), before);
        assert!(!has_details(page), "a drag that begins on a mark is not a click on it");
        let (now, _) = shape_of(page, "Reports multiply");
        assert!((now - (x - 150)).abs() <= 2, "the mark stays under the pointer: {now}, not {}", x - 150);
    });
}

#[test]
fn a_double_click_zooms_in() {
    journey(|page| {
        opened(page, "");
        let all = view(page);
        let at = place(page, 0.5);
        page.double_click(at);
        page.wait_for("zoomed", || (view(page) != all).then_some(()));
    });
}

#[test]
fn pointing_at_a_tile_or_reaching_it_by_key_paints_its_span() {
    journey(|page| {
        opened(page, "");
        crate::show_figures(page);
        let painted = || page.all("#timeline rect.painted").len();
        assert_eq!(painted(), 0);
        let outage = page.button("Outage: 30 min, 15:00 → 15:30");
        let (x, y) = middle(&outage);
        page.hover(x, y);
        page.wait_for("painted", || (painted() == 1).then_some(()));
        let [left, _, width, _] = page.css("#timeline rect.painted").rectangle();
        let (down, _) = shape_of(page, "server down");
        let (back, _) = shape_of(page, "server back");
        assert!((left - f64::from(down)).abs() < 2.0 && (left + width - f64::from(back)).abs() < 2.0, "15:00 to 15:30");
        page.hover(2, 2);
        page.wait_for("took the paint off", || (painted() == 0).then_some(()));
        outage.focus();
        page.wait_for("painted", || (painted() == 1).then_some(()));
        page.role("listbox", "Events on the timeline").focus();
        page.wait_for("took the paint off", || (painted() == 0).then_some(()));
    });
}

#[test]
fn clicking_a_tile_selects_its_span_and_shows_what_lies_in_it() {
    journey(|page| {
        opened(page, "");
        crate::show_figures(page);
        let all = view(page);
        page.button("Impact: 2 h, 13:30 → 15:30").click();
        let details = page.role("complementary", "Details").text();
        for words in ["Range", "2 h", "13:30", "15:30", "Outage\n30 min", "Degraded\n1 h 30 min", "2 × symptom"] {
            assert!(details.to_lowercase().contains(&words.to_lowercase()), "{words:?} in:\n{details}");
        }
        assert!(!page.all("#timeline rect.painted").is_empty());
        page.button("Zoom to it").click();
        assert_ne!(view(page), all);
        page.button("Nobody can get in").click();
        let details = page.role("complementary", "Details").text();
        assert!(details.contains("Nobody can get in") && details.contains("30 min"), "{details}");
        page.press("Escape");
        assert!(!has_details(page));
    });
}

#[test]
fn a_tile_without_a_figure_can_be_reached_and_selects_nothing() {
    journey(|page| {
        opened(page, "");
        crate::show_figures(page);
        let tile = page.button("To resolve: resolved not recorded");
        tile.click();
        assert!(!has_details(page));
        assert_eq!(tile.attribute("aria-disabled").as_deref(), Some("true"));
    });
}

#[test]
fn clicking_a_mark_an_impact_or_a_tag_shows_it() {
    journey(|page| {
        page.size(1280, 1600);
        opened(page, "");
        page.drag(&[shape_of(page, "Temporary fix")]);
        assert_eq!(chosen(page), "15:30, mitigation, Temporary fix; server back");
        assert!(page.role("complementary", "Details").text().contains("Temporary fix; server back"));
        let tags = page.all("#timeline g.tag");
        let tag = tags.iter().find(|tag| tag.js("return arguments[0].textContent").as_str().unwrap().contains("Bug"));
        let (x, y) = middle(tag.expect("the tag of the bug"));
        page.drag(&[(x, y)]);
        assert_eq!(chosen(page), "");
        page.role("heading", "Bug overloads the server past a traffic threshold");
        let bar = page.css("#timeline rect.impact.level-full");
        page.drag(&[middle(&bar)]);
        let details = page.role("complementary", "Details").text();
        assert!(details.contains("30 min") && details.contains("15:30"), "{details}");
    });
}

#[test]
fn the_question_mark_opens_the_list_of_keys() {
    journey(|page| {
        opened(page, "");
        page.role("listbox", "Events on the timeline").focus();
        page.press("ArrowRight");
        page.press("?");
        let keys = page.role("dialog", "Keys");
        for words in ["next event", "zoom in", "show everything", "back out", "Double-click"] {
            assert!(keys.text().contains(words), "{words:?}");
        }
        page.press("Escape");
        page.wait_for("closed the list", || page.all("dialog[open]").is_empty().then_some(()));
        assert_eq!(
            chosen(page),
            "12:00, trigger, Traffic starts to rise with the campaign",
            "Esc closed the list only"
        );
        crate::open_menu(page, "more");
        page.button("Keys").click();
        page.role("dialog", "Keys");
        page.button("Close").click();
        assert!(page.all("dialog[open]").is_empty());
    });
}

#[test]
fn no_key_is_a_shortcut_while_a_text_is_typed() {
    journey(|page| {
        opened(page, "");
        let all = view(page);
        page.role("listbox", "Events on the timeline").focus();
        page.press("ArrowRight");
        crate::open_menu(page, "open");
        page.button("Paste…").click();
        let field = page.role("textbox", "Incident JSON or document");
        field.type_text("?+0-=");
        assert_eq!(field.js("return arguments[0].value"), json!("?+0-="));
        assert_eq!(page.all("dialog[open]").len(), 1, "no list of keys over it");
        assert_eq!(view(page), all);
        page.button("Cancel").click();
        assert_eq!(chosen(page), "12:00, trigger, Traffic starts to rise with the campaign");
    });
}

#[test]
fn keys_with_control_belong_to_the_browser() {
    journey(|page| {
        opened(page, "");
        page.role("listbox", "Events on the timeline").focus();
        let kept = "return !document.querySelector('[role=listbox]').dispatchEvent(new KeyboardEvent('keydown',
            { key: arguments[0], ctrlKey: arguments[1], bubbles: true, cancelable: true }))";
        assert_eq!(page.js_with(kept, &json!(["0", true])), json!(false));
        assert_eq!(page.js_with(kept, &json!(["+", true])), json!(false));
        assert_eq!(page.js_with(kept, &json!(["+", false])), json!(true));
    });
}
