//! The intervals of many incidents: of which samples, and in what order they are estimated.

use std::sync::Arc;

use faultline_core::metrics::{Comparison, Intervals, estimate_comparison, estimate_intervals};
use faultline_core::pace::{Pace, Stopped};

/// The lengths that intervals are made of, in milliseconds, each ascending.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Samples {
    /// Of everything chosen.
    pub all: Vec<f64>,
    /// The two that are compared.
    pub pair: Option<(Vec<f64>, Vec<f64>)>,
    /// Of each group.
    pub groups: Vec<Vec<f64>>,
    /// Of each month.
    pub months: Vec<Vec<f64>>,
}

/// What was drawn so far; what has not been yet is `None`, as is what has no interval.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Estimates {
    /// Of which samples.
    pub samples: Arc<Samples>,
    /// Of everything chosen.
    pub all: Option<Intervals>,
    /// The comparison; without its interval until that is drawn.
    pub comparison: Option<Comparison>,
    /// Of each group.
    pub groups: Vec<Option<Intervals>>,
    /// Of each month.
    pub months: Vec<Option<Intervals>>,
    /// `true` once there is nothing left to draw.
    pub done: bool,
}

impl Estimates {
    /// Of samples of which nothing is drawn yet: what needs no interval is there at once.
    #[must_use]
    pub fn begun(samples: Arc<Samples>) -> Self {
        let comparison = samples.pair.as_ref().map(|(first, second)| Comparison::without_interval(first, second));
        Self { samples, comparison, ..Self::default() }
    }

    /// The intervals of a group.
    #[must_use]
    pub fn group(&self, at: usize) -> Option<Intervals> {
        self.groups.get(at).copied().flatten()
    }

    /// The intervals of a month.
    #[must_use]
    pub fn month(&self, at: usize) -> Option<Intervals> {
        self.months.get(at).copied().flatten()
    }
}

/// Estimates everything: of what is chosen first, then the comparison, the groups and the months. `show` gets what is known
/// after each of these.
///
/// # Errors
/// [`Stopped`] when the pace ends the work.
pub async fn estimate(
    samples: Arc<Samples>,
    pace: &impl Pace,
    mut show: impl FnMut(&Estimates),
) -> Result<Estimates, Stopped> {
    let mut estimates = Estimates::begun(Arc::clone(&samples));
    estimates.all = estimate_intervals(&samples.all, pace).await?;
    show(&estimates);
    if let Some((first, second)) = &samples.pair {
        estimates.comparison = Some(estimate_comparison(first, second, pace).await?);
        show(&estimates);
    }
    for group in &samples.groups {
        estimates.groups.push(estimate_intervals(group, pace).await?);
    }
    show(&estimates);
    for month in &samples.months {
        estimates.months.push(estimate_intervals(month, pace).await?);
    }
    estimates.done = true;
    show(&estimates);
    Ok(estimates)
}

#[cfg(test)]
mod tests {
    use super::*;
    use faultline_core::metrics::{compare, intervals};
    use faultline_core::pace::{NoPause, run_now};

    #[test]
    fn what_is_shown_comes_in_parts_and_is_complete_in_the_end() {
        let lengths = |from: u32, count: u32| (from..from + count).map(f64::from).collect::<Vec<_>>();
        let samples = Samples {
            all: lengths(0, 60),
            pair: Some((lengths(0, 30), lengths(30, 30))),
            groups: vec![lengths(0, 4), lengths(4, 20)],
            months: vec![lengths(0, 10), Vec::new(), lengths(10, 7)],
        };
        let begun = Estimates::begun(Arc::new(samples.clone()));
        assert_eq!(begun.comparison.map(|comparison| comparison.interval), Some(None));
        let mut shown = Vec::new();
        let show = |estimates: &Estimates| shown.push(estimates.clone());
        let estimates = run_now(estimate(Arc::new(samples.clone()), &NoPause, show)).unwrap();
        assert_eq!(shown.len(), 4);
        assert!(shown[0].groups.is_empty() && shown[2].months.is_empty() && !shown[2].done);
        assert_eq!(shown[3], estimates);
        assert!(estimates.done);
        assert_eq!(estimates.all, intervals(&samples.all));
        let (first, second) = samples.pair.as_ref().unwrap();
        assert_eq!(estimates.comparison, Some(compare(first, second)));
        let expected: Vec<_> = samples.groups.iter().map(|lengths| intervals(lengths)).collect();
        assert_eq!(estimates.groups, expected);
        assert_eq!((estimates.group(0), estimates.month(1), estimates.month(9)), (None, None, None));
        assert_eq!(estimates.month(2), intervals(&samples.months[2]));
    }

    #[test]
    fn nothing_has_no_intervals() {
        let estimates = run_now(estimate(Arc::default(), &NoPause, |_| {})).unwrap();
        assert!(estimates.done && estimates.all.is_none() && estimates.comparison.is_none());
    }
}
