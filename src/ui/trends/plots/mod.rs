//! The charts of the trends page: which element shows what, and when it is drawn again. Must never compute a position.

mod draw;
mod hands;
mod panel;
mod pictures;
mod spark;

pub use pictures::Pictures;
pub use spark::spark;

use crate::browser;
use crate::state::plots::{Plot, PlotsAction};
use crate::state::{Action, Narrowing};
use crate::ui::app::{App, region};
use crate::ui::node::{Element, Node, div, el, patch};

/// Builds the frame of the charts into the element `plots`, draws into it, and listens.
pub fn mount(app: App) {
    let Some(element) = browser::by_id("plots") else { return };
    browser::dom::clear(&element);
    let mut nodes: Vec<Node> = Plot::ALL.map(|plot| Node::Element(frame(plot))).into();
    // As wide as a chart is to be, whether or not one is shown.
    nodes.push(Node::Element(div("div", "plot-measure").child(el("div").attr("id", "plot-width"))));
    patch(&element, &[], &nodes);
    for plot in Plot::ALL {
        let id = |part: &str| [plot.word(), "-", part].concat();
        region(app, &id("head"), move |app| with(app, |pictures| panel::head(&pictures.shown(), plot)));
        region(app, &id("text"), move |app| {
            with(app, |pictures| panel::said(&pictures.shown(), plot, pictures.chart(plot)))
        });
        region(app, &id("draw"), move |app| with(app, |pictures| pictures.drawn(plot)));
        region(app, &id("over"), move |app| over(app, plot));
        region(app, &id("foot"), move |app| with(app, |pictures| foot(pictures, plot)));
    }
    hands::listen(app);
    browser::on_resize("plot-width", move |width| app.act(Action::Plots(PlotsAction::Width(width))));
}

/// The still empty frame of a chart.
fn frame(plot: Plot) -> Element {
    let part = |class: &'static str, part: &str| div("div", class).attr("id", [plot.word(), "-", part].concat());
    let wide = if plot == Plot::Days { "panel plot wide" } else { "panel plot" };
    let chart = part("plot-frame", "frame")
        .attr("data-plot", plot.word())
        .child(part("plot-draw", "draw"))
        .child(part("plot-over", "over"));
    div("section", wide)
        .attr("aria-labelledby", [plot.word(), "-title"].concat())
        .child(part("panel-head", "head"))
        .child(part("plot-text", "text"))
        .child(chart)
        .child(part("plot-foot", "foot"))
}

fn with(app: App, draw: impl FnOnce(&Pictures) -> Vec<Node>) -> Vec<Node> {
    app.pictures().map_or_else(Vec::new, |pictures| draw(&pictures))
}

/// What lies over a chart: the ends of its brush, and the mark that the pointer or the keys are at.
fn over(app: App, plot: Plot) -> Vec<Node> {
    let at = app.plot_at().filter(|(other, _)| *other == plot).map(|(_, item)| item);
    with(app, |pictures| {
        let (shown, chart) = (pictures.shown(), pictures.chart(plot));
        let target = at.and_then(|item| chart.target(item));
        let said = target.as_ref().map(|target| shown.said(plot, target));
        let size = shown.size(plot);
        let layer = draw::over(target.as_ref(), size).all(panel::edges(&shown, plot, chart));
        vec![
            Node::Element(layer),
            Node::Element(walker(plot, chart, at, said.as_deref())),
            Node::Element(div("p", "plot-at").attr("aria-hidden", "true").text(said.unwrap_or_default())),
        ]
    })
}

/// The one stop of the tab key for all marks of a chart. Only the mark that the keys are at is an element: a chart may
/// have 10,000.
fn walker(plot: Plot, chart: &crate::charts::Chart, at: Option<u32>, said: Option<&str>) -> Element {
    let place = at.and_then(|item| chart.place_of(item));
    let id = [plot.word(), "-mark-", &at.unwrap_or(0).to_string()].concat();
    let option = el("div")
        .attr("role", "option")
        .attr("id", id.clone())
        .attr("aria-selected", if place.is_some() { "true" } else { "false" })
        .attr("aria-setsize", chart.walked().to_string())
        .attr("aria-posinset", (place.unwrap_or(0) + 1).to_string())
        .text(said.unwrap_or("No mark chosen yet").to_owned());
    let list = div("div", "plot-walk")
        .attr("id", [plot.word(), "-walk"].concat())
        .attr("role", "listbox")
        .attr("tabindex", "0")
        .attr("aria-label", plot.use_in_words());
    let list = if place.is_some() { list.attr("aria-activedescendant", id) } else { list };
    list.child(div("div", "unseen").attr("role", "presentation").child(option))
}

fn foot(pictures: &Pictures, plot: Plot) -> Vec<Node> {
    let shown = pictures.shown();
    let kept = panel::kept(&shown, plot);
    let table = shown.view.tables.contains(&plot).then(|| panel::table(&shown.table(plot), plot));
    kept.into_iter().chain(table).map(Node::Element).collect()
}

/// Narrows the page as a chart asks for.
fn narrow(app: App, narrowing: Narrowing) {
    let _ = (app, narrowing);
}
