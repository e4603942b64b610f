//! The events as a list, in step with the timeline: the same events, the same choice.
//!
//! Up to `MOST_WHOLE` events every row is on the page, with a button each. A longer list is one stop of the Tab key: a grid
//! that tells how many rows it has, draws those in view, and is walked with the arrow keys. Must never sort.

use crate::app::whole;
use crate::context::App;
use crate::node::{Element, Node, button, div, el};
use crate::parts::moment;
use crate::platform;
use crate::search;
use crate::views::{IncidentView, ListView, SelectionView};
use faultline_core::incident::{EventIx, Milestone};
use faultline_core::text;
use faultline_viewer::{Action, Column, Press, Row, Scroll, SearchAction, Selection};

/// The box that the list scrolls in.
const BOX: &str = "list";
/// How many rows Page Up and Page Down go.
const PAGE: isize = 12;

/// The events.
pub fn events(app: App) -> Vec<Node> {
    let Some(shown) = app.incident() else { return Vec::new() };
    let count = shown.loaded.case.incident.timeline.len();
    let head = div("div", "panel-head")
        .child(el("h2").attr("id", "events-title").text("Events"))
        .child(div("span", "soft").text(count.to_string()))
        .maybe(app.list().seeking.map(|text| div("span", "soft").text(text)))
        .maybe(search::hidden(&shown));
    let body = if count == 0 {
        div("p", "panel-note").text("The file lists no events under “timeline”.")
    } else if shown.list.rows() == 0 {
        div("p", "panel-note").text("The search and the filters leave no event.")
    } else {
        table(&shown, &app.selection(), &app.list())
    };
    whole(div("section", "panel events").attr("aria-labelledby", "events-title").child(head).child(body))
}

fn table(shown: &IncidentView, choice: &SelectionView, rows: &ListView) -> Element {
    let (list, window) = (&shown.list, rows.window);
    let long = list.is_long();
    let head = el("tr").all(Column::ALL.into_iter().map(|column| name(shown, column)).collect());
    let head = if long { head.attr("aria-rowindex", "1") } else { head };
    let drawn = (window.from..window.to).filter_map(|at| {
        let row = match list.row(at)? {
            Row::Day(at) => {
                let name = el("th").attr("colspan", "4").attr("scope", "rowgroup");
                div("tr", "day").child(name.text(text::date(at, shown.zone.as_ref())))
            }
            Row::Event(ix) => row(shown, choice, ix, long)?,
        };
        // The head is the first row.
        Some(if long { row.attr("aria-rowindex", (at + 2).to_string()) } else { row })
    });
    let table = el("table").child(el("thead").child(head)).child(el("tbody").all(drawn.collect()));
    let scrolled = div("div", if long { "events-box events-long" } else { "events-box" }).attr("id", BOX);
    if !long {
        return scrolled.child(table);
    }
    let table = table
        .attr("role", "grid")
        .attr("id", "grid")
        .attr("tabindex", "0")
        .attr("aria-labelledby", "events-title")
        .attr("aria-rowcount", (list.rows() + 1).to_string());
    let here = match choice.selected {
        Some(Selection::Event(ix)) => list.row_of(ix).filter(|row| (window.from..window.to).contains(row)).map(|_| ix),
        _ => None,
    };
    let table = match here {
        Some(ix) => table.attr("aria-activedescendant", row_id(ix)),
        None => table,
    };
    let space = |px: f64| div("div", "events-space").attr("data-height", faultline_core::timeline::px_text(px) + "px");
    let on_paper = format!("On paper: {} of {} rows, those in view.", window.to - window.from, list.rows());
    scrolled
        .child(space(window.above))
        .child(table)
        .child(space(window.below))
        .child(div("p", "panel-note on-paper").text(on_paper))
}

fn row_id(ix: EventIx) -> String {
    format!("entry-{}", ix.0)
}

/// The head of a column: what it is, and the button that sorts by it.
fn name(shown: &IncidentView, column: Column) -> Element {
    let (class, text) = match column {
        Column::Time if shown.origin.is_some() => ("clock", "T+".to_owned()),
        Column::Time => ("clock", shown.zone.name().to_owned()),
        Column::FromStart => ("from-start", "from start".to_owned()),
        Column::Kind => ("kind", "kind".to_owned()),
        Column::What => ("what", "what".to_owned()),
    };
    let sort = shown.answer.wanted.sort;
    let sorted = match (sort.by == column, sort.down) {
        (false, _) => "none",
        (true, false) => "ascending",
        (true, true) => "descending",
    };
    let sort = button("sort", Press::Sort(column)).text(text);
    div("th", class).attr("scope", "col").attr("aria-sort", sorted).child(sort)
}

fn row(shown: &IncidentView, choice: &SelectionView, ix: EventIx, long: bool) -> Option<Element> {
    let event = shown.loaded.case.incident.timeline.get(ix.at())?;
    let selection = Selection::Event(ix);
    let clock = event.at.map(|when| {
        let text = if when.day_only { "all day".to_owned() } else { shown.clock(when.at) };
        moment(when.at, shown, if event.approximate { text::about(&text) } else { text })
    });
    let clock = clock.unwrap_or_else(|| el("span").text("no time"));
    let started = shown.durations.anchor(Milestone::Started);
    let from_start = started.zip(event.at).map(|(started, when)| when.at.since(started.at).signed());
    let class = choice.class(search::found(shown, ix, "event", "event match"), selection, |lit| lit.event(ix));
    let is_match = shown.found().marks(ix);
    // A row of a grid is chosen itself, a row of a plain table by the button in it.
    let title = if long {
        el("span")
    } else {
        el("button").attr("type", "button").attr("class", "plain").attr("aria-pressed", choice.pressed(selection))
    };
    let row = el("tr")
        .attr("class", class)
        .attr("id", row_id(ix))
        .press(Press::Select(selection))
        .child(div("td", "clock").child(clock))
        .child(div("td", "from-start").text(from_start.unwrap_or_default()))
        .child(div("td", "kind").text(text::kind_name(event.kind)))
        .child(div("td", "what").child(search::marked(title, shown, is_match, &text::titled(&event.title))));
    Some(if long { row.attr("aria-selected", choice.pressed(selection)) } else { row })
}

/// Keeps the list in step: scrolls it to what is chosen, and walks it by key.
pub fn listen(app: App) {
    platform::on_scrolled("events", BOX, move |top, height| {
        app.dispatch(SearchAction::Scrolled(Scroll { top, height }));
    });
    platform::on_field_key("grid", move |key, _| {
        let by = match key {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            "PageDown" => PAGE,
            "PageUp" => -PAGE,
            "Home" => isize::MIN,
            "End" => isize::MAX,
            "Enter" => {
                platform::focus("details-title");
                return true;
            }
            _ => return false,
        };
        walk(app, by);
        true
    });
}

fn walk(app: App, by: isize) {
    let Some(shown) = app.incident_untracked() else { return };
    let from = match app.selected_untracked() {
        Some(Selection::Event(ix)) => Some(ix),
        _ => None,
    };
    if let Some(ix) = shown.list.step(from, by) {
        app.dispatch(Action::Select(Selection::Event(ix)));
    }
}

/// Scrolls the list, and nothing around it, so that the chosen event is in view.
pub fn reveal(app: App) {
    let (Some(shown), Some(Selection::Event(ix))) = (app.incident(), app.selection().selected) else { return };
    platform::after_paint(move || {
        let Some(row) = shown.list.row_of(ix) else { return };
        if !shown.list.is_long() {
            platform::reveal_in_box(BOX, &row_id(ix), 2.0 * platform::root_font_px());
            return;
        }
        let (scroll, text_px) = app.scroll_untracked();
        let scroll = Scroll { height: platform::box_height(BOX), ..scroll };
        if let Some(top) = shown.list.scroll_to(row, scroll, text_px) {
            platform::scroll_box(BOX, top);
        }
    });
}
