//! Availability over a window, and the error budget it leaves. Source of the formulas: Google, "Site Reliability
//! Engineering", chapter 3.

use super::doubts::Known;
use super::sample::ms;
use super::{Accuracy, Doubt, DoubtKind, Durations, LevelSpan, month_of};
use crate::incident::{Case, ImpactLevel, Milestone, Weights};
use crate::text;
use crate::time::{Instant, Length, Span, Zone};

/// The objective where a file gives none: 99.9 %, a budget of 43.2 min in 30 d. Callers say when they used it.
pub const DEFAULT_SLO: f64 = 0.999;

/// Availability over a window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Availability {
    /// The window that was asked for: the error budget is for the whole of it.
    pub window: Span,
    /// What of it has passed: availability is of that.
    pub elapsed: Length,
    /// The objective, 0 to 1.
    pub slo: f64,
    /// Σ weight × length of the impact, clipped to the window, in milliseconds.
    pub weighted_ms: f64,
    /// How sure that is.
    pub accuracy: Accuracy,
    /// 1 − weighted ÷ elapsed.
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

    /// The error budget of many incidents, no finer than it matters: to the minute from ten minutes on.
    #[must_use]
    pub fn budget_in_whole(&self) -> Length {
        text::estimated_length(self.budget_ms)
    }

    /// The availability in words: `99.933 %`, `at most 99.9 %` where the downtime is at least so long. Never rounded up to
    /// 100 %: it gets more digits instead.
    #[must_use]
    pub fn percent(&self) -> String {
        let percent = self.availability * 100.0;
        let text = text::decimal(percent, 3);
        let text = if text == "100.000" && self.availability < 1.0 { text::decimal(percent, 7) } else { text };
        let bound = match self.accuracy {
            Accuracy::AtLeast => "at most ",
            Accuracy::UpTo => "at least ",
            Accuracy::Exact | Accuracy::About => self.accuracy.words(),
        };
        format!("{bound}{text} %")
    }

    /// The used share of the budget in words: `67.2 %`, `at least 67.2 %`.
    #[must_use]
    pub fn burnt_percent(&self) -> Option<String> {
        self.burnt.map(|burnt| format!("{}{} %", self.accuracy.words(), text::decimal(burnt * 100.0, 1)))
    }

    /// The time of impact that the window leaves out, of levels that are not clipped to it.
    #[must_use]
    pub fn outside(&self, levels: &[LevelSpan]) -> Length {
        let outside = |span: Span| span.length().ms() - span.clip(self.window).map_or(0, |inside| inside.length().ms());
        Length::from_ms(levels.iter().map(|level| outside(level.span)).sum())
    }
}

/// What a minute at a level counts for.
const fn weight(weights: Weights, level: ImpactLevel) -> f64 {
    match level {
        ImpactLevel::Full => weights.full,
        ImpactLevel::Partial => weights.partial,
        ImpactLevel::Degraded => weights.degraded,
        ImpactLevel::None => 0.0,
    }
}

/// Measures availability up to `now`. `None` for a window of which nothing has passed, and where nothing that counts was
/// measured and something could have been.
#[must_use]
pub fn availability(
    levels: &[LevelSpan],
    doubts: &[Doubt],
    window: Span,
    slo: f64,
    weights: Weights,
    now: Instant,
) -> Option<Availability> {
    let elapsed = window.clip(Span::between(window.start(), now.max(window.start())))?;
    let inside =
        levels.iter().filter_map(|level| Some(weight(weights, level.level) * ms(level.span.clip(elapsed)?.length())));
    // Adding zero makes 0 of what would be written as -0: the sum of nothing.
    let weighted_ms = inside.sum::<f64>() + 0.0;
    let accuracy = accuracy(levels, doubts, elapsed, weights);
    if weighted_ms <= 0.0 && matches!(accuracy, Accuracy::AtLeast | Accuracy::About) {
        return None;
    }
    let budget_ms = (1.0 - slo) * ms(window.length());
    Some(Availability {
        window,
        elapsed: elapsed.length(),
        slo,
        weighted_ms,
        accuracy,
        availability: 1.0 - weighted_ms / ms(elapsed.length()),
        budget_ms,
        burnt: (budget_ms > 0.0).then(|| weighted_ms / budget_ms),
    })
}

/// How sure the weighted downtime is: whether an impact that is not known could add to it, and whether one that is known
/// to the day may take from it.
fn accuracy(levels: &[LevelSpan], doubts: &[Doubt], window: Span, weights: Weights) -> Accuracy {
    if doubts.is_empty() {
        return Accuracy::Exact;
    }
    let (mut longer, mut shorter) = (false, false);
    let known = Known::of(levels);
    for doubt in doubts {
        let Some(span) = doubt.span.clip(window) else { continue };
        let counts = |level: &ImpactLevel| doubt.level.is_none_or(|own| own == *level) && weight(weights, *level) > 0.0;
        // An impact adds where none that is as bad is known.
        let level = ImpactLevel::ALL.iter().find(|level| counts(level));
        match (doubt.kind, level) {
            (_, None) => {}
            (DoubtKind::DayOnly, Some(_)) => shorter = true,
            (DoubtKind::Unknown, Some(level)) => longer |= !known.covers(span, *level),
        }
    }
    Accuracy::of(longer, shorter)
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
    use super::super::example::{at, impact, reference, when};
    use super::super::{by_level, durations};
    use super::*;
    use crate::incident::{Impact, Incident, MetricSettings};
    use crate::time::FixedZone;
    use proptest::prelude::*;

    const NOW: &str = "2026-01-01T00:00Z";

    fn over_its_month(case: &Case, weights: Weights) -> Availability {
        let durations = durations(case, at("2026-01-01T00:00Z"));
        let window = default_window(case, &durations, &FixedZone::utc()).unwrap();
        availability(&durations.levels, &durations.doubts, window, DEFAULT_SLO, weights, at(NOW)).unwrap()
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
        let levels = by_level(&[LevelSpan::new(second, ImpactLevel::Full, false)]);
        assert_eq!(
            availability(&levels, &[], window, 0.999, Weights::default(), at(NOW)).unwrap().percent(),
            "99.9999614 %"
        );
        assert_eq!(availability(&[], &[], window, 0.999, Weights::default(), at(NOW)).unwrap().percent(), "100.000 %");
    }

    #[test]
    fn weights_say_what_a_minute_counts_for() {
        let weights = Weights { full: 1.0, partial: 1.0, degraded: 0.5 };
        assert_eq!(over_its_month(&reference(), weights).weighted().to_string(), "1 h 15 min");
    }

    #[test]
    fn thirty_days_at_three_nines_leave_43_minutes_and_12_seconds() {
        let window = Span::between(at("2023-03-01T00:00Z"), at("2023-03-31T00:00Z"));
        let quiet = availability(&[], &[], window, 0.999, Weights::default(), at(NOW)).unwrap();
        assert_eq!(quiet.budget().to_string(), "43 min 12 s");
        assert_eq!((quiet.availability, quiet.burnt), (1.0, Some(0.0)));
        assert!(quiet.weighted_ms.is_sign_positive(), "no -0.0");
        let perfect = availability(&[], &[], window, 1.0, Weights::default(), at(NOW)).unwrap();
        assert_eq!(perfect.burnt, None, "no budget can be burnt");
        assert_eq!(
            availability(&[], &[], Span::between(window.end(), window.end()), 0.999, Weights::default(), at(NOW)),
            None
        );
    }

    #[test]
    fn only_what_lies_in_the_window_counts() {
        let hit = Span::between(at("2023-02-28T23:30Z"), at("2023-03-01T00:30Z"));
        let levels = by_level(&[LevelSpan::new(hit, ImpactLevel::Full, false)]);
        let february = Span::between(at("2023-02-01T00:00Z"), at("2023-03-01T00:00Z"));
        let measured = availability(&levels, &[], february, 0.999, Weights::default(), at(NOW)).unwrap();
        assert_eq!(measured.weighted().to_string(), "30 min");
    }

    #[test]
    fn a_month_is_a_month_of_the_zone_with_its_clock_changes() {
        use crate::time::{NativeZones, ZoneSource};
        let window = |case: &Case, zone: &str| {
            let zone = NativeZones.zone(zone).unwrap();
            let durations = durations(case, Instant::LAST);
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

    fn with_impacts(impacts: Vec<Impact>) -> Case {
        Case::join(Incident { impacts, ..Incident::default() }).0
    }

    #[test]
    fn an_impact_that_is_not_known_leaves_the_availability_open() {
        let unread = |level| Impact { end_unread: true, ..impact(level, "2023-03-01T10:00Z", None) };
        let degraded = impact(ImpactLevel::Degraded, "2023-03-01T10:00Z", Some("2023-03-01T11:00Z"));
        let full = impact(ImpactLevel::Full, "2023-03-01T10:00Z", Some("2023-03-01T10:30Z"));
        let nameless = Impact { level: None, ..degraded.clone() };
        let within = Impact { level: None, ..full.clone() };
        let measured = |impacts| {
            let case = with_impacts(impacts);
            let durations = durations(&case, at(NOW));
            let window = default_window(&case, &durations, &FixedZone::utc())
                .or_else(|| month_of(at("2023-03-01T10:00Z"), &FixedZone::utc()));
            availability(&durations.levels, &durations.doubts, window.unwrap(), 0.999, Weights::default(), at(NOW))
        };
        let said = |impacts| {
            measured(impacts).map_or("not recorded".to_owned(), |measured| {
                format!("{}, {}", measured.percent(), measured.burnt_percent().unwrap())
            })
        };
        assert_eq!(said(vec![unread(ImpactLevel::Full), degraded.clone()]), "not recorded");
        assert_eq!(said(vec![unread(ImpactLevel::Full), full.clone()]), "at most 99.933 %, at least 67.2 %");
        assert_eq!(said(vec![nameless.clone(), full.clone()]), "at most 99.933 %, at least 67.2 %");
        assert_eq!(said(vec![nameless]), "not recorded");
        assert_eq!(said(vec![within, full.clone()]), "99.933 %, 67.2 %", "it could add nothing");
        assert_eq!(said(vec![unread(ImpactLevel::Degraded), full]), "99.933 %, 67.2 %", "degraded weighs nothing");
        let day =
            Impact { start: Some(when("2023-03-01")), end: Some(when("2023-03-01")), ..unread(ImpactLevel::Full) };
        let day = Impact { end_unread: false, ..day };
        assert_eq!(said(vec![day]), "at least 96.774 %, up to 3225.8 %");
    }

    #[test]
    fn availability_is_of_the_time_that_has_passed_and_the_budget_of_the_whole_window() {
        let march = Span::between(at("2023-03-01T00:00Z"), at("2023-04-01T00:00Z"));
        let hour = Span::between(at("2023-03-01T10:00Z"), at("2023-03-01T11:00Z"));
        let levels = by_level(&[LevelSpan::new(hour, ImpactLevel::Full, false)]);
        let at_noon = |now| availability(&levels, &[], march, 0.999, Weights::default(), at(now));
        let measured = at_noon("2023-03-02T00:00Z").unwrap();
        assert_eq!((measured.percent().as_str(), measured.elapsed.to_string().as_str()), ("95.833 %", "1 d"));
        assert_eq!(measured.budget().to_string(), "44 min 38.4 s");
        assert_eq!(at_noon("2023-02-01T00:00Z"), None, "nothing has passed yet");
        assert_eq!(measured.outside(&levels), Length::ZERO);
        let later = by_level(&[LevelSpan::new(
            Span::between(at("2023-03-31T23:50Z"), at("2023-04-01T09:50Z")),
            ImpactLevel::Full,
            false,
        )]);
        assert_eq!(measured.outside(&later).to_string(), "9 h 50 min");
    }

    /// Case 20 of the field: full 60, partial 120 (30 under the full) and degraded 360 min of which 120 in September.
    #[test]
    fn a_window_of_three_levels_weighs_each() {
        let at = |hours: &str| super::super::example::at(&format!("2023-09-30T{hours}:00Z"));
        let september = Span::between(
            super::super::example::at("2023-09-01T00:00Z"),
            super::super::example::at("2023-10-01T00:00Z"),
        );
        let levels = by_level(&[
            LevelSpan::new(Span::between(at("10:00"), at("11:00")), ImpactLevel::Full, false),
            LevelSpan::new(Span::between(at("10:30"), at("12:30")), ImpactLevel::Partial, false),
            LevelSpan::new(
                Span::between(at("22:00"), september.end().plus(Length::from_minutes(240))),
                ImpactLevel::Degraded,
                false,
            ),
        ]);
        let weights = Weights { full: 1.0, partial: 0.3, degraded: 0.1 };
        let measured = availability(&levels, &[], september, 0.999, weights, Instant::LAST).unwrap();
        assert!((measured.weighted_ms - 5_940_000.0).abs() < 1e-6);
        assert!(
            (measured.availability - 0.997_708_333).abs() < 1e-9
                && (measured.burnt.unwrap() - 2.291_666_7).abs() < 1e-6
        );
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
                impacts.iter().map(|&(from, length, place)| LevelSpan::new(minutes(from, from + length), level(place), false)).collect();
            let levels = by_level(&impacts);
            let weighted = |from, to| {
                availability(&levels, &[], minutes(from, to), 0.99, weights, at(NOW)).map_or(0.0, |measured| measured.weighted_ms)
            };
            let grid = |from: i64, to: i64| -> f64 {
                let worst = |minute: i64| {
                    let holding = impacts.iter().filter(|impact| impact.span.contains(Instant::from_ms(minute * 60_000)));
                    holding.map(|impact| impact.level).min().unwrap_or(ImpactLevel::None)
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
            if let Some(measured) = availability(&levels, &[], minutes(cuts[0], cuts[2]), 0.99, weights, at(NOW)) {
                prop_assert!((0.0..=1.0).contains(&measured.availability), "never more than the window");
            }
        }
    }
}
