//! Two groups or periods compared: the difference of their medians, and what these data could have shown. Must never call a
//! difference a change when its interval holds none.

use super::distribution::{LEAST_FOR_INTERVALS, quantile};
use super::resampling::{Interval, Resampling, interval};
use super::sample::rounded;

/// Two groups compared; differences are of the second less the first, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// How many of the first ended.
    pub first_n: usize,
    /// How many of the second ended.
    pub second_n: usize,
    /// The median of the first.
    pub first_median: Option<f64>,
    /// The median of the second.
    pub second_median: Option<f64>,
    /// The difference of the medians; `None` when either group has none.
    pub difference: Option<f64>,
    /// Its 95 % interval; `None` when either group has fewer than [`LEAST_FOR_INTERVALS`].
    pub interval: Option<Interval>,
}

/// What can be said of two groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Too few in either group to say.
    TooFew,
    /// The interval holds no difference at all.
    NoEvidence,
    /// The second took longer.
    Longer,
    /// The second was shorter.
    Shorter,
}

/// A comparison under way.
#[derive(Clone, Debug)]
pub struct Comparing {
    first: Resampling,
    second: Resampling,
    shell: Comparison,
}

impl Comparing {
    /// Of the lengths of two groups in milliseconds, each in ascending order.
    #[must_use]
    pub fn new(first: &[f64], second: &[f64]) -> Self {
        let (first_median, second_median) = (quantile(first, 0.5), quantile(second, 0.5));
        let shell = Comparison {
            first_n: first.len(),
            second_n: second.len(),
            first_median,
            second_median,
            difference: first_median.zip(second_median).map(|(first, second)| second - first),
            interval: None,
        };
        let enough = first.len().min(second.len()) >= LEAST_FOR_INTERVALS;
        let of = |group: &[f64], stream| Resampling::new(if enough { group } else { &[] }, stream);
        Self { first: of(first, 1), second: of(second, 2), shell }
    }

    /// Goes on for about so many draws; `true` when there is nothing left to do.
    pub fn step(&mut self, draws: usize) -> bool {
        if self.first.is_done() { self.second.step(draws) } else { self.first.step(draws) && self.second.is_done() }
    }

    /// The comparison; without its interval until all is done.
    #[must_use]
    pub fn comparison(&self) -> Comparison {
        let done = self.first.is_done() && self.second.is_done();
        let differences = || {
            let pairs = self.first.medians().iter().zip(self.second.medians());
            interval(pairs.map(|(first, second)| second - first).collect())
        };
        Comparison { interval: if done { differences() } else { None }, ..self.shell }
    }
}

/// Compares two groups, lengths in milliseconds in ascending order, without a pause.
#[must_use]
pub fn compare(first: &[f64], second: &[f64]) -> Comparison {
    let mut comparing = Comparing::new(first, second);
    while !comparing.step(usize::MAX) {}
    comparing.comparison()
}

impl Comparison {
    /// What can be said.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self.interval {
            None => Verdict::TooFew,
            Some(interval) if interval.low > 0.0 => Verdict::Longer,
            Some(interval) if interval.high < 0.0 => Verdict::Shorter,
            Some(_) => Verdict::NoEvidence,
        }
    }

    /// How small a change these data could have shown, in milliseconds: half the width of the interval. A difference that
    /// is measured smaller than this is, as a rule, not told from none; a true one of this size is found about every second
    /// time, one 1.4 times as large (2.80 ÷ 1.96) about four times in five.
    #[must_use]
    pub fn could_have_shown(&self) -> Option<f64> {
        self.interval.map(|interval| (interval.high - interval.low) / 2.0)
    }

    /// The plain sentence: `no evidence of a change: −12 min (95 % −60 min … +31 min)`.
    #[must_use]
    pub fn sentence(&self) -> String {
        let Some(difference) = self.difference else {
            return "nothing to compare: one of the two has no incident that ended".to_owned();
        };
        let signed = |ms: f64| rounded(ms).signed();
        let Some(interval) = self.interval else {
            let n = self.first_n.min(self.second_n);
            return format!(
                "too few to say: {} (one of the two has {n}; an interval needs {LEAST_FOR_INTERVALS})",
                signed(difference)
            );
        };
        let range = format!("(95 % {} … {})", signed(interval.low), signed(interval.high));
        let by = rounded(difference).abs();
        match self.verdict() {
            Verdict::Longer => format!("longer by {by} {range}"),
            Verdict::Shorter => format!("shorter by {by} {range}"),
            Verdict::NoEvidence | Verdict::TooFew => format!("no evidence of a change: {} {range}", signed(difference)),
        }
    }

    /// `a change smaller than about 20 min would not have shown`; `None` where there is no interval.
    #[must_use]
    pub fn limit_sentence(&self) -> Option<String> {
        let limit = rounded(self.could_have_shown()?);
        Some(format!("with spreads like these, a change smaller than about {limit} would not have shown"))
    }
}
