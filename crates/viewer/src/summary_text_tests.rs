//! That the sentences about many incidents say no more than their numbers bear.

use std::sync::Arc;

use super::super::{CollectionOptions, estimate, gather};
use super::*;
use faultline_core::formats::read_catalog;
use faultline_core::metrics::compare;
use faultline_core::pace::{NoPause, run_now};
use faultline_core::time::{FixedZone, NativeZones};

/// An incident that began so many minutes after noon and took so long; `None`: it is still going on.
fn incident(from: u32, minutes: Option<u32>) -> String {
    let at =
        |minutes: u32| format!("2026-03-{:02}T{:02}:{:02}:00Z", 1 + minutes / 1440, minutes / 60 % 24, minutes % 60);
    let (status, end) = match minutes {
        Some(minutes) => ("resolved", format!(",\"resolved\":\"{}\"", at(from + minutes))),
        None => ("ongoing", String::new()),
    };
    format!("{{\"title\":\"x\",\"status\":\"{status}\",\"milestones\":{{\"started\":\"{}\"{end}}}}}", at(from))
}

fn overview_of(incidents: &[String], change: impl Fn(&mut CollectionOptions)) -> Overview {
    let text = format!("{{\"incidents\":[{}]}}", incidents.join(","));
    let catalog = read_catalog(text.as_bytes(), "index.json", &NativeZones).unwrap();
    let now = Instant::from_ms(1_774_958_400_000); // 2026-03-31 12:00
    let (collection, table) = run_now(gather("index.json", catalog, now, &NoPause)).unwrap();
    let mut view = CollectionOptions::default();
    change(&mut view);
    Overview::at(&Arc::new(collection), &Arc::new(table), &view, &(Arc::new(FixedZone::utc()) as _), now, None)
}

fn said_of(overview: &Overview) -> String {
    let estimates = run_now(estimate(Arc::clone(&overview.samples), &NoPause, |_| {})).unwrap();
    headline(overview, &estimates).into_iter().map(|piece| piece.text).collect::<String>().trim_end().to_owned()
}

fn said(incidents: &[(u32, Option<u32>)]) -> String {
    let incidents: Vec<String> = incidents.iter().map(|(from, minutes)| incident(*from, *minutes)).collect();
    said_of(&overview_of(&incidents, |_| ()))
}

#[test]
fn the_headline_says_what_the_figures_can_bear() {
    assert_eq!(said(&[]), "No incidents. There is none in what was read.");
    assert_eq!(said(&[(0, Some(30))]), "1 incident. It took 30 min.");
    assert_eq!(
        said(&[(0, Some(30)), (100, Some(60))]),
        "2 incidents. They took between 30 min and 1 h: too few for shares and intervals. \
         Together they covered 1 h 30 min; no two of them overlapped."
    );
    assert_eq!(
        said(&[(0, Some(60)), (30, Some(60)), (200, Some(20)), (300, Some(40)), (400, Some(50)), (500, Some(0))]),
        "6 incidents. Half were over within 45 min (95 %: 10 min to 1 h). \
         Together they covered 3 h 20 min, 30 min less than their sum, because some overlapped. \
         1 of them took no time at all, as recorded."
    );
    assert_eq!(
        said(&[(0, Some(0)), (30, Some(0))]),
        "2 incidents. All of them took no time at all: as recorded, each ended when it began."
    );
    let day = 24 * 60;
    assert_eq!(
        said(&[(29 * day, None), (29 * day + 60, None)]),
        "2 incidents. All of them are still open, so none has a length yet; the longest has lasted 1 d 12 h so far."
    );
    assert_eq!(
        said(&[(0, Some(30)), (29 * day, None)]),
        "2 incidents. The one that ended took 30 min. 1 is still open, in none of these figures; it has lasted 1 d 12 h so far."
    );
    assert_eq!(
        said(&[(29 * day, None)]),
        "1 incident. It is still open, so none has a length yet; it has lasted 1 d 12 h so far."
    );
}

#[test]
fn what_is_still_open_is_not_the_reason_that_others_have_no_length() {
    let open = || incident(29 * 24 * 60, None);
    let unresolved = || incident(0, None).replace("ongoing", "resolved");
    let said = |incidents: &[String]| said_of(&overview_of(incidents, |_| ()));
    assert_eq!(
        said(&[open(), unresolved()]),
        "2 incidents. 1 is still open; it has lasted 1 d 12 h so far. The other has no recorded length (started → resolved)."
    );
    assert_eq!(
        said(&[open(), open(), unresolved(), unresolved()]),
        "4 incidents. 2 are still open; the longest has lasted 1 d 12 h so far. \
         The other 2 have no recorded length (started → resolved)."
    );
}

#[test]
fn the_list_says_what_of_it_is_no_incident() {
    let tagged = |tag: &str| incident(0, Some(30)).replace("\"status\"", &format!("\"tags\":[\"{tag}\"],\"status\""));
    let said = |incidents: &[String]| listed(&overview_of(incidents, |_| ()));
    assert_eq!(said(&[]), "0 incidents");
    assert_eq!(said(&[incident(0, Some(30))]), "1 incident");
    assert_eq!(said(&[tagged("drill")]), "1 drill");
    let all = [incident(0, Some(30)), tagged("maintenance"), tagged("maintenance"), tagged("test")];
    assert_eq!(said(&all), "1 incident, 2 maintenance windows and 1 test");
    assert_eq!(listed(&overview_of(&all, |view| view.filter.text = "nowhere".into())), "0 incidents · 4 hidden");
}

#[test]
fn what_has_no_length_or_is_hidden_is_said() {
    let undetected = overview_of(&[incident(0, Some(30))], |view| {
        view.anchors = faultline_core::metrics::Anchors::from_words("detected").unwrap();
    });
    assert_eq!(said_of(&undetected), "1 incident. None has a recorded length (detected → resolved).");
    assert_eq!(left_out(&undetected), "1 without a recorded length · none still open");
    let hidden = overview_of(&[incident(0, Some(30))], |view| view.filter.text = "nowhere".into());
    assert_eq!(said_of(&hidden), "No incidents. 1 incident is hidden by the filter.");
    let drill = incident(0, Some(30)).replace("\"status\"", "\"tags\":[\"drill\"],\"status\"");
    assert_eq!(
        said_of(&overview_of(&[drill], |_| ())),
        "No incidents. What was read is maintenance, drills or tests, which count in no figure."
    );
}

#[test]
fn a_comparison_never_calls_chance_a_change() {
    let hours = |from: u32, count: u32| (from..from + count).map(|at| f64::from(at) * 3_600_000.0).collect::<Vec<_>>();
    let whole =
        |compared: &Comparison| comparison(compared, "2026").into_iter().map(|piece| piece.text).collect::<String>();
    let same = compare(&hours(1, 20), &hours(1, 20));
    assert!(
        whole(&same).starts_with("The median went from 10 h 30 min to 10 h 30 min: 0 min (95 %: "),
        "{}",
        whole(&same)
    );
    assert!(whole(&same).ends_with("No evidence of a change: the interval includes zero."));
    assert!(
        comparison_rests_on(&same).starts_with("20 and 20 incidents that ended; smallest detectable change: about ")
    );
    let longer = compare(&hours(1, 20), &hours(101, 20));
    assert!(whole(&longer).ends_with("2026 was significantly longer."));
    let few = compare(&hours(1, 3), &hours(5, 20));
    assert!(whole(&few).ends_with("it takes five on each side."), "{}", whole(&few));
    assert_eq!(comparison_rests_on(&few), "3 and 20 incidents that ended.");
    assert_eq!(whole(&compare(&[], &hours(1, 5))), "Nothing to compare: one of the two has no incident that ended.");
    assert_eq!(whole(&compare(&[], &[])), "Nothing to compare: neither has an incident that ended.");
    assert_eq!(comparison_rests_on(&compare(&[], &[])), "");
}

#[test]
fn a_year_ago_is_this_day_or_one_near_it() {
    let at = |day: u32| incident(0, Some(30)).replace("2026-03-01", &format!("2025-03-{day:02}"));
    let said = |incidents: &[String]| {
        let AYearAgo { heading, sentence, rows } = a_year_ago(&overview_of(incidents, |_| ()));
        (format!("{heading}: {sentence}"), rows)
    };
    let earlier = at(31).replace("2025-", "2023-");
    for (incidents, expected, rows) in [
        (vec![at(31), at(1)], "A year ago: 1 incident began on this day, 31 Mar, last year.", vec![0]),
        (vec![earlier, at(31)], "Earlier years: 2 incidents began on this day, 31 Mar, in earlier years.", vec![1, 0]),
        (vec![at(29), at(1)], "A year ago: 1 incident began within three days of 31 Mar 2025.", vec![0]),
        (vec![at(1)], "A year ago: Nothing began within three days of 31 Mar 2025.", vec![]),
    ] {
        assert_eq!(said(&incidents), (expected.to_owned(), rows));
    }
}

#[test]
fn a_length_stands_among_the_others() {
    let ended = [10.0, 20.0, 20.0, 30.0];
    for (length, itself, said) in [
        (10.0, true, Some("longer than none of 3 others")),
        (20.0, true, Some("longer than 1 of 3 others (33 %)")),
        (30.0, true, Some("longer than all 3 others")),
        (20.0, false, Some("longer than 1 of 4 others (25 %)")),
        (99.0, false, Some("longer than all 4 others")),
    ] {
        assert_eq!(place_among(&ended, length, itself).as_deref(), said, "{length}");
    }
    assert_eq!(place_among(&[10.0], 10.0, true), None, "there is no other");
    assert_eq!(place_among(&[], 10.0, false), None);
    let many: Vec<f64> = (0..1_000).map(f64::from).collect();
    assert_eq!(place_among(&many, 998.0, true).as_deref(), Some("longer than 998 of 999 others (99 %)"));
    let overview = overview_of(&[incident(0, Some(30)), incident(100, Some(60)), incident(0, None)], |_| ());
    assert_eq!(place_of(&overview, 1).as_deref(), Some("1 h: longer than the other one"));
    assert_eq!(place_of(&overview, 2).as_deref(), Some("30 d 12 h so far: longer than all 2 others"),);
}
