//! That an address says which of many incidents are shown and how, and that any address can be read.

use std::sync::Arc;

use super::super::write;
use super::*;
use crate::update::{follow_in_collection, show_zone};
use crate::{Action, CollectionAction, Effect, Failure, Selection, TimelineAction, gather, load, update};
use faultline_core::pace::{NoPause, run_now};
use faultline_core::time::{Instant, Length, NativeZones, Span};
use proptest::prelude::*;

const NOW: Instant = Instant::from_ms(1_800_000_000_000);
const CATALOG: &str = r#"{ "title": "T", "incidents": [
  { "id": "one", "title": "One", "severity": "SEV1", "services": ["web", "a,b & c"], "tags": ["on call"], "status": "resolved",
    "milestones": { "started": "2024-03-01T12:00Z", "resolved": "2024-03-01T12:30Z" } },
  { "id": "two#&=", "title": "Two", "severity": "SEV2, ü", "services": ["web"], "tags": ["x:y"], "status": "ongoing",
    "milestones": { "started": "2025-03-01T12:00Z" } },
  { "id": "one", "title": "One again", "milestones": { "started": "2025-04-01T12:00Z", "resolved": "2025-04-01T15:00Z" } },
  { "id": "~1", "title": "Odd" }
], "parts": ["p1.json", "p2.json"] }"#;

fn collection(text: &str) -> (Arc<Collection>, Arc<faultline_core::catalog::Table>) {
    let catalog = faultline_core::formats::read_catalog(text.as_bytes(), "index.json", &NativeZones).unwrap();
    let (collection, table) = run_now(gather("index.json", catalog, NOW, &NoPause)).unwrap();
    (Arc::new(collection), Arc::new(table))
}

fn many(state: &mut State, action: CollectionAction) -> Vec<Effect> {
    update(state, Action::Collection(action))
}

/// How many steps for Back there are among effects.
fn steps(effects: &[Effect]) -> usize {
    effects.iter().filter(|effect| matches!(effect, Effect::PushAddress(_))).count()
}

/// As if it came from the reader's disk.
fn set_local(state: &mut State, local: bool) {
    state.source = local.then(|| "another.json".to_owned());
}

fn state() -> State {
    let mut state = State::new(NOW, Arc::new(NativeZones));
    let (collection, table) = collection(CATALOG);
    many(&mut state, CollectionAction::Arrived(collection, table));
    state
}

fn open(state: &mut State, row: u32) -> Vec<Effect> {
    let text = r#"{ "title": "X", "timeline": [{ "id": "e1", "at": "2024-03-01T12:00Z", "title": "E" }] }"#;
    many(state, CollectionAction::Opened(row, Arc::new(load(text.as_bytes(), "x.json", &NativeZones, NOW).unwrap())))
}

fn read_in(state: &State, text: &str) -> CollectionAddress {
    read(text, &state.collection().unwrap().collection, state.is_local(), &NativeZones)
}

/// Follows an address, whether or not the parts that it needs are read.
fn follow(state: &mut State, text: &str) {
    for effect in follow_in_collection(state, text) {
        if let Effect::LoadEntry { row, .. } = effect {
            open(state, row);
        }
    }
}

fn recalled(text: &str) -> State {
    let mut state = state();
    follow(&mut state, text);
    state
}

#[test]
fn a_view_is_written_compactly_and_readably() {
    let mut state = state();
    assert_eq!((write(&state, false), write(&state, true)), (String::new(), "v=1&tz=file".to_owned()));
    let start = Instant::from_ms(1_704_067_200_000);
    let period = Span::between(start, start.plus(Length::from_minutes(366 * 24 * 60)));
    for action in [
        CollectionAction::Search("disk full".to_owned()),
        CollectionAction::Toggle(CollectionFacet::Severity("SEV2, ü".into())),
        CollectionAction::Toggle(CollectionFacet::Service("web".into())),
        CollectionAction::Toggle(CollectionFacet::Status(Status::Ongoing)),
        CollectionAction::Toggle(CollectionFacet::Level(ImpactLevel::Full)),
        CollectionAction::Toggle(CollectionFacet::Tag("x:y".into())),
        CollectionAction::SetPeriod(Some(period)),
        CollectionAction::CountAll(true),
        CollectionAction::Measure(Anchors::from_words("detected..mitigated").unwrap()),
        CollectionAction::Brush(Some((60_000.0, 7_200_000.0))),
        CollectionAction::Sort(Column::Length),
        CollectionAction::Scale(false),
        CollectionAction::Group(GroupBy::Severity),
        CollectionAction::Compare(Side::Period(period), Side::Group("SEV1".into())),
        CollectionAction::Page(2),
        CollectionAction::Point(Some(1)),
    ] {
        many(&mut state, action);
    }
    show_zone(&mut state, ZoneChoice::Named("Asia/Tokyo".into()));
    let written = "v=1&q=disk%20full&kinds=all&anchor=detected..mitigated&sort=-length&page=3&axis=linear&by=severity\
        &t=20240101T000000Z~20250101T000000Z&len=60000~7200000\
        &f=severity:SEV2%2C%20%C3%BC,service:web,tag:x:y,status:ongoing,level:full\
        &vs=time:20240101T000000Z~20250101T000000Z,group:SEV1";
    assert_eq!(write(&state, false), format!("{written}&sel=two%23%26%3D&tz=Asia/Tokyo"));
    open(&mut state, 0);
    let event = Selection::Event(faultline_core::incident::EventIx(0));
    update(&mut state, TimelineAction::Select(event).into());
    assert_eq!(write(&state, false), format!("{written}&in=one&sel=event:e1&tz=Asia/Tokyo"));
    many(&mut state, CollectionAction::Close);
    assert_eq!(write(&state, false), format!("{written}&sel=one&tz=Asia/Tokyo"), "what was open is pointed out");
}

#[test]
fn an_incident_is_named_by_its_id_where_that_leads_to_it() {
    let (collection, _) = collection(CATALOG);
    for (row, word) in [(0, "one"), (1, "two#&="), (2, "~2"), (3, "~3")] {
        assert_eq!(word_of(&collection, row), word);
        assert_eq!(row_of(&collection, word), Some(row));
    }
    for nobody in ["", "three", "~4", "~", "~-1", "One"] {
        assert_eq!(row_of(&collection, nobody), None, "{nobody}");
    }
}

#[test]
fn broken_unknown_and_stale_parts_are_left_out_with_a_note_each() {
    for (text, good, notes) in [
        ("", "", 0),
        ("#v=1", "", 0),
        ("v=2&q=x", "v=1&q=x", 1),
        ("v=1&q=100%&shiny=1", "v=1&q=100%25", 1),
        ("f=severity:SEV1,service:gone&q=x", "v=1&q=x", 1),
        ("f=service:a%2Cb%20%26%20c,service:a%2Cb%20%26%20c", "v=1&f=service:a%2Cb%20%26%20c", 0),
        ("f=status:tired", "", 1),
        ("f=status:resolved&f=service:web&f=service:web", "v=1&f=service:web", 0),
        ("f=", "", 1),
        ("t=2024~2025", "", 1),
        ("t=2024-01-01T00:00:00Z~2025-01-01T00:00:00Z", "v=1&t=20240101T000000Z~20250101T000000Z", 0),
        ("hour=168&slo=101&weights=1~1", "", 3),
        ("hour=0&slo=99.95&weights=1~0.3~0", "v=1&slo=99.95&weights=1~0.3~0&hour=0", 0),
        ("weights=1~1~2&weights=1~1~0", "", 1),
        ("f=role:trigger", "v=1&f=role:trigger", 0),
        ("len=5~3", "", 1),
        ("len=NaN~3", "", 1),
        ("len=3~3", "v=1&len=3~3", 0),
        ("kinds=some&axis=round", "", 2),
        ("anchor=resolved..started", "", 1),
        ("anchor=detected", "v=1&anchor=detected..resolved", 0),
        ("sort=colour&page=0&by=mood", "", 3),
        ("sort=-began&page=1&by=service", "", 0),
        ("sort=began&page=999", "v=1&sort=began&page=999", 0),
        ("vs=group:SEV1,group:&by=severity", "v=1&by=severity&vs=group:SEV1,group:", 0),
        ("vs=group:SEV1,group:web&by=service", "", 1),
        ("vs=group:SEV1&parts=many", "", 2),
        ("tz=Mars/Olympus&tz=utc", "v=1&tz=utc", 1),
        ("sel=nobody&data=x", "", 1),
        ("sel=~2", "v=1&sel=~2", 0),
        ("sel=~0", "v=1&sel=one", 0),
        ("v=1&in=one", "v=1&in=one", 0),
        ("in=two%23%26%3D&sel=event:e1&q=x", "v=1&in=two%23%26%3D&sel=event:e1&q=x", 0),
        ("q=disk&in=one&sel=event:gone", "v=1&q=disk&in=one", 1),
        ("shiny=1&in=one&shiny=1", "v=1&in=one", 2),
        ("v=1&q=disk&in=gone&sel=event:e1", "v=1&q=disk", 1),
        ("v=1&sel=event:e1", "", 1),
        ("%%%=&&&=&%zz", "", 3),
    ] {
        let state = recalled(text);
        assert_eq!(write(&state, false), good, "{text}");
        assert_eq!(state.notes.len(), notes, "{text}: {:?}", state.notes);
    }
}

#[test]
fn parts_are_wanted_until_what_a_link_names_is_there() {
    let whole = CATALOG.replace(r#", "parts": ["p1.json", "p2.json"]"#, "");
    let (some, all) = (collection(CATALOG).0, collection(&whole).0);
    for (text, wanted) in [
        ("", false),
        ("in=one&sel=x", false),
        ("in=elsewhere", true),
        ("q=x&in=~2", false),
        ("in=~9", true),
        ("parts=1", true),
        ("parts=0", false),
        ("parts=x", false),
        ("in=one&parts=1", false),
    ] {
        assert_eq!(needs_parts(text, &some), wanted, "{text}");
        assert!(!needs_parts(text, &all), "{text}: there are none");
    }
    let mut read = (*some).clone();
    read.catalog.parts.remove(0);
    let mut state = state();
    state.collection_mut().unwrap().collection = Arc::new(read);
    assert_eq!(write(&state, false), "v=1&parts=1");
}

#[test]
fn a_link_to_files_on_disk_is_about_those_only() {
    let mut state = state();
    set_local(&mut state, true);
    assert_eq!(write(&state, false), "");
    open(&mut state, 1);
    assert_eq!(write(&state, false), "v=1&file=index.json&in=two%23%26%3D");
    many(&mut state, CollectionAction::Close);
    many(&mut state, CollectionAction::Search("x".to_owned()));
    let link = write(&state, false);
    assert_eq!(link, "v=1&q=x&sel=two%23%26%3D&file=index.json");
    assert_eq!(read_in(&state, &link).options, state.collection().unwrap().options);
    set_local(&mut state, false);
    let elsewhere = read_in(&state, &link);
    assert_eq!((elsewhere.options, elsewhere.notes.len()), (CollectionOptions::default(), 1));
}

#[test]
fn a_link_never_changes_what_the_reader_prefers() {
    let mut state = state();
    update(&mut state, Action::SetZone(ZoneChoice::Utc));
    follow(&mut state, "v=1&tz=Asia/Tokyo");
    assert_eq!((state.zone.word(), state.settings.zones.preferred.word()), ("Asia/Tokyo", "utc"));
    follow(&mut state, "");
    assert_eq!(state.zone, ZoneChoice::Utc);
}

#[test]
fn steps_are_told_from_typing_and_brushing() {
    let mut state = state();
    let at = |days: i64| Instant::from_ms(1_704_067_200_000 + days * 86_400_000);
    let period = |from, to| CollectionAction::SetPeriod(Some(Span::between(at(from), at(to))));
    let search = |text: &str| CollectionAction::Search(text.to_owned());
    let gone = CollectionAction::Missed { row: 0, name: "gone.json".to_owned(), failure: Failure::NotFound };
    for (what, action, expected) in [
        ("a first letter", search("d"), 1),
        ("a second", search("di"), 0),
        ("the field emptied", search(""), 1),
        ("a brush drawn", CollectionAction::Brush(Some((5.0, 6.0))), 1),
        ("and drawn on", CollectionAction::Brush(Some((5.0, 9.0))), 0),
        ("its other end", CollectionAction::Brush(Some((2.0, 9.0))), 0),
        ("another brush", CollectionAction::Brush(Some((20.0, 30.0))), 1),
        ("none", CollectionAction::Brush(None), 1),
        ("still none", CollectionAction::Brush(None), 0),
        ("a year", period(0, 366), 1),
        ("the next", period(366, 731), 1),
        ("its end moved", period(366, 700), 0),
        ("always", CollectionAction::SetPeriod(None), 1),
        ("an hour", CollectionAction::SetHour(Some(3)), 1),
        ("an objective", CollectionAction::Aim(Some(0.99)), 1),
        ("weights", CollectionAction::Weigh(Weights::default()), 0),
        ("a service", CollectionAction::Toggle(CollectionFacet::Service("web".into())), 1),
        ("a sort", CollectionAction::Sort(Column::Length), 1),
        ("a page", CollectionAction::Page(1), 1),
        ("one pointed out", CollectionAction::Point(Some(0)), 0),
        ("one that is gone", gone, 1),
        ("back", CollectionAction::Close, 1),
    ] {
        assert_eq!(steps(&many(&mut state, action)), expected, "{what}");
    }
    assert_eq!(steps(&update(&mut state, Action::Tick(NOW))), 0, "a second passed");
    assert_eq!(steps(&open(&mut state, 0)), 1);
    let followed = update(&mut state, Action::AddressChanged("q=x".to_owned()));
    assert_eq!(steps(&followed), 0, "following an address is no step");
}

fn a_period() -> impl Strategy<Value = Span> {
    (0..99_000_000_000_i64, 0..99_000_000_000_i64).prop_map(|(from, length)| {
        let start = Instant::from_ms(1_600_000_000_000 + from);
        Span::between(start, start.plus(Length::from_ms(length)))
    })
}

fn a_side() -> impl Strategy<Value = Side> {
    prop_oneof![
        a_period().prop_map(Side::Period),
        Just(Span::between(Instant::FIRST, NOW)).prop_map(Side::Period),
        proptest::sample::select(vec!["", "web", "a,b & c"]).prop_map(|word| Side::Group(word.into())),
    ]
}

fn facets() -> Vec<CollectionFacet> {
    vec![
        CollectionFacet::Severity("SEV1".into()),
        CollectionFacet::Severity("SEV2, ü".into()),
        CollectionFacet::Service("web".into()),
        CollectionFacet::Service("a,b & c".into()),
        CollectionFacet::Status(Status::Resolved),
        CollectionFacet::Level(ImpactLevel::Degraded),
        CollectionFacet::Tag("on call".into()),
        CollectionFacet::Tag("x:y".into()),
        CollectionFacet::Role(CauseRole::Trigger),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        text in "[ -~äß日🔥]{0,40}",
        chosen in proptest::sample::subsequence(facets(), 0..10),
        period in proptest::option::of(prop_oneof![a_period(), Just(Span::between(Instant::FIRST, NOW))]),
        lengths in proptest::option::of((0..2_000_000_000_i32, 0..2_000_000_000_i32)),
        (all_kinds, week_hour) in (any::<bool>(), proptest::option::of(0..168_u8)),
        (slo, weights) in (proptest::option::of(0..=100_000_u32), proptest::array::uniform3(0..=1_000_u32)),
        anchors in proptest::sample::select(vec!["started..resolved", "first_impact..mitigated", "acknowledged..resolved"]),
        (sort, descending, page) in (proptest::sample::select(Column::ALL.to_vec()), any::<bool>(), 0..1_000_usize),
        logarithmic in any::<bool>(),
        sides in proptest::option::of((a_side(), a_side())),
        by in proptest::sample::select(GroupBy::ALL.to_vec()),
        row in proptest::option::of(0..4_u32),
        opened in proptest::option::of(0..4_u32),
        zone in proptest::sample::select(vec!["file", "utc", "reader", "Asia/Tokyo", "-03:30"]),
        local in any::<bool>(),
        all in any::<bool>(),
    ) {
        let mut before = state();
        set_local(&mut before, local);
        if let Some(row) = opened {
            open(&mut before, row);
        }
        show_zone(&mut before, ZoneChoice::from_word(zone));
        let text = if text.trim().is_empty() { String::new() } else { text };
        let mut filter = Filter { text: text.into(), period, all_kinds, week_hour, ..Filter::default() };
        filter.lengths_ms = lengths.map(|(a, b)| (f64::from(a.min(b)), f64::from(a.max(b))));
        for facet in chosen {
            toggle_facet(&mut filter, facet);
        }
        let weight = |at: usize| f64::from(weights[at]) / 1_000.0;
        let grouped = sides.as_ref().is_some_and(|(a, b)| [a, b].iter().any(|side| matches!(side, Side::Group(_))));
        before.collection_mut().unwrap().options = CollectionOptions {
            filter,
            anchors: Anchors::from_words(anchors).unwrap(),
            slo: slo.map(|slo| f64::from(slo) / 100_000.0),
            weights: Weights { full: weight(0), partial: weight(1), degraded: weight(2) },
            sort,
            descending,
            page,
            logarithmic,
            // The groups compared are services.
            group_by: if grouped { GroupBy::Service } else { by },
            compared: sides,
            row,
        };
        let written = write(&before, all);
        let address = read_in(&before, &written);
        prop_assert_eq!(&address.notes, &Vec::<String>::new());
        let expected = CollectionOptions { row: row.filter(|_| opened.is_none()), ..before.collection().unwrap().options.clone() };
        prop_assert_eq!(&address.options, &expected);
        prop_assert_eq!(address.opened.as_ref().map(|(row, _)| *row), opened);
        let mut after = state();
        set_local(&mut after, local);
        follow(&mut after, &written);
        prop_assert_eq!(write(&after, all), written);
        prop_assert_eq!(after.zone, before.zone);
        prop_assert_eq!(after.notes, Vec::<String>::new());
    }

    #[test]
    fn any_text_can_be_read(text in "\\PC{0,60}", parts in proptest::collection::vec(("v|q|f|t|len|kinds|anchor|sort|page|axis|by|vs|tz|parts|sel|file|in|data", "[ -~é]{0,20}"), 0..6)) {
        let joined = parts.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
        for text in [&text, &joined] {
            let written = write(&recalled(text), false);
            let again = recalled(&written);
            prop_assert_eq!(&again.notes, &Vec::<String>::new());
            prop_assert_eq!(write(&again, false), written);
        }
    }
}
