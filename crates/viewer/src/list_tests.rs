//! The order of rows, the days over them, across a change of clocks too, and which are drawn.

use super::super::listing::order;
use super::super::matches::Matches;
use super::super::work::{STEP, Work};
use super::*;
use faultline_core::incident::{Event, EventId, EventKind, Incident, When};
use faultline_core::pace::{NoPause, run_now};
use faultline_core::text;
use faultline_core::time::{FixedZone, Length, NativeZones, ParsedTime, ZoneSource, read_time};
use proptest::prelude::*;

fn event(at: Option<Instant>, kind: EventKind, title: &str) -> Event {
    Event {
        id: EventId::new(title),
        at: at.map(|at| When { at, day_only: false }),
        title: title.into(),
        kind,
        ..Event::default()
    }
}

fn case(events: Vec<Event>) -> Case {
    Case::join(Incident { timeline: events, ..Incident::default() }).0
}

fn at(text: &str) -> Instant {
    let Ok(ParsedTime::Moment(at)) = read_time(text) else { panic!("{text}") };
    at
}

fn listed(case: &Case, sort: Sort, zone: &dyn Zone) -> List {
    let found = Matches::all(case);
    let order = run_now(order(case, &found, sort, &Work::new(&NoPause, STEP, 0))).unwrap();
    List::of(case, order, found.dated, sort, zone)
}

fn spelled(case: &Case, sort: Sort, zone: &dyn Zone) -> Vec<String> {
    let list = listed(case, sort, zone);
    let row = |at| match list.row(at).unwrap() {
        Row::Day(day) => text::date(day, zone),
        Row::Event(ix) => {
            assert_eq!(list.row_of(ix), Some(at));
            let event = &case.incident.timeline[ix.at()];
            event.at.map_or_else(
                || event.title.to_string(),
                |when| format!("{} {}", text::clock(when.at, zone), event.title),
            )
        }
    };
    assert_eq!(list.row(list.rows()), None);
    (0..list.rows()).map(row).collect()
}

/// Every three hours from the evening before the clocks change to the evening of the day.
fn around(first: &str, count: i64) -> Case {
    let first = at(first);
    let events = (0..count).map(|step| event(Some(first.plus(Length::from_minutes(180 * step))), EventKind::Note, "x"));
    case(events.collect())
}

#[test]
fn days_are_those_of_the_zone_when_clocks_change() {
    let up = Sort::default();
    let zone = |name: &str| NativeZones.zone(name).unwrap();
    // 25 hours in Berlin, 23 in New York, and a day that begins at one o'clock in Beirut.
    for (name, first, count, rows) in [
        (
            "Europe/Berlin",
            "2025-10-25T20:30:00Z",
            10,
            "25 Oct 2025|22:30 x|26 Oct 2025|01:30 x|03:30 x|06:30 x|09:30 x|12:30 x|15:30 x|18:30 x|21:30 x|27 Oct 2025|00:30 x",
        ),
        (
            "America/New_York",
            "2025-03-09T03:30:00Z",
            10,
            "8 Mar 2025|22:30 x|9 Mar 2025|01:30 x|05:30 x|08:30 x|11:30 x|14:30 x|17:30 x|20:30 x|23:30 x|10 Mar 2025|02:30 x",
        ),
        ("Asia/Beirut", "2025-03-29T19:00:00Z", 3, "29 Mar 2025|21:00 x|30 Mar 2025|01:00 x|04:00 x"),
    ] {
        assert_eq!(spelled(&around(first, count), up, zone(name).as_ref()).join("|"), rows, "{name}");
    }
    // The hour that Berlin has twice is one day's.
    let doubled = case(
        ["2025-10-26T00:30:00Z", "2025-10-26T01:30:00Z"].map(|text| event(Some(at(text)), EventKind::Note, "x")).into(),
    );
    assert_eq!(
        spelled(&doubled, up, zone("Europe/Berlin").as_ref()),
        ["26 Oct 2025", "02:30+02:00 x", "02:30+01:00 x"]
    );
}

#[test]
fn columns_sort_both_ways_and_days_stand_over_time_only() {
    let two = [
        ("2025-01-02T10:00:00Z", EventKind::Note, "beta"),
        ("2025-01-01T23:00:00Z", EventKind::Trigger, "Álpha"),
        ("2025-01-01T08:00:00Z", EventKind::Note, "Alpha"),
    ];
    let mut events: Vec<Event> = two.iter().map(|(text, kind, title)| event(Some(at(text)), *kind, title)).collect();
    events.push(event(None, EventKind::Change, "Zero"));
    let case = case(events);
    let utc = FixedZone::utc();
    let rows = |by, down| spelled(&case, Sort { by, down }, &utc).join("|");
    assert_eq!(rows(Column::Time, false), "1 Jan 2025|08:00 Alpha|23:00 Álpha|2 Jan 2025|10:00 beta|Zero");
    assert_eq!(rows(Column::FromStart, true), "2 Jan 2025|10:00 beta|1 Jan 2025|23:00 Álpha|08:00 Alpha|Zero");
    assert_eq!(rows(Column::Kind, false), "23:00 Álpha|Zero|08:00 Alpha|10:00 beta");
    assert_eq!(rows(Column::What, false), "08:00 Alpha|10:00 beta|Zero|23:00 Álpha");
    assert_eq!(rows(Column::What, true), "23:00 Álpha|Zero|10:00 beta|08:00 Alpha");
}

#[test]
fn titles_are_sorted_beyond_their_first_letters() {
    let titles = ["alert 00000000012", "Alert 00000000003", "alert 00000000020"];
    let case = case(titles.map(|title| event(Some(at("2025-01-01T00:00:00Z")), EventKind::Note, title)).into());
    let list = listed(&case, Sort { by: Column::What, down: false }, &FixedZone::utc());
    assert_eq!((0..3).map(|at| list.row(at)).collect::<Vec<_>>(), [1, 0, 2].map(|ix| Some(Row::Event(EventIx(ix)))));
}

#[test]
fn a_walk_holds_at_the_ends() {
    let case = around("2025-01-01T00:00:00Z", 5);
    let list = listed(&case, Sort::default(), &FixedZone::utc());
    for (from, by, to) in [
        (None, 1, 0),
        (None, -1, 4),
        (Some(0), 1, 1),
        (Some(4), 1, 4),
        (Some(1), -12, 0),
        (Some(1), isize::MAX, 4),
        (Some(3), isize::MIN, 0),
    ] {
        assert_eq!(list.step(from.map(EventIx), by), Some(EventIx(to)), "{from:?} {by}");
    }
    assert_eq!(List::default().step(None, 1), None);
}

#[test]
fn a_short_list_is_drawn_whole() {
    let case = around("2025-01-01T00:00:00Z", 500);
    let list = listed(&case, Sort::default(), &FixedZone::utc());
    assert_eq!(
        list.window(Scroll { top: 999.0, height: 10.0 }, 16.0),
        Window { from: 0, to: list.rows(), above: 0.0, below: 0.0 }
    );
}

proptest! {
    /// Whatever is scrolled to: few rows are drawn, they cover the box, and the ends can be reached.
    #[test]
    fn the_rows_in_view_are_drawn(rows in 501..2_000_000_usize, part in 0.0..1.0_f64, height in 100.0..1200.0_f64) {
        let row_px = 36.0;
        let track = Track::of(rows, height, row_px);
        let top = part * track.most_px;
        let drawn = window(rows, Scroll { top, height }, row_px);
        prop_assert!(drawn.to - drawn.from <= DRAWN && drawn.to <= rows);
        prop_assert!(drawn.above <= top + 0.5, "a gap at the top: {:?} {}", drawn, top);
        let bottom = drawn.above + real(drawn.to - drawn.from + 1) * row_px;
        // A step of the rows drawn may leave one row's rounding.
        prop_assert!(bottom + row_px >= top + height || drawn.to == rows, "a gap at the bottom: {drawn:?} {top}");
        let (last, first) = (Scroll { top: track.most_px, height }, Scroll { top: 0.0, height });
        prop_assert_eq!(window(rows, last, row_px).to, rows);
        prop_assert_eq!(window(rows, first, row_px).from, 0);
    }

    /// A day's row stands over the first event of each day and nowhere else.
    #[test]
    fn days_are_found_as_if_each_event_were_asked(minutes in proptest::collection::vec(0..200_000_i64, 1..60), down in any::<bool>()) {
        let berlin = NativeZones.zone("Europe/Berlin").unwrap();
        let first = at("2025-01-01T00:00:00Z");
        let events = minutes.iter().map(|minute| event(Some(first.plus(Length::from_minutes(*minute))), EventKind::Note, "x"));
        let case = case(events.collect());
        let list = listed(&case, Sort { by: Column::Time, down }, berlin.as_ref());
        let mut expected = Vec::new();
        let mut day = String::new();
        let mut order = case.chronology.clone();
        if down {
            order.reverse();
        }
        for ix in order {
            let start = case.event_span(ix).unwrap().start();
            let date = text::date(start, berlin.as_ref());
            if date != day {
                expected.push(Row::Day(start));
                day = date;
            }
            expected.push(Row::Event(ix));
        }
        prop_assert_eq!((0..list.rows()).filter_map(|at| list.row(at)).collect::<Vec<_>>(), expected);
    }
}
