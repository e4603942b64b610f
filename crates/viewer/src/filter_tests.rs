//! What searches and filters keep, mark and offer.

use super::super::matches::{Matches, sift};
use super::super::values::{count_values, offered};
use super::super::work::{STEP, Work};
use super::*;
use faultline_core::formats;
use faultline_core::pace::{NoPause, run_now};
use faultline_core::time::UtcOnly;

const FILE: &str = r#"{ "title": "T", "services": [{ "id": "pay", "name": "Checkout Zürich" }, "web"],
  "timeline": [
    { "id": "a", "at": "2023-03-01T13:00Z", "title": "Disk full", "kind": "symptom", "services": ["pay"], "actor": "Ann" },
    { "id": "b", "at": "2023-03-01T12:00Z", "title": "Alert", "kind": "detection", "details": "The DISK of db-3", "services": ["web"] },
    { "id": "c", "at": "2023-03-01T14:00Z", "title": "Rolled back", "kind": "mitigation", "actor": "Bo", "causes": ["x"] },
    { "id": "d", "title": "Somewhen", "actor": "Ann" }
  ],
  "root_causes": [{ "id": "x", "title": "X" }, { "id": "y", "title": "Y", "events": ["a"] }, { "id": "z", "title": "Z" }] }"#;

fn case() -> Case {
    let reading = formats::read(FILE.as_bytes(), "t.json", &UtcOnly).unwrap();
    Case::join(reading.incident).0
}

fn filter(text: &str, only_matches: bool, facets: &[&str]) -> Filter {
    let facets = facets.iter().map(|word| Facet::from_word(word).unwrap()).collect();
    Filter { text: text.to_owned(), only_matches, facets }
}

fn look_for(case: &Case, filter: &Filter) -> Matches {
    run_now(sift(case, filter, &Work::new(&NoPause, STEP, 0))).unwrap()
}

fn ids(case: &Case, events: &[EventIx]) -> String {
    events.iter().map(|ix| case.incident.timeline[ix.at()].id.as_str()).collect()
}

#[test]
fn filters_hide_and_a_search_marks() {
    let case = case();
    for (text, only, facets, kept, matches) in [
        ("", false, &[][..], "bacd", ""),
        ("disk", false, &[], "bacd", "ba"),
        ("disk", true, &[], "ba", "ba"),
        ("", true, &[], "bacd", ""),
        ("disk ann", false, &[], "bacd", "a"),
        ("DISK DB-3", false, &[], "bacd", "b"),
        ("zürich", false, &[], "bacd", "a"),
        ("ZÜRICH full", false, &[], "bacd", "a"),
        ("web", false, &[], "bacd", "b"),
        ("nothing of the kind", true, &[], "", ""),
        ("", false, &["kind:symptom"], "a", ""),
        ("", false, &["kind:symptom", "kind:mitigation"], "ac", ""),
        ("", false, &["actor:Ann"], "ad", ""),
        ("", false, &["actor:Ann", "kind:symptom"], "a", ""),
        ("", false, &["service:web", "service:pay"], "ba", ""),
        ("", false, &["cause:x"], "c", ""),
        ("", false, &["cause:x", "cause:y"], "ac", ""),
        ("", false, &["cause:z"], "", ""),
        ("disk", false, &["actor:Ann"], "ad", "a"),
        ("disk", true, &["actor:Ann"], "a", "a"),
    ] {
        let filter = filter(text, only, facets);
        let found = look_for(&case, &filter);
        assert_eq!(ids(&case, &found.kept), kept, "{filter:?}");
        assert_eq!(ids(&case, &found.matches), matches, "{filter:?}");
        assert_eq!(found.hidden, 4 - found.kept.len());
        for ix in (0..4).map(EventIx::of) {
            assert_eq!(found.keeps(ix), found.kept.contains(&ix), "{filter:?} {ix:?}");
            assert_eq!(found.marks(ix), found.matches.contains(&ix), "{filter:?} {ix:?}");
        }
    }
}

#[test]
fn matches_are_walked_round_both_ends_and_from_anywhere() {
    let case = case();
    let found = look_for(&case, &filter("disk", false, &[]));
    let [a, b, c, d] = [0, 1, 2, 3].map(EventIx);
    for (from, forward, to) in [
        (None, true, (1, b)),
        (None, false, (2, a)),
        (Some(b), true, (2, a)),
        (Some(a), true, (1, b)),
        (Some(b), false, (2, a)),
        (Some(c), true, (1, b)),
        (Some(c), false, (2, a)),
        (Some(d), true, (1, b)),
        (Some(d), false, (2, a)),
    ] {
        assert_eq!(found.step(&case, from, forward), Some(to), "{from:?} {forward}");
    }
    assert_eq!(look_for(&case, &filter("nowhere", false, &[])).step(&case, Some(a), true), None);
    assert_eq!((found.counted(Some(a)), found.counted(Some(c))), ("2 of 2".to_owned(), "2 found".to_owned()));
    let [a, b] = [a, b].map(|ix| case.event_span(ix).unwrap().start());
    let later = |at: faultline_core::time::Instant| at.plus(faultline_core::time::Length::from_ms(1));
    for (from, next) in [(b, Some(b)), (later(b), Some(a)), (a, Some(a)), (later(a), None)] {
        assert_eq!(found.next_match(&case, from), next, "{from:?}");
    }
}

#[test]
fn only_what_can_narrow_down_is_offered_with_counts() {
    let case = case();
    assert_eq!(offered(&case), [true, true, true, true]);
    let said = |by: By| {
        let values = run_now(count_values(&case, &Work::new(&NoPause, STEP, 0))).unwrap();
        let (_, offers, more) = values.into_iter().find(|(of, ..)| *of == by).unwrap();
        assert_eq!(more, 0);
        offers.iter().map(|offer| format!("{} {}", offer.name, offer.count)).collect::<Vec<_>>()
    };
    assert_eq!(said(By::Kind), ["Symptom 1", "Detection 1", "Mitigation 1"]);
    assert_eq!(said(By::Service), ["Checkout Zürich 1", "web 1"]);
    assert_eq!(said(By::Actor), ["Ann 2", "Bo 1"]);
    assert_eq!(said(By::Cause), ["X 1", "Y 1"]);
    assert_eq!(offered(&Case::default()), [false; 4]);
}

#[test]
fn every_facet_leads_back_from_its_word() {
    for word in ["kind:note", "service:a:b", "actor:Ann, of the night watch", "cause:"] {
        assert_eq!(Facet::from_word(word).unwrap().word(), word);
    }
    assert_eq!(Facet::from_word("colour:red"), None);
    assert_eq!(Facet::from_word("kind"), None);
}

/// Not a check: how long a search and a sort of many events take. `cargo test --release --lib -- --ignored how_long --nocapture`
#[test]
#[ignore = "a measurement, not a check"]
fn how_long_a_search_takes() {
    use std::fmt::Write;
    for count in [100_000, 1_000_000] {
        let mut text = r#"{ "title": "T", "timeline": ["#.to_owned();
        for at in 0..count {
            let (comma, second) = (if at == 0 { "" } else { "," }, at % 60);
            let minute = at / 60 % 60;
            let _ = write!(
                text,
                r#"{comma}{{"at":"2023-03-01T13:{minute:02}:{second:02}Z","title":"Alert number {at} of the storage cluster","actor":"monitor {}","details":"The disk of node {at} has been above its limit for five minutes; see the runbook of the storage team for what to do about it."}}"#,
                at % 40
            );
        }
        let case = Case::join(formats::read((text + "] }").as_bytes(), "t.json", &UtcOnly).unwrap().incident).0;
        for filter in
            [filter("", false, &[]), filter("runbook nowhere", true, &[]), filter("", false, &["actor:monitor 7"])]
        {
            let begun = std::time::Instant::now();
            let kept = look_for(&case, &filter).kept.len();
            println!("{count} events, {filter:?}: {kept} kept in {:?}", begun.elapsed());
        }
    }
}
