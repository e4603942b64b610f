//! Availability over a window, and the error budget it leaves. Source of the formulas: Google, "Site Reliability
//! Engineering", chapter 3.

use super::sample::ms;
use super::{Durations, LevelSpan, month_of};
use crate::incident::{Case, ImpactLevel, Milestone, Weights};
use crate::text;
use crate::time::{Length, Span, Zone};

/// The objective where a file gives none: 99.9 %, a budget of 43.2 min in 30 d. Callers say when they used it.
pub const DEFAULT_SLO: f64 = 0.999;

/// Availability over a window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Availability {
    /// The window.
    pub window: Span,
    /// The objective, 0 to 1.
    pub slo: f64,
    /// Σ weight × length of the impact, clipped to the window, in milliseconds.
    pub weighted_ms: f64,
    /// 1 − weighted ÷ window.
    pub availability: f64,
    /// (1 − objective) × window, in milliseconds.
    pub budget_ms: f64,
    /// Weighted ÷ budget; `None` when the objective leaves no budget.
    pub burnt: Option<f64>,
}

impl Availability {
    /// The weighted downtime, to the nearest millisecond.
    #[must_use]
    pub fn weighted(&self) -> Length {
        text::length_of_ms(self.weighted_ms)
    }

    /// The error budget, to the nearest millisecond.
    #[must_use]
    pub fn budget(&self) -> Length {
        text::length_of_ms(self.budget_ms)
    }

    /// The availability in words: `99.933 %`. Never rounded up to 100 %: it gets more digits instead.
    #[must_use]
    pub fn percent(&self) -> String {
        let percent = self.availability * 100.0;
        let text = text::decimal(percent, 3);
        let text = if text == "100.000" && self.availability < 1.0 { text::decimal(percent, 7) } else { text };
        text + " %"
    }

    /// The burnt share of the budget in words: `67.2 %`.
    #[must_use]
    pub fn burnt_percent(&self) -> Option<String> {
        self.burnt.map(|burnt| text::decimal(burnt * 100.0, 1) + " %")
    }
}

/// Measures availability; `None` for an empty window.
#[must_use]
pub fn availability(levels: &[LevelSpan], window: Span, slo: f64, weights: Weights) -> Option<Availability> {
    if window.is_empty() {
        return None;
    }
    let weight = |level| match level {
        ImpactLevel::Full => weights.full,
        ImpactLevel::Partial => weights.partial,
        ImpactLevel::Degraded => weights.degraded,
        ImpactLevel::None => 0.0,
    };
    let inside = levels.iter().filter_map(|level| Some(weight(level.level) * ms(level.span.clip(window)?.length())));
    let weighted_ms = inside.sum::<f64>();
    let window_ms = ms(window.length());
    let budget_ms = (1.0 - slo) * window_ms;
    Some(Availability {
        window,
        slo,
        weighted_ms,
        availability: 1.0 - weighted_ms / window_ms,
        budget_ms,
        burnt: (budget_ms > 0.0).then(|| weighted_ms / budget_ms),
    })
}

/// The window to measure over: as long as the file's `metrics.window` and ending where the impact ends; without one,
/// the calendar month, in the zone, in which the incident started. `None` when nothing says when it was.
#[must_use]
pub fn default_window(case: &Case, durations: &Durations, zone: &dyn Zone) -> Option<Span> {
    let anchor = |milestone| durations.anchor(milestone).map(|anchor| anchor.at);
    let started = anchor(Milestone::Started);
    let impact = durations.impact_extent();
    if let Some(length) = case.incident.metrics.window.filter(|length| length.ms() > 0) {
        let end = impact.map(Span::end).or_else(|| anchor(Milestone::Mitigated)).or(started)?;
        return Span::new(end.plus(Length::from_ms(-length.ms())), end);
    }
    month_of(started.or(impact.map(Span::start))?, zone)
}

#[cfg(test)]
mod tests {
    use super::super::example::{at, impact, reference};
    use super::super::{by_level, durations};
    use super::*;
    use crate::incident::{Incident, MetricSettings};
    use crate::time::{FixedZone, Instant};
    use proptest::prelude::*;

    fn over_its_month(case: &Case, weights: Weights) -> Availability {
        let durations = durations(case, at("2026-01-01T00:00Z"));
        let window = default_window(case, &durations, &FixedZone::utc()).unwrap();
        availability(&durations.levels, window, DEFAULT_SLO, weights).unwrap()
    }

    #[test]
    fn the_worked_example_burns_two_thirds_of_march() {
        let march = over_its_month(&reference(), Weights::default());
        assert_eq!(march.window.start().to_string(), "2023-03-01T00:00:00Z");
        assert_eq!(march.window.length().to_string(), "31 d");
        assert_eq!(march.budget().to_string(), "44 min 38.4 s");
        assert_eq!(march.weighted().to_string(), "30 min");
        assert_eq!(march.burnt_percent().unwrap(), "67.2 %");
        assert_eq!(march.percent(), "99.933 %");
    }

    #[test]
    fn a_second_of_outage_is_never_100_percent() {
        let window = Span::between(at("2023-03-01T00:00Z"), at("2023-03-31T00:00Z"));
        let second = Span::between(window.start(), window.start().plus(Length::from_ms(1000)));
        let levels = by_level(&[(second, ImpactLevel::Full, false)]);
        assert_eq!(availability(&levels, window, 0.999, Weights::default()).unwrap().percent(), "99.9999614 %");
        assert_eq!(availability(&[], window, 0.999, Weights::default()).unwrap().percent(), "100.000 %");
    }

    #[test]
    fn weights_say_what_a_minute_counts_for() {
        let weights = Weights { full: 1.0, partial: 1.0, degraded: 0.5 };
        assert_eq!(over_its_month(&reference(), weights).weighted().to_string(), "1 h 15 min");
    }

    #[test]
    fn thirty_days_at_three_nines_leave_43_minutes_and_12_seconds() {
        let window = Span::between(at("2023-03-01T00:00Z"), at("2023-03-31T00:00Z"));
        let quiet = availability(&[], window, 0.999, Weights::default()).unwrap();
        assert_eq!(quiet.budget().to_string(), "43 min 12 s");
        assert_eq!((quiet.availability, quiet.burnt), (1.0, Some(0.0)));
        let perfect = availability(&[], window, 1.0, Weights::default()).unwrap();
        assert_eq!(perfect.burnt, None, "no budget can be burnt");
        assert_eq!(availability(&[], Span::between(window.end(), window.end()), 0.999, Weights::default()), None);
    }

    #[test]
    fn only_what_lies_in_the_window_counts() {
        let hit = Span::between(at("2023-02-28T23:30Z"), at("2023-03-01T00:30Z"));
        let levels = by_level(&[(hit, ImpactLevel::Full, false)]);
        let february = Span::between(at("2023-02-01T00:00Z"), at("2023-03-01T00:00Z"));
        let measured = availability(&levels, february, 0.999, Weights::default()).unwrap();
        assert_eq!(measured.weighted().to_string(), "30 min");
    }

    #[test]
    fn a_month_is_a_month_of_the_zone_with_its_clock_changes() {
        use crate::time::{NativeZones, ZoneSource};
        let window = |case: &Case, zone: &str| {
            let zone = NativeZones.zone(zone).unwrap();
            let durations = durations(case, at("2026-01-01T00:00Z"));
            default_window(case, &durations, zone.as_ref()).unwrap()
        };
        let berlin = window(&reference(), "Europe/Berlin");
        assert_eq!(berlin.start().to_string(), "2023-02-28T23:00:00Z");
        assert_eq!(berlin.length().to_string(), "30 d 23 h", "clocks went forward on 26 March");
        let impacts = vec![impact(ImpactLevel::Full, "9999-12-31T23:00Z", Some("9999-12-31T23:30Z"))];
        let (last, _) = Case::join(Incident { impacts, ..Incident::default() });
        assert_eq!(window(&last, "UTC").end(), Instant::LAST);
    }

    #[test]
    fn a_window_of_the_file_ends_where_the_impact_ends() {
        let mut case = reference();
        case.incident.metrics = MetricSettings { window: Some(Length::from_minutes(30 * 1440)), ..Default::default() };
        let durations = durations(&case, at("2026-01-01T00:00Z"));
        let window = default_window(&case, &durations, &FixedZone::utc()).unwrap();
        assert_eq!(window.start().to_string(), "2023-01-30T15:30:00Z");
        assert_eq!(window.end().to_string(), "2023-03-01T15:30:00Z");
        let nothing = Case::default();
        let unmeasured = super::super::durations(&nothing, at("2026-01-01T00:00Z"));
        assert_eq!(default_window(&nothing, &unmeasured, &FixedZone::utc()), None);
    }

    /// A moment so many minutes after another, and the spans between two.
    fn minutes(from: i64, to: i64) -> Span {
        let minute = |minute: i64| Instant::from_ms(minute * 60_000);
        Span::between(minute(from), minute(to))
    }

    proptest! {
        #[test]
        fn weighted_downtime_is_that_of_a_grid_of_minutes_and_adds_up(
            impacts in proptest::collection::vec((0_i64..200, 0_i64..60, 0_usize..4), 0..10),
            cuts in proptest::array::uniform3(0_i64..250),
            weights in proptest::array::uniform3(0.0..1.0_f64),
        ) {
            let mut cuts = cuts;
            cuts.sort_unstable();
            let weights = Weights { full: weights[0], partial: weights[1], degraded: weights[2] };
            let level = |place: usize| ImpactLevel::ALL[place];
            let impacts: Vec<_> =
                impacts.iter().map(|&(from, length, place)| (minutes(from, from + length), level(place), false)).collect();
            let levels = by_level(&impacts);
            let weighted = |from, to| {
                availability(&levels, minutes(from, to), 0.99, weights).map_or(0.0, |measured| measured.weighted_ms)
            };
            let grid = |from: i64, to: i64| -> f64 {
                let worst = |minute: i64| {
                    let holding = impacts.iter().filter(|(span, ..)| span.contains(Instant::from_ms(minute * 60_000)));
                    holding.map(|(_, level, _)| *level).min().unwrap_or(ImpactLevel::None)
                };
                let weight = |minute| match worst(minute) {
                    ImpactLevel::Full => weights.full,
                    ImpactLevel::Partial => weights.partial,
                    ImpactLevel::Degraded => weights.degraded,
                    ImpactLevel::None => 0.0,
                };
                (from..to).map(weight).sum::<f64>() * 60_000.0
            };
            prop_assert!((weighted(cuts[0], cuts[2]) - grid(cuts[0], cuts[2])).abs() < 1e-3);
            let parts = weighted(cuts[0], cuts[1]) + weighted(cuts[1], cuts[2]);
            prop_assert!((parts - weighted(cuts[0], cuts[2])).abs() < 1e-3);
            if let Some(measured) = availability(&levels, minutes(cuts[0], cuts[2]), 0.99, weights) {
                prop_assert!((0.0..=1.0).contains(&measured.availability), "never more than the window");
            }
        }
    }
}
