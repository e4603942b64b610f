//! Intervals of the median and the mean by percentile bootstrap, in slices, the same everywhere. Must never use the
//! platform's chance or clock.

use super::distribution::{LEAST_FOR_INTERVALS, quantile};
use super::sample::real;

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

    /// Goes on for about so many draws (a resample of n takes n; some 50 million fit into a second), one resample at
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
        for pair in 0..n.div_ceil(2) {
            let bits = chance.next();
            // Half a word makes a place: each comes up as often as any other to within n in 4,294,967,296.
            let mut draw = |half: u64| {
                if let Some(count) = self.drawn.get_mut(((half * n) >> 32) as usize) {
                    *count += 1;
                }
            };
            draw(bits >> 32);
            if pair * 2 + 1 < n {
                draw(bits & 0xffff_ffff);
            }
        }
        // The places of the two middle numbers; they are one where n is odd.
        let (lower, upper) = ((n - 1) / 2, n / 2);
        let (mut passed, mut sum, mut middle) = (0_u64, 0.0, (None, None));
        for (number, count) in self.ascending.iter().zip(&mut self.drawn) {
            passed += u64::from(*count);
            if passed > lower && middle.0.is_none() {
                middle.0 = Some(*number);
            }
            if passed > upper && middle.1.is_none() {
                middle.1 = Some(*number);
            }
            // Most counts are small and every third is 0: to add nothing is quicker than to ask.
            sum += f64::from(*count) * number;
            *count = 0;
        }
        // n draws pass both places, so both are there.
        self.medians.push(f64::midpoint(middle.0.unwrap_or_default(), middle.1.unwrap_or_default()));
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
    numbers.sort_unstable_by(f64::total_cmp);
    Some(Interval { low: quantile(&numbers, 0.025)?, high: quantile(&numbers, 0.975)? })
}

/// Chance by G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators" (OOPSLA 2014):
/// `SplitMix64`. Whole numbers only, so the same everywhere.
pub(super) struct Chance(u64);

impl Chance {
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

    /// The beginning of one resample of a stream: mixed, so that neighbours have nothing to do with each other.
    pub(super) const fn new(stream: u64, resample: u64) -> Self {
        let mut seed = Self((stream << 32) ^ resample);
        Self(seed.next())
    }

    pub(super) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(Self::STEP);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many numbers, lognormal about 60 with σ = 1.2, in ascending order. The normal numbers are sums of twelve even
    /// ones: close enough, and without a logarithm.
    pub(super) fn lognormal(n: usize, chance: &mut Chance) -> Vec<f64> {
        let mut numbers: Vec<f64> = (0..n)
            .map(|_| {
                let sum: f64 = (0..12).map(|_| f64::from(u32::try_from(chance.next() >> 32).unwrap())).sum();
                60.0 * ((sum / 4_294_967_296.0 - 6.0) * 1.2).exp()
            })
            .collect();
        numbers.sort_unstable_by(f64::total_cmp);
        numbers
    }

    #[test]
    fn the_interval_of_the_median_holds_it_in_95_of_100_samples() {
        let mut chance = Chance::new(7, 7);
        let (mut held, mut width) = (0, 0.0);
        for simulation in 0..500 {
            let mut resampling = Resampling::new(&lognormal(30, &mut chance), simulation);
            while !resampling.step(usize::MAX) {}
            let median = resampling.intervals().unwrap().median;
            held += u32::from(median.low <= 60.0 && 60.0 <= median.high);
            width += median.high - median.low;
        }
        assert!((460..=490).contains(&held), "{held} of 500 is not between 92 % and 98 %");
        assert!(width / 500.0 < 100.0, "wide enough to hold anything: {width}");
    }

    #[test]
    fn the_first_numbers_of_splitmix64_are_the_published_ones() {
        // Seed 1234567, from the reference implementation (https://prng.di.unimi.it/splitmix64.c).
        let mut chance = Chance(1_234_567);
        let first: [u64; 3] = [chance.next(), chance.next(), chance.next()];
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    #[test]
    fn the_same_data_give_the_same_intervals_however_the_work_is_cut() {
        let numbers = lognormal(41, &mut Chance::new(1, 1));
        let whole = intervals(&numbers).unwrap();
        for slice in [0, 1, 41, 1_000, 81_000] {
            let mut resampling = Resampling::new(&numbers, 0);
            let mut steps = 0;
            while !resampling.step(slice) {
                steps += 1;
                assert_eq!(resampling.intervals(), None, "not before all is done");
            }
            assert!(steps > 0, "{slice} draws are not all of them");
            assert_eq!(resampling.intervals(), Some(whole));
        }
    }

    #[test]
    fn an_interval_lies_about_its_figure_and_inside_the_data() {
        let numbers = lognormal(100, &mut Chance::new(3, 0));
        let both = intervals(&numbers).unwrap();
        let median = quantile(&numbers, 0.5).unwrap();
        assert!(numbers[0] < both.median.low && both.median.low < median && median < both.median.high);
        // The standard error of a mean, from the textbook: the bootstrap has to come out near it.
        let mean = numbers.iter().sum::<f64>() / 100.0;
        let variance = numbers.iter().map(|number| (number - mean).powi(2)).sum::<f64>() / 100.0;
        let expected = 2.0 * 1.96 * (variance / 100.0).sqrt();
        let ratio = (both.mean.high - both.mean.low) / expected;
        assert!((0.9..1.1).contains(&ratio), "{ratio}");
        assert!(both.mean.low < mean && mean < both.mean.high && both.mean.high < numbers[99]);
    }

    #[test]
    fn too_few_have_no_interval_and_equal_ones_have_no_width() {
        for few in [&[][..], &[5.0], &[1.0, 2.0, 3.0, 4.0]] {
            let mut resampling = Resampling::new(few, 0);
            assert!(resampling.step(1));
            assert_eq!(resampling.intervals(), None);
        }
        let zero = Interval { low: 0.0, high: 0.0 };
        assert_eq!(intervals(&[0.0; 5]), Some(Intervals { median: zero, mean: zero }));
    }

    #[test]
    fn a_resample_draws_as_many_as_there_are_and_leaves_nothing_behind() {
        for n in 5..40 {
            let ones = vec![1.0; n];
            let mut resampling = Resampling::new(&ones, 0);
            resampling.step(0);
            assert_eq!((resampling.medians.as_slice(), resampling.means.as_slice()), (&[1.0][..], &[1.0][..]));
            assert!(resampling.drawn.iter().all(|count| *count == 0));
        }
    }
}
