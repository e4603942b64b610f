//! From what stands in a field of the collection page to the action that it asks for.

use super::{CollectionAction, Overview, Side};
use faultline_core::incident::{ImpactLevel, Weights};
use faultline_core::metrics::{Anchors, StartAnchor};
use faultline_core::time::{Civil, DAY_MS, Instant, ParsedTime, Span, read_time, resolve_local};

/// No longer text is searched for.
const MAX_TEXT: usize = 200;
/// Two years, or two quarters, differ by less: of a leap year, or of February.
const MOST_APART: u64 = 3 * DAY_MS.unsigned_abs();

impl CollectionAction {
    /// Searches for the text, cut to 200 characters.
    #[must_use]
    pub fn search(text: &str) -> Self {
        Self::Search(text.chars().take(MAX_TEXT).collect())
    }

    /// Measures from another start, by its [`StartAnchor::word`]. An end that cannot come after that start becomes the last
    /// one there is.
    #[must_use]
    pub fn measure_from(word: &str, overview: &Overview) -> Option<Self> {
        let from = StartAnchor::ALL.into_iter().find(|anchor| anchor.word() == word)?;
        let words = format!("{}..{}", from.word(), overview.view.anchors.to.word());
        Anchors::from_words(&words).or_else(|| Anchors::from_words(from.word())).map(Self::Measure)
    }

    /// Measures to another end, by the word of its milestone; `None` where it cannot come after the start.
    #[must_use]
    pub fn measure_to(word: &str, overview: &Overview) -> Option<Self> {
        Anchors::from_words(&format!("{}..{word}", overview.view.anchors.from.word())).map(Self::Measure)
    }

    /// The period from a day on, written `2024-02-29`; an empty text is the first day there is.
    #[must_use]
    pub fn since(day: &str, overview: &Overview) -> Option<Self> {
        let from = if day.is_empty() { Instant::FIRST } else { midnight(day, 0, overview)? };
        let end = period_or_all(overview)?.end();
        Span::new(from, end.max(from)).map(|period| Self::SetPeriod(Some(period)))
    }

    /// The period up to and with a day, written `2024-02-29`; an empty text is now.
    #[must_use]
    pub fn until(day: &str, overview: &Overview) -> Option<Self> {
        let to = if day.is_empty() { overview.now } else { midnight(day, 1, overview)? };
        let start = period_or_all(overview)?.start();
        Span::new(start.min(to), to).map(|period| Self::SetPeriod(Some(period)))
    }

    /// The period of so many days up to now.
    #[must_use]
    pub fn last_days(days: u32, overview: &Overview) -> Self {
        let now = overview.now;
        let from = Instant::from_ms(now.ms().saturating_sub(i64::from(days) * DAY_MS));
        Self::SetPeriod(Span::new(from, now))
    }

    /// The objective in per cent, as people write it; the usual one where the text is no number.
    #[must_use]
    pub fn objective(percent: &str) -> Self {
        Self::Aim(decimal(percent, 100.0))
    }

    /// What an hour at a level counts for, 0 to 1; as usual where the text is no number. A level that has no weight of its
    /// own changes nothing.
    #[must_use]
    pub fn weight(level: ImpactLevel, text: &str, overview: &Overview) -> Self {
        let (weights, usual) = (overview.view.weights, Weights::default());
        let or = |usual: f64| decimal(text, 1.0).map_or(usual, |weight| weight.min(1.0));
        Self::Weigh(match level {
            ImpactLevel::Full => Weights { full: or(usual.full), ..weights },
            ImpactLevel::Partial => Weights { partial: or(usual.partial), ..weights },
            ImpactLevel::Degraded => Weights { degraded: or(usual.degraded), ..weights },
            ImpactLevel::None => weights,
        })
    }

    /// Compares another side, by its place in [`Overview::sides`]. A period of another length on the other side gives way to
    /// one of the same: a quarter is not compared with a year.
    #[must_use]
    pub fn compare(which: Which, at: usize, overview: &Overview) -> Option<Self> {
        let (side, _) = overview.sides().into_iter().nth(at)?;
        let other = which.other().of(overview)?;
        let counterpart = match (&side, other) {
            (Side::Period(chosen), Side::Period(beside)) if !are_alike(*chosen, *beside) => {
                overview.counterpart(*chosen)
            }
            _ => None,
        };
        let other = counterpart.map_or_else(|| other.clone(), Side::Period);
        Some(Self::compare_sides(which, side, other))
    }

    /// Compares the period from a day on, written `2024-02-29`, to where the side ends; to the end of that day at least.
    #[must_use]
    pub fn compare_since(which: Which, day: &str, overview: &Overview) -> Option<Self> {
        let (from, least) = (midnight(day, 0, overview)?, midnight(day, 1, overview)?);
        let end = which.period(overview)?.end().max(least);
        Self::compare_side(which, Side::Period(Span::new(from, end)?), overview)
    }

    /// Compares the period from where the side begins up to and with a day; from the beginning of that day at the latest.
    #[must_use]
    pub fn compare_until(which: Which, day: &str, overview: &Overview) -> Option<Self> {
        let (latest, end) = (midnight(day, 0, overview)?, midnight(day, 1, overview)?);
        let from = which.period(overview)?.start().min(latest);
        Self::compare_side(which, Side::Period(Span::new(from, end)?), overview)
    }

    fn compare_side(which: Which, side: Side, overview: &Overview) -> Option<Self> {
        let other = which.other().of(overview)?.clone();
        Some(Self::compare_sides(which, side, other))
    }

    const fn compare_sides(which: Which, side: Side, other: Side) -> Self {
        match which {
            Which::First => Self::Compare(side, other),
            Which::Second => Self::Compare(other, side),
        }
    }
}

/// `true` for two periods of one length.
fn are_alike(a: Span, b: Span) -> bool {
    a.length().ms().abs_diff(b.length().ms()) < MOST_APART
}

/// One of the two sides of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// What is compared with: the older of two periods.
    First,
    /// What is compared.
    Second,
}

impl Which {
    /// The side beside this one.
    const fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }

    /// What this side is.
    #[must_use]
    pub fn of(self, overview: &Overview) -> Option<&Side> {
        let (first, second) = overview.compared.as_ref()?;
        Some(if self == Self::First { first } else { second })
    }

    /// The period of this side; `None` for a group.
    #[must_use]
    pub fn period(self, overview: &Overview) -> Option<Span> {
        match self.of(overview)? {
            Side::Period(span) => Some(*span),
            Side::Group(_) => None,
        }
    }
}

/// The chosen period, else all the time there is.
fn period_or_all(overview: &Overview) -> Option<Span> {
    let chosen = overview.view.filter.period.or(overview.base.window);
    chosen.or_else(|| Span::new(Instant::FIRST, overview.now))
}

/// The beginning of a written day, or of one so many days after it, in the zone of the page.
fn midnight(day: &str, days_after: i64, overview: &Overview) -> Option<Instant> {
    let Ok(ParsedTime::Day(local)) = read_time(day) else { return None };
    Some(resolve_local(Instant::from_ms(local.ms() + days_after * DAY_MS), overview.zone.as_ref()).at)
}

/// The day of a moment as a date field holds it: `2023-03-01`.
#[must_use]
pub fn day_word(at: Instant, overview: &Overview) -> String {
    let Civil { year, month, day, .. } = at.civil(overview.zone.offset(at));
    format!("{year:04}-{month:02}-{day:02}")
}

/// The last day of a period as a date field holds it: not the midnight after it.
#[must_use]
pub fn last_day_word(period: Span, overview: &Overview) -> String {
    day_word(period.last(), overview)
}

/// A number as people write it, of so many in a whole: `99.95` of 100 is 0.9995. `None` for a negative number and for more
/// than twelve digits; an empty text is none either.
pub(super) fn decimal(text: &str, whole: f64) -> Option<f64> {
    let (integer, places) = text.trim().split_once(['.', ',']).unwrap_or((text.trim(), ""));
    let digits = [integer, places].concat();
    if digits.len() > 12 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let power = (0..places.len()).fold(whole, |power, _| power * 10.0);
    #[expect(clippy::cast_precision_loss, reason = "twelve digits are exact")]
    digits.parse::<i64>().ok().map(|digits| digits as f64 / power)
}

/// A whole number of milliseconds.
pub(super) fn whole_ms(text: &str) -> Option<f64> {
    #[expect(clippy::cast_precision_loss, reason = "exact to 285,000 years")]
    text.parse::<i64>().ok().map(|ms| ms as f64)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::{CollectionOptions, gather};
    use super::*;
    use faultline_core::pace::{NoPause, run_now};
    use faultline_core::time::{FixedZone, NativeZones, Zone};

    fn overview() -> Overview {
        let bytes = include_bytes!("../../../public/incidents/index.json").to_vec();
        let catalog = faultline_core::formats::read_catalog(&bytes, "index.json", &NativeZones).unwrap();
        let now = Instant::from_ms(1_800_000_000_000);
        let (collection, table) = run_now(gather("index.json", catalog, now, &NoPause)).unwrap();
        let zone: Arc<dyn Zone> = Arc::new(FixedZone::utc());
        Overview::at(&Arc::new(collection), &Arc::new(table), &CollectionOptions::default(), &zone, now, None)
    }

    #[test]
    fn fields_ask_for_periods() {
        let overview = overview();
        let period = |action: Option<CollectionAction>| match action {
            Some(CollectionAction::SetPeriod(Some(period))) => {
                (day_word(period.start(), &overview), day_word(period.end(), &overview))
            }
            other => panic!("{other:?}"),
        };
        assert_eq!(period(CollectionAction::since("2024-02-29", &overview)).0, "2024-02-29");
        assert_eq!(
            period(CollectionAction::until("2024-12-31", &overview)).1,
            "2025-01-01",
            "the last day belongs to it"
        );
        assert!(CollectionAction::until("yesterday", &overview).is_none());
        assert_eq!(period(CollectionAction::until("", &overview)).1, "2027-01-15", "an empty day is now");
        assert_eq!(period(Some(CollectionAction::last_days(30, &overview))).0, "2026-12-16");
        let (_, year) = overview.years().into_iter().find(|(year, _)| *year == 2025).unwrap();
        assert_eq!(
            period(Some(CollectionAction::SetPeriod(Some(year)))),
            ("2025-01-01".to_owned(), "2026-01-01".to_owned())
        );
    }

    #[test]
    fn fields_ask_for_anchors_and_sides() {
        let overview = overview();
        let anchors = |action: Option<CollectionAction>| match action {
            Some(CollectionAction::Measure(anchors)) => anchors.words(),
            other => panic!("{other:?}"),
        };
        assert_eq!(anchors(CollectionAction::measure_to("mitigated", &overview)), "started..mitigated");
        assert_eq!(anchors(CollectionAction::measure_from("detected", &overview)), "detected..resolved");
        assert!(
            CollectionAction::measure_to("started", &overview).is_none(),
            "an end cannot come before its beginning"
        );
        let names: Vec<String> = overview.sides().into_iter().map(|(_, name)| name).collect();
        assert!(names.iter().any(|name| name == "2025") && names.iter().any(|name| name == "Checkout"), "{names:?}");
        let first = CollectionAction::compare(Which::First, 0, &overview);
        assert!(matches!(first, Some(CollectionAction::Compare(Side::Period(_), _))));
        assert!(CollectionAction::compare(Which::First, 99, &overview).is_none());
    }

    #[test]
    fn a_quarter_is_compared_with_the_quarter_before_it_and_not_with_a_year() {
        let mut overview = overview();
        let sides = overview.sides();
        let quarters: Vec<usize> =
            sides.iter().enumerate().filter(|(_, (_, name))| name.starts_with('Q')).map(|(at, _)| at).collect();
        let [.., before, last] = quarters[..] else { panic!("{sides:?}") };
        let earliest = quarters[0];
        let side = |at: usize| sides[at].0.clone();
        let compare =
            |which: Which, at: usize, overview: &Overview| match CollectionAction::compare(which, at, overview) {
                Some(CollectionAction::Compare(first, second)) => (first, second),
                other => panic!("{other:?}"),
            };
        overview.compared = Some((side(0), side(1)));
        assert_eq!(compare(Which::Second, last, &overview), (side(before), side(last)));
        assert_eq!(compare(Which::First, earliest, &overview).0, side(earliest));
        overview.compared = Some((side(earliest), side(before)));
        assert_eq!(compare(Which::Second, last, &overview), (side(earliest), side(last)), "what was chosen stays");
        let group = Side::Group("web".into());
        overview.compared = Some((group.clone(), side(last)));
        assert_eq!(compare(Which::Second, before, &overview), (group, side(before)));
    }

    #[test]
    fn a_side_of_a_comparison_takes_any_days() {
        let mut overview = overview();
        let day = |word: &str| {
            read_time(word).ok().and_then(|time| match time {
                ParsedTime::Day(at) => Some(at),
                _ => None,
            })
        };
        let span = |from: &str, to: &str| Side::Period(Span::new(day(from).unwrap(), day(to).unwrap()).unwrap());
        let other = Side::Group("web".into());
        overview.compared = Some((span("2025-02-01", "2025-03-01"), other.clone()));
        let sides = |action: Option<CollectionAction>| match action {
            Some(CollectionAction::Compare(first, second)) => Some((first, second)),
            _ => None,
        };
        let since = |word: &str| sides(CollectionAction::compare_since(Which::First, word, &overview));
        let until = |word: &str| sides(CollectionAction::compare_until(Which::First, word, &overview));
        let to = |from: &str, to: &str| Some((span(from, to), other.clone()));
        assert_eq!(since("2025-01-20"), to("2025-01-20", "2025-03-01"));
        assert_eq!(since("2025-03-10"), to("2025-03-10", "2025-03-11"), "a day at least");
        assert_eq!(until("2025-02-10"), to("2025-02-01", "2025-02-11"), "with its last day");
        assert_eq!(until("2025-01-10"), to("2025-01-10", "2025-01-11"));
        assert_eq!(since("soon"), None);
        let of_group = CollectionAction::compare_since(Which::Second, "2025-01-20", &overview);
        assert!(of_group.is_none(), "a group has no days");
    }

    #[test]
    fn an_objective_is_written_in_per_cent_and_a_weight_as_a_share() {
        let overview = overview();
        for (written, slo) in [
            ("99.95", Some(0.9995)),
            ("99", Some(0.99)),
            ("99,9", Some(0.999)),
            ("", None),
            ("-1", None),
            ("9e9", None),
        ] {
            let CollectionAction::Aim(read) = CollectionAction::objective(written) else { panic!() };
            assert_eq!(read, slo, "{written}");
        }
        for (level, written, weights) in [
            (ImpactLevel::Degraded, "0.5", Weights { full: 1.0, partial: 1.0, degraded: 0.5 }),
            (ImpactLevel::Partial, "0.3", Weights { full: 1.0, partial: 0.3, degraded: 0.0 }),
            (ImpactLevel::Full, "7", Weights { full: 1.0, partial: 1.0, degraded: 0.0 }),
            (ImpactLevel::Partial, "", Weights { full: 1.0, partial: 1.0, degraded: 0.0 }),
        ] {
            let CollectionAction::Weigh(read) = CollectionAction::weight(level, written, &overview) else { panic!() };
            assert_eq!(read, weights, "{level:?} {written}");
        }
    }
}
