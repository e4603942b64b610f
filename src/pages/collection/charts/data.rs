//! What the charts are drawn from, and one chart laid out.

use std::sync::Arc;

use crate::platform;
use crate::views::ByPtr;
use faultline_core::charts::{Chart, MonthOf, Size};
use faultline_viewer::plots::{ChartInputs, ChartsLayout, Plot};
use faultline_viewer::{Estimates, Overview};

/// What the charts show, and how much room there is for them.
#[derive(Debug)]
pub struct ChartData {
    overview: Arc<Overview>,
    view: ChartsLayout,
    /// The months, with those of their intervals that are known.
    months: Vec<MonthOf>,
    /// The share that is still open after each length.
    steps: Vec<(f64, f64)>,
}

/// A chart in its place: what is drawn, and how large.
#[derive(Debug, PartialEq)]
pub struct LaidOut {
    pub chart: Chart,
    pub size: Size,
    /// How many times as large as it was laid out it is drawn, where the reader's text is large.
    pub zoom: f64,
}

impl ChartData {
    /// The data of an overview, or those before where they would be the same. `None` while there is no room: in a hidden
    /// tab, or in a frame without a width.
    pub fn of(
        overview: &Arc<Overview>,
        estimates: &Estimates,
        view: &ChartsLayout,
        before: Option<&ByPtr<Self>>,
    ) -> Option<ByPtr<Self>> {
        if view.width < 1.0 || view.wide < 1.0 {
            return None;
        }
        let are_of_these = Arc::ptr_eq(&estimates.samples, &overview.samples);
        let months = overview.chart_data.months_with(&|at| {
            let interval = estimates.month(at).filter(|_| are_of_these)?.median;
            Some((interval.low, interval.high))
        });
        // Most estimates that come are of something else.
        let same = before.filter(|ByPtr(before)| {
            Arc::ptr_eq(&before.overview, overview) && before.view == *view && before.months == months
        });
        let new = || {
            let steps = overview.unbrushed.survival.points();
            ByPtr(Arc::new(Self { overview: Arc::clone(overview), view: view.clone(), months, steps }))
        };
        Some(same.cloned().unwrap_or_else(new))
    }

    /// The numbers that the charts are made from.
    pub fn inputs(&self) -> ChartInputs<'_> {
        let overview = &*self.overview;
        ChartInputs {
            chart_data: &overview.chart_data,
            months: &self.months,
            rows: &overview.table,
            entries: &overview.collection.catalog.entries,
            lengths_ms: overview.view.filter.lengths_ms,
            period: overview.view.filter.period,
            week_hour: overview.view.filter.week_hour,
            chosen: overview.view.row,
            logarithmic: overview.view.logarithmic,
            zone: overview.zone.as_ref(),
            lengths: &overview.unbrushed.figures.distribution,
            steps: &self.steps,
            view: &self.view,
        }
    }

    /// One of the charts.
    pub fn lay_out(&self, plot: Plot) -> LaidOut {
        let inputs = self.inputs();
        let chart = platform::measure("faultline:charts", || inputs.chart(plot));
        LaidOut { chart, size: inputs.size(plot), zoom: self.view.zoom }
    }
}
