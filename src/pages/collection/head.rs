//! The top of the page of many incidents: what it is, the filters, the sentences and the figures. Must never work one out.

use super::plots::table;
use super::{estimates, filters, overview, press_button};
use crate::context::App;
use crate::node::{Element, Node, div, el};
use faultline_core::metrics::{Interval, LEAST_FOR_INTERVALS};
use faultline_viewer::{Estimates, Overview, Piece, Sheet};

/// The head.
pub fn head(_: App) -> Vec<Node> {
    let Some(overview) = overview() else { return Vec::new() };
    let estimates = estimates();
    let title = overview.collection.title().to_owned();
    let mut parts = vec![el("h1").text(title), filters::filters(&overview)];
    parts.extend(unread(&overview));
    parts.push(pieces("p", "headline", faultline_viewer::headline(&overview, &estimates)));
    if overview.base.figures.summary.n > 0 {
        parts.push(tiles(&overview, estimates.all.map(|all| (all.median, all.mean)), estimates.done));
    }
    parts.extend(faultline_viewer::availability(&overview).map(|said| pieces("p", "budget", said)));
    if overview.base.figures.summary.n > 0 {
        parts.push(every_figure(&overview, &estimates));
    }
    parts.extend(a_year_ago(&overview));
    vec![Node::Element(div("section", "trends-head").attr("aria-label", "Summary").all(parts))]
}

/// Pieces of sentences as one element.
pub fn pieces(tag: &'static str, class: &'static str, pieces: Vec<Piece>) -> Element {
    let pieces = pieces
        .into_iter()
        .map(|(strong, text)| if strong { Node::Element(el("strong").text(text)) } else { Node::Text(text.into()) });
    div(tag, class).nodes(pieces.collect())
}

/// Parts of the catalog that are not read yet.
fn unread(overview: &Overview) -> Option<Element> {
    let collection = &overview.collection;
    let left = collection.catalog.parts.len();
    (left > 0).then(|| {
        let (read, all) = (collection.parts - left, collection.parts);
        let said =
            format!("The catalog has {all} further parts; {read} of {all} are read. What follows is of what is read. ");
        div("p", "parts").attr("role", "status").text(said).child(press_button("", "parts").text("Read the rest"))
    })
}

fn tiles(overview: &Overview, intervals: Option<(Interval, Interval)>, done: bool) -> Element {
    let summary = &overview.base.figures.summary;
    let said = |interval: Option<Interval>, few: &str| match interval {
        Some(interval) => format!("95 %: {}", faultline_viewer::interval_in_words(interval)),
        None if done => few.to_owned(),
        None => "95 %: being drawn…".to_owned(),
    };
    let plain = |name, figure, note| tile(div("div", "tile"), name, figure, note);
    let longest = overview.longest();
    let longest_tile = match longest {
        Some(row) => press_button("tile", &format!("open {row}")),
        None => div("div", "tile"),
    };
    let sum = summary
        .sum
        .map_or_else(String::new, |sum| format!("union; added up {}", faultline_viewer::length_in_words(sum)));
    // What one in ten does cannot be told of four.
    let shares = if summary.n < LEAST_FOR_INTERVALS {
        vec![plain("Shortest", summary.min, "fewer than 5: no share of them means anything".to_owned())]
    } else {
        vec![
            plain("p90", summary.p90, "1 in 10 is longer".to_owned()),
            plain("p95", summary.p95, "1 in 20 is longer".to_owned()),
        ]
    };
    div("div", "tiles")
        .attr("role", "group")
        .attr("aria-label", "Figures")
        .child(plain("Median", summary.median, said(intervals.map(|both| both.0), "fewer than 5: no interval")))
        .all(shares)
        .child(tile(longest_tile, "Longest", summary.max, "open it".to_owned()))
        .child(plain("Covered time", summary.union, sum))
        .child(tile(
            div("div", "tile doubtful"),
            "Mean",
            summary.mean,
            format!("last, because a few long ones decide it; {}", said(intervals.map(|both| both.1), "no interval")),
        ))
}

/// All that is known of the lengths, as a table.
fn every_figure(overview: &Overview, estimates: &Estimates) -> Element {
    let csv = press_button("", "csv figures").attr("aria-label", "Figures: download CSV").text("CSV");
    div("details", "every-figure")
        .child(el("summary").text("Every figure"))
        .child(table(&Sheet::Figures.table(overview, estimates), "Every figure", None))
        .child(csv)
}

fn tile(tile: Element, name: &'static str, figure: Option<f64>, note: String) -> Element {
    let figure = figure.map_or_else(|| "—".to_owned(), faultline_viewer::length_in_words);
    // A long figure is set smaller, so that it stays on one line.
    let size = if figure.chars().count() > 11 { "figure long" } else { "figure" };
    tile.child(div("span", "name").text(name))
        .text(" ")
        .child(div("span", size).text(figure))
        .text(" ")
        .child(div("span", "anchors").text(note))
}

/// What began a year ago, with the way to it.
fn a_year_ago(overview: &Overview) -> Option<Element> {
    if overview.table.rows.is_empty() {
        return None;
    }
    let (said, rows) = faultline_viewer::a_year_ago(overview);
    let links = rows.iter().take(5).filter_map(|row| {
        let entry = overview.collection.entry(*row)?;
        let when = overview.row(*row)?.began.map(|at| faultline_core::text::date(at, overview.zone.as_ref()))?;
        let title = faultline_core::text::titled(&entry.incident.title);
        let open = press_button("plain", &format!("open {row}")).text(title);
        Some(el("li").child(div("span", "soft").text(when + " ")).child(open))
    });
    let list: Vec<Element> = links.collect();
    let list = (!list.is_empty()).then(|| el("ul").all(list));
    let heading = el("h2").text("A year ago");
    Some(
        div("section", "year-ago")
            .attr("aria-label", "A year ago")
            .child(heading)
            .child(div("p", "soft").text(said))
            .maybe(list),
    )
}

/// A button that is in or out.
pub fn toggle(word: &str, on: bool, text: String) -> Element {
    press_button("", word).attr("aria-pressed", if on { "true" } else { "false" }).text(text)
}
