//! What crosses from the module that reads other formats to the page arrives as it was.

#![expect(clippy::unwrap_used, reason = "helpers of tests are not seen as tests")]

use std::fs;
use std::path::PathBuf;

use faultline_core::formats::{CatalogProblemKind, Document, NameTable, ReadError, ReadOptions, open, open_own};
use faultline_core::handover::{read_answer, read_options, write_answer, write_options};
use faultline_core::incident::{Milestone, Status};
use faultline_core::pace::{NoPause, run_now};
use faultline_core::time::{DateOrder, NativeZones};

/// Small files of every format, documents and the samples: name and text.
fn files() -> Vec<(String, String)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["../../fuzz/seeds", "tests/documents", "../../public/incidents"] {
        for entry in fs::read_dir(root.join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let Ok(text) = fs::read_to_string(&path) else { continue };
            // The first line of a seed names its reader.
            let text = if folder.ends_with("seeds") { text.split_once('\n').unwrap().1.to_owned() } else { text };
            files.push((path.file_name().unwrap().to_str().unwrap().to_owned(), text));
        }
    }
    assert!(files.len() > 80, "{}", files.len());
    files
}

/// A document in which problems are sentences, as they cross.
fn told(document: &Result<Document, ReadError>) -> String {
    let problems = match document {
        Ok(Document::Incident(reading)) => reading.problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        Ok(Document::Catalog(catalog)) => catalog.problems.iter().map(ToString::to_string).collect(),
        Err(error) => return format!("{}: {error}", error.title()),
    };
    let mut document = document.clone().unwrap();
    match &mut document {
        Document::Incident(reading) => reading.problems.clear(),
        Document::Catalog(catalog) => catalog.problems.clear(),
    }
    format!("{document:#?}\n{problems:#?}")
}

#[test]
fn every_answer_arrives_as_it_was() {
    for (name, text) in files() {
        let answer = run_now(open(&text, &name, ReadOptions::NONE, &NativeZones, &NoPause));
        let arrived = read_answer(&write_answer(answer.clone(), &NativeZones), &NativeZones);
        let (sent, arrived) = (told(&answer), told(&arrived));
        let differs = sent.lines().zip(arrived.lines()).find(|(sent, arrived)| sent != arrived);
        assert!(sent == arrived, "{name}: {differs:?}");
    }
}

#[test]
fn what_the_page_reads_itself_is_read_as_by_all_readers() {
    let mut own = 0;
    for (name, text) in files() {
        let all = run_now(open(&text, &name, ReadOptions::NONE, &NativeZones, &NoPause));
        if let Some(answer) = run_now(open_own(&text, &name, ReadOptions::NONE, &NativeZones, &NoPause)) {
            assert_eq!(answer, all, "{name}");
            own += 1;
        }
    }
    assert!(own >= 8, "{own}");
}

#[test]
fn an_incident_that_does_not_arrive_is_missed() {
    let text = r#"[{"title":"a","impacts":[{"start":"2024-01-01T10:00Z"}]},
        {"title":"b","impacts":[{"start":"2024-01-02T10:00Z","end":"2024-01-01T10:00Z"}]}]"#;
    let answer = run_now(open(text, "list.json", ReadOptions::NONE, &NativeZones, &NoPause));
    let written = write_answer(answer, &NativeZones);
    let begin = written.find(r#""json":""#).unwrap() + 8;
    let cut = format!("{}[{}", &written[..begin], &written[begin..]);
    let catalog = read_answer(&cut, &NativeZones).unwrap().into_catalog("");
    let titles: Vec<_> = catalog.entries.iter().map(|entry| &*entry.incident.title).collect();
    assert_eq!(titles, ["b"]);
    let lost = catalog.problems.last().unwrap();
    assert_eq!((lost.item, &lost.kind), (Some(0), &CatalogProblemKind::Unread(ReadError::Lost)));
    assert!(catalog.problems.iter().all(|problem| problem.entry.is_none_or(|entry| entry == 0)), "{catalog:?}");
    assert_eq!(read_answer(&written[..begin], &NativeZones), Err(ReadError::Lost));
}

#[test]
fn options_arrive_as_they_were() {
    let options = ReadOptions {
        reader: Some("pagerduty".into()),
        zone: Some("Europe/Berlin".into()),
        date_order: Some(DateOrder::MonthFirst),
        names: NameTable {
            timestamps: vec![("Impact \"began\"".into(), Some(Milestone::Started)), ("Told".into(), None)],
            statuses: vec![("Watching".into(), Status::Mitigated)],
        },
        day: Some((2024, 2, 29)),
        split: true,
    };
    assert_eq!(read_options(&write_options(&options)), options);
    assert_eq!(read_options(&write_options(ReadOptions::NONE)), *ReadOptions::NONE);
}
