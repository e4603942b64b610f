//! What the tests of status pages, monitors and evidence have in common.

use super::testing::catalog;
use crate::formats::{ReadOptions, read_document};
use crate::incident::{ImpactLevel, Incident, Status, When};
use crate::time::NativeZones;

/// What a text says of each of its incidents: the title, the status, and the impacts with their services, on a day in March
/// 2026 as clock times alone. `…` is an end that has not come, `?` a moment that is not known. Empty for a text without
/// incidents.
pub fn facts(text: &str) -> String {
    if read_document(text.as_bytes(), "file.json", ReadOptions::NONE, &NativeZones).is_err() {
        return String::new();
    }
    catalog(text).entries.iter().map(|entry| facts_of(&entry.incident)).collect::<Vec<_>>().join("\n")
}

/// A moment, of 4 March 2026 its clock time: `13:30`, `13:30:05`.
fn clock(when: Option<When>) -> String {
    let Some(when) = when else { return "?".to_owned() };
    let text = when.at.to_string();
    let time = text.strip_prefix("2026-03-04T").unwrap_or(&text).trim_end_matches('Z');
    if when.day_only { text[..10].to_owned() } else { time.strip_suffix(":00").unwrap_or(time).to_owned() }
}

fn facts_of(incident: &Incident) -> String {
    let status = incident.status.map_or("—", Status::word);
    let impacts = incident.impacts.iter().map(|impact| {
        let start = clock(impact.start);
        let end = match impact.end {
            Some(end) => clock(Some(end)),
            None if impact.end_unread || impact.start.is_none() => "?".to_owned(),
            None => "…".to_owned(),
        };
        let level = impact.level.map_or("—", ImpactLevel::word);
        format!("{level} {start}–{end} {}", impact.services.join(", "))
    });
    [format!("{} · {status}", incident.title)].into_iter().chain(impacts).collect::<Vec<_>>().join(" · ")
}

/// The events of a text: `13:30–13:40 symptom title (actor: services)`.
pub fn entries(text: &str) -> Vec<String> {
    let catalog = catalog(text);
    let events = catalog.entries.iter().flat_map(|entry| &entry.incident.timeline);
    let line = |event: &crate::incident::Event| {
        let until = event.until.map_or(String::new(), |until| format!("–{}", clock(Some(until))));
        let actor = event.actor.as_deref().unwrap_or("—");
        let (at, kind, services) = (clock(event.at), event.kind.word(), event.services.join(", "));
        format!("{at}{until} {kind} {} ({actor}: {services})", event.title)
    };
    events.map(line).collect()
}
