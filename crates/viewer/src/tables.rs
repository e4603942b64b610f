//! Every figure of many incidents, and those of their groups, as tables to read or to save.

use super::{Estimates, Overview};
use faultline_core::charts::{Cell, Table};
use faultline_core::metrics::Interval;

/// A table that is not that of a chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// Every figure of the lengths.
    Figures,
    /// The groups.
    Groups,
}

impl Sheet {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Figures, Self::Groups];

    /// Its word in the page, and the name of its file.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Figures => "figures",
            Self::Groups => "groups",
        }
    }

    /// The table.
    #[must_use]
    pub fn table(self, overview: &Overview, estimates: &Estimates) -> Table {
        match self {
            Self::Figures => figures(overview, estimates),
            Self::Groups => groups(overview, estimates),
        }
    }
}

fn ends(interval: Option<Interval>) -> [Cell; 2] {
    [Cell::estimate(interval.map(|interval| interval.low)), Cell::estimate(interval.map(|interval| interval.high))]
}

fn exact(ms: Option<f64>) -> Cell {
    ms.map_or(Cell::None, Cell::Exact)
}

/// A row for each figure: its name, its name in JSON, of how many it is, the figure, its interval.
fn figures(overview: &Overview, estimates: &Estimates) -> Table {
    let base = &overview.base;
    let summary = &base.figures.summary;
    let (median, mean) = (estimates.all.map(|all| all.median), estimates.all.and_then(|all| all.mean));
    let with_open = base.survival.median();
    let (n, open, zeros) = (summary.n, summary.open, summary.zeros);
    let rows = [
        ("Shortest", "min", n, exact(summary.min), None),
        ("Median", "median", n, Cell::estimate(summary.median), median),
        ("Median with those still open", "median_with_open_seconds", n + open, Cell::estimate(with_open), None),
        ("p75: 3 in 4 took no longer", "p75", n, Cell::estimate(summary.p75), None),
        ("p90: 9 in 10 took no longer", "p90", n, Cell::estimate(summary.p90), None),
        ("p95: 19 in 20 took no longer", "p95", n, Cell::estimate(summary.p95), None),
        ("Longest", "max", n, exact(summary.max), None),
        ("Covered, overlaps counted once", "union", n, exact(summary.union), None),
        ("Sum", "sum", n, exact(summary.sum), None),
        (
            "Geometric mean of those that took any time",
            "geometric_mean_positive",
            n - zeros,
            Cell::estimate(summary.geometric_mean_positive),
            None,
        ),
        ("Mean", "mean", n, Cell::estimate(summary.mean), mean),
    ];
    let row = |(name, key, of, figure, interval): (&str, &str, usize, Cell, Option<Interval>)| {
        let [low, high] = ends(interval);
        vec![Cell::Text(name.to_owned()), Cell::Text(key.to_owned()), Cell::Count(of), figure, low, high]
    };
    let rows = rows.into_iter().filter(|row| open > 0 || row.1 != "median_with_open_seconds");
    Table {
        caption: format!("Lengths, {}", overview.view.anchors.name()),
        heads: vec!["Figure", "In JSON", "Of incidents", "Length", "95 % from", "95 % to"],
        rows: rows.map(row).collect(),
    }
}

/// A row for each group.
fn groups(overview: &Overview, estimates: &Estimates) -> Table {
    let by = overview.view.group_by;
    let groups = overview.groups.iter().enumerate().map(|(at, group)| {
        let summary = &group.summary;
        let [low, high] = ends(estimates.group(at).map(|both| both.median));
        let downtime = group.downtime.as_ref();
        let availability = downtime.and_then(|downtime| downtime.availability.as_ref());
        #[expect(clippy::cast_precision_loss, reason = "exact to 285,000 years")]
        let outage = downtime.map_or(Cell::None, |downtime| Cell::Exact(downtime.union.outage().ms() as f64));
        vec![
            Cell::Text(group.name.to_string()),
            Cell::Count(group.count),
            Cell::Count(summary.open),
            Cell::estimate(summary.median),
            low,
            high,
            Cell::estimate(summary.p90),
            exact(summary.union),
            exact(summary.sum),
            outage,
            availability.map_or(Cell::None, |measured| Cell::Share(measured.availability)),
            availability.and_then(|measured| measured.burnt).map_or(Cell::None, Cell::Share),
        ]
    });
    Table {
        caption: format!("By {}", by.word()),
        heads: vec![
            "Group",
            "Incidents",
            "Still open",
            "Median",
            "95 % from",
            "95 % to",
            "p90",
            "Covered",
            "Added up",
            "Outage",
            "Availability",
            "Budget used",
        ],
        rows: groups.collect(),
    }
}
