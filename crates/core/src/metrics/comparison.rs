//! Two groups or periods compared: the difference of their medians, and how small a change the data could have shown.

use super::distribution::{MIN_FOR_INTERVALS, quantile};
use super::resampling::{Interval, interval, resample};
use crate::pace::{NoPause, Pace, Stopped, run_now};
use crate::text::estimated_length;

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
    /// Its 95 % interval; `None` when either group has fewer than [`MIN_FOR_INTERVALS`].
    pub interval: Option<Interval>,
}

/// What the data show about two groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Too few in either group.
    TooFew,
    /// The interval holds no difference at all.
    NoEvidence,
    /// The second took longer.
    Longer,
    /// The second was shorter.
    Shorter,
}

/// Compares two groups: the lengths of those that ended, in milliseconds, in ascending order.
///
/// # Errors
/// [`Stopped`] when the pace ends the work.
pub async fn estimate_comparison(first: &[f64], second: &[f64], pace: &impl Pace) -> Result<Comparison, Stopped> {
    let comparison = Comparison::without_interval(first, second);
    if first.len().min(second.len()) < MIN_FOR_INTERVALS {
        return Ok(comparison);
    }
    let (first, second) = (resample(first, 1, pace).await?, resample(second, 2, pace).await?);
    let pairs = first.medians.iter().zip(second.medians);
    let differences = pairs.map(|(first, second)| second - first).collect();
    Ok(Comparison { interval: interval(differences), ..comparison })
}

/// [`estimate_comparison`] without pauses.
#[must_use]
pub fn compare(first: &[f64], second: &[f64]) -> Comparison {
    run_now(estimate_comparison(first, second, &NoPause))
        .unwrap_or_else(|Stopped| Comparison::without_interval(first, second))
}

impl Comparison {
    /// The difference of the medians alone, which takes no time.
    #[must_use]
    pub fn without_interval(first: &[f64], second: &[f64]) -> Self {
        let (first_median, second_median) = (quantile(first, 0.5), quantile(second, 0.5));
        Self {
            first_n: first.len(),
            second_n: second.len(),
            first_median,
            second_median,
            difference: first_median.zip(second_median).map(|(first, second)| second - first),
            interval: None,
        }
    }

    /// What the data show.
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
    /// is measured smaller than this is, as a rule, not distinguished from none; a true one of this size is found about every second
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
        let signed = |ms: f64| estimated_length(ms).signed();
        let Some(interval) = self.interval else {
            let n = self.first_n.min(self.second_n);
            return format!(
                "too few to say: {} (one of the two has {n}; an interval needs {MIN_FOR_INTERVALS})",
                signed(difference)
            );
        };
        let range = format!("(95 % {} … {})", signed(interval.low), signed(interval.high));
        let by = estimated_length(difference).abs();
        match self.verdict() {
            Verdict::Longer => format!("longer by {by} {range}"),
            Verdict::Shorter => format!("shorter by {by} {range}"),
            Verdict::NoEvidence | Verdict::TooFew => format!("no evidence of a change: {} {range}", signed(difference)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Minutes from `first` on, `step` apart.
    fn minutes(n: u32, first: f64, step: f64) -> Vec<f64> {
        (0..n).map(|place| (first + f64::from(place) * step) * 60_000.0).collect()
    }

    #[test]
    fn the_sentence_says_no_more_than_the_data() {
        let (short, long) = (minutes(40, 10.0, 1.0), minutes(40, 110.0, 1.0));
        let sentence = |a: &[f64], b: &[f64]| compare(a, b).sentence();
        assert!(
            sentence(&short, &long).starts_with("longer by 1 h 40 min (95 % +1 h 3"),
            "{}",
            sentence(&short, &long)
        );
        assert!(
            sentence(&long, &short).starts_with("shorter by 1 h 40 min (95 % −1 h 4"),
            "{}",
            sentence(&long, &short)
        );
        let near = minutes(40, 12.0, 1.0);
        assert!(
            sentence(&short, &near).starts_with("no evidence of a change: +2 min (95 % −"),
            "{}",
            sentence(&short, &near)
        );
        assert_eq!(
            sentence(&short, &minutes(4, 100.0, 1.0)),
            "too few to say: +1 h 12 min (one of the two has 4; an interval needs 5)"
        );
        assert_eq!(sentence(&[], &short), "nothing to compare: one of the two has no incident that ended");
        assert_eq!(compare(&[], &[]).difference, None);
    }

    #[test]
    fn the_two_groups_are_drawn_apart() {
        // Drawn from one stream, equal groups would always differ by exactly nothing.
        let group = minutes(30, 10.0, 3.0);
        let same = compare(&group, &group);
        let interval = same.interval.unwrap();
        assert!(interval.low < -60_000.0 && interval.high > 60_000.0, "{interval:?}");
        assert_eq!(same.verdict(), Verdict::NoEvidence);
    }

    #[test]
    fn a_change_of_the_size_that_could_be_shown_is_at_the_edge() {
        let comparison = compare(&minutes(60, 10.0, 2.0), &minutes(60, 60.0, 2.0));
        let interval = comparison.interval.unwrap();
        let limit = comparison.could_have_shown().unwrap();
        assert!((interval.high - interval.low - 2.0 * limit).abs() < 1e-9 && limit > 60_000.0);
    }
}
