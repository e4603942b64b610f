//! The charts of the trends page: which element shows what, and when it is drawn again. Must never compute a position.

mod draw;
mod hands;
mod panel;
mod pictures;
mod spark;

pub use hands::pressed;
pub use panel::table;
pub use spark::spark;

use leptos::prelude::*;

use super::{act, estimates, overview};
use crate::context::App;
use crate::node::{Element, Node, div, el, patch};
use crate::platform;
use crate::views::ByPtr;
use faultline_core::charts::Chart;
use faultline_viewer::plots::{Plot, PlotAt, PlotsAction, PlotsView};
use faultline_viewer::{CollectionAction, Narrowing};
use pictures::Pictures;

/// What the charts are drawn from. Signals of their own beside the model: a pointer over a chart moves many times a
/// second, and nothing but the ring about one mark is drawn again for it.
#[derive(Clone, Copy)]
pub struct Plots {
    app: App,
    pictures: Memo<Option<ByPtr<Pictures>>>,
    view: RwSignal<PlotsView>,
    at: RwSignal<PlotAt>,
    walked: RwSignal<PlotAt>,
}

thread_local! {
    static PLOTS: std::cell::Cell<Option<Plots>> = const { std::cell::Cell::new(None) };
}

impl Plots {
    fn act(self, action: PlotsAction) {
        match action {
            PlotsAction::At(at) => put(self.at, at),
            PlotsAction::Walked(at) => put(self.walked, at),
            action => self.view.update(|view| view.update(action)),
        }
    }
}

/// Nothing is drawn again for what has not changed.
fn put(signal: RwSignal<PlotAt>, at: PlotAt) {
    if signal.get_untracked() != at {
        signal.set(at);
    }
}

/// Builds the frames of the charts into the element `trends-plots`, draws into them, and listens.
pub fn mount(app: App) {
    let Some(element) = platform::by_id("trends-plots") else { return };
    let view = RwSignal::new(PlotsView::default());
    let pictures = Memo::new(move |before: Option<&Option<ByPtr<Pictures>>>| {
        let overview = overview()?;
        let estimates = estimates();
        view.with(|view| {
            let same = before.and_then(Option::as_ref).filter(|before| before.0.is_of(&overview, &estimates, view));
            same.cloned().or_else(|| Some(ByPtr(Pictures::of(&overview, &estimates, view)?.into())))
        })
    });
    let plots = Plots { app, pictures, view, at: RwSignal::new(None), walked: RwSignal::new(None) };
    PLOTS.set(Some(plots));
    platform::dom::clear(&element);
    let mut nodes: Vec<Node> = Plot::ALL.map(|plot| Node::Element(frame(plot))).into();
    // As wide as a chart is to be, whether or not one is shown.
    nodes.push(Node::Element(div("div", "plot-measure").child(el("div").attr("id", "plot-width"))));
    nodes.push(Node::Element(div("div", "plot-measure all").child(el("div").attr("id", "plot-wide"))));
    patch(&element, &[], &nodes);
    for plot in Plot::ALL {
        part(plots, plot, "head", |pictures, plot, _| panel::head(&pictures.shown(), plot));
        part(plots, plot, "text", |pictures, plot, _| panel::said(&pictures.shown(), plot, pictures.chart(plot)));
        part(plots, plot, "draw", |pictures, plot, _| pictures.drawn(plot));
        part(plots, plot, "over", over);
        part(plots, plot, "foot", |pictures, plot, _| foot(pictures, plot));
    }
    hands::listen(plots);
    // In a task of their own: the page around them has only just been laid out.
    let told = move |action| platform::after(0, move || plots.act(action));
    platform::on_resize("plot-width", move |width| told(PlotsAction::Width(width, platform::root_font_px())));
    platform::on_resize("plot-wide", move |width| told(PlotsAction::Wide(width)));
}

/// Draws a part of a chart's panel, again whenever what it is drawn from has changed.
fn part(plots: Plots, plot: Plot, name: &str, draw: fn(&Pictures, Plot, Plots) -> Vec<Node>) {
    let Some(element) = platform::by_id(&id(plot, name)) else { return };
    let effect = RenderEffect::new(move |before: Option<Vec<Node>>| {
        let now = plots.pictures.get().map(|pictures| draw(&pictures.0, plot, plots)).unwrap_or_default();
        patch(&element, &before.unwrap_or_default(), &now);
        now
    });
    // It lives as long as the page.
    std::mem::forget(effect);
}

fn id(plot: Plot, part: &str) -> String {
    [plot.word(), "-", part].concat()
}

/// The still empty frame of a chart.
fn frame(plot: Plot) -> Element {
    let part = |class: &'static str, part: &str| div("div", class).attr("id", id(plot, part));
    let wide = if plot == Plot::Days { "panel plot wide" } else { "panel plot" };
    let chart = div("div", "plot-frame")
        .attr("data-plot", plot.word())
        .child(part("plot-draw", "draw"))
        .child(part("plot-over", "over"));
    div("section", wide)
        .attr("aria-labelledby", id(plot, "title"))
        .child(part("panel-head", "head"))
        .child(part("plot-text", "text"))
        .child(chart)
        .child(part("plot-foot", "foot"))
}

/// What lies over a chart: the ends of its brush, and the mark that the pointer or the keys are at.
fn over(pictures: &Pictures, plot: Plot, plots: Plots) -> Vec<Node> {
    let here = |at: PlotAt| at.filter(|(other, _)| *other == plot).map(|(_, item)| item);
    // The pointer may rest anywhere while keys walk: what it leaves, it does not take away from them.
    let at = here(plots.at.get()).or(here(plots.walked.get()));
    let (shown, chart) = (pictures.shown(), pictures.chart(plot));
    let target = at.and_then(|item| chart.target(item));
    let said = target.as_ref().map(|target| shown.said(plot, target));
    let layer = draw::over(target.as_ref(), shown.size(plot), shown.view.zoom).all(panel::edges(&shown, plot, chart));
    let line = if said.is_some() { "plot-at" } else { "plot-at idle" };
    vec![
        Node::Element(walker(plot, chart, at, said.as_deref())),
        Node::Element(layer),
        Node::Element(div("p", line).attr("aria-hidden", "true").text(said.unwrap_or_else(|| plot.hint().to_owned()))),
    ]
}

/// The one stop of the tab key for all marks of a chart. Only the mark that the keys are at is an element: a chart may
/// have 10,000.
fn walker(plot: Plot, chart: &Chart, at: Option<u32>, said: Option<&str>) -> Element {
    let place = at.and_then(|item| chart.place_of(item));
    let mark = id(plot, &["mark-", &at.unwrap_or(0).to_string()].concat());
    let option = div("div", "unseen")
        .attr("role", "option")
        .attr("id", mark.clone())
        .attr("aria-selected", if place.is_some() { "true" } else { "false" })
        .attr("aria-setsize", chart.walked().to_string())
        .attr("aria-posinset", (place.unwrap_or(0) + 1).to_string())
        .text(said.unwrap_or("No mark chosen yet").to_owned());
    let list = div("div", "plot-walk")
        .attr("id", id(plot, "walk"))
        .attr("role", "listbox")
        .attr("tabindex", "0")
        .attr("aria-label", plot.use_in_words())
        .child(option);
    if place.is_some() { list.attr("aria-activedescendant", mark) } else { list }
}

fn foot(pictures: &Pictures, plot: Plot) -> Vec<Node> {
    let shown = pictures.shown();
    let kept = panel::kept(&shown, plot);
    let table = shown.view.tables.contains(&plot).then(|| panel::table(&shown.table(plot), plot.name(), Some(plot)));
    kept.into_iter().chain(table).map(Node::Element).collect()
}

/// Narrows the page as a chart asks for.
fn narrow(app: App, narrowing: Narrowing) {
    match narrowing {
        Narrowing::Lengths(lengths) => act(app, CollectionAction::Brush(lengths)),
        Narrowing::Period(period) => act(app, CollectionAction::SetPeriod(period)),
        Narrowing::Hour(hour) => act(app, CollectionAction::SetHour(hour)),
        Narrowing::Open(row) => super::opening::open(app, row),
    }
}
