//! What could not be read of many incidents, and how foreign fields were read. Must never hide that something is missing.

use super::{overview, press_button};
use crate::context::App;
use crate::node::{Element, Node, div, el};
use faultline_core::text;

/// How many problems are listed.
const LISTED: usize = 100;

/// Problems, then mappings.
pub fn problems(_: App) -> Vec<Node> {
    let Some(overview) = overview() else { return Vec::new() };
    let catalog = &overview.collection.catalog;
    let mut parts = Vec::new();
    let count = catalog.problems.len() + catalog.unlisted as usize;
    if count > 0 {
        let items = catalog.problems.iter().take(LISTED).map(|problem| {
            let place = match problem.entry {
                Some(entry) => press_button("plain", &format!("open {entry}")).text(problem.place()),
                None => el("strong").text(problem.place()),
            };
            div("li", "finding problem").child(el("div").child(place).text(format!(": {}", problem.sentence())))
        });
        let items: Vec<Element> = items.collect();
        let more = (count > items.len()).then(|| div("p", "panel-note").text(text::and_more(count - items.len())));
        let head = div("div", "panel-head")
            .child(el("h2").attr("id", "unread-title").text("Could not be read"))
            .child(div("p", "soft").text(text::counted(count, "problem", "problems") + "; everything else is shown"));
        let panel = div("section", "panel findings").attr("aria-labelledby", "unread-title");
        parts.push(Node::Element(panel.child(head).child(el("ul").all(items)).maybe(more)));
    }
    for mapping in &catalog.mappings {
        let rows = mapping.rows.iter().map(|(from, to)| {
            el("tr").child(el("th").attr("scope", "row").child(el("code").text(*from))).child(el("td").text(*to))
        });
        let heads = el("tr")
            .child(el("th").attr("scope", "col").text("There"))
            .child(el("th").attr("scope", "col").text("Here"));
        let table = el("table").child(el("thead").child(heads)).child(el("tbody").all(rows.collect()));
        let name = format!("How {} were read", mapping.format);
        let details = div("details", "panel mapping").child(el("summary").child(el("h2").text(name))).child(table);
        parts.push(Node::Element(details));
    }
    parts
}
