//! What hands and keys do on a chart, made actions. Must never draw.

use leptos::prelude::*;

use super::{PLOTS, Plots, act, narrow};
use crate::platform::{self, Hand};
use faultline_core::charts::csv;
use faultline_viewer::plots::{Plot, PlotPress, PlotsAction};
use faultline_viewer::{Action, BrushEdge, CollectionAction, Narrowing, nudge, walk};

/// How near the pointer has to be to a dot.
const NEAR: f64 = 12.0;

/// Listens for as long as the page lives.
pub fn listen(plots: Plots) {
    platform::on_plot(move |plot, edge, hand| {
        if let Some(plot) = Plot::from_word(plot) {
            handled(plots, plot, edge.and_then(edge_of), hand);
        }
    });
    platform::on_plot_key(move |plot, edge, key| {
        Plot::from_word(plot).is_some_and(|plot| match edge.and_then(edge_of) {
            Some(edge) => nudged(plots, plot, edge, key),
            None => walked(plots, plot, key),
        })
    });
}

fn edge_of(word: &str) -> Option<BrushEdge> {
    BrushEdge::ALL.into_iter().find(|edge| edge.word() == word)
}

fn at(plots: Plots, plot: Plot, item: Option<u32>) {
    plots.act(PlotsAction::At(item.map(|item| (plot, item))));
}

fn handled(plots: Plots, plot: Plot, grabbed: Option<BrushEdge>, hand: Hand) {
    let Some(pictures) = plots.pictures.get_untracked().map(|same| same.0) else { return };
    let (chart, shown) = (pictures.chart(plot), pictures.shown());
    match hand.smaller(shown.view.zoom) {
        Hand::Over(x, y) => at(plots, plot, chart.hit(x, y, NEAR)),
        Hand::Out => at(plots, plot, None),
        Hand::Drag(from, to) => {
            if let Some(narrowing) = shown.dragged(plot, chart, grabbed, from, to) {
                narrow(plots.app, narrowing);
            }
        }
        Hand::Drop => {}
        Hand::Click(x, y) => {
            if let Some(narrowing) = chart.hit(x, y, NEAR).and_then(|item| shown.pressed(plot, item)) {
                narrow(plots.app, narrowing);
            }
        }
    }
}

fn nudged(plots: Plots, plot: Plot, edge: BrushEdge, key: &str) -> bool {
    let Some((hundredths, pictures)) = nudge(key).zip(plots.pictures.get_untracked().map(|same| same.0)) else {
        return false;
    };
    if let Some(narrowing) = pictures.shown().nudged(plot, pictures.chart(plot), edge, hundredths) {
        narrow(plots.app, narrowing);
    }
    true
}

/// `true` when the key meant something.
fn walked(plots: Plots, plot: Plot, key: &str) -> bool {
    let Some(pictures) = plots.pictures.get_untracked().map(|same| same.0) else { return false };
    let here = plots.walked.get_untracked().filter(|(other, _)| *other == plot).map(|(_, item)| item);
    if key == "Enter" || key == " " {
        let narrowing = here.and_then(|item| pictures.shown().pressed(plot, item));
        return narrowing.map(|narrowing| narrow(plots.app, narrowing)).is_some();
    }
    let Some(step) = walk(key) else { return false };
    let chart = pictures.chart(plot);
    let item = chart.step(here, step);
    plots.act(PlotsAction::Walked(item.map(|item| (plot, item))));
    at(plots, plot, None);
    let said = item.and_then(|item| chart.target(item)).map(|target| pictures.shown().said(plot, &target));
    plots.app.dispatch(Action::Say(said.unwrap_or_default()));
    true
}

/// What a press on a chart's own buttons, or on a row of its table, does.
pub fn pressed(plot: Plot, press: PlotPress) {
    let Some(plots) = PLOTS.get() else { return };
    let Some(pictures) = plots.pictures.get_untracked().map(|same| same.0) else { return };
    match press {
        PlotPress::Axis => act(plots.app, CollectionAction::Scale(!pictures.shown().logarithmic)),
        PlotPress::Downtime => plots.act(PlotsAction::Downtime),
        PlotPress::Table => plots.act(PlotsAction::Table(plot)),
        PlotPress::Csv => {
            platform::download_csv(&[plot.word(), ".csv"].concat(), &csv(&pictures.shown().table(plot)));
        }
        PlotPress::Clear => narrow(
            plots.app,
            match plot {
                Plot::HowLong => Narrowing::Lengths(None),
                Plot::Week => Narrowing::Hour(None),
                _ => Narrowing::Period(None),
            },
        ),
        PlotPress::Mark(item) => {
            if let Some(narrowing) = pictures.shown().pressed(plot, item) {
                narrow(plots.app, narrowing);
            }
        }
    }
}
