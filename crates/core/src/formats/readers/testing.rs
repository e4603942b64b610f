//! What the tests of the readers have in common.

use std::fmt::Write as _;

use crate::export::json::write;
use crate::formats::{Catalog, Document, ReadOptions, Reading, join_documents, read_document};
use crate::incident::{Incident, Milestone, When};
use crate::time::NativeZones;

#[path = "../../../tests/shared/mod.rs"]
mod folder;

pub use folder::shared_bytes as shared;

/// What a text holds, whatever its format.
pub fn document(text: &str) -> Document {
    document_with(text, ReadOptions::NONE)
}

/// What a text holds, read with options. One incident is the same once it is written as version 1 and read again.
pub fn document_with(text: &str, options: &ReadOptions) -> Document {
    let document = read_document(text.as_bytes(), "file.json", options, &NativeZones);
    let document = document.unwrap_or_else(|error| panic!("{text}: {error}"));
    if let Document::Incident(reading) = &document {
        let written = write(&reading.incident, &NativeZones);
        let again = read_document(written.as_bytes(), "", ReadOptions::NONE, &NativeZones);
        let again = again.and_then(Document::into_incident).map(|reading| reading.incident);
        assert_eq!(again.as_ref(), Ok(&reading.incident), "{text} is written as {written}");
    }
    document
}

/// The one incident that a text holds.
pub fn incident(text: &str) -> Reading {
    document(text).into_incident().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The one incident that several texts hold together.
pub fn joined(texts: &[&str]) -> Reading {
    let files = texts.iter().enumerate().map(|(at, text)| (format!("{at}.json"), document(text)));
    join_documents(files).into_incident().unwrap_or_else(|error| panic!("{texts:?}: {error}"))
}

/// The many that a text holds.
pub fn catalog(text: &str) -> Catalog {
    document(text).into_catalog("file.json")
}

/// What a file of `fuzz/seeds` says of each of its incidents, recognised by what it holds: title, status, milestones and
/// services.
pub fn seed(text: &str) -> Vec<String> {
    let (_, body) = text.split_once('\n').unwrap_or_else(|| panic!("{text}: no reader on the first line"));
    let line = |entry: &crate::formats::Entry| {
        let incident = &entry.incident;
        let status = incident.status.map_or("—", crate::incident::Status::word);
        let services: Vec<&str> = incident.services.iter().map(|service| &*service.name).collect();
        format!("{} · {status} · {} · {}", incident.title, milestones(incident), services.join(", "))
    };
    catalog(body).entries.iter().map(line).collect()
}

/// The milestones that an incident states, by the first letter of each, on a day in March 2026 as clock times alone:
/// `s 13:30 r 14:45`.
pub fn milestones(incident: &Incident) -> String {
    let mut text = String::new();
    for milestone in Milestone::ALL {
        if let Some(when) = incident.milestones.get(*milestone) {
            let _ = write!(text, "{} {} ", &milestone.word()[..1], clock(Some(when)));
        }
    }
    text.trim_end().to_owned()
}

/// A moment, of 4 March 2026 its clock time: `13:30`, `13:30:05`; a day alone as `2026-03-13`.
pub fn clock(when: Option<When>) -> String {
    let Some(when) = when else { return "—".to_owned() };
    let text = when.at.to_string();
    if when.day_only {
        return text[..10].to_owned();
    }
    text.strip_prefix("2026-03-04T").unwrap_or(&text).trim_end_matches('Z').trim_end_matches(":00").to_owned()
}

/// The events of an incident: `13:30 note title`.
pub fn events(incident: &Incident) -> Vec<String> {
    let events = incident.timeline.iter();
    events.map(|event| format!("{} {} {}", clock(event.at), event.kind.word(), event.title)).collect()
}

/// The actions of an incident: `open due 2026-03-13: title`.
pub fn actions(incident: &Incident) -> Vec<String> {
    let actions = incident.corrective_actions.iter();
    let line = |action: &crate::incident::CorrectiveAction| {
        let status = action.status.map_or("—", crate::incident::ActionStatus::word);
        let due = action.due.map_or(String::new(), |due| format!(" due {}", clock(Some(due))));
        format!("{status}{due}: {}", action.title)
    };
    actions.map(line).collect()
}

/// The problems of reading, as they are shown.
pub fn problems(reading: &Reading) -> Vec<String> {
    reading.problems.iter().map(ToString::to_string).collect()
}
