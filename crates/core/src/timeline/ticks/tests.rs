//! Axis labels, zone by zone.

use super::super::Px;
use super::*;
use crate::time::{NativeZones, ZoneSource};
use proptest::prelude::*;
use std::sync::Arc;

fn zone(name: &str) -> Arc<dyn Zone> {
    NativeZones.zone(name).unwrap()
}

fn at(text: &str) -> Instant {
    let crate::time::ParsedTime::Moment(at) = crate::time::read_time(text).unwrap() else {
        panic!("{text} has no offset")
    };
    at
}

fn axis(from: &str, to: &str, width: Px, zone: &dyn Zone) -> Vec<Tick> {
    ticks(&Scale::new(Span::between(at(from), at(to)), 100.0, width), Clock { zone, origin: None }, 12.5)
}

/// Texts, bold ones with a star, days in brackets before their tick.
fn spell(ticks: &[Tick]) -> String {
    let words = ticks.iter().map(|tick| {
        let day = tick.day.as_ref().map(|day| format!("[{day}] ")).unwrap_or_default();
        format!("{day}{}{}", tick.text, if tick.major { "*" } else { "" })
    });
    words.collect::<Vec<_>>().join(" ")
}

#[test]
fn four_hours_have_half_hours_with_full_ones_bold() {
    let utc = zone("UTC");
    assert_eq!(
        spell(&axis("2023-03-01T11:50:24Z", "2023-03-01T16:09:36Z", 1050.0, utc.as_ref())),
        "[1 Mar 2023] 12:00* 12:30 13:00* 13:30 14:00* 14:30 15:00* 15:30 16:00*"
    );
    assert_eq!(
        spell(&axis("2023-03-01T11:50:24Z", "2023-03-01T16:09:36Z", 500.0, utc.as_ref())),
        "[1 Mar 2023] 12:00* 13:00 14:00 15:00* 16:00"
    );
}

#[test]
fn the_day_is_named_where_it_changes() {
    let kathmandu = zone("Asia/Kathmandu");
    assert_eq!(
        spell(&axis("2023-03-01T17:00:00Z", "2023-03-01T20:00:00Z", 300.0, kathmandu.as_ref())),
        "[1 Mar 2023] 23:00 [2 Mar 2023] 00:00* 01:00"
    );
    let ticks = axis("2023-03-01T17:00:00Z", "2023-03-01T20:00:00Z", 300.0, kathmandu.as_ref());
    assert_eq!(ticks[1].at, at("2023-03-01T18:15:00Z"));
}

#[test]
fn the_skipped_hour_has_no_tick_and_the_doubled_one_two() {
    let berlin = zone("Europe/Berlin");
    assert_eq!(
        spell(&axis("2023-03-25T23:00:00Z", "2023-03-26T04:00:00Z", 400.0, berlin.as_ref())),
        "[26 Mar 2023] 00:00* 01:00 03:00* 04:00 05:00 *"
    );
    assert_eq!(
        spell(&axis("2023-10-28T22:00:00Z", "2023-10-29T03:00:00Z", 400.0, berlin.as_ref())),
        "[29 Oct 2023] 00:00* 01:00 02:00 02:00 03:00* "
    );
    // Half an hour put forward over the tick at 02:00.
    let lord_howe = zone("Australia/Lord_Howe");
    assert_eq!(
        spell(&axis("2023-09-30T13:30:00Z", "2023-09-30T17:30:00Z", 400.0, lord_howe.as_ref())),
        "[1 Oct 2023] 00:00* 01:00 03:00* 04:00"
    );
    assert_eq!(
        spell(&axis("2023-04-01T13:00:00Z", "2023-04-01T16:45:00Z", 640.0, lord_howe.as_ref())),
        "[2 Apr 2023] 00:00* 00:30 01:00* 01:30 01:30 02:00* 02:30 03:00*"
    );
}

#[test]
fn days_begin_at_local_midnight_on_days_of_23_and_25_hours() {
    let berlin = zone("Europe/Berlin");
    for (from, to, hours) in [
        ("2023-03-25T00:00:00Z", "2023-03-28T00:00:00Z", [23, 24]),
        ("2023-10-28T00:00:00Z", "2023-10-31T00:00:00Z", [25, 24]),
    ] {
        let ticks = axis(from, to, 300.0, berlin.as_ref());
        let apart: Vec<_> = ticks.windows(2).map(|pair| pair[1].at.since(pair[0].at).ms() / HOUR).collect();
        assert_eq!(apart, hours);
    }
    let ticks = axis("2023-03-25T22:00:00Z", "2023-03-27T06:00:00Z", 900.0, berlin.as_ref());
    assert_eq!(
        spell(&ticks),
        "[26 Mar 2023] 00:00* 03:00 06:00 09:00 12:00* 15:00 18:00 21:00 [27 Mar 2023] 00:00* 03:00 06:00"
    );
}

#[test]
fn weeks_begin_on_monday_and_years_are_named_where_they_change() {
    let utc = zone("UTC");
    assert_eq!(
        spell(&axis("2023-12-20T00:00:00Z", "2024-01-20T00:00:00Z", 400.0, utc.as_ref())),
        "[2023] 25 Dec [2024] 1 Jan* 8 Jan 15 Jan"
    );
    assert_eq!(
        spell(&axis("2022-11-20T00:00:00Z", "2023-03-20T00:00:00Z", 300.0, utc.as_ref())),
        "[2022] Dec [2023] Jan* Feb Mar"
    );
    assert_eq!(
        spell(&axis("2023-01-28T00:00:00Z", "2023-02-06T00:00:00Z", 400.0, utc.as_ref())),
        "[2023] 29 Jan 1 Feb* 3 Feb 5 Feb"
    );
}

#[test]
fn seconds_and_milliseconds_are_written_out() {
    let utc = zone("UTC");
    assert_eq!(
        spell(&axis("2023-03-01T12:00:00Z", "2023-03-01T12:00:20Z", 400.0, utc.as_ref())),
        "[1 Mar 2023] 12:00* 12:00:05 12:00:10 12:00:15* "
    );
    assert_eq!(
        spell(&axis("2023-03-01T12:00:00.1Z", "2023-03-01T12:00:01.1Z", 400.0, utc.as_ref())),
        "[1 Mar 2023] 12:00:00.500 12:00:01*"
    );
}

#[test]
fn days_of_23_and_25_hours_are_right_in_new_york_and_of_half_an_hour_more_on_lord_howe() {
    let new_york = zone("America/New_York");
    assert_eq!(
        spell(&axis("2023-03-12T05:00:00Z", "2023-03-12T10:00:00Z", 400.0, new_york.as_ref())),
        "[12 Mar 2023] 00:00* 01:00 03:00* 04:00 05:00 *"
    );
    assert_eq!(
        spell(&axis("2023-11-05T04:00:00Z", "2023-11-05T09:00:00Z", 400.0, new_york.as_ref())),
        "[5 Nov 2023] 00:00* 01:00 01:00 02:00 03:00* "
    );
    for (name, from, to, minutes) in [
        ("America/New_York", "2023-03-11T00:00:00Z", "2023-03-14T05:00:00Z", [24 * 60, 23 * 60]),
        ("America/New_York", "2023-11-04T00:00:00Z", "2023-11-07T05:00:00Z", [24 * 60, 25 * 60]),
        ("Australia/Lord_Howe", "2023-09-29T00:00:00Z", "2023-10-01T20:00:00Z", [24 * 60, 23 * 60 + 30]),
        ("Australia/Lord_Howe", "2023-03-31T00:00:00Z", "2023-04-02T20:00:00Z", [24 * 60, 24 * 60 + 30]),
    ] {
        let ticks = axis(from, to, 300.0, zone(name).as_ref());
        let apart: Vec<_> = ticks.windows(2).map(|pair| pair[1].at.since(pair[0].at).ms() / MINUTE).collect();
        assert_eq!(apart.get(..2), Some(&minutes[..]), "{name} {from}");
    }
}

#[test]
fn an_axis_can_count_from_a_moment() {
    let count = |from: &str, to: &str, width: Px, origin: &str| {
        let utc = zone("UTC");
        let clock = Clock { zone: utc.as_ref(), origin: Some(at(origin)) };
        spell(&ticks(&Scale::new(Span::between(at(from), at(to)), 100.0, width), clock, 12.5))
    };
    assert_eq!(
        count("2023-03-01T12:00:00Z", "2023-03-01T16:00:00Z", 1050.0, "2023-03-01T13:37:00Z"),
        "T\u{2212}1 h 30 min T\u{2212}1 h* T\u{2212}30 min T+0* T+30 min T+1 h* T+1 h 30 min T+2 h*"
    );
    assert_eq!(
        count("2023-03-01T13:36:58Z", "2023-03-01T13:37:02Z", 1050.0, "2023-03-01T13:37:00Z"),
        "T\u{2212}2 s T\u{2212}1 s T+0* T+1 s "
    );
    assert_eq!(
        count("2023-03-01T00:00:00Z", "2023-03-20T00:00:00Z", 700.0, "2023-03-01T12:00:00Z"),
        "T+0* T+5 d T+10 d* T+15 d"
    );
}

#[test]
fn there_are_no_ticks_where_time_is_folded_and_the_day_after_is_named() {
    use super::super::sample::{case, event};
    use super::super::{Bands, Folds, Viewport};
    let minutes = (0..=60).step_by(10).chain((3_000..=3_060).step_by(10));
    let start = at("2023-03-01T12:00:00Z");
    let events = minutes.map(|minute| {
        let at = start.plus(Length::from_minutes(minute));
        event(at, crate::incident::EventKind::Note, &minute.to_string())
    });
    let case = case(events.collect(), Vec::new());
    let view = Viewport::folded(case.extent(start).unwrap(), &Folds::of(&case, &Bands::default()));
    let utc = zone("UTC");
    let ticks = ticks(&view.scale(100.0, 1050.0), Clock { zone: utc.as_ref(), origin: None }, 12.5);
    assert_eq!(
        spell(&ticks),
        "[1 Mar 2023] 12:00* 12:15 12:30 12:45 13:00* [3 Mar 2023] 14:00* 14:15 14:30 14:45 15:00*"
    );
}

#[test]
fn the_ends_of_the_calendar_have_ticks_too() {
    for name in ["UTC", "Europe/Berlin", "+14:00", "-12:00"] {
        let zone = zone(name);
        let whole = Scale::new(Span::between(Instant::FIRST, Instant::LAST), 0.0, 1000.0);
        assert!((5..40).contains(&ticks(&whole, Clock { zone: zone.as_ref(), origin: None }, 12.5).len()), "{name}");
        for day in [
            Span::between(Instant::FIRST, Instant::FIRST.plus(Length::from_ms(DAY))),
            Span::between(Instant::LAST.plus(Length::from_ms(-DAY)), Instant::LAST),
            Span::between(Instant::FIRST, Instant::FIRST.plus(Length::from_ms(20 * DAY))),
            Span::between(Instant::LAST.plus(Length::from_ms(-20 * DAY)), Instant::LAST),
        ] {
            let ticks = ticks(&Scale::new(day, 0.0, 1000.0), Clock { zone: zone.as_ref(), origin: None }, 12.5);
            assert!(ticks.len() >= 2, "{name} {day:?} {ticks:?}");
        }
    }
}

proptest! {
    #[test]
    fn there_are_never_too_many_they_stand_in_order_and_their_texts_do_not_touch(
        start in Instant::FIRST.ms()..Instant::LAST.ms(),
        exponent in 0.0..14.5_f64,
        width in 1.0..100_000.0_f64,
        text_px in 8.0..40.0_f64,
        name in prop::sample::select(vec!["UTC", "Europe/Berlin", "Australia/Lord_Howe", "America/Sao_Paulo"]),
    ) {
        let start = Instant::from_ms(start);
        let length = super::super::scale::whole_ms(10_f64.powf(exponent));
        let window = Span::between(start, start.plus(length));
        let zone = zone(name);
        let scale = Scale::new(window, 0.0, width);
        let ticks = ticks(&scale, Clock { zone: zone.as_ref(), origin: None }, text_px);
        prop_assert!(ticks.len() <= MOST);
        let mut end = f64::NEG_INFINITY;
        for tick in &ticks {
            prop_assert!(window.start() <= tick.at && tick.at <= window.end());
        }
        prop_assert!(ticks.windows(2).all(|pair| pair[0].at < pair[1].at));
        for tick in ticks.iter().filter(|tick| !tick.text.is_empty()) {
            let half = text_width(&tick.text, text_px) / 2.0;
            prop_assert!(tick.x - half >= end);
            end = tick.x + half;
        }
    }
}
