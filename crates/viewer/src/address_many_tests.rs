//! That an address says which of many incidents are shown and how, and that any address can be read.

use std::sync::Arc;

use super::super::{Action, Find, TrendsAction, Zones, load, update, write_address};
use super::*;
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
    let catalog = faultline_core::formats::read_catalog(text.as_bytes().to_vec(), "index.json", &NativeZones).unwrap();
    let (collection, table) = Collection::of("index.json", catalog, NOW);
    (Arc::new(collection), Arc::new(table))
}

fn many(model: &mut Model, action: TrendsAction) {
    update(model, Action::Trends(action));
}

fn model() -> Model {
    let mut model = Model::new(NOW);
    let (collection, table) = collection(CATALOG);
    many(&mut model, TrendsAction::Arrived(collection, table));
    model
}

fn open(model: &mut Model, row: u32) {
    let text = r#"{ "title": "X", "timeline": [{ "id": "e1", "at": "2024-03-01T12:00Z", "title": "E" }] }"#;
    many(model, TrendsAction::Opened(row, Arc::new(load(text.as_bytes(), "x.json", &NativeZones, NOW).unwrap())));
}

fn read_in(model: &Model, text: &str) -> ManyAddress {
    read(text, model.trends.collection.as_ref().unwrap(), model.find.local, &NativeZones)
}

fn follow(model: &mut Model, text: &str) {
    let address = read_in(model, text);
    update(model, address.into());
}

fn recalled(text: &str) -> Model {
    let mut model = model();
    let address = read_in(&model, text);
    let opened = address.opened.clone();
    update(&mut model, address.into());
    if let Some((row, one)) = opened {
        let notes = std::mem::take(&mut model.find.notes);
        open(&mut model, row);
        let loaded = model.loaded().cloned().unwrap();
        let one = super::super::read_address(&one, &loaded, model.find.local, &NativeZones);
        update(&mut model, one.into());
        model.find.notes.splice(0..0, notes);
    }
    model
}

#[test]
fn a_view_is_written_compactly_and_readably() {
    let mut model = model();
    assert_eq!((write_address(&model, false), write_address(&model, true)), (String::new(), "v=1&tz=file".to_owned()));
    let start = Instant::from_ms(1_704_067_200_000);
    let period = Span::between(start, start.plus(Length::from_minutes(366 * 24 * 60)));
    for action in [
        TrendsAction::Search("disk full".to_owned()),
        TrendsAction::Toggle(Trait::Severity("SEV2, ü".into())),
        TrendsAction::Toggle(Trait::Service("web".into())),
        TrendsAction::Toggle(Trait::Status(Status::Ongoing)),
        TrendsAction::Toggle(Trait::Level(ImpactLevel::Full)),
        TrendsAction::Toggle(Trait::Tag("x:y".into())),
        TrendsAction::SetPeriod(Some(period)),
        TrendsAction::CountAll(true),
        TrendsAction::Measure(Anchors::from_words("detected..mitigated").unwrap()),
        TrendsAction::Brush(Some((60_000.0, 7_200_000.0))),
        TrendsAction::Sort(Column::Length),
        TrendsAction::Scale(false),
        TrendsAction::Group(GroupBy::Severity),
        TrendsAction::Compare(Side::Period(period), Side::Group("SEV1".into())),
        TrendsAction::Page(2),
        TrendsAction::Point(Some(1)),
    ] {
        many(&mut model, action);
    }
    update(&mut model, Action::SetZone(ZoneChoice::Named("Asia/Tokyo".into())));
    let written = "v=1&q=disk%20full&kinds=all&anchor=detected..mitigated&sort=-length&page=3&axis=linear&by=severity\
        &t=20240101T000000Z~20250101T000000Z&len=60000~7200000\
        &f=severity:SEV2%2C%20%C3%BC,service:web,tag:x:y,status:ongoing,level:full\
        &vs=time:20240101T000000Z~20250101T000000Z,group:SEV1";
    assert_eq!(write_address(&model, false), format!("{written}&sel=two%23%26%3D&tz=Asia/Tokyo"));
    open(&mut model, 0);
    update(&mut model, Action::Select(super::super::Selection::Event(faultline_core::incident::EventIx(0))));
    assert_eq!(write_address(&model, false), format!("{written}&in=one&sel=event:e1&tz=Asia/Tokyo"));
    many(&mut model, TrendsAction::Close);
    assert_eq!(
        write_address(&model, false),
        format!("{written}&sel=one&tz=Asia/Tokyo"),
        "what was open is pointed out"
    );
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
        let model = recalled(text);
        assert_eq!(write_address(&model, false), good, "{text}");
        assert_eq!(model.find.notes.len(), notes, "{text}: {:?}", model.find.notes);
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
        assert_eq!(wants_parts(text, &some), wanted, "{text}");
        assert!(!wants_parts(text, &all), "{text}: there are none");
    }
    let mut read = (*some).clone();
    read.catalog.parts.remove(0);
    let mut model = model();
    model.trends.collection = Some(Arc::new(read));
    assert_eq!(write_address(&model, false), "v=1&parts=1");
}

#[test]
fn a_link_to_files_on_disk_is_about_those_only() {
    let mut model = model();
    update(&mut model, Action::Find(Find::CameFromDisk(true)));
    assert_eq!(write_address(&model, false), "");
    open(&mut model, 1);
    assert_eq!(write_address(&model, false), "v=1&file=index.json&in=two%23%26%3D");
    many(&mut model, TrendsAction::Close);
    many(&mut model, TrendsAction::Search("x".to_owned()));
    let link = write_address(&model, false);
    assert_eq!(link, "v=1&q=x&sel=two%23%26%3D&file=index.json");
    assert_eq!(read_in(&model, &link).view, model.trends.view);
    update(&mut model, Action::Find(Find::CameFromDisk(false)));
    let elsewhere = read_in(&model, &link);
    assert_eq!((elsewhere.view, elsewhere.notes.len()), (TrendsView::default(), 1));
}

#[test]
fn a_link_never_changes_what_the_reader_prefers() {
    let mut model = model();
    let zones = Zones { preferred: ZoneChoice::Utc, ..Zones::default() };
    update(&mut model, Action::Find(Find::ZonesAre(zones)));
    follow(&mut model, "v=1&tz=Asia/Tokyo");
    assert_eq!((model.zone.word(), model.find.zones.preferred.word()), ("Asia/Tokyo", "utc"));
    follow(&mut model, "");
    assert_eq!(model.zone, ZoneChoice::Utc);
}

#[test]
fn steps_are_told_from_typing_and_brushing() {
    let mut model = model();
    let at = |days: i64| Instant::from_ms(1_704_067_200_000 + days * 86_400_000);
    let period = |from, to| TrendsAction::SetPeriod(Some(Span::between(at(from), at(to))));
    let search = |text: &str| TrendsAction::Search(text.to_owned());
    for (what, action, expected) in [
        ("a first letter", search("d"), 1),
        ("a second", search("di"), 0),
        ("the field emptied", search(""), 1),
        ("a brush drawn", TrendsAction::Brush(Some((5.0, 6.0))), 1),
        ("and drawn on", TrendsAction::Brush(Some((5.0, 9.0))), 0),
        ("its other end", TrendsAction::Brush(Some((2.0, 9.0))), 0),
        ("another brush", TrendsAction::Brush(Some((20.0, 30.0))), 1),
        ("none", TrendsAction::Brush(None), 1),
        ("still none", TrendsAction::Brush(None), 0),
        ("a year", period(0, 366), 1),
        ("the next", period(366, 731), 1),
        ("its end moved", period(366, 700), 0),
        ("always", TrendsAction::SetPeriod(None), 1),
        ("an hour", TrendsAction::SetHour(Some(3)), 1),
        ("an objective", TrendsAction::Aim(Some(0.99)), 1),
        ("weights", TrendsAction::Weigh(Weights::default()), 0),
        ("a service", TrendsAction::Toggle(Trait::Service("web".into())), 1),
        ("a sort", TrendsAction::Sort(Column::Length), 1),
        ("a page", TrendsAction::Page(1), 1),
        ("one pointed out", TrendsAction::Point(Some(0)), 0),
        ("a second passed", TrendsAction::Tick(NOW), 0),
        ("one that is gone", TrendsAction::Missed(0), 1),
        ("back", TrendsAction::Close, 1),
    ] {
        let before = model.find.jumps;
        many(&mut model, action);
        assert_eq!(model.find.jumps - before, expected, "{what}");
    }
    let before = model.find.jumps;
    open(&mut model, 0);
    assert_eq!(model.find.jumps - before, 1);
    follow(&mut model, "q=x");
    assert_eq!(model.find.jumps - before, 1, "following an address is no step");
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

fn traits() -> Vec<Trait> {
    vec![
        Trait::Severity("SEV1".into()),
        Trait::Severity("SEV2, ü".into()),
        Trait::Service("web".into()),
        Trait::Service("a,b & c".into()),
        Trait::Status(Status::Resolved),
        Trait::Level(ImpactLevel::Degraded),
        Trait::Tag("on call".into()),
        Trait::Tag("x:y".into()),
        Trait::Role(CauseRole::Trigger),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        text in "[ -~äß日🔥]{0,40}",
        chosen in proptest::sample::subsequence(traits(), 0..10),
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
        let mut before = model();
        update(&mut before, Action::Find(Find::CameFromDisk(local)));
        if let Some(row) = opened {
            open(&mut before, row);
        }
        update(&mut before, Action::SetZone(ZoneChoice::from_word(zone)));
        let text = if text.trim().is_empty() { String::new() } else { text };
        let mut filter = Filter { text: text.into(), period, all_kinds, week_hour, ..Filter::default() };
        filter.lengths_ms = lengths.map(|(a, b)| (f64::from(a.min(b)), f64::from(a.max(b))));
        for of in chosen {
            toggle_trait(&mut filter, of);
        }
        let weight = |at: usize| f64::from(weights[at]) / 1_000.0;
        let grouped = sides.as_ref().is_some_and(|(a, b)| [a, b].iter().any(|side| matches!(side, Side::Group(_))));
        before.trends.view = TrendsView {
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
        let written = write_address(&before, all);
        let address = read_in(&before, &written);
        prop_assert_eq!(&address.notes, &Vec::<String>::new());
        let expected = TrendsView { row: row.filter(|_| opened.is_none()), ..before.trends.view.clone() };
        prop_assert_eq!(&address.view, &expected);
        prop_assert_eq!(address.opened.as_ref().map(|(row, _)| *row), opened);
        let mut after = model();
        update(&mut after, Action::Find(Find::CameFromDisk(local)));
        update(&mut after, address.clone().into());
        if let Some((row, one)) = address.opened {
            open(&mut after, row);
            let loaded = after.loaded().cloned().unwrap();
            update(&mut after, super::super::read_address(&one, &loaded, local, &NativeZones).into());
        }
        prop_assert_eq!(write_address(&after, all), written);
        prop_assert_eq!(after.zone, before.zone);
        prop_assert_eq!(after.find.notes, Vec::<String>::new());
    }

    #[test]
    fn any_text_can_be_read(text in "\\PC{0,60}", parts in proptest::collection::vec(("v|q|f|t|len|kinds|anchor|sort|page|axis|by|vs|tz|parts|sel|file|in|data", "[ -~é]{0,20}"), 0..6)) {
        let joined = parts.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
        for text in [&text, &joined] {
            let written = write_address(&recalled(text), false);
            let again = recalled(&written);
            prop_assert_eq!(&again.find.notes, &Vec::<String>::new());
            prop_assert_eq!(write_address(&again, false), written);
        }
    }
}
