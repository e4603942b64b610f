//! Intervals of the median and the mean by percentile bootstrap, in slices, the same everywhere. Must never use the
//! platform's chance or clock.

use super::distribution::{LEAST_FOR_INTERVALS, quantile};
use super::sample::{ascending, real};

/// How many resamples an interval is taken from.
pub const RESAMPLES: u64 = 2_000;

/// From and to, in the unit of the data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The 95 % intervals of one distribution, in the unit of its data.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Intervals {
    /// Of the median.
    pub median: Interval,
    /// Of the mean.
    pub mean: Interval,
}

/// A bootstrap under way. Source: B. Efron, R. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13.
///
/// Each resample begins with a seed of its own, so the figures do not depend on how the work is cut.
#[derive(Clone, Debug)]
pub struct Resampling {
    ascending: Vec<f64>,
    /// How often each number was drawn into the resample at hand; all 0 between two.
    drawn: Vec<u32>,
    stream: u64,
    medians: Vec<f64>,
    means: Vec<f64>,
}

impl Resampling {
    /// Of numbers in ascending order, such as [`super::Distribution::ended_ms`]. Two samples that are to be compared need
    /// two streams: with one they would draw the same places.
    #[must_use]
    pub fn new(ascending: &[f64], stream: u64) -> Self {
        let ascending = if ascending.len() < LEAST_FOR_INTERVALS { Vec::new() } else { ascending.to_vec() };
        Self { drawn: vec![0; ascending.len()], ascending, stream, medians: Vec::new(), means: Vec::new() }
    }

    /// Goes on for about so many draws (a resample of n takes n; about 100 million fit into a second), one resample at
    /// least. `true` when there is nothing left to do.
    pub fn step(&mut self, draws: usize) -> bool {
        let mut left = draws;
        while !self.is_done() {
            self.resample();
            let Some(rest) = left.checked_sub(self.ascending.len()) else { break };
            left = rest;
        }
        self.is_done()
    }

    /// `true` when there is nothing left to do; so it is at once under [`LEAST_FOR_INTERVALS`] numbers.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.ascending.is_empty() || self.count() >= RESAMPLES
    }

    /// How many resamples are done, out of [`RESAMPLES`].
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.medians.len() as u64
    }

    /// The intervals: the 2.5 % and 97.5 % quantiles of the resampled medians and means. `None` under
    /// [`LEAST_FOR_INTERVALS`] numbers, and until all is done.
    #[must_use]
    pub fn intervals(&self) -> Option<Intervals> {
        if !self.is_done() {
            return None;
        }
        Some(Intervals { median: interval(self.medians.clone())?, mean: interval(self.means.clone())? })
    }

    /// The medians of the resamples so far, in the order they were drawn.
    pub(super) fn medians(&self) -> &[f64] {
        &self.medians
    }

    /// Draws one resample and keeps its median and mean. Counting how often each number is drawn, and then walking the
    /// counts, gives both without putting the resample in order.
    fn resample(&mut self) {
        let n = self.ascending.len() as u64;
        let mut chance = Chance::new(self.stream, self.count());
        let mut draws = n;
        while draws > 0 {
            let bits = chance.next();
            for half in [bits >> 32, bits & 0xffff_ffff] {
                // Half a word makes a place: each comes up as often as any other to within n in 4,294,967,296.
                #[expect(clippy::cast_possible_truncation, reason = "below n, which is a usize")]
                if let Some(count) = self.drawn.get_mut((half * n >> 32) as usize).filter(|_| draws > 0) {
                    *count += 1;
                    draws -= 1;
                }
            }
        }
        // The places of the two middle numbers; they are one where n is odd.
        let (lower, upper) = ((n - 1) / 2, n / 2);
        let (mut passed, mut sum, mut middle) = (0_u64, 0.0, (0.0, 0.0));
        for (number, count) in self.ascending.iter().zip(&mut self.drawn) {
            if *count == 0 {
                continue;
            }
            if passed <= lower {
                middle.0 = *number;
            }
            if passed <= upper {
                middle.1 = *number;
            }
            passed += u64::from(*count);
            sum += f64::from(*count) * number;
            *count = 0;
        }
        self.medians.push(f64::midpoint(middle.0, middle.1));
        self.means.push(sum / real(self.ascending.len()));
    }
}

/// The intervals of numbers in ascending order, without a pause; `None` under [`LEAST_FOR_INTERVALS`].
#[must_use]
pub fn intervals(ascending: &[f64]) -> Option<Intervals> {
    let mut resampling = Resampling::new(ascending, 0);
    while !resampling.step(usize::MAX) {}
    resampling.intervals()
}

/// From the 2.5 % to the 97.5 % quantile.
pub(super) fn interval(mut numbers: Vec<f64>) -> Option<Interval> {
    ascending(&mut numbers);
    Some(Interval { low: quantile(&numbers, 0.025)?, high: quantile(&numbers, 0.975)? })
}

/// SplitMix64: G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators" (OOPSLA 2014). Whole numbers
/// only, so the same everywhere.
pub(super) struct Chance(u64);

impl Chance {
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

    /// The beginning of one resample of a stream: mixed, so that neighbours have nothing to do with each other.
    pub(super) const fn new(stream: u64, resample: u64) -> Self {
        let mut seed = Self(stream << 32 ^ resample);
        Self(seed.next())
    }

    pub(super) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(Self::STEP);
        let mut mixed = self.0;
        mixed = (mixed ^ mixed >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }
}
