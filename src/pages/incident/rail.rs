//! The timeline of a narrow screen: time runs down.

use crate::app::whole;
use crate::context::App;
use crate::node::{Element, Node, button, div, el};
use crate::parts::{level_class, moment};
use crate::platform;
use crate::search;
use crate::views::{IncidentView, SelectionView};
use faultline_core::text;
use faultline_core::timeline::{RailRow, lay_out_rail, px_text};
use faultline_viewer::{Press, RAIL_ROWS, Selection};

/// The rail.
pub fn rail(app: App) -> Vec<Node> {
    let Some(shown) = app.incident().filter(|_| app.timeline().narrow) else { return Vec::new() };
    let choice = app.selection();
    let bands = shown.loaded.bands(&shown.durations, shown.now);
    let rail = platform::measure("faultline:layout", || lay_out_rail(&shown.loaded.case, &bands, shown.zone.as_ref()));
    // All of a long rail would be more than a phone can hold.
    let (from, to) = app.list().rail;
    let kept: Vec<&RailRow> = rail.rows.iter().filter(|row| shown.found().keeps(row.event)).collect();
    let (from, to) = ((from * RAIL_ROWS).min(kept.len()), (to * RAIL_ROWS).min(kept.len()));
    let rows = kept.get(from..to).unwrap_or_default().iter().flat_map(|rail_row| row(&shown, &choice, rail_row));
    let more = |count: usize, press: Press, word: &str| {
        let words = format!("Show {} {word} of {count}", count.min(RAIL_ROWS));
        (count > 0).then(|| button("", press).text(words))
    };
    let section = div("section", if shown.origin.is_some() { "rail rail-counted" } else { "rail" })
        .attr("aria-labelledby", "rail-title")
        .child(el("h2").attr("id", "rail-title").text("Timeline"))
        .maybe(search::hidden(&shown))
        .maybe(more(from, Press::MoreEarlier, "earlier"))
        .child(el("ol").all(rows.collect()))
        .maybe(more(kept.len() - to, Press::MoreLater, "later"));
    whole(section)
}

fn row(shown: &IncidentView, choice: &SelectionView, row: &RailRow) -> Vec<Element> {
    let zone = shown.zone.as_ref();
    let Some(event) = shown.loaded.case.incident.timeline.get(row.event.at()) else { return Vec::new() };
    let selection = Selection::Event(row.event);
    let parts = row.parts.iter().map(|part| {
        let class = format!("rail-part {}", part.level.map_or("", level_class));
        el("i").attr("class", class).attr("data-share", px_text(part.share * 100.0))
    });
    let title = el("button").attr("type", "button").attr("class", choice.class("plain", selection, |_| true));
    let title = title.press(Press::Select(selection));
    let title = search::marked(title, shown, shown.found().marks(row.event), &text::titled(&event.title));
    let folded = row.folded.map(|length| div("span", "rail-fold").text(format!("{length}, nothing recorded")));
    let body = div("span", "rail-body")
        .child(title)
        .child(div("span", "rail-kind").text(text::kind_name(event.kind)))
        .maybe(folded);
    let line = div("span", "rail-line").attr("aria-hidden", "true").all(parts.collect());
    let clock = div("span", "rail-clock").child(moment(row.at, shown, shown.clock(row.at)));
    let entry = el("li")
        .attr("class", choice.class("rail-row", selection, |lit| lit.event(row.event)))
        .attr("id", format!("row-{}", row.event.0))
        .attr("data-height", px_text(row.gap) + "px")
        .child(clock)
        .child(line)
        .child(body);
    let day = row.new_day.then(|| div("li", "rail-day").text(text::date(row.at, zone)));
    day.into_iter().chain([entry]).collect()
}
