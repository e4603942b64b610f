//! How long many incidents took: quantiles, means, and what does not exist for so few. Must never let an open incident into
//! a mean or a quantile, nor give a figure that the data has not.

use crate::time::{Length, exponential, logarithm};

use super::intervals::{total, union};
use super::sample::{Observation, ascending, ms, real};

/// Incidents of which at least so many ended have intervals; fewer are shown as points.
pub const LEAST_FOR_INTERVALS: usize = 5;

/// The lengths of many incidents.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Distribution {
    /// The lengths of those that ended, in milliseconds, ascending.
    pub ended_ms: Vec<f64>,
    /// How long those still open have lasted so far, in milliseconds, ascending.
    pub open_ms: Vec<f64>,
    /// The time that those which ended cover: overlaps count once. `None` when none ended.
    pub union: Option<Length>,
}

/// The figures of a distribution, in milliseconds; each is `None` where it does not exist. All are of the incidents that
/// ended.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Summary {
    /// How many ended.
    pub n: usize,
    /// How many are still open, in no other figure here.
    pub open: usize,
    /// How many of those that ended took no time at all: the geometric mean leaves them out.
    pub zeros: usize,
    /// The naive sum.
    pub sum: Option<f64>,
    /// The time covered; overlaps count once.
    pub union: Option<f64>,
    /// The shortest.
    pub min: Option<f64>,
    /// Half took no longer.
    pub median: Option<f64>,
    /// The arithmetic mean.
    pub mean: Option<f64>,
    /// The geometric mean of those that took any time.
    pub geometric_mean_positive: Option<f64>,
    /// Three in four took no longer.
    pub p75: Option<f64>,
    /// Nine in ten took no longer.
    pub p90: Option<f64>,
    /// Nineteen in twenty took no longer.
    pub p95: Option<f64>,
    /// The longest.
    pub max: Option<f64>,
}

impl Summary {
    /// The figures with their names in `--json`, in milliseconds.
    #[must_use]
    pub const fn named(&self) -> [(&'static str, Option<f64>); 10] {
        [
            ("sum", self.sum),
            ("union", self.union),
            ("min", self.min),
            ("median", self.median),
            ("mean", self.mean),
            ("geometric_mean_positive", self.geometric_mean_positive),
            ("p75", self.p75),
            ("p90", self.p90),
            ("p95", self.p95),
            ("max", self.max),
        ]
    }
}

/// The distribution of the lengths of incidents.
#[must_use]
pub fn distribution(observations: &[Observation]) -> Distribution {
    let of = |open: bool| {
        let chosen = observations.iter().filter(|observation| observation.open == open);
        let mut lengths: Vec<f64> = chosen.map(|observation| ms(observation.length)).collect();
        ascending(&mut lengths);
        lengths
    };
    let spans: Vec<_> = observations.iter().filter(|observation| !observation.open).map(|o| o.span).collect();
    Distribution { ended_ms: of(false), open_ms: of(true), union: (!spans.is_empty()).then(|| total(&union(&spans))) }
}

impl Distribution {
    /// The same with another union: of lengths made of impacts, where a span holds time without impact.
    #[must_use]
    pub fn covering(mut self, union: Length) -> Self {
        self.union = self.union.map(|_| union);
        self
    }

    /// How many ended.
    #[must_use]
    pub const fn n(&self) -> usize {
        self.ended_ms.len()
    }

    /// The length, in milliseconds, that this share of those that ended did not exceed: see [`quantile`].
    #[must_use]
    pub fn quantile(&self, share: f64) -> Option<f64> {
        quantile(&self.ended_ms, share)
    }

    /// The arithmetic mean, in milliseconds.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        Some(self.sum()? / real(self.n()))
    }

    fn sum(&self) -> Option<f64> {
        (self.n() > 0).then(|| self.ended_ms.iter().sum())
    }

    /// The geometric mean of those that took any time, in milliseconds.
    #[must_use]
    pub fn geometric_mean_positive(&self) -> Option<f64> {
        let logarithms = || self.ended_ms.iter().filter_map(|length| logarithm(*length));
        let n = logarithms().count();
        (n > 0).then(|| exponential(logarithms().sum::<f64>() / real(n)))
    }

    /// Every figure.
    #[must_use]
    pub fn summary(&self) -> Summary {
        Summary {
            n: self.n(),
            open: self.open_ms.len(),
            zeros: self.ended_ms.iter().take_while(|length| **length <= 0.0).count(),
            sum: self.sum(),
            union: self.union.map(ms),
            min: self.ended_ms.first().copied(),
            median: self.quantile(0.5),
            mean: self.mean(),
            geometric_mean_positive: self.geometric_mean_positive(),
            p75: self.quantile(0.75),
            p90: self.quantile(0.9),
            p95: self.quantile(0.95),
            max: self.ended_ms.last().copied(),
        }
    }

    /// The share of those that ended which took no longer than a length, in milliseconds: where an incident stands among
    /// the others. `None` when none ended.
    #[must_use]
    pub fn share_up_to(&self, length_ms: f64) -> Option<f64> {
        let up_to = self.ended_ms.partition_point(|length| *length <= length_ms);
        (self.n() > 0).then(|| real(up_to) / real(self.n()))
    }
}

/// A quantile of numbers in ascending order: linear interpolation between order statistics, Hyndman and Fan's type 7
/// ("Sample Quantiles in Statistical Packages", The American Statistician 50, 1996), the default of numpy and R. `None` of
/// no numbers.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and the count")]
pub fn quantile(ascending: &[f64], share: f64) -> Option<f64> {
    let place = real(ascending.len().checked_sub(1)?) * share.clamp(0.0, 1.0);
    let below = ascending.get(place.floor() as usize).copied()?;
    let above = ascending.get(place.floor() as usize + 1).copied().unwrap_or(below);
    Some(below + (above - below) * (place - place.floor()))
}
