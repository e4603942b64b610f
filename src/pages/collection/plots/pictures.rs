//! What the charts are drawn from: the overview of the incidents, laid out. Must never keep what the pointer is at.

use std::sync::Arc;

use super::draw::draw;
use crate::node::Node;
use crate::platform;
use faultline_core::charts::{Chart, MonthOf};
use faultline_viewer::plots::{IncidentView, Plot, PlotsView};
use faultline_viewer::{Estimates, Overview};

/// What they show, and how.
#[derive(Debug)]
struct Ground {
    overview: Arc<Overview>,
    view: PlotsView,
    months: Vec<MonthOf>,
    steps: Vec<(f64, f64)>,
}

/// The charts of the page, laid out.
#[derive(Debug)]
pub struct Pictures {
    ground: Ground,
    charts: [Chart; 5],
}

/// The months with the intervals that have come so far.
fn months(overview: &Overview, estimates: &Estimates) -> Vec<MonthOf> {
    let of_these = Arc::ptr_eq(&estimates.samples, &overview.samples);
    overview.charted.months_with(&|at| {
        let interval = estimates.month(at).filter(|_| of_these)?.median;
        Some((interval.low, interval.high))
    })
}

impl Ground {
    fn shown(&self) -> IncidentView<'_> {
        let overview = &*self.overview;
        IncidentView {
            charted: &overview.charted,
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
}

impl Pictures {
    /// Lays the charts out; `None` while there is no room to.
    pub fn of(overview: &Arc<Overview>, estimates: &Arc<Estimates>, view: &PlotsView) -> Option<Self> {
        // A hidden tab, or a frame of no width: nothing can be laid out yet.
        if view.width < 1.0 || view.wide < 1.0 {
            return None;
        }
        let ground = Ground {
            months: months(overview, estimates),
            steps: overview.unbrushed.survival.points(),
            overview: Arc::clone(overview),
            view: view.clone(),
        };
        let charts = platform::measure("faultline:charts", || {
            let shown = ground.shown();
            Plot::ALL.map(|plot| shown.chart(plot))
        });
        Some(Self { ground, charts })
    }

    /// `true` when laying out again would give the same.
    pub fn is_of(&self, overview: &Arc<Overview>, estimates: &Arc<Estimates>, view: &PlotsView) -> bool {
        let ground = &self.ground;
        // Most estimates that come are of something else.
        Arc::ptr_eq(&ground.overview, overview) && ground.view == *view && ground.months == months(overview, estimates)
    }

    /// What they show.
    pub fn shown(&self) -> IncidentView<'_> {
        self.ground.shown()
    }

    /// One of them.
    pub const fn chart(&self, plot: Plot) -> &Chart {
        let [how_long, when, months, week, days] = &self.charts;
        match plot {
            Plot::HowLong => how_long,
            Plot::When => when,
            Plot::Months => months,
            Plot::Week => week,
            Plot::Days => days,
        }
    }

    /// One of them as a picture.
    pub fn drawn(&self, plot: Plot) -> Vec<Node> {
        let said = [plot.word(), "-said"].concat();
        vec![Node::Element(draw(self.chart(plot), self.shown().size(plot), self.ground.view.zoom, plot.name(), said))]
    }
}
