//! That an address says what is seen, and that any address can be read.

use std::sync::Arc;

use super::super::write;
use super::*;
use crate::update::show_zone;
use crate::{Action, Effect, IncidentState, Scroll, SearchAction, Step, TimelineAction, ZoneChoice, load, update};
use faultline_core::time::{Instant, Length, NativeZones};
use proptest::prelude::*;

const FILE: &str = r#"{ "title": "T", "time_zone": "Europe/Berlin", "services": ["web", "a,b & c"],
  "impacts": [{ "id": "i", "start": "2023-03-01T12:00Z", "end": "2023-03-01T16:00Z", "level": "full" }],
  "timeline": [
    { "id": "e1", "at": "2023-03-01T12:00Z", "title": "One", "kind": "symptom", "actor": "Ann, of 100 % ü", "services": ["a,b & c"] },
    { "id": "e#2&x", "at": "2023-03-01T13:00Z", "title": "Two", "kind": "note", "causes": ["c"] },
    { "id": "e1", "at": "2023-03-01T14:00Z", "title": "Three", "actor": "Bo", "services": ["web"] }
  ],
  "root_causes": [{ "id": "c", "title": "C" }], "corrective_actions": [{ "id": "a", "title": "A" }] }"#;

fn state() -> State {
    let now = Instant::from_ms(1_700_000_000_000);
    let mut state = State::new(now, Arc::new(NativeZones));
    update(&mut state, Action::Arrived(Arc::new(load(FILE.as_bytes(), "t.json", &NativeZones, now).unwrap())));
    state
}

fn incident(state: &State) -> &IncidentState {
    state.incident().unwrap()
}

/// Has the reader follow a link.
fn follow(state: &mut State, text: &str) {
    let effects = update(state, Action::AddressChanged(text.to_owned()));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::PushAddress(_))), "following is no step: {text}");
}

fn timeline(action: TimelineAction) -> Action {
    Action::Timeline(action)
}

fn recalled(text: &str) -> (State, Vec<String>) {
    let mut state = state();
    let notes = read(text, state.loaded().unwrap(), state.is_local(), &NativeZones).notes;
    follow(&mut state, text);
    (state, notes)
}

/// As if it came from the reader's disk.
fn set_local(state: &mut State, local: bool) {
    state.source = local.then(|| "another.json".to_owned());
}

#[test]
fn the_readers_own_zone_goes_to_others_by_its_name() {
    let mut state = state();
    state.settings.zones.reader = Some("Europe/Paris".into());
    show_zone(&mut state, ZoneChoice::Reader);
    assert_eq!(
        (write(&state, true), write(&state, false)),
        ("v=1&tz=Europe/Paris".to_owned(), "v=1&tz=reader".to_owned())
    );
}

#[test]
fn a_view_is_written_compactly_and_readably() {
    let mut state = state();
    assert_eq!(write(&state, false), "");
    assert_eq!(write(&state, true), "v=1&tz=file");
    let from = Instant::from_ms(1_677_675_600_000);
    update(&mut state, timeline(TimelineAction::Show(Span::between(from, from.plus(Length::from_ms(3_600_250))))));
    update(&mut state, timeline(TimelineAction::Select(Selection::Event(EventIx(1)))));
    show_zone(&mut state, ZoneChoice::Named("Asia/Tokyo".into()));
    for find in [
        SearchAction::CountFrom(Some(Origin::Milestone(Milestone::Started))),
        SearchAction::Search("disk full".to_owned()),
        SearchAction::OnlyMatches(true),
        SearchAction::Toggle(Facet::from_word("kind:note").unwrap()),
        SearchAction::Toggle(Facet::from_word("actor:Ann, of 100 % ü").unwrap()),
        SearchAction::SortBy(Column::What),
        SearchAction::SortBy(Column::What),
    ] {
        update(&mut state, Action::Search(find));
    }
    assert_eq!(
        write(&state, false),
        "v=1&t=20230301T130000Z~20230301T140000.250Z&sel=event:e%232%26x&tz=Asia/Tokyo&from=started&q=disk%20full&only=1\
         &sort=-what&f=kind:note,actor:Ann%2C%20of%20100%20%25%20%C3%BC"
    );
}

#[test]
fn broken_unknown_and_stale_parts_are_left_out_with_a_note_each() {
    for (text, good, notes) in [
        ("", "", 0),
        ("#", "", 0),
        ("v=1", "", 0),
        ("#v=1&sel=cause:c", "v=1&sel=cause:c", 0),
        ("sel=event:e1&t=yesterday", "v=1&sel=event:e1", 1),
        ("v=1&sel=event:gone&tz=utc", "v=1&tz=utc", 1),
        ("v=1&sel=event~99", "", 1),
        ("v=1&sel=event~2", "v=1&sel=event~2", 0),
        ("v=1&sel=event~0", "v=1&sel=event:e1", 0),
        ("v=1&tz=Mars/Olympus&q=x", "v=1&q=x", 1),
        ("v=1&tz=%2B05:30", "v=1&tz=+05:30", 0),
        ("v=2&sel=action:a&shiny=1", "v=1&sel=action:a", 2),
        ("v=1&t=20230301T150000Z~20230301T130000Z", "", 1),
        ("v=1&t=2023-03-01T13:00:00Z~2023-03-01T14:00Z", "v=1&t=20230301T130000Z~20230301T140000Z", 0),
        ("v=1&f=colour:red", "", 1),
        ("v=1&f=actor:Nobody", "", 1),
        ("v=1&f=service:a%2Cb%20%26%20c", "v=1&f=service:a%2Cb%20%26%20c", 0),
        ("v=1&from=resolved", "", 1),
        ("v=1&from=event:e1", "v=1&from=event:e1", 0),
        ("v=1&sort=colour", "", 1),
        ("v=1&q=100%&only=1", "v=1&q=100%25&only=1", 0),
        ("v=1&only=1", "", 0),
        ("in=2023-checkout&data=xyz", "", 2),
        ("%%%=&&&=&%zz", "", 3),
    ] {
        let (state, said) = recalled(text);
        assert_eq!(write(&state, false), good, "{text}");
        assert_eq!(said.len(), notes, "{text}: {said:?}");
        assert_eq!(state.notes, said);
    }
}

#[test]
fn a_link_never_changes_what_the_reader_prefers() {
    let mut state = state();
    update(&mut state, Action::SetZone(ZoneChoice::Utc));
    assert_eq!(write(&state, false), "");
    follow(&mut state, "v=1&tz=Asia/Tokyo");
    assert_eq!((state.zone.word(), state.settings.zones.preferred.word()), ("Asia/Tokyo", "utc"));
    follow(&mut state, "");
    assert_eq!(state.zone, ZoneChoice::Utc);
    show_zone(&mut state, ZoneChoice::File);
    assert_eq!(write(&state, false), "v=1&tz=file", "what differs from the preference is said");
}

#[test]
fn a_link_to_a_file_on_disk_is_about_that_file_only() {
    let mut state = state();
    set_local(&mut state, true);
    update(&mut state, timeline(TimelineAction::Select(Selection::Event(EventIx(1)))));
    let link = write(&state, false);
    assert_eq!(link, "v=1&sel=event:e%232%26x&file=t.json");
    let loaded = state.loaded().cloned().unwrap();
    assert_eq!(read(&link, &loaded, true, &NativeZones).selected, incident(&state).selected);
    let elsewhere = read(&link, &loaded, false, &NativeZones);
    assert_eq!((elsewhere.selected, elsewhere.notes.len()), (None, 1));
}

#[test]
fn steps_are_told_from_small_moves() {
    let mut state = state();
    let mut steps = |action: Action| {
        let effects = update(&mut state, action);
        effects.iter().filter(|effect| matches!(effect, Effect::PushAddress(_))).count()
    };
    let event = |ix| timeline(TimelineAction::Select(Selection::Event(EventIx(ix))));
    let search = |text: &str| Action::Search(SearchAction::Search(text.to_owned()));
    for (what, action, expected) in [
        ("a pan", timeline(TimelineAction::Pan(Length::from_minutes(1))), 0),
        ("a zoom", timeline(TimelineAction::Zoom { factor: 0.5, about: None }), 0),
        ("a fit", timeline(TimelineAction::Fit), 1),
        ("a choice", event(0), 1),
        ("the same choice", event(0), 0),
        ("a walk on", timeline(TimelineAction::StepTo(Step::Next)), 0),
        ("no choice", timeline(TimelineAction::Deselect), 1),
        ("still none", timeline(TimelineAction::Deselect), 0),
        ("a walk begun", timeline(TimelineAction::StepTo(Step::Next)), 1),
        ("a first letter", search("d"), 1),
        ("a second", search("di"), 0),
        ("the field emptied", search(""), 1),
        ("a sort", Action::Search(SearchAction::SortBy(Column::Kind)), 1),
        ("a scroll", Action::Search(SearchAction::Scrolled(Scroll::default())), 0),
    ] {
        assert_eq!(steps(action), expected, "{what}");
    }
}

fn a_selection() -> impl Strategy<Value = Option<Selection>> {
    prop_oneof![
        Just(None),
        (0..3_u32).prop_map(|ix| Some(Selection::Event(EventIx(ix)))),
        Just(Some(Selection::Impact(ImpactIx(0)))),
        Just(Some(Selection::Cause(CauseIx(0)))),
        Just(Some(Selection::Action(ActionIx(0)))),
        (0..9_999_999_i64, 0..9_999_999_i64).prop_map(|(from, length)| {
            let start = Instant::from_ms(1_677_000_000_000 + from);
            Some(Selection::Range(Span::between(start, start.plus(Length::from_ms(length)))))
        }),
    ]
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        selected in a_selection(),
        window in proptest::option::of((0..14_400_000_i64, 1_000..14_400_000_i64)),
        zone in prop_oneof![Just("file"), Just("utc"), Just("reader"), Just("America/Argentina/Buenos_Aires"), Just("-03:30")],
        origin in prop_oneof![Just(None), Just(Some(Origin::Milestone(Milestone::Started))), (0..3_u32).prop_map(|ix| Some(Origin::Event(EventIx(ix))))],
        text in "[ -~äß日🔥]{0,40}",
        only in any::<bool>(),
        facets in proptest::sample::subsequence(vec!["kind:note", "kind:symptom", "service:web", "service:a,b & c", "actor:Bo", "actor:Ann, of 100 % ü", "cause:c"], 0..7),
        by in proptest::sample::select(Column::ALL.to_vec()),
        down in any::<bool>(),
        local in any::<bool>(),
        all in any::<bool>(),
    ) {
        let mut before = state();
        set_local(&mut before, local);
        if let Some((from, length)) = window {
            let start = Instant::from_ms(1_677_672_000_000 + from);
            update(&mut before, timeline(TimelineAction::Show(Span::between(start, start.plus(Length::from_ms(length))))));
        }
        show_zone(&mut before, ZoneChoice::from_word(zone));
        let shown = before.incident_mut().unwrap();
        shown.selected = selected;
        shown.origin = origin;
        shown.search.sort = Sort { by, down };
        let only_matches = only && !text.trim().is_empty();
        let text = if text.trim().is_empty() { String::new() } else { text };
        shown.search.filter = Filter { text, only_matches, facets: facets.iter().filter_map(|word| Facet::from_word(word)).collect() };
        let written = write(&before, all);
        let address = read(&written, &before.loaded().cloned().unwrap(), local, &NativeZones);
        prop_assert_eq!(&address.notes, &Vec::<String>::new());
        let mut after = state();
        set_local(&mut after, local);
        follow(&mut after, &written);
        prop_assert_eq!(write(&after, all), written);
        prop_assert_eq!(&after.zone, &before.zone);
        let (after, before) = (incident(&after), incident(&before));
        prop_assert_eq!(after.viewport, before.viewport);
        prop_assert_eq!(after.selected, before.selected);
        prop_assert_eq!((after.origin, after.search.sort), (before.origin, before.search.sort));
        prop_assert_eq!(&after.search.filter, &before.search.filter);
    }

    #[test]
    fn any_text_can_be_read(text in "\\PC{0,60}", parts in proptest::collection::vec(("v|t|sel|tz|from|q|only|f|sort|file|in", "[ -~é]{0,20}"), 0..5)) {
        let joined = parts.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
        for text in [&text, &joined] {
            let (after, _) = recalled(text);
            let written = write(&after, false);
            let (again, notes) = recalled(&written);
            prop_assert_eq!(notes, Vec::<String>::new());
            prop_assert_eq!(write(&again, false), written);
        }
    }
}
