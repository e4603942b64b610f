//! One chart with what belongs to it: heading, sentence, switches, legend, the ends of its brush, its table. Must never
//! compute a position.

use crate::node::{Element, Node, div, el};
use faultline_core::charts::{Cell, Chart, Px, Table};
use faultline_core::incident::ImpactLevel;
use faultline_core::text;
use faultline_viewer::BrushEdge;
use faultline_viewer::plots::{IncidentView, Plot, PlotPress};

use super::draw::{mark, shade_mark};

/// A table has at most so many rows on the page; the file has all of them.
const MOST_ROWS: usize = 100;

/// A button that asks for something of a chart.
fn asks(class: &'static str, plot: Plot, what: PlotPress) -> Element {
    let button = el("button").attr("type", "button").attr("data-press", what.word(plot));
    if class.is_empty() { button } else { button.attr("class", class) }
}

/// A button of two, of which one is on.
fn switch(plot: Plot, name: &'static str, texts: [&'static str; 2], second: bool, what: PlotPress) -> Element {
    let one = |text: &'static str, on: bool| {
        let one = el("button").attr("type", "button").attr("aria-pressed", if on { "true" } else { "false" });
        // The one that is on has nothing to do.
        if on { one.text(text) } else { one.attr("data-press", what.word(plot)).text(text) }
    };
    let [first_text, second_text] = texts;
    div("div", "segments plot-switch")
        .attr("role", "group")
        .attr("aria-label", name)
        .child(one(first_text, !second))
        .child(one(second_text, second))
}

/// The heading and the switches.
pub fn head(shown: &IncidentView, plot: Plot) -> Vec<Node> {
    let title = el("h2").attr("id", format!("{}-title", plot.word())).text(plot.name());
    let switch = match plot {
        Plot::HowLong => Some(switch(plot, "Scale", ["Log", "Linear"], !shown.logarithmic, PlotPress::Axis)),
        Plot::Months => {
            Some(switch(plot, "What is shown", ["Median", "Downtime"], shown.view.downtime, PlotPress::Downtime))
        }
        _ => None,
    };
    let open = shown.view.tables.contains(&plot);
    let table = asks("", plot, PlotPress::Table)
        .attr("aria-expanded", if open { "true" } else { "false" })
        .attr("aria-label", format!("{}: show as table", plot.name()))
        .text("Table");
    let csv = asks("", plot, PlotPress::Csv).attr("aria-label", format!("{}: download CSV", plot.name()));
    let tools = div("div", "plot-tools").maybe(switch).child(table).child(csv.text("CSV"));
    vec![Node::Element(title), Node::Element(tools)]
}

/// What the chart says, and its legend.
pub fn said(shown: &IncidentView, plot: Plot, chart: &Chart) -> Vec<Node> {
    let said = div("p", "plot-said").attr("id", format!("{}-said", plot.word())).text(chart.summary.clone());
    let mut nodes = vec![Node::Element(said)];
    if let Some(legend) = legend(shown, plot) {
        nodes.push(Node::Element(legend));
    }
    nodes
}

fn legend(shown: &IncidentView, plot: Plot) -> Option<Element> {
    let item = |key: Element, text: &'static str| div("span", "legend-item").child(key).text(text);
    let line = |class: &'static str| div("i", class);
    let items = match plot {
        Plot::When => {
            let levels = shown.levels();
            let level = |shade: &u8| {
                let level = usize::from(*shade).checked_sub(1).and_then(|at| ImpactLevel::ALL.get(at));
                item(mark(*shade), level.map_or("No level recorded", |level| text::level_name(*level)))
            };
            let open = shown.charted.observed.iter().any(|(_, observation)| observation.open);
            let mut items: Vec<Element> = levels.iter().map(level).collect();
            if open {
                items.push(item(line("key still-open"), "still open"));
            }
            items
        }
        Plot::HowLong => {
            let mut items = vec![item(line("key bar-of"), "ended"), item(line("key curve"), "share over by then")];
            if !shown.lengths.open_ms.is_empty() {
                items.push(item(line("key open-at"), "still open"));
            }
            items
        }
        Plot::Months if !shown.view.downtime => {
            vec![item(line("key estimate"), "median"), item(line("key interval"), "its 95 % interval")]
        }
        Plot::Week | Plot::Days => {
            let shades = (0..=5).map(shade_mark).collect();
            vec![div("span", "legend-item").text("none ").all(shades).text(" most")]
        }
        Plot::Months => return None,
    };
    Some(div("p", "legend").all(items))
}

/// What the brush keeps, and the way out of it.
pub fn kept(shown: &IncidentView, plot: Plot) -> Option<Element> {
    let kept = shown.kept_in_words(plot)?;
    let clear = asks("", plot, PlotPress::Clear).attr("aria-label", format!("{}: clear the brush", plot.name()));
    Some(div("p", "plot-kept").text(kept).child(clear.text("Clear")))
}

/// The ends of the brush as sliders over the chart.
pub fn edges(shown: &IncidentView, plot: Plot, chart: &Chart) -> Vec<Element> {
    let Some((from, to)) = shown.edges(plot, chart) else { return Vec::new() };
    [(BrushEdge::From, from), (BrushEdge::To, to)].map(|(edge, at)| slider(shown, plot, edge, chart, at)).into()
}

fn slider(shown: &IncidentView, plot: Plot, edge: BrushEdge, chart: &Chart, at: Px) -> Element {
    let (line, knob) = chart.handle(at, edge == BrushEdge::To);
    div("g", "brush-edge")
        .attr("id", format!("{}-{}", plot.word(), edge.word()))
        .attr("role", "slider")
        .attr("tabindex", "0")
        .attr("data-edge", edge.word())
        .attr("aria-label", edge.name(plot))
        .px("aria-valuemin", chart.plot.left)
        .px("aria-valuemax", chart.plot.right)
        .px("aria-valuenow", at)
        .attr("aria-valuetext", shown.edge_in_words(plot, edge))
        .child(div("path", "brush-line").attr("d", line))
        .child(div("path", "brush-knob").attr("d", knob))
}

/// A table, as long as a page bears. The items in it are those of a chart.
pub fn table(table: &Table, name: &'static str, plot: Option<Plot>) -> Element {
    let first = table.rows.first();
    let heads = table.heads.iter().enumerate().map(|(at, head)| {
        let text = first.and_then(|row| row.get(at)).is_none_or(is_text);
        div("th", if text { "words" } else { "number" }).attr("scope", "col").text(*head)
    });
    let rows =
        table.rows.iter().take(MOST_ROWS).map(|row| el("tr").all(row.iter().map(|cell| field(cell, plot)).collect()));
    let more = table.rows.len().saturating_sub(MOST_ROWS);
    let more = (more > 0).then(|| {
        let rows = text::counted(more, "more row", "more rows");
        div("p", "panel-note").text(format!("{rows}: they are in the CSV file."))
    });
    let table = el("table")
        .child(el("caption").text(table.caption.clone()))
        .child(el("thead").child(el("tr").all(heads.collect())))
        .child(el("tbody").all(rows.collect()));
    let scroll = div("div", "plot-table").attr("tabindex", "0").attr("role", "region");
    let scroll = scroll.attr("aria-label", format!("{name} as a table")).child(table);
    div("div", "plot-rows").child(scroll).maybe(more)
}

const fn is_text(cell: &Cell) -> bool {
    matches!(cell, Cell::Text(_) | Cell::Item(..) | Cell::Moment(..))
}

fn field(cell: &Cell, plot: Option<Plot>) -> Element {
    match (cell, plot) {
        (Cell::Item(item, text), Some(plot)) => {
            el("td").child(asks("plain", plot, PlotPress::Mark(*item)).text(text.clone()))
        }
        _ => div("td", if is_text(cell) { "words" } else { "number" }).text(cell.text()),
    }
}
