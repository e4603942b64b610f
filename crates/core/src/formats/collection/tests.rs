//! Catalogs as they come, whole and broken.

use std::cell::Cell;

use super::*;
use crate::export::json::{write_entry, write_index};
use crate::formats::{Document, Head, ReadOptions, open, reader_of};
use crate::incident::ImpactLevel;
use crate::pace::{Pace, Progress, Stopped, run_now};
use crate::time::NativeZones;

fn read(text: &str) -> Catalog {
    read_catalog(text.as_bytes(), "index.json", &NativeZones).unwrap()
}

fn problems(catalog: &Catalog) -> Vec<String> {
    catalog.problems.iter().map(ToString::to_string).collect()
}

#[test]
fn the_shipped_catalog_lists_files_that_exist() {
    let folder = std::path::Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).join("public/incidents");
    let bytes = std::fs::read(folder.join("index.json")).unwrap();
    let catalog = read_catalog(&bytes, "index.json", &NativeZones).unwrap();
    assert_eq!(&*catalog.title, "Sample incidents");
    assert_eq!(problems(&catalog), [""; 0]);
    assert_eq!(catalog.entries.len(), 3);
    for entry in catalog.entries {
        assert!(folder.join(&*entry.src.unwrap()).is_file());
        assert!(!entry.incident.title.is_empty() && !entry.whole && entry.counts.events > 0);
    }
}

const ONE: &str = r#"{"title":"One","timeline":[{"at":"2024-05-01T10:00:00Z","title":"x"}]}"#;
const TWO: &str = r#"{"title":"Two","id":"two","impacts":[{"start":"2024-05-02T10:00:00Z","level":"full"}]}"#;

#[test]
fn what_a_file_is_is_told_by_what_it_holds() {
    for (text, id) in [
        (format!("[{ONE}]"), "faultline-list"),
        ("[]".to_owned(), "faultline-list"),
        (format!("{ONE}\n{TWO}\n"), "faultline-lines"),
        (format!("{{\"broken\n{TWO}\n{ONE}"), "faultline-lines"),
        (format!("{{\"incidents\":[{ONE}]}}"), "faultline-index"),
        ("{\"version\":1,\"title\":\"t\",\"incidents\":[]}".to_owned(), "faultline-index"),
        ("{\"page\":{},\"scheduled_maintenances\":[]}".to_owned(), "statuspage"),
        (ONE.to_owned(), "faultline"),
        (format!("{ONE}\n"), "faultline"),
        (TWO.replace(',', ",\n"), "faultline"),
        (format!("{{\n\"title\":\"incidents\",\"links\":[{ONE}]}}"), "faultline"),
        (String::new(), "faultline"),
        ("7".to_owned(), "faultline"),
        ("{".to_owned(), "faultline"),
    ] {
        assert_eq!(reader_of(&Head::new("", text.as_bytes())).id(), id, "{text}");
    }
    assert_eq!(reader_of(&Head::new("", b"\xef\xbb\xbf[]")).id(), "faultline-list");
}

#[test]
fn lists_lines_and_catalogs_give_the_same_entries() {
    let list = read(&format!("[{ONE},\n {TWO}]"));
    let lines = read(&format!("{ONE}\r\n\n{TWO}"));
    let index = read(&format!("{{\"incidents\":[{ONE},{TWO}],\"title\":\"T\",\"parts\":[\"a.json\",\"b.json\"]}}"));
    assert_eq!(list.entries, lines.entries);
    assert_eq!(list.entries, index.entries);
    assert_eq!((&*index.title, index.parts.len()), ("T", 2));
    let [one, two] = list.entries.as_slice() else { panic!("two entries") };
    assert_eq!((&*one.incident.id, &*two.incident.id), ("one", "two"));
    assert!(one.whole && one.src.is_none() && one.counts.events == 1);
    assert_eq!(one.began().unwrap().to_string(), "2024-05-01T10:00:00Z");
}

#[test]
fn broken_entries_are_listed_and_the_others_are_there() {
    let text = format!(
        "[{ONE},\n7,\n{},\n{{\"version\":3,\"title\":\"new\"}},\n{{\"title\":\"When?\"}},\n{}]",
        ONE.replace("2024-05-01T10", "yesterday"),
        TWO.replace("full", "fatal")
    );
    let catalog = read(&text);
    assert_eq!(catalog.entries.len(), 4);
    assert_eq!(
        problems(&catalog),
        [
            "index.json, incident 2, line 2: (file): 7 is not an object. Write an object here, or leave the key out.",
            "index.json, incident 3, line 3: timeline[0].at: \"yesterday:00:00Z\" is not a time. Write 2023-03-01T13:55:00Z, a local time such as 2023-03-01T13:55, or a date.",
            "index.json, incident 3, line 3: nothing in this incident has a date that could be read; it is listed, and counts in no figure. Give it an impact, a milestone or an event with a time.",
            "index.json, incident 4, line 4: This file was written for version 3 of the format; this viewer reads version 1. Open it in a newer Faultline.",
            "index.json, incident 5, line 5: nothing in this incident has a date that could be read; it is listed, and counts in no figure. Give it an impact, a milestone or an event with a time.",
            "index.json, incident 6, line 6: impacts[0].level: \"fatal\" is not a word known here. Write full, partial, degraded or none.",
        ]
    );
    assert_eq!(
        catalog.problems.iter().map(|p| p.entry).collect::<Vec<_>>(),
        [None, Some(1), Some(1), None, Some(2), Some(3)]
    );
}

#[test]
fn a_bad_line_is_a_problem_and_the_rest_shows() {
    let catalog = read(&format!("{ONE}\n{{\"title\": \"cut o\n\n{TWO} trailing\n{TWO}\n"));
    assert_eq!(catalog.entries.len(), 3, "what stood before the trailing words was read");
    assert_eq!(
        problems(&catalog),
        [
            "index.json, incident 2, line 2: Line 2, column 17: this is not JSON (the file ends too early) near `{\"title\": \"cut o`. Correct it there and open the file again.",
            "index.json, incident 4, line 4: Line 4, column 88: this is not JSON (trailing characters) near `…T10:00:00Z\",\"level\":\"full\"}]} trailing`. Correct it there and open the file again.",
        ]
    );
}

#[test]
fn a_list_that_breaks_off_keeps_what_came_before() {
    let catalog = read(&format!("[{ONE},{TWO},{{\"title\":\"x\" \"y\"}},{ONE}]"));
    assert_eq!(catalog.entries.len(), 2);
    assert!(problems(&catalog)[0].starts_with("index.json: Line 1, column "), "{:?}", problems(&catalog));
}

#[test]
fn what_is_no_catalog_at_all_is_an_error() {
    for text in ["", " ", "7", "[", "{", "[1", "{\"version\":2,\"incidents\":[]}", "{\"incidents\":[{\"title\""] {
        assert!(read_catalog(text.as_bytes(), "x", &NativeZones).is_err(), "{text}");
    }
    assert!(read_catalog(&[0xff], "x", &NativeZones).is_err());
    for text in ["[]", "{\"incidents\":[]}", "{\"version\":1,\"incidents\":[]}", "[1]"] {
        assert!(read(text).entries.is_empty(), "{text}");
    }
}

/// Counts pauses, and stops the work at one of them.
struct Count {
    pauses: Cell<usize>,
    last: usize,
}

impl Pace for Count {
    async fn pause(&self, progress: Progress) -> Result<(), Stopped> {
        assert!(progress.total.is_none_or(|total| progress.done <= total), "{progress:?}");
        self.pauses.set(self.pauses.get() + 1);
        if self.pauses.get() < self.last { Ok(()) } else { Err(Stopped) }
    }
}

#[test]
fn reading_with_pauses_is_reading_at_once_and_can_be_stopped_at_each() {
    let index =
        format!("{{\"title\":\"T\",\"incidents\":[{}],\"parts\":[\"p\"]}}", [ONE, TWO, "9"].repeat(70).join(",\n"));
    for text in [index, [ONE, TWO, "9"].repeat(70).join("\n")] {
        let open_by = |pace: &Count| run_now(open(&text, "index.json", ReadOptions::NONE, &NativeZones, pace));
        let pace = Count { pauses: Cell::new(0), last: usize::MAX };
        assert_eq!(open_by(&pace), Ok(Document::Catalog(read(&text))));
        assert!(pace.pauses.get() >= 210 / 16, "{}", pace.pauses.get());
        for last in 1..=pace.pauses.get() {
            assert_eq!(open_by(&Count { pauses: Cell::new(0), last }), Err(ReadError::Stopped));
        }
    }
}

#[test]
fn several_files_become_one_catalog() {
    let mut all = read(&format!("[{ONE},7]"));
    let reading = crate::formats::read(TWO.as_bytes(), "two.json", &NativeZones).unwrap();
    all.add_incident("two.json", reading);
    all.add_failure("empty.json", ReadError::Empty);
    all.add(read(&format!("[7,{}]", TWO.replace("full", "?"))));
    assert_eq!(all.entries.len(), 3);
    assert_eq!(all.problems.iter().map(|p| p.entry).collect::<Vec<_>>(), [None, None, None, Some(2)]);
    assert_eq!(all.problems[1].to_string(), "empty.json: This file is empty. Choose another one.");
}

#[test]
fn past_the_listed_problems_the_others_are_counted() {
    let catalog = read(&format!("[{}]", vec!["7"; 1003].join(",")));
    assert_eq!((catalog.problems.len(), catalog.unlisted), (MOST_PROBLEMS, 3));
}

const PAGE: &str = r#"{"page":{"id":"p","name":"Example","time_zone":"Europe/Berlin","url":"x"},"incidents":[
{"id":"a","name":"Search was slow","status":"resolved","impact":"minor","created_at":"2023-01-02T10:00:01.123+01:00",
 "started_at":"2023-01-02T10:00:00.000+01:00","resolved_at":"2023-01-02T11:30:00.000+01:00","shortlink":"https://example.com/a",
 "incident_updates":[
  {"status":"resolved","body":"It is over.<br />Sorry. <b>x</b>","created_at":"2023-01-02T11:30:00+01:00","display_at":null,"affected_components":null},
  {"status":"investigating","body":"We look.","created_at":"2023-01-02T10:00:00+01:00","affected_components":[{"code":"c","name":"Search"}]}],
 "components":[{"id":"c","name":"Search"},{"id":"d","name":"API"}]},
{"id":"b","name":"Upgrade","status":"completed","impact":"maintenance","scheduled_for":"2023-01-03T10:00:00Z","resolved_at":"2023-01-03T11:00:00Z","incident_updates":[]},
{"id":"c","name":"Down","status":"investigating","impact":"critical","created_at":"2023-01-04T10:00:00Z","resolved_at":null},
{"id":"d","name":"Lost end","status":"resolved","impact":"major","created_at":"2023-01-05T10:00:00Z","resolved_at":null,"incident_updates":[]},
{"id":"e","name":"?","status":"resolved","impact":"awful","created_at":"2023-01-06T10:00:00Z","resolved_at":null,
 "incident_updates":[{"status":"resolved","body":"","created_at":"2023-01-06T10:05:00Z"}]}
]}"#;

#[test]
fn a_status_page_is_a_catalog_of_whole_incidents() {
    let catalog = read(PAGE);
    assert_eq!(&*catalog.title, "Example");
    assert_eq!(catalog.conversions.len(), 1);
    assert_eq!(
        problems(&catalog),
        [
            "index.json, incident 5, line 11: impact: \"awful\" is not a word known here. Write none, minor, major, critical or maintenance."
        ]
    );
    let impact = |index: usize| {
        let impact = &catalog.entries[index].incident.impacts[0];
        let moment = |when: Option<When>| when.map_or("—".to_owned(), |when| when.at.to_string());
        (moment(impact.start), moment(impact.end), impact.level, impact.end_unread)
    };
    let moment = |text: &str| text.to_owned();
    let none = || moment("—");
    for (index, expected) in [
        (moment("2023-01-02T09:00:00Z"), moment("2023-01-02T10:30:00Z"), Some(ImpactLevel::Degraded), false),
        (moment("2023-01-03T10:00:00Z"), moment("2023-01-03T11:00:00Z"), Some(ImpactLevel::None), false),
        (moment("2023-01-04T10:00:00Z"), none(), Some(ImpactLevel::Full), false),
        (moment("2023-01-05T10:00:00Z"), none(), Some(ImpactLevel::Partial), true),
        (moment("2023-01-06T10:00:00Z"), moment("2023-01-06T10:05:00Z"), None, false),
    ]
    .into_iter()
    .enumerate()
    {
        assert_eq!(impact(index), expected, "{index}");
    }
    let first = &catalog.entries[0].incident;
    assert_eq!(first.timeline.iter().map(|event| &*event.title).collect::<Vec<_>>(), ["We look.", "It is over."]);
    assert_eq!(first.timeline[1].details.as_deref(), Some("It is over.\nSorry. <b>x</b>"), "text is text");
    assert_eq!(first.services.len(), 2);
    assert_eq!(&*catalog.entries[1].incident.tags[0], "maintenance");
    assert!(catalog.entries.iter().all(|entry| entry.whole));
}

#[test]
fn an_entry_written_is_read_as_it_was() {
    let sample = include_bytes!("../../../../../public/incidents/checkout-dst-2025-10-26.json");
    let reading = crate::formats::read(sample, "checkout-dst-2025-10-26.json", &NativeZones).unwrap();
    let mut entry = Entry::whole(reading.incident);
    entry.src = Some("a/b.json".into());
    entry.whole = false;
    let line = write_entry(&entry, &NativeZones);
    assert!(!line.contains('\n'));
    let index = write_index("T \"x\"", &[line.clone(), line], &["index-1.json".to_owned()]);
    let catalog = read(&index);
    assert_eq!(catalog.entries, [entry.clone(), entry]);
    assert_eq!((&*catalog.title, &*catalog.parts[0]), ("T \"x\"", "index-1.json"));
}
