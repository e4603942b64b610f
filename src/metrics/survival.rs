//! How many were over by when, while some are still open: the Kaplan–Meier curve. Must never take an incident that is still
//! open for one that ended.

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
    /// The share still going on after a length in milliseconds. After the longest that ended, and while any that is open
    /// lasted longer, it is not known to be less than this.
    #[must_use]
    pub fn surviving(&self, length_ms: f64) -> f64 {
        let passed = self.steps.partition_point(|step| step.at_ms <= length_ms);
        passed.checked_sub(1).and_then(|last| self.steps.get(last)).map_or(1.0, |step| step.surviving)
    }

    /// The shortest length, in milliseconds, by which at least this share was over; `None` where so many are still open
    /// that it cannot be told.
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
