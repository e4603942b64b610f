//! Tests of `calendar.rs` against a grid of minutes.

use std::sync::Arc;

use proptest::prelude::*;

use super::super::example::{at, observed};
use super::*;
use crate::time::{FixedZone, NativeZones, ZoneSource};

fn berlin() -> Arc<dyn Zone> {
    NativeZones.zone("Europe/Berlin").unwrap()
}

fn span(from: &str, to: &str) -> Span {
    Span::between(at(from), at(to))
}

fn over(span: Span) -> Observation {
    Observation { span, length: span.length(), open: false, up_to: false }
}

fn hours(spans: &[Span]) -> Vec<i64> {
    spans.iter().map(|span| span.length().ms() / 3_600_000).collect()
}

#[test]
fn days_with_a_clock_change_have_23_and_25_hours() {
    let berlin = berlin();
    let march = days(span("2023-03-25T12:00Z", "2023-03-27T12:00Z"), berlin.as_ref());
    assert_eq!(hours(&march), [24, 23, 24]);
    let october = days(span("2023-10-28T12:00Z", "2023-10-30T12:00Z"), berlin.as_ref());
    assert_eq!(hours(&october), [24, 25, 24]);
    let year = days(span("2023-01-01T00:00+01:00", "2024-01-01T00:00+01:00"), berlin.as_ref());
    assert_eq!(year.len(), 365);
    let year = months(span("2023-01-01T00:00+01:00", "2024-01-01T00:00+01:00"), berlin.as_ref());
    assert_eq!(hours(&year), [744, 672, 743, 720, 744, 720, 744, 744, 720, 745, 720, 744]);
}

#[test]
fn a_day_that_begins_without_a_midnight_is_a_day() {
    // In Beirut the clocks went from 23:59 on 25 March 2023 straight to 01:00.
    let beirut = NativeZones.zone("Asia/Beirut").unwrap();
    let march = days(span("2023-03-29T12:00Z", "2023-03-31T12:00Z"), beirut.as_ref());
    assert!(march.windows(2).all(|pair| pair[0].end() == pair[1].start()), "{march:?}");
    let samoa = NativeZones.zone("Pacific/Apia").unwrap();
    let skipped = days(span("2011-12-28T12:00Z", "2012-01-02T12:00Z"), samoa.as_ref());
    assert!(skipped.windows(2).all(|pair| pair[0].end() == pair[1].start()), "30 December never was: {skipped:?}");
    assert!(skipped.last().unwrap().contains(at("2012-01-02T11:59Z")));
}

#[test]
fn three_days_across_the_end_of_a_month_count_once_and_cover_both() {
    let utc = FixedZone::utc();
    let window = span("2023-01-01T00:00Z", "2023-05-01T00:00Z");
    let long = over(span("2023-01-30T12:00Z", "2023-02-02T12:00Z"));
    let later = over(span("2023-04-10T00:00Z", "2023-04-10T02:00Z"));
    let overlapping = over(span("2023-04-10T01:00Z", "2023-04-10T04:00Z"));
    let all = [long, later, overlapping];
    let covering = all.map(|one| one.span);
    let incidents = all.map(|one| (one.span.start(), Some(one)));
    let without_a_length = (at("2023-04-20T00:00Z"), None);
    let months = by_month(&[&incidents[..], &[without_a_length]].concat(), &covering, window, &utc);
    let shown: Vec<String> = months
        .iter()
        .map(|month| {
            let median = month.distribution.quantile(0.5).map_or("—".to_owned(), rounded_words);
            format!("{} · {median} · {} · {}", month.bin.began.len(), month.bin.covered, month.bin.sum)
        })
        .collect();
    assert_eq!(
        shown,
        [
            "1 · 3 d · 1 d 12 h · 1 d 12 h",
            "0 · — · 1 d 12 h · 1 d 12 h",
            "0 · — · 0 min · 0 min",
            "3 · 2 h 30 min · 4 h · 5 h",
        ],
        "count · median · covered · sum"
    );
}

fn rounded_words(ms: f64) -> String {
    crate::text::estimated_length(ms).to_string()
}

#[test]
fn hours_are_those_of_the_clock_on_the_wall() {
    let berlin = berlin();
    // 01:30 UTC on the Sunday in October: 02:30 for the second time; on the Sunday in March, 03:30.
    let starts =
        ["2023-10-29T00:30Z", "2023-10-29T01:30Z", "2023-03-26T01:30Z", "2023-07-03T22:15Z", "2025-01-01T00:00Z"];
    let days = days(span("2023-01-01T00:00Z", "2023-12-31T00:00Z"), berlin.as_ref());
    let week = by_weekday_and_hour(&starts.map(at), &days, berlin.as_ref());
    assert_eq!((week[6][2], week[6][3], week[1][0]), (2, 1, 1), "Sunday 02, Sunday 03, Tuesday 00");
    assert_eq!(week.iter().flatten().sum::<u32>(), 4, "what is outside the window is not counted");
}

#[test]
fn nothing_and_the_ends_of_time_are_no_trouble() {
    let utc = FixedZone::utc();
    let empty = span("2023-01-01T00:00Z", "2023-01-01T00:00Z");
    assert_eq!(months(empty, &utc), []);
    assert_eq!(by_month(&[], &[], empty, &utc), []);
    let one = by_month(&[], &[], span("2023-01-05T00:00Z", "2023-01-06T00:00Z"), &utc);
    assert_eq!((one.len(), one[0].distribution.quantile(0.5)), (1, None));
    let always = Span::between(Instant::FIRST, Instant::LAST);
    assert_eq!(months(always, &utc).len(), 12_000);
    assert_eq!(downtime(&[], always), Downtime::default());
    assert_eq!(month_of(Instant::LAST, &utc).unwrap().end(), Instant::LAST);
}

/// The minutes from 25 March 2023, 20:00 UTC, over the clock change in Berlin.
fn minute(minute: i64) -> Instant {
    at("2023-03-25T20:00Z").plus(Length::from_minutes(minute))
}

const MINUTES: i64 = 3 * 24 * 60;

proptest! {
    #[test]
    fn days_hold_what_a_grid_of_minutes_holds(
        stretches in proptest::collection::vec((0..MINUTES, 0_i64..2_000), 0..12),
    ) {
        let berlin = berlin();
        let spans: Vec<Span> = stretches.iter().map(|&(from, length)| Span::between(minute(from), minute(from + length))).collect();
        let days = days(Span::between(minute(0), minute(MINUTES)), berlin.as_ref());
        let bins = by_bin(spans.iter().map(|span| span.start()), &spans, &days);
        for bin in &bins {
            let mut grid = (0, 0);
            let mut at = bin.span.start();
            while at < bin.span.end() {
                let hits = spans.iter().filter(|span| span.contains(at)).count();
                grid.0 += i64::from(hits > 0);
                grid.1 += i64::try_from(hits).unwrap();
                at = at.plus(Length::from_minutes(1));
            }
            prop_assert_eq!((bin.covered, bin.sum), (Length::from_minutes(grid.0), Length::from_minutes(grid.1)));
            prop_assert!(bin.covered <= bin.sum && bin.covered <= bin.span.length());
            let alone = downtime(&spans, bin.span);
            prop_assert_eq!((alone.union, alone.sum), (bin.covered, bin.sum));
            for &place in &bin.began {
                prop_assert!(bin.span.contains(spans[place as usize].start()));
            }
        }
        prop_assert_eq!(bins.iter().map(|bin| bin.began.len()).sum::<usize>(), spans.len());
    }

    #[test]
    fn downtime_of_adjacent_windows_adds_up(
        stretches in proptest::collection::vec((0..MINUTES, 0_i64..2_000), 0..12),
        cuts in proptest::array::uniform3(0..MINUTES),
    ) {
        let mut cuts = cuts;
        cuts.sort_unstable();
        let spans: Vec<Span> = stretches.iter().map(|&(from, length)| Span::between(minute(from), minute(from + length))).collect();
        let inside = |from: i64, to: i64| downtime(&spans, Span::between(minute(from), minute(to)));
        let (first, second, whole) = (inside(cuts[0], cuts[1]), inside(cuts[1], cuts[2]), inside(cuts[0], cuts[2]));
        prop_assert_eq!(first.union.plus(second.union), whole.union);
        prop_assert_eq!(first.sum.plus(second.sum), whole.sum);
    }

    #[test]
    fn a_week_counts_each_start_where_a_civil_clock_has_it(starts in proptest::collection::vec(0..MINUTES, 0..40)) {
        let berlin = berlin();
        let began: Vec<_> = starts.iter().map(|&from| minute(from)).collect();
        let days = days(Span::between(minute(0), minute(MINUTES)), berlin.as_ref());
        let week = by_weekday_and_hour(&began, &days, berlin.as_ref());
        let mut slow = Week::default();
        for &from in &starts {
            let civil = minute(from).civil(berlin.offset(minute(from)));
            slow[civil.weekday() as usize][civil.hour as usize] += 1;
        }
        prop_assert_eq!(week, slow);
    }
}

#[test]
fn an_observation_may_cover_more_than_its_length() {
    // A length made of impacts with a gap: the union is a parameter.
    let gap = Observation { length: Length::from_minutes(30), ..observed(0, 60, false) };
    let all = super::super::distribution(&[gap]).covering(Length::from_minutes(30));
    assert_eq!((all.quantile(0.5), all.union), (Some(1_800_000.0), Some(Length::from_minutes(30))));
}
