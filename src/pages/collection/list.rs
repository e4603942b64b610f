//! The list of incidents: a page of rows, sortable, each leading to its incident. Must never hold more rows than a page.

use super::{overview, press_button};
use crate::context::App;
use crate::node::{Element, Node, div, el};
use crate::parts::level_class;
use faultline_core::catalog::{Column, Row};
use faultline_core::charts::week_hour_name;
use faultline_core::metrics::RecordKind;
use faultline_core::text;
use faultline_core::time::{Instant, Zone};
use faultline_viewer::{Overview, PAGE};

/// The list.
pub fn list(_: App) -> Vec<Node> {
    let Some(overview) = overview() else { return Vec::new() };
    let count = overview.order.len();
    let hidden = overview.base.chosen.hidden;
    let said = text::counted(count, "incident", "incidents");
    let said = if hidden > 0 { format!("{said} · {hidden} hidden") } else { said };
    let search = el("input")
        .attr("type", "search")
        .attr("data-field", "many-search")
        .attr("data-value", overview.view.filter.text.to_string())
        .attr("placeholder", "Search incidents")
        .attr("aria-label", "Search incidents")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false");
    let brush = overview.view.filter.lengths_ms.map(|(from, to)| {
        let length = faultline_viewer::length_in_words;
        press_button("", "unbrush")
            .text(format!("{} to {} ×", length(from), length(to)))
            .attr("title", "Lengths of any kind")
    });
    let hour = overview.view.filter.week_hour.map(|hour| {
        press_button("", "any-hour").text(week_hour_name(hour) + " ×").attr("title", "At any hour of the week")
    });
    let head = div("div", "panel-head")
        .child(el("h2").attr("id", "incidents-title").text("Incidents"))
        .child(div("p", "soft").attr("role", "status").text(said))
        .maybe(brush)
        .maybe(hour)
        .child(div("div", "search-many").attr("role", "search").child(search));
    let page = overview.view.page.min(count.saturating_sub(1) / PAGE);
    let first = page * PAGE;
    let rows = overview.order.iter().enumerate().skip(first).take(PAGE);
    let rows: Vec<Element> = rows.filter_map(|(at, number)| row(&overview, at, *number)).collect();
    let table = el("table")
        .attr("aria-labelledby", "incidents-title")
        .attr("aria-rowcount", (count + 1).to_string())
        .child(el("thead").child(heads(&overview)))
        .child(el("tbody").all(rows));
    let body = if count == 0 {
        div("p", "panel-note").text("No incident is left to list.")
    } else {
        div("div", "incidents-frame")
            .attr("tabindex", "0")
            .attr("role", "group")
            .attr("aria-label", "Incidents")
            .child(table)
    };
    let pages = (count > PAGE).then(|| pages(page, count));
    let panel = div("section", "panel incidents").attr("aria-labelledby", "incidents-title");
    vec![Node::Element(panel.child(head).child(body).maybe(pages))]
}

/// The element that opens an incident of the list.
pub fn id_of(row: u32) -> String {
    format!("incident-{row}")
}

fn pages(page: usize, count: usize) -> Element {
    let first = page * PAGE;
    let last = (first + PAGE).min(count);
    let step = |to: Option<usize>, name: &'static str| match to {
        Some(page) => press_button("", &format!("page {page}")).text(name),
        None => el("button").attr("type", "button").attr("disabled", "").text(name),
    };
    div("nav", "pages")
        .attr("aria-label", "Pages of the list")
        .child(step(page.checked_sub(1), "‹ Previous"))
        .child(div("span", "soft").text(format!("{} – {last} of {count}", first + 1)))
        .child(step(Some(page + 1).filter(|_| last < count), "Next ›"))
}

const fn name(column: Column) -> &'static str {
    match column {
        Column::Began => "Began",
        Column::Title => "Title",
        Column::Severity => "Severity",
        Column::Status => "Status",
        Column::Services => "Services",
        Column::Length => "Length",
        Column::Impact => "Covered",
        Column::Level => "Worst level",
        Column::Actions => "Actions",
    }
}

const fn class(column: Column) -> &'static str {
    match column {
        Column::Began => "began",
        Column::Title => "title",
        Column::Length => "number",
        Column::Impact | Column::Actions => "number spare",
        Column::Services => "services spare",
        Column::Level => "level spare",
        _ => "spare",
    }
}

fn heads(overview: &Overview) -> Element {
    let view = &overview.view;
    let heads = Column::ALL.into_iter().map(|column| {
        let sorted = match (view.sort == column, view.descending) {
            (false, _) => "none",
            (true, false) => "ascending",
            (true, true) => "descending",
        };
        let arrow = match sorted {
            "ascending" => " ▲",
            "descending" => " ▼",
            _ => "",
        };
        let press = press_button("plain", &format!("sort {}", column.word())).text(name(column));
        let arrow = el("span").attr("aria-hidden", "true").text(arrow);
        div("th", class(column)).attr("scope", "col").attr("aria-sort", sorted).child(press).child(arrow)
    });
    el("tr").attr("aria-rowindex", "1").all(heads.collect())
}

fn row(overview: &Overview, at: usize, number: u32) -> Option<Element> {
    let (row, entry) = (overview.row(number)?, overview.collection.entry(number)?);
    let zone = overview.zone.as_ref();
    let incident = &entry.incident;
    let began = row.began.map_or_else(|| div("span", "soft").text("no date"), |at| moment(at, zone));
    let open =
        press_button("plain", &format!("open {number}")).attr("id", id_of(number)).text(text::titled(&incident.title));
    let kind = match row.kind {
        RecordKind::Incident => None,
        RecordKind::Maintenance => Some("maintenance"),
        RecordKind::Drill => Some("drill"),
        RecordKind::Test => Some("test"),
    };
    let title = el("th").attr("scope", "row").attr("class", "title").child(open);
    let title = title.maybe(kind.map(|kind| div("span", "role").text(format!(" {kind}"))));
    let services = incident.services.iter().map(|service| &*service.name).collect::<Vec<_>>().join(", ");
    let level = row.worst.map(|level| {
        let swatch = el("i").attr("class", format!("swatch {}", level_class(level))).attr("aria-hidden", "true");
        el("span").child(swatch).text(format!(" {}", text::level_name(level)))
    });
    let severity = incident.severity.as_ref().map_or_else(String::new, |severity| severity.word.to_string());
    let actions = if entry.counts.actions == 0 { String::new() } else { entry.counts.actions.to_string() };
    let text = |column: Column, text: String| div("td", class(column)).text(text);
    let chosen = if overview.view.row == Some(number) { "chosen" } else { "" };
    let element =
        el("tr").attr("aria-rowindex", (at + 2).to_string()).attr("data-press", format!("many open {number}"));
    let element = if chosen.is_empty() { element } else { element.attr("class", chosen) };
    Some(
        element
            .child(div("td", class(Column::Began)).child(began))
            .child(title)
            .child(text(Column::Severity, severity))
            .child(text(
                Column::Status,
                incident.status.map_or_else(String::new, |status| text::status_name(status).to_owned()),
            ))
            .child(text(Column::Services, services))
            .child(text(Column::Length, length(overview, row)))
            .child(text(Column::Impact, if row.hits.is_empty() { "—".to_owned() } else { row.impact().to_string() }))
            .child(div("td", class(Column::Level)).maybe(level))
            .child(text(Column::Actions, actions)),
    )
}

/// Its length, so far while it is open.
fn length(overview: &Overview, row: &Row) -> String {
    match row.observe(overview.view.anchors, overview.now) {
        Ok(observed) => text::length_so_far(observed.length, observed.open),
        Err(faultline_core::metrics::Unmeasured::Backwards) => "runs backwards".to_owned(),
        Err(faultline_core::metrics::Unmeasured::NotRecorded) => "not recorded".to_owned(),
    }
}

fn moment(at: Instant, zone: &dyn Zone) -> Element {
    let iso = text::iso_local(at, zone);
    let hover = format!("{iso} ({})", zone.name());
    el("time").attr("datetime", iso).attr("title", hover).text(text::date_time(at, zone))
}
