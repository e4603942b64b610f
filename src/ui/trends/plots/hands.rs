//! What hands and keys do on a chart, made actions. Must never draw.

use leptos::prelude::*;

use super::narrow;
use crate::browser::{self, Hand};
use crate::charts::csv;
use crate::state::plots::{Plot, PlotPress, PlotsAction};
use crate::state::{Action, Edge, Narrowing, TrendsAction, nudge, walk};
use crate::ui::app::App;

/// How near the pointer has to be to a dot.
const NEAR: f64 = 12.0;

/// Listens for as long as the page lives.
pub fn listen(app: App) {
    browser::on_plot(move |plot, edge, hand| {
        if let Some(plot) = Plot::from_word(plot) {
            handled(app, plot, edge.and_then(edge_of), hand);
        }
    });
    browser::on_plot_key(move |plot, edge, key| {
        Plot::from_word(plot).is_some_and(|plot| match edge.and_then(edge_of) {
            Some(edge) => nudged(app, plot, edge, key),
            None => walked(app, plot, key),
        })
    });
}

fn edge_of(word: &str) -> Option<Edge> {
    Edge::ALL.into_iter().find(|edge| edge.word() == word)
}

fn at(app: App, plot: Plot, item: Option<u32>) {
    let at = item.map(|item| (plot, item));
    if app.plot_at.get_untracked() != at {
        app.act(Action::Plots(PlotsAction::At(at)));
    }
}

fn handled(app: App, plot: Plot, grabbed: Option<Edge>, hand: Hand) {
    let Some(pictures) = app.pictures_now() else { return };
    let (chart, shown) = (pictures.chart(plot), pictures.shown());
    match hand {
        Hand::Over(x, y) => at(app, plot, chart.hit(x, y, NEAR)),
        Hand::Out => at(app, plot, None),
        Hand::Drag(from, to) => {
            if let Some(narrowing) = shown.dragged(plot, chart, grabbed, from, to) {
                narrow(app, narrowing);
            }
        }
        Hand::Drop => {}
        Hand::Click(x, y) => {
            if let Some(narrowing) = chart.hit(x, y, NEAR).and_then(|item| shown.pressed(plot, item)) {
                narrow(app, narrowing);
            }
        }
    }
}

fn nudged(app: App, plot: Plot, edge: Edge, key: &str) -> bool {
    let Some((hundredths, pictures)) = nudge(key).zip(app.pictures_now()) else { return false };
    if let Some(narrowing) = pictures.shown().nudged(plot, pictures.chart(plot), edge, hundredths) {
        narrow(app, narrowing);
    }
    true
}

/// `true` when the key meant something.
fn walked(app: App, plot: Plot, key: &str) -> bool {
    let Some(pictures) = app.pictures_now() else { return false };
    let here = app.plot_at.get_untracked().filter(|(other, _)| *other == plot).map(|(_, item)| item);
    if key == "Enter" || key == " " {
        let narrowing = here.and_then(|item| pictures.shown().pressed(plot, item));
        return narrowing.map(|narrowing| narrow(app, narrowing)).is_some();
    }
    let Some(step) = walk(key) else { return false };
    let chart = pictures.chart(plot);
    let item = chart.step(here, step);
    at(app, plot, item);
    let said = item.and_then(|item| chart.target(item)).map(|target| pictures.shown().said(plot, &target));
    app.act(Action::Say(said.unwrap_or_default()));
    true
}

/// What a press on a chart's own buttons, or on a row of its table, does.
pub fn pressed(app: App, plot: Plot, press: PlotPress) {
    let Some(pictures) = app.pictures_now() else { return };
    match press {
        PlotPress::Axis => app.act(Action::Trends(TrendsAction::Scale(!pictures.shown().logarithmic))),
        PlotPress::Downtime => app.act(Action::Plots(PlotsAction::Downtime)),
        PlotPress::Table => app.act(Action::Plots(PlotsAction::Table(plot))),
        PlotPress::Csv => {
            browser::download_csv(&[plot.word(), ".csv"].concat(), &csv(&pictures.shown().table(plot)));
        }
        PlotPress::Clear if plot == Plot::HowLong => narrow(app, Narrowing::Lengths(None)),
        PlotPress::Clear => narrow(app, Narrowing::Period(None)),
        PlotPress::Mark(item) => {
            if let Some(narrowing) = pictures.shown().pressed(plot, item) {
                narrow(app, narrowing);
            }
        }
    }
}
