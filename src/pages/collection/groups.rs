//! The table of groups: by service, severity, level, cause or status. Must never add a group's figures to another's.

use super::head::toggle;
use super::plots::spark;
use super::{estimates, overview, press_button};
use crate::context::App;
use crate::node::{Element, Node, div, el};
use faultline_core::catalog::{Group, GroupBy};
use faultline_core::metrics::{Availability, Intervals};
use faultline_core::text;
use faultline_viewer::Overview;

/// The table, with what it can be by.
pub fn groups(_: App) -> Vec<Node> {
    let Some(overview) = overview().filter(|overview| !overview.groups.is_empty()) else { return Vec::new() };
    let estimates = estimates();
    let by = overview.view.group_by;
    let switch =
        GroupBy::ALL.map(|other| toggle(&format!("group {}", other.word()), other == by, name(other).to_owned()));
    let switch = div("div", "segments").attr("role", "group").attr("aria-label", "Group by").all(switch.into());
    let note = match by {
        GroupBy::Service => "an incident counts for each service it names",
        GroupBy::Role => "an incident counts for each role its causes played",
        _ => "",
    };
    let title = format!("By {}", name(by).to_ascii_lowercase());
    let head = div("div", "panel-head")
        .child(el("h2").attr("id", "groups-title").text(title))
        .child(div("p", "soft").text(note))
        .child(switch)
        .child(press_button("", "csv groups").attr("aria-label", "Groups: download CSV").text("CSV"));
    let number = |text: &'static str| div("th", "number").attr("scope", "col").text(text);
    let heads = el("tr")
        .child(el("th").attr("scope", "col").text(name(by)))
        .child(number("n"))
        .child(number("median"))
        .child(number("95 %"))
        .child(number("p90"))
        .child(number("covered"))
        .child(number("availability"))
        .child(number("budget burnt"))
        .child(el("th").attr("scope", "col").text("by month"));
    let rows = overview
        .groups
        .iter()
        .enumerate()
        .map(|(at, group)| row(&overview, group, estimates.group(at), estimates.done));
    let table = el("table").attr("aria-labelledby", "groups-title").child(el("thead").child(heads));
    let table = table.child(el("tbody").all(rows.collect()));
    let frame = div("div", "groups-frame").attr("tabindex", "0").attr("role", "group").attr("aria-label", "Groups");
    let panel = div("section", "panel groups").attr("aria-labelledby", "groups-title");
    vec![Node::Element(panel.child(head).child(frame.child(table)))]
}

const fn name(by: GroupBy) -> &'static str {
    match by {
        GroupBy::Service => "Service",
        GroupBy::Severity => "Severity",
        GroupBy::Level => "Level",
        GroupBy::Role => "Cause",
        GroupBy::Status => "Status",
    }
}

fn row(overview: &Overview, group: &Group, intervals: Option<Intervals>, done: bool) -> Element {
    let length = |ms: Option<f64>| ms.map_or_else(|| "—".to_owned(), faultline_viewer::length_in_words);
    let summary = &group.summary;
    let interval = match intervals {
        Some(both) => faultline_viewer::interval_in_words(both.median),
        None if done => "—".to_owned(),
        None => "…".to_owned(),
    };
    let availability = group.downtime.as_ref().and_then(|downtime| downtime.availability.as_ref());
    let share = availability.map_or_else(|| "—".to_owned(), Availability::percent);
    let burnt = availability.and_then(Availability::burnt_percent).unwrap_or_else(|| "—".to_owned());
    let numbers = overview.spark(group);
    let label = format!("Incidents a month: {}", text::counted(group.count, "incident", "incidents"));
    let spark = spark(&numbers, label);
    let number = |text: String| div("td", "number").text(text);
    let count =
        if summary.open > 0 { format!("{} ({} open)", group.count, summary.open) } else { group.count.to_string() };
    let name = group.name.to_string();
    let name = match overview.narrows_to(group) {
        Some(word) => {
            let on = if overview.is_narrowed_to(group) { "true" } else { "false" };
            let hint = if on == "true" { "Show the others, too" } else { "Show only these" };
            el("th").child(press_button("plain", &word).attr("aria-pressed", on).attr("title", hint).text(name))
        }
        None => el("th").text(name),
    };
    el("tr")
        .child(name.attr("scope", "row"))
        .child(number(count))
        .child(number(length(summary.median)))
        .child(number(interval))
        .child(number(length(summary.p90)))
        .child(number(length(summary.union)))
        .child(number(share))
        .child(number(burnt))
        .child(el("td").child(spark))
}
