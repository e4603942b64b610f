//! The intervals of many incidents: which samples are drawn again, and the drawing itself in steps. Must never draw more
//! in one step than it was told to.

use std::sync::Arc;

use faultline_core::metrics::{Comparing, Comparison, Intervals, Resampling};

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

/// What is being drawn.
#[derive(Debug)]
enum Task {
    Sample(Resampling),
    Pair(Comparing),
    Done,
}

/// Drawing under way: everything chosen first, then the comparison, the groups and the months.
#[derive(Debug)]
pub struct Estimating {
    estimates: Estimates,
    task: Task,
    /// How many tasks are done.
    at: usize,
}

impl Estimating {
    /// Before the first draw.
    #[must_use]
    pub fn new(samples: Arc<Samples>) -> Self {
        let task = Task::Sample(Resampling::new(&samples.all, 0));
        Self { estimates: Estimates::begun(samples), task, at: 0 }
    }

    /// What was drawn so far.
    #[must_use]
    pub const fn estimates(&self) -> &Estimates {
        &self.estimates
    }

    /// Goes on for about so many draws. `true` when there is something new to show.
    pub fn step(&mut self, draws: usize) -> bool {
        let estimates = &mut self.estimates;
        let samples = Arc::clone(&estimates.samples);
        match &mut self.task {
            Task::Done => return false,
            Task::Sample(resampling) => {
                if !resampling.step(draws) {
                    return false;
                }
                let drawn = resampling.intervals();
                if self.at == 0 {
                    estimates.all = drawn;
                } else if estimates.groups.len() < samples.groups.len() {
                    estimates.groups.push(drawn);
                } else {
                    estimates.months.push(drawn);
                }
            }
            Task::Pair(comparing) => {
                if !comparing.step(draws) {
                    return false;
                }
                estimates.comparison = Some(comparing.comparison());
            }
        }
        self.at += 1;
        let group = || samples.groups.get(estimates.groups.len());
        let month = || samples.months.get(estimates.months.len());
        self.task = match (samples.pair.as_ref().filter(|_| self.at == 1), group().or_else(month)) {
            (Some((first, second)), _) => Task::Pair(Comparing::new(first, second)),
            (None, Some(sample)) => Task::Sample(Resampling::new(sample, 0)),
            (None, None) => Task::Done,
        };
        estimates.done = matches!(self.task, Task::Done);
        // Groups and months come in at once: each by itself would draw the page again a hundred times.
        let groups_are_done = estimates.groups.len() == samples.groups.len() && estimates.months.is_empty();
        estimates.done || self.at <= 2 || groups_are_done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use faultline_core::metrics::{compare, intervals};

    #[test]
    fn drawing_in_steps_gives_what_drawing_at_once_gives() {
        let lengths = |from: u32, count: u32| (from..from + count).map(f64::from).collect::<Vec<_>>();
        let samples = Samples {
            all: lengths(0, 60),
            pair: Some((lengths(0, 30), lengths(30, 30))),
            groups: vec![lengths(0, 4), lengths(4, 20)],
            months: vec![lengths(0, 10), Vec::new(), lengths(10, 7)],
        };
        let mut estimating = Estimating::new(Arc::new(samples.clone()));
        assert_eq!(estimating.estimates().comparison.map(|comparison| comparison.interval), Some(None));
        let (mut steps, mut shown) = (0, 0);
        while !estimating.estimates().done {
            shown += u32::from(estimating.step(1_000));
            steps += 1;
        }
        let estimates = estimating.estimates();
        assert_eq!(estimates.all, intervals(&samples.all));
        let (first, second) = samples.pair.as_ref().unwrap();
        assert_eq!(estimates.comparison, Some(compare(first, second)));
        let expected: Vec<_> = samples.groups.iter().map(|lengths| intervals(lengths)).collect();
        assert_eq!(estimates.groups, expected);
        assert_eq!((estimates.group(0), estimates.month(1), estimates.month(9)), (None, None, None));
        assert_eq!(estimates.month(2), intervals(&samples.months[2]));
        assert!(steps > 200 && shown < 6, "{steps} steps, {shown} of them shown");
        assert!(!estimating.step(1), "there is nothing left");
    }

    #[test]
    fn of_nothing_there_is_nothing_to_draw() {
        let mut estimating = Estimating::new(Arc::default());
        assert!(estimating.step(1));
        let estimates = estimating.estimates();
        assert!(estimates.done && estimates.all.is_none() && estimates.comparison.is_none());
    }
}
