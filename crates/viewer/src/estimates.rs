//! The intervals of many incidents.

use std::sync::Arc;

use faultline_core::metrics::{Comparing, Comparison, Intervals, Resampling};
use faultline_core::pace::{Pace, Progress, Stopped};

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

/// About how many draws are made between two pauses.
const DRAWS: usize = 20_000;

/// Works out intervals: of everything chosen first, then of the comparison, the groups and the months. `report` is given what
/// there is whenever there is something new to show, and at the end.
///
/// # Errors
/// [`Stopped`] when `pace` ended the work.
pub async fn estimate(samples: Arc<Samples>, pace: &impl Pace, report: impl FnMut(&Estimates)) -> Result<(), Stopped> {
    estimate_in_steps(samples, DRAWS, pace, report).await
}

/// The same with so many draws between two pauses.
async fn estimate_in_steps(
    samples: Arc<Samples>,
    draws: usize,
    pace: &impl Pace,
    mut report: impl FnMut(&Estimates),
) -> Result<(), Stopped> {
    let mut estimates = Estimates::begun(Arc::clone(&samples));
    estimates.all = intervals(&samples.all, draws, pace).await?;
    let has_more = samples.pair.is_some() || !samples.groups.is_empty() || !samples.months.is_empty();
    if has_more {
        report(&estimates);
    }
    if let Some((first, second)) = &samples.pair {
        let mut comparing = Comparing::new(first, second);
        while !comparing.step(draws) {
            pace.pause(Progress::default()).await?;
        }
        estimates.comparison = Some(comparing.comparison());
        report(&estimates);
    }
    // Groups and months come in at once: each by itself would draw the page again a hundred times.
    for lengths in &samples.groups {
        estimates.groups.push(intervals(lengths, draws, pace).await?);
    }
    if !samples.groups.is_empty() && !samples.months.is_empty() {
        report(&estimates);
    }
    for lengths in &samples.months {
        estimates.months.push(intervals(lengths, draws, pace).await?);
    }
    estimates.done = true;
    report(&estimates);
    Ok(())
}

async fn intervals(lengths: &[f64], draws: usize, pace: &impl Pace) -> Result<Option<Intervals>, Stopped> {
    let mut resampling = Resampling::new(lengths, 0);
    while !resampling.step(draws) {
        pace.pause(Progress::default()).await?;
    }
    pace.pause(Progress::default()).await?;
    Ok(resampling.intervals())
}

#[cfg(test)]
mod tests {
    use super::*;
    use faultline_core::metrics::{compare, intervals};
    use faultline_core::pace::run_now;
    use std::cell::Cell;

    /// Counts pauses.
    #[derive(Default)]
    struct Count(Cell<usize>);

    impl Pace for Count {
        async fn pause(&self, _: Progress) -> Result<(), Stopped> {
            self.0.set(self.0.get() + 1);
            Ok(())
        }
    }

    #[test]
    fn drawing_in_steps_gives_what_drawing_at_once_gives() {
        let lengths = |from: u32, count: u32| (from..from + count).map(f64::from).collect::<Vec<_>>();
        let samples = Samples {
            all: lengths(0, 60),
            pair: Some((lengths(0, 30), lengths(30, 30))),
            groups: vec![lengths(0, 4), lengths(4, 20)],
            months: vec![lengths(0, 10), Vec::new(), lengths(10, 7)],
        };
        let pace = Count::default();
        let mut reported: Vec<Estimates> = Vec::new();
        let work = estimate_in_steps(Arc::new(samples.clone()), 1_000, &pace, |now| reported.push(now.clone()));
        run_now(work).unwrap();
        let first = Estimates::begun(Arc::new(samples.clone()));
        assert_eq!(first.comparison.map(|comparison| comparison.interval), Some(None));
        let estimates = reported.last().unwrap();
        assert!(estimates.done && reported.iter().filter(|estimates| estimates.done).count() == 1);
        assert_eq!(estimates.all, intervals(&samples.all));
        let (first, second) = samples.pair.as_ref().unwrap();
        assert_eq!(estimates.comparison, Some(compare(first, second)));
        let expected: Vec<_> = samples.groups.iter().map(|lengths| intervals(lengths)).collect();
        assert_eq!(estimates.groups, expected);
        assert_eq!((estimates.group(0), estimates.month(1), estimates.month(9)), (None, None, None));
        assert_eq!(estimates.month(2), intervals(&samples.months[2]));
        let (steps, shown) = (pace.0.get(), reported.len());
        assert!(steps > 200 && shown < 6, "{steps} steps, {shown} of them shown");
    }

    #[test]
    fn of_nothing_there_is_nothing_to_draw() {
        let mut reported: Vec<Estimates> = Vec::new();
        run_now(estimate(Arc::default(), &Count::default(), |now| reported.push(now.clone()))).unwrap();
        let [estimates] = reported.as_slice() else { panic!("{reported:?}") };
        assert!(estimates.done && estimates.all.is_none() && estimates.comparison.is_none());
    }
}
