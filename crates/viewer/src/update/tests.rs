//! What an action wants done outside of the state, and whether Back goes over it.

use std::sync::Arc;

use super::*;
use crate::state::Opened;
use crate::{
    Collection, CollectionAction, Failure, IncidentState, SearchAction, SearchResult, Selection, example, gather, load,
    search,
};
use faultline_core::catalog::Table;
use faultline_core::incident::EventIx;
use faultline_core::pace::{NoPause, run_now};
use faultline_core::time::{Instant, Length, NativeZones};

const CATALOG: &str = r#"{ "title": "Many", "incidents": [
  { "id": "one", "title": "One", "src": "one.json", "milestones": { "started": "2024-03-01T12:00Z", "resolved": "2024-03-01T12:30Z" } },
  { "id": "two", "title": "Two", "milestones": { "started": "2025-03-01T12:00Z", "resolved": "2025-03-01T13:00Z" } }
], "parts": ["p1.json", "p2.json"] }"#;

fn select(event: u32) -> Action {
    TimelineAction::Select(Selection::Event(EventIx(event))).into()
}

fn pan(minutes: i64) -> Action {
    TimelineAction::Pan(Length::from_minutes(minutes)).into()
}

fn incident(state: &State) -> &IncidentState {
    state.incident().unwrap()
}

/// The page of the sample, zoomed in so that it can be panned.
fn zoomed() -> State {
    let mut state = example::state();
    update(&mut state, Command::ZoomIn.into());
    update(&mut state, Action::AddressRested);
    update(&mut state, Action::AnnouncePending);
    state
}

#[test]
fn a_paste_that_cannot_be_read_leaves_what_is_shown() {
    let mut state = example::state();
    update(&mut state, Action::PasteFailed(Failure::NothingPasted));
    assert!(state.incident().is_some() && state.failed().is_none());
    assert!(
        state.notes[0].starts_with("The pasted text was not opened. There was no text to paste."),
        "{:?}",
        state.notes
    );
}

#[test]
fn what_is_selected_is_announced() {
    let mut state = example::state();
    update(&mut state, select(0));
    assert!(state.announcement.contains("Traffic starts to rise"), "{}", state.announcement);
}

fn collection(parts: usize) -> (Arc<Collection>, Arc<Table>) {
    let mut catalog = faultline_core::formats::read_catalog(CATALOG.as_bytes(), "index.json", &NativeZones).unwrap();
    let now = Instant::from_ms(1_800_000_000_000);
    for entry in &mut catalog.entries {
        entry.whole = entry.src.is_none();
    }
    let (mut collection, table) = run_now(gather("index.json", catalog, now, &NoPause)).unwrap();
    collection.catalog.parts.drain(..parts);
    (Arc::new(collection), Arc::new(table))
}

/// The page of a collection with two parts that are not read.
fn many() -> State {
    let mut state = State::new(Instant::from_ms(1_800_000_000_000), Arc::new(NativeZones));
    let (collection, table) = collection(0);
    update(&mut state, CollectionAction::Arrived(collection, table).into());
    state
}

fn opened(row: u32) -> Action {
    CollectionAction::Opened(row, Arc::new(example::loaded())).into()
}

/// Effects as words, for those that say where something goes.
fn words(effects: &[Effect]) -> Vec<String> {
    let word = |effect: &Effect| match effect {
        Effect::PushAddress(view) => format!("push {view}"),
        Effect::ReplaceAddress(view) => format!("replace {view}"),
        Effect::RestAddress => "rest address".to_owned(),
        Effect::RestAnnouncement => "rest announcement".to_owned(),
        Effect::StartSearch { query, .. } => format!("search {:?}", query.filter.text),
        other => format!("{other:?}"),
    };
    effects.iter().map(word).collect()
}

#[test]
fn a_step_is_written_at_once_and_a_pan_when_the_reader_rests() {
    let mut state = zoomed();
    let view = |state: &State| crate::url::write(state, false);
    assert_eq!(words(&update(&mut state, pan(1))), ["rest announcement", "rest address"]);
    let panned = view(&state);
    update(&mut state, pan(1));
    let before = view(&state);
    assert_ne!(panned, before);
    let effects = words(&update(&mut state, select(1)));
    assert_eq!(
        effects,
        [format!("replace {before}"), format!("push {}", view(&state))],
        "the step before as it was seen"
    );
    assert_eq!(words(&update(&mut state, Action::AddressRested)), [""; 0], "nothing waits any more");
    update(&mut state, pan(1));
    assert_eq!(words(&update(&mut state, Action::AddressRested)), [format!("replace {}", view(&state))]);
    let same = state.address.written.clone();
    assert_eq!(words(&update(&mut state, select(1))), [""; 0], "{same}: nothing else is seen");
}

#[test]
fn back_is_followed_once_and_is_no_step() {
    let mut state = example::state();
    update(&mut state, select(1));
    let forward = state.address.fragment.clone();
    assert_eq!(words(&update(&mut state, Action::AddressChanged(String::new()))), [""; 0]);
    assert_eq!(incident(&state).selected, None);
    update(&mut state, Action::AddressChanged(forward.clone()));
    assert_eq!(incident(&state).selected_event(), Some(EventIx(1)));
    // The other event of the same change finds what the reader did in between as it is.
    update(&mut state, pan(0));
    assert_eq!(words(&update(&mut state, Action::AddressChanged(forward))), [""; 0]);
}

#[test]
fn what_was_written_of_one_file_is_not_said_of_the_next() {
    let mut state = example::state();
    update(&mut state, select(1));
    let effects = words(&update(&mut state, Action::Arrived(Arc::new(example::loaded()))));
    assert_eq!(effects, ["replace "]);
    assert_eq!(incident(&state).selected, None);
    // What the reader came with is.
    let mut state = State::new(state.now, Arc::new(NativeZones));
    let fragment = "v=1&sel=event~1".to_owned();
    update(&mut state, Action::Started(Box::new(Environment { fragment, ..Environment::default() })));
    update(&mut state, Action::Arrived(Arc::new(example::loaded())));
    assert_eq!(incident(&state).selected_event(), Some(EventIx(1)));
}

#[test]
fn an_incident_of_a_collection_is_opened_and_left_by_steps() {
    let mut state = many();
    let effects = words(&update(&mut state, CollectionAction::Open(0).into()));
    assert_eq!(effects, [r#"LoadEntry { row: 0, address: Some("one.json") }"#, "rest address"]);
    assert_eq!(state.load.as_ref().map(|load| &*load.name), Some("one.json"));
    let effects = words(&update(&mut state, opened(0)));
    assert_eq!(effects, ["replace v=1&sel=one", "ScrollToTop", "Settle", "push v=1&in=one"]);
    assert!(state.load.is_none() && state.title().starts_with("Major outage"), "{}", state.title());
    // Entries without a file are opened as the catalog has them.
    let effects = words(&update(&mut state, Command::PreviousIncident.into()));
    assert_eq!(effects, ["LoadEntry { row: 1, address: None }"], "the latest comes first");
    update(&mut state, opened(1));
    assert_eq!(words(&update(&mut state, Command::PreviousIncident.into())), [""; 0], "there is none before it");
    let effects = words(&update(&mut state, Command::Back.into()));
    assert_eq!(effects, ["ReturnToList { row: Some(1), restore: false }", "push v=1&sel=two"]);
    assert_eq!((state.title(), state.opened().is_none()), ("Many · Faultline".to_owned(), true));
}

#[test]
fn a_file_that_cannot_be_had_keeps_the_collection_behind_it() {
    let mut state = many();
    let missed = CollectionAction::Missed { row: 0, name: "one.json".to_owned(), failure: Failure::NotFound };
    assert!(words(&update(&mut state, missed.into())).contains(&"push v=1&in=one".to_owned()));
    assert_eq!((state.failed().map(|failed| &*failed.name), state.incident().is_none()), (Some("one.json"), true));
    update(&mut state, Action::Failed { name: "other.json".to_owned(), failure: Failure::NotFound });
    assert_eq!(state.opened().map(Opened::row), Some(Some(0)), "K and J go on from there");
    update(&mut state, CollectionAction::Close.into());
    assert!(state.failed().is_none() && state.listed_collection().is_some());
    let mut state = example::state();
    update(&mut state, Action::Failed { name: "other.json".to_owned(), failure: Failure::NotFound });
    assert!(state.incident().is_none() && state.collection().is_none());
}

#[test]
fn an_address_into_a_collection_waits_for_the_parts_and_the_file_it_needs() {
    let mut state = many();
    let effects = words(&update(&mut state, Action::AddressChanged("parts=1&in=one&sel=event~1".to_owned())));
    assert_eq!(effects, ["LoadPart"]);
    assert_eq!(state.load.as_ref().map(|load| &*load.name), Some("p1.json (1 of 2 parts)"));
    let (more, table) = collection(1);
    let effects = words(&update(&mut state, CollectionAction::PartArrived(more, table).into()));
    assert_eq!(effects, [r#"LoadEntry { row: 0, address: Some("one.json") }"#]);
    assert_eq!(words(&update(&mut state, opened(0))), ["ScrollToTop", "Settle"]);
    assert_eq!(incident(&state).selected_event(), Some(EventIx(1)));
    // Back to the list: where it was left.
    let effects = words(&update(&mut state, Action::AddressChanged("sel=one".to_owned())));
    assert_eq!(effects, ["ReturnToList { row: Some(0), restore: true }", "Settle"]);
}

#[test]
fn a_load_that_an_address_waits_for_can_be_stopped() {
    let mut state = many();
    update(&mut state, Action::AddressChanged("in=one".to_owned()));
    assert_eq!(words(&update(&mut state, Action::StopLoad)), ["StopLoad"]);
    assert!(state.load.is_none() && state.listed_collection().is_some());
    let effects = words(&update(&mut state, CollectionAction::Page(1).into()));
    assert_eq!(effects, ["push v=1&page=2"], "what the reader does then is written again");
}

#[test]
fn all_parts_are_read_one_after_the_other() {
    let mut state = many();
    assert_eq!(words(&update(&mut state, CollectionAction::ReadParts.into())), ["LoadPart"]);
    let (more, table) = collection(1);
    let effects = words(&update(&mut state, CollectionAction::PartArrived(more, table).into()));
    assert_eq!(effects, ["LoadPart", "rest address"]);
    let (all, table) = collection(2);
    let effects = words(&update(&mut state, CollectionAction::PartArrived(all, table).into()));
    assert_eq!(effects, ["Settle", "rest address"]);
}

#[test]
fn a_search_is_worked_out_once_and_a_step_to_a_match_waits_for_it() {
    let mut state = example::state();
    let typed = |text: &str| Action::from(SearchAction::Search(text.to_owned()));
    assert_eq!(words(&update(&mut state, typed("serv")))[0], r#"search "serv""#);
    assert_eq!(words(&update(&mut state, pan(0))).iter().filter(|word| word.starts_with("search")).count(), 0);
    assert_eq!(words(&update(&mut state, typed("server")))[0], r#"search "server""#);
    update(&mut state, Command::NextMatch.into());
    assert_eq!(incident(&state).selected, None);
    let query = incident(&state).search.query();
    let before = SearchResult::all(&incident(&state).loaded);
    let result = run_now(search(&incident(&state).loaded, query, &before, &NoPause)).unwrap();
    let effects = words(&update(&mut state, SearchAction::Done(Arc::clone(&result)).into()));
    assert_eq!(effects.first().map(String::as_str), Some("StopSearch"));
    let first = result.matches.matches.first().copied();
    assert_eq!(incident(&state).selected_event(), first);
    let count = result.matches.matches.len();
    assert!(state.announcement.starts_with(&format!("1 of {count}: ")), "{}", state.announcement);
}

#[test]
fn what_is_done_many_times_in_a_row_is_announced_when_the_reader_rests() {
    let mut state = example::state();
    update(&mut state, Command::ZoomIn.into());
    update(&mut state, Command::ZoomIn.into());
    assert_eq!(state.announcement, "");
    update(&mut state, Action::AnnouncePending);
    assert!(state.announcement.starts_with("In view: "), "{}", state.announcement);
    update(&mut state, Command::ZoomIn.into());
    update(&mut state, Command::Next.into());
    assert!(state.announcement.starts_with("12:00"), "{}", state.announcement);
    update(&mut state, Action::AnnouncePending);
    assert!(state.announcement.starts_with("12:00"), "it came later: {}", state.announcement);
}

#[test]
fn commands_that_leave_the_state_say_where_they_go() {
    for (command, effects) in [
        (Command::Open, "Focus(Details)"),
        (Command::Search, "Focus(Search)"),
        (Command::Play, "Play"),
        (Command::FullWindow, "FullScreen(true)"),
        (Command::Theme, r#"Store { key: "faultline.theme", value: Some("light") }"#),
        (Command::NextZone, r#"Store { key: "faultline.zone", value: Some("utc") }"#),
    ] {
        let mut state = example::state();
        let (file, zone) = (Arc::clone(state.loaded().unwrap()), NativeZones);
        let berlin = faultline_core::time::ZoneSource::zone(&zone, "Europe/Berlin").unwrap();
        let loaded = crate::Loaded { zone: berlin, ..(*file).clone() };
        update(&mut state, Action::Arrived(Arc::new(loaded)));
        assert_eq!(words(&update(&mut state, command.into())), [effects], "{command:?}");
    }
}

#[test]
fn a_key_that_does_nothing_is_left_to_the_browser() {
    let mut state = example::state();
    assert!(is_available(&state, Command::Next));
    assert!(!is_available(&state, Command::Back) && !is_available(&state, Command::NextIncident));
    update(&mut state, select(1));
    assert!(is_available(&state, Command::Back));
    let effects = words(&update(&mut state, Command::Back.into()));
    assert_eq!(effects, ["ReturnFocus", "push "]);
    let mut state = many();
    assert!(!is_available(&state, Command::Back) && !is_available(&state, Command::NextIncident));
    update(&mut state, opened(0));
    assert!(is_available(&state, Command::Back) && is_available(&state, Command::NextIncident));
}

#[test]
fn settings_are_taken_up_and_a_zone_that_nobody_knows_is_none() {
    for (stored, zone) in
        [(None, "file"), (Some("utc"), "utc"), (Some("Asia/Tokyo"), "Asia/Tokyo"), (Some("Mars"), "file")]
    {
        let mut state = example::state();
        let environment = Environment {
            theme: Some("dark".to_owned()),
            zone: stored.map(str::to_owned),
            character_keys: Some("off".to_owned()),
            ..Environment::default()
        };
        update(&mut state, Action::Started(Box::new(environment)));
        assert_eq!((state.zone.word(), state.settings.zones.preferred.word()), (zone, zone));
        assert_eq!((state.settings.theme, state.settings.character_keys), (Theme::Dark, false));
        assert_eq!(
            words(&update(&mut state, Action::ToggleCharacterKeys)),
            [r#"Store { key: "faultline.keys", value: None }"#]
        );
    }
}

#[test]
fn a_theme_that_another_tab_stored_or_forgot_is_taken_up() {
    let mut state = example::state();
    for (stored, theme) in [(Some("dark"), Theme::Dark), (Some("light"), Theme::Light), (None, Theme::System)] {
        let effects = update(&mut state, Action::ThemeStored(stored.map(str::to_owned)));
        assert_eq!((state.settings.theme, words(&effects)), (theme, Vec::new()), "{stored:?}");
    }
}

#[test]
fn a_link_that_was_copied_is_said_for_a_while_and_what_it_needs_until_it_is_dismissed() {
    let mut state = example::state();
    assert_eq!(words(&update(&mut state, Action::CopyLink)), [r#"CopyLink("v=1&tz=file")"#]);
    assert_eq!(words(&update(&mut state, Action::LinkCopied(true))), ["ForgetNoteLater"]);
    assert_eq!(state.notes.len(), 1);
    update(&mut state, Action::ForgetNote);
    assert!(state.notes.is_empty());
    state.source = Some("another.json".to_owned());
    assert_eq!(words(&update(&mut state, Action::LinkCopied(true))), [""; 0]);
    update(&mut state, Action::ForgetNote);
    assert_eq!(state.notes.len(), 2);
    update(&mut state, Action::DismissNotes);
    assert!(state.notes.is_empty());
    assert_eq!(words(&update(&mut state, Action::LinkCopied(false))), [""; 0]);
    assert_eq!(state.dialog, Some(Dialog::Link));
}

#[test]
fn one_dialog_is_open_at_most() {
    let mut state = example::state();
    assert_eq!(words(&update(&mut state, Command::Help.into())), [""; 0]);
    assert_eq!(state.dialog, Some(Dialog::Keys));
    update(&mut state, Action::OpenDialog(Dialog::Paste));
    assert_eq!(state.dialog, Some(Dialog::Paste));
    update(&mut state, Action::CloseDialog);
    assert_eq!(state.dialog, None);
}

#[test]
fn a_range_is_copied_as_text_and_marked_as_copied() {
    let mut state = example::state();
    let range = Selection::Range(example::span("14:45", "15:30"));
    assert_eq!(words(&update(&mut state, TimelineAction::CopyRange.into())), [""; 0], "nothing is selected");
    update(&mut state, TimelineAction::Select(range).into());
    let effects = update(&mut state, TimelineAction::CopyRange.into());
    let [Effect::CopyRange(text)] = effects.as_slice() else { panic!("{effects:?}") };
    assert!(text.starts_with("1 Mar 2023, 14:45–15:30 (UTC), 45 min"), "{text}");
    update(&mut state, TimelineAction::RangeCopied(false).into());
    assert_eq!(
        (incident(&state).interaction.copied, &*state.announcement),
        (None, "The browser did not let it be copied")
    );
    update(&mut state, TimelineAction::RangeCopied(true).into());
    assert_eq!((incident(&state).interaction.copied, &*state.announcement), (Some(range), "Copied"));
}

#[test]
fn what_the_wheel_does_is_said_once() {
    let mut state = example::state();
    let effects = words(&update(&mut state, TimelineAction::PlainWheel.into()));
    assert_eq!(effects, [r#"Store { key: "faultline.wheel-hint", value: Some("told") }"#, "HideHintLater"]);
    assert!(incident(&state).interaction.hint);
    update(&mut state, TimelineAction::HideHint.into());
    assert!(!incident(&state).interaction.hint);
    assert_eq!(words(&update(&mut state, TimelineAction::PlainWheel.into())), [""; 0]);
}

#[test]
fn a_story_announces_the_events_it_comes_to() {
    let mut state = example::state();
    let play = TimelineAction::Play { open: Length::ZERO, stepwise: false };
    update(&mut state, play.into());
    assert!(state.announcement.starts_with("Story runs from"), "{}", state.announcement);
    let tick = |seconds: i64| Action::from(TimelineAction::PlayTick(Length::from_ms(seconds * 1_000)));
    assert!(!words(&update(&mut state, tick(1))).contains(&"rest announcement".to_owned()));
    assert!(words(&update(&mut state, tick(12))).contains(&"rest announcement".to_owned()));
    update(&mut state, Action::AnnouncePending);
    assert!(state.announcement.starts_with("13:30"), "{}", state.announcement);
}

#[test]
fn figures_grow_with_the_clock_only_where_something_goes_on() {
    assert!(!example::state().is_ticking() && !many().is_ticking());
    let text = r#"{ "title": "X", "status": "ongoing", "milestones": { "started": "2023-03-01T12:00Z" } }"#;
    let now = example::at("20:00");
    let mut state = State::new(now, Arc::new(NativeZones));
    update(&mut state, Action::Arrived(Arc::new(load(text.as_bytes(), "x.json", &NativeZones, now).unwrap())));
    assert!(state.is_ticking());
    update(&mut state, Action::Tick(now.plus(Length::from_ms(1_000))));
    assert_eq!(state.now, now.plus(Length::from_ms(1_000)));
}
