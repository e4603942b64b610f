//! Confidence intervals of the median and the mean by the percentile bootstrap.
//!
//! Source: B. Efron, R. Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13. The random numbers are our own, so
//! that the same data give the same intervals everywhere.

use super::distribution::{MIN_FOR_INTERVALS, MIN_FOR_MEAN_INTERVAL, quantile};
use super::sample::real;
use crate::pace::{NoPause, Pace, Progress, Stopped, run_now};

/// How many resamples an interval is taken from.
const RESAMPLES: usize = 2_000;

/// About how many numbers are drawn between two pauses.
const DRAWS_PER_PAUSE: usize = 20_000;

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
    /// Of the mean; `None` for fewer than [`MIN_FOR_MEAN_INTERVAL`] numbers.
    pub mean: Option<Interval>,
}

/// The intervals of numbers in ascending order, such as [`super::Distribution::ended_ms`]: the 2.5 % and 97.5 % quantiles of
/// the medians and means of 2,000 resamples. `None` for fewer than [`MIN_FOR_INTERVALS`] numbers.
///
/// # Errors
/// [`Stopped`] when the pace ends the work.
pub async fn estimate_intervals(ascending: &[f64], pace: &impl Pace) -> Result<Option<Intervals>, Stopped> {
    if ascending.len() < MIN_FOR_INTERVALS {
        return Ok(None);
    }
    Ok(resample(ascending, 0, pace).await?.intervals(ascending.len()))
}

/// [`estimate_intervals`] without pauses.
#[must_use]
pub fn intervals(ascending: &[f64]) -> Option<Intervals> {
    run_now(estimate_intervals(ascending, &NoPause)).ok().flatten()
}

/// The medians and means of resamples, in the order they were drawn.
#[derive(Debug, Default)]
pub(super) struct Resamples {
    pub(super) medians: Vec<f64>,
    means: Vec<f64>,
}

impl Resamples {
    /// `of` is how many numbers they were drawn from.
    fn intervals(self, of: usize) -> Option<Intervals> {
        Some(Intervals {
            median: interval(self.medians)?,
            mean: interval(self.means).filter(|_| of >= MIN_FOR_MEAN_INTERVAL),
        })
    }
}

/// Draws 2,000 resamples of numbers in ascending order. Two samples that are compared need two streams: with one
/// they would draw the same places.
pub(super) async fn resample(ascending: &[f64], stream: u64, pace: &impl Pace) -> Result<Resamples, Stopped> {
    let mut resamples = Resamples::default();
    let mut counts = vec![0; ascending.len()];
    let mut draws = 0;
    for done in 1..=RESAMPLES {
        // Each resample has a seed of its own.
        let mut random = Random::new(stream, done as u64 - 1);
        let (median, mean) = draw(ascending, &mut counts, &mut random);
        resamples.medians.push(median);
        resamples.means.push(mean);
        draws += ascending.len();
        if draws >= DRAWS_PER_PAUSE || done == RESAMPLES {
            draws = 0;
            pace.pause(Progress { done, total: Some(RESAMPLES) }).await?;
        }
    }
    Ok(resamples)
}

/// Draws one resample; its median and its mean. Counting how often each number is drawn, and then walking the counts, gives
/// both without sorting the resample. `counts` is all zeros before and after.
fn draw(ascending: &[f64], counts: &mut [u32], random: &mut Random) -> (f64, f64) {
    let n = ascending.len() as u64;
    for pair in 0..n.div_ceil(2) {
        let bits = random.next();
        // Half a word makes a place: each comes up as often as any other to within n in 4,294,967,296.
        let mut count = |half: u64| {
            if let Ok(place) = usize::try_from((half * n) >> 32)
                && let Some(count) = counts.get_mut(place)
            {
                *count += 1;
            }
        };
        count(bits >> 32);
        if pair * 2 + 1 < n {
            count(bits & 0xffff_ffff);
        }
    }
    // The places of the two middle numbers; they are one where n is odd.
    let (lower, upper) = (n.saturating_sub(1) / 2, n / 2);
    let (mut passed, mut sum, mut middle) = (0_u64, 0.0, (None, None));
    for (number, count) in ascending.iter().zip(counts) {
        passed += u64::from(*count);
        if passed > lower && middle.0.is_none() {
            middle.0 = Some(*number);
        }
        if passed > upper && middle.1.is_none() {
            middle.1 = Some(*number);
        }
        sum += f64::from(*count) * number;
        *count = 0;
    }
    // n draws pass both places, so both are there.
    let median = f64::midpoint(middle.0.unwrap_or_default(), middle.1.unwrap_or_default());
    (median, sum / real(ascending.len()))
}

/// From the 2.5 % to the 97.5 % quantile.
pub(super) fn interval(mut numbers: Vec<f64>) -> Option<Interval> {
    numbers.sort_unstable_by(f64::total_cmp);
    Some(Interval { low: quantile(&numbers, 0.025)?, high: quantile(&numbers, 0.975)? })
}

/// `SplitMix64`, by G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators" (OOPSLA 2014). Whole
/// numbers only, so the same everywhere.
pub(super) struct Random(u64);

impl Random {
    const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

    /// The generator of one resample of a stream. The seed is mixed, so that neighbours are independent.
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
    use std::cell::Cell;

    use super::*;

    /// So many numbers, lognormal about 60 with σ = 1.2, in ascending order. The normal numbers are sums of twelve even
    /// ones: close enough, and without a logarithm.
    pub(super) fn lognormal(n: usize, random: &mut Random) -> Vec<f64> {
        let mut numbers: Vec<f64> = (0..n)
            .map(|_| {
                let sum: f64 = (0..12).map(|_| f64::from(u32::try_from(random.next() >> 32).unwrap())).sum();
                60.0 * ((sum / 4_294_967_296.0 - 6.0) * 1.2).exp()
            })
            .collect();
        numbers.sort_unstable_by(f64::total_cmp);
        numbers
    }

    #[test]
    fn the_interval_of_the_median_holds_it_in_95_of_100_samples() {
        let mut random = Random::new(7, 7);
        let (mut held, mut width) = (0, 0.0);
        for simulation in 0..500 {
            let resamples = run_now(resample(&lognormal(30, &mut random), simulation, &NoPause));
            let median = resamples.unwrap().intervals(30).unwrap().median;
            held += u32::from(median.low <= 60.0 && 60.0 <= median.high);
            width += median.high - median.low;
        }
        assert!((460..=490).contains(&held), "{held} of 500 is not between 92 % and 98 %");
        assert!(width / 500.0 < 100.0, "wide enough to hold anything: {width}");
    }

    #[test]
    fn the_first_numbers_of_splitmix64_are_the_published_ones() {
        // Seed 1234567, from the reference implementation (https://prng.di.unimi.it/splitmix64.c).
        let mut random = Random(1_234_567);
        let first: [u64; 3] = [random.next(), random.next(), random.next()];
        assert_eq!(first, [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423]);
    }

    /// Counts pauses, and ends the work at one of them.
    struct Pauses {
        count: Cell<usize>,
        stop_at: usize,
    }

    impl Pace for Pauses {
        async fn pause(&self, _: Progress) -> Result<(), Stopped> {
            self.count.set(self.count.get() + 1);
            if self.count.get() < self.stop_at { Ok(()) } else { Err(Stopped) }
        }
    }

    #[test]
    fn the_same_data_give_the_same_intervals_with_pauses_or_without() {
        let numbers = lognormal(41, &mut Random::new(1, 1));
        let pauses = |stop_at| Pauses { count: Cell::new(0), stop_at };
        let pace = pauses(usize::MAX);
        assert_eq!(run_now(estimate_intervals(&numbers, &pace)), Ok(intervals(&numbers)));
        assert_eq!(pace.count.get(), 5, "82,000 draws");
        assert_eq!(run_now(estimate_intervals(&numbers, &pauses(3))), Err(Stopped));
    }

    #[test]
    fn an_interval_lies_about_its_figure_and_inside_the_data() {
        let numbers = lognormal(100, &mut Random::new(3, 0));
        let both = intervals(&numbers).unwrap();
        let median = quantile(&numbers, 0.5).unwrap();
        assert!(numbers[0] < both.median.low && both.median.low < median && median < both.median.high);
        // The standard error of a mean, from the textbook: the bootstrap has to come out near it.
        let mean = numbers.iter().sum::<f64>() / 100.0;
        let variance = numbers.iter().map(|number| (number - mean).powi(2)).sum::<f64>() / 100.0;
        let expected = 2.0 * 1.96 * (variance / 100.0).sqrt();
        let of_mean = both.mean.unwrap();
        let ratio = (of_mean.high - of_mean.low) / expected;
        assert!((0.9..1.1).contains(&ratio), "{ratio}");
        assert!(of_mean.low < mean && mean < of_mean.high && of_mean.high < numbers[99]);
    }

    #[test]
    fn too_few_have_no_interval_and_equal_ones_have_no_width() {
        for few in [&[][..], &[5.0], &[1.0, 2.0, 3.0, 4.0]] {
            assert_eq!(intervals(few), None);
        }
        let zero = Interval { low: 0.0, high: 0.0 };
        assert_eq!(intervals(&[0.0; 5]), Some(Intervals { median: zero, mean: None }));
        let of = |n: usize| intervals(&vec![0.0; n]).unwrap().mean;
        assert_eq!((of(29), of(30)), (None, Some(zero)), "of the mean from 30 on");
    }

    #[test]
    fn a_resample_draws_as_many_as_there_are_and_leaves_nothing_behind() {
        for n in 5..40 {
            let ones = vec![1.0; n];
            let mut counts = vec![0; n];
            assert_eq!(draw(&ones, &mut counts, &mut Random::new(0, 0)), (1.0, 1.0));
            assert!(counts.iter().all(|count| *count == 0));
        }
    }
}
