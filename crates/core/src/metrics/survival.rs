//! The Kaplan–Meier curve: the share of incidents still going on after a length, of which some are still open.

use super::Distribution;
use super::sample::real;

/// One step of the curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The length, in milliseconds, at which incidents ended.
    pub at_ms: f64,
    /// How many had lasted at least that long.
    pub at_risk: usize,
    /// How many of them ended then.
    pub ended: usize,
    /// The share still going on after it: 1 at the beginning.
    pub surviving: f64,
}

/// The share of incidents still going on after each length. Source: E. Kaplan, P. Meier, "Nonparametric Estimation from
/// Incomplete Observations", JASA 53 (1958). With nothing open it is one less the plain share (the ECDF).
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Survival {
    /// Where it goes down, in order of length.
    pub steps: Vec<Step>,
    /// How long those still open have lasted, in milliseconds, ascending: the ticks on the curve.
    pub open_ms: Vec<f64>,
}

/// The curve of a distribution. One that is open at a length at which another ended counts as at risk there.
#[must_use]
pub fn survival(distribution: &Distribution) -> Survival {
    let (ended, open) = (&distribution.ended_ms, &distribution.open_ms);
    let mut steps: Vec<Step> = Vec::new();
    // Until the first one that is open drops out, the plain share is the same and exact.
    let (mut surviving, mut before, mut all) = (1.0, 0, ended.len() + open.len());
    let total = all;
    #[expect(clippy::float_cmp, reason = "whole milliseconds")]
    for same in ended.chunk_by(|a, b| a == b) {
        let Some(&at_ms) = same.first() else { continue };
        let dropped = open.partition_point(|length| *length < at_ms);
        let at_risk = total - before - dropped;
        before += same.len();
        surviving = if dropped == 0 {
            real(total - before) / real(total)
        } else {
            surviving * (real(at_risk - same.len()) / real(at_risk))
        };
        all = at_risk;
        steps.push(Step { at_ms, at_risk: all, ended: same.len(), surviving });
    }
    Survival { steps, open_ms: open.clone() }
}

impl Survival {
    /// The steps as pairs: a length in milliseconds, and the share still going on after it.
    #[must_use]
    pub fn points(&self) -> Vec<(f64, f64)> {
        self.steps.iter().map(|step| (step.at_ms, step.surviving)).collect()
    }

    /// The share still going on after a length in milliseconds. After the longest that ended, and while any that is open
    /// lasted longer, it is not known to be less than this.
    #[must_use]
    pub fn surviving(&self, length_ms: f64) -> f64 {
        let passed = self.steps.partition_point(|step| step.at_ms <= length_ms);
        passed.checked_sub(1).and_then(|last| self.steps.get(last)).map_or(1.0, |step| step.surviving)
    }

    /// The shortest length, in milliseconds, by which at least this share was over; `None` where so many are still open
    /// that it is not known.
    #[must_use]
    pub fn quantile(&self, share: f64) -> Option<f64> {
        // A product of shares may miss a half by the last bit.
        let reached = |step: &&Step| step.surviving <= 1.0 - share + 1e-12;
        self.steps.iter().find(reached).map(|step| step.at_ms)
    }

    /// The length by which half were over; `None` when that many are not over yet.
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        self.quantile(0.5)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::distribution;
    use super::super::example::observed;
    use super::*;

    const MINUTE: f64 = 60_000.0;

    #[test]
    fn the_remission_times_of_freireich_1963() {
        // 21 patients on 6-mercaptopurine, weeks in remission; + is censored. E. Freireich et al., Blood 21 (1963); the
        // curve as in D. Kleinbaum, M. Klein, "Survival Analysis: A Self-Learning Text", chapter 2.
        let weeks = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+";
        let observations: Vec<_> = weeks
            .split(' ')
            .map(|week| observed(0, week.trim_end_matches('+').parse().unwrap(), week.ends_with('+')))
            .collect();
        let curve = survival(&distribution(&observations));
        let shown: Vec<String> = curve
            .steps
            .iter()
            .map(|step| format!("{} {} {} {:.3}", step.at_ms / MINUTE, step.at_risk, step.ended, step.surviving))
            .collect();
        let published =
            ["6 21 3 0.857", "7 17 1 0.807", "10 15 1 0.753", "13 12 1 0.690", "16 11 1 0.627", "22 7 1 0.538"];
        assert_eq!(shown, [&published[..], &["23 6 1 0.448"]].concat());
        assert_eq!(curve.median(), Some(23.0 * MINUTE));
        assert_eq!(curve.quantile(0.25), Some(13.0 * MINUTE));
        assert_eq!(curve.quantile(0.75), None, "45 % are not over");
        assert_eq!(curve.open_ms.len(), 12);
    }

    #[test]
    fn a_median_that_is_not_reached_is_none() {
        let curve = survival(&distribution(&[observed(0, 5, false), observed(0, 9, true), observed(0, 9, true)]));
        assert_eq!(curve.median(), None);
        assert_eq!(survival(&distribution(&[observed(0, 9, true)])).steps, [], "all open: nothing is known to end");
        let nothing = survival(&distribution(&[]));
        assert_eq!((nothing.median(), nothing.surviving(5.0)), (None, 1.0));
    }

    proptest! {
        #[test]
        fn with_nothing_open_it_is_the_plain_share(minutes in proptest::collection::vec(0_i64..60, 1..40)) {
            let observations: Vec<_> = minutes.iter().map(|&minutes| observed(0, minutes, false)).collect();
            let all = distribution(&observations);
            let curve = survival(&all);
            for minute in -1..61 {
                let at = f64::from(minute) * MINUTE;
                let over = real(minutes.iter().filter(|&&m| m <= i64::from(minute)).count()) / real(minutes.len());
                prop_assert!((curve.surviving(at) - (1.0 - over)).abs() < 1e-12);
            }
        }

        #[test]
        fn it_never_rises_and_open_ones_only_raise_it(
            minutes in proptest::collection::vec((0_i64..60, any::<bool>()), 0..40),
        ) {
            let observations: Vec<_> = minutes.iter().map(|&(minutes, open)| observed(0, minutes, open)).collect();
            let curve = survival(&distribution(&observations));
            let pretended: Vec<_> = minutes.iter().map(|&(minutes, _)| observed(0, minutes, false)).collect();
            let lower = survival(&distribution(&pretended));
            let mut before = 1.0;
            for minute in 0..61 {
                let here = curve.surviving(f64::from(minute) * MINUTE);
                prop_assert!((0.0..=before).contains(&here) && here >= lower.surviving(f64::from(minute) * MINUTE) - 1e-12);
                before = here;
            }
        }
    }
}
