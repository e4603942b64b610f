//! What happened, in a few lines, and the figures.

use crate::app::whole;
use crate::context::App;
use crate::markdown::markdown;
use crate::node::{Element, Node, button, div, el};
use crate::parts::{level_class, links, moment};
use crate::views::IncidentView;
use faultline_core::metrics::{Measured, Metric};
use faultline_core::text;
use faultline_viewer::{Press, Selection};

/// Severity, status, when, where; the title; the summary.
pub fn head(app: App) -> Vec<Node> {
    let Some(shown) = app.incident() else { return Vec::new() };
    let incident = &shown.loaded.case.incident;
    let severity = incident.severity.as_ref().map(|severity| {
        let class = severity.rank.map_or_else(|| "chip".to_owned(), |rank| format!("chip severity-{rank}"));
        el("span").attr("class", class).attr("title", "Severity").text(severity.word.to_string())
    });
    let status = incident.status.map(|status| {
        let class = format!("chip status-{}", status.word());
        el("span").attr("class", class).attr("title", "Status").text(text::status_name(status))
    });
    let when = shown.loaded.case.extent(shown.now).map(|span| {
        let text = text::from_to(span, shown.zone.as_ref());
        let moment = moment(span.start(), &shown, text);
        div("span", "soft").child(moment).text(format!(" {}", shown.zone.name()))
    });
    let services = incident.services.iter().map(|service| &*service.name).collect::<Vec<_>>().join(", ");
    let services = (!services.is_empty()).then(|| div("span", "soft").text(services));
    let title = if incident.title.is_empty() { "Incident without a title" } else { &incident.title };
    let head = div("section", "head")
        .child(div("p", "chips").maybe(severity).maybe(status).maybe(when).maybe(services))
        .child(el("h1").text(title.to_owned()))
        .maybe(incident.summary.as_deref().map(markdown))
        .maybe(links(&incident.links));
    whole(head)
}

/// The figures. Each paints its stretch on the timeline while it is pointed at, and chooses it when pressed.
pub fn tiles(app: App) -> Vec<Node> {
    let Some(shown) = app.incident() else { return Vec::new() };
    let shown_tiles = Metric::ALL.into_iter().filter(|metric| faultline_viewer::is_shown(&shown.durations, *metric));
    let tiles = shown_tiles.map(|metric| tile(&shown, metric)).collect();
    let tiles = div("section", "tiles").attr("aria-label", "Durations").all(tiles);
    let availability =
        faultline_viewer::availability_in_words(&shown.durations, &shown.loaded.case, shown.zone.as_ref());
    let availability = availability.map(|text| div("p", "soft availability").text(text));
    [Some(tiles), availability].into_iter().flatten().map(Node::Element).collect()
}

fn tile(shown: &IncidentView, metric: Metric) -> Element {
    let measured = shown.durations.get(metric);
    let anchors = faultline_viewer::anchors_in_words(&shown.durations, metric, &shown.loaded.case, shown.zone.as_ref());
    let notes = faultline_viewer::notes_in_words(&shown.durations, &shown.loaded.case, metric);
    let range = faultline_viewer::painted_by(measured).into_iter().reduce(faultline_core::time::Span::cover);
    let figure = match measured {
        Measured::Known { length, so_far, .. } => text::length_so_far(*length, *so_far),
        Measured::NotRecorded { .. } => "—".to_owned(),
        Measured::Backwards { .. } => "?".to_owned(),
    };
    let label = text::figure_label(metric.name(), &figure, &anchors, &notes);
    let tile = match range {
        Some(range) => button("tile", Press::Select(Selection::Range(range))).attr("data-paint", metric.key()),
        // It can be reached, since what is not recorded is worth hearing, and asks for nothing.
        None => div("button", "tile unknown").attr("type", "button").attr("aria-disabled", "true"),
    };
    // A long figure is set smaller, so that it stays on one line.
    let size = if figure.chars().count() > 11 { "figure long" } else { "figure" };
    let swatch = faultline_viewer::tile_level(metric)
        .map(|level| el("i").attr("class", format!("swatch {}", level_class(level))).attr("aria-hidden", "true"));
    // The name comes first for those who hear the page; the style sheet puts the figure on top.
    tile.attr("aria-label", label)
        .child(div("span", "name").maybe(swatch).text(metric.name()))
        .text(" ")
        .child(div("span", size).text(figure))
        .text(" ")
        .child(div("span", "anchors").text(anchors))
        .maybe((!notes.is_empty()).then(|| div("span", "notes").text(format!("({notes})"))))
}
