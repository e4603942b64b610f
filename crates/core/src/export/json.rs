//! Incidents, catalogs and the schema as JSON, in the order of `docs/format.md`.

use std::sync::Arc;

use crate::formats::{Entry, Json, entry_json, incident_json, schema_json};
use crate::incident::{Incident, When};
use crate::text::iso_local;
use crate::time::{FixedZone, Instant, ParsedTime, Zone, ZoneSource, read_time};

/// An incident in Faultline's own format, so that reading it gives the same incident again: keys in the order of
/// `docs/format.md`, unknown keys at the end of their objects, ids made from position left out. Times carry the offset of
/// the incident's zone, which is asked of `zones`.
#[must_use]
pub fn write(incident: &Incident, zones: &dyn ZoneSource) -> String {
    let zone = zone_of(incident, zones);
    let mut writer = Writer { zone: zone.as_ref(), text: String::new(), depth: 0, is_compact: false };
    writer.value(&incident_json(incident));
    writer.text + "\n"
}

/// An entry of a catalog as JSON on one line. Times carry the offset of the incident's zone, which is asked of `zones`.
#[must_use]
pub fn write_entry(entry: &Entry, zones: &dyn ZoneSource) -> String {
    let zone = zone_of(&entry.incident, zones);
    let mut writer = Writer { zone: zone.as_ref(), text: String::new(), depth: 0, is_compact: true };
    writer.value(&entry_json(entry));
    writer.text
}

/// A catalog of entries already written, with the names of its further parts: an entry a line, in the order given, so that
/// a difference between two catalogs reads well.
#[must_use]
pub fn write_index(title: &str, entries: &[String], parts: &[String]) -> String {
    let mut text = String::from("{\"version\":1");
    if !title.is_empty() {
        text.push_str(",\"title\":");
        text.push_str(&quoted(title));
    }
    text.push_str(",\"incidents\":[");
    for (index, entry) in entries.iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(entry);
    }
    text.push_str("\n]");
    if !parts.is_empty() {
        let parts: Vec<String> = parts.iter().map(|part| quoted(part)).collect();
        text.push_str(",\"parts\":[");
        text.push_str(&parts.join(","));
        text.push(']');
    }
    text.push_str("}\n");
    text
}

/// The JSON Schema of an incident file, version 1, as `public/schema/incident-1.json` holds it.
#[must_use]
pub fn schema() -> String {
    let zone = FixedZone::utc();
    let mut writer = Writer { zone: &zone, text: String::new(), depth: 0, is_compact: false };
    writer.value(&schema_json());
    writer.text + "\n"
}

fn zone_of(incident: &Incident, zones: &dyn ZoneSource) -> Arc<dyn Zone> {
    let zone = incident.time_zone.as_deref().and_then(|name| zones.zone(name));
    zone.unwrap_or_else(|| Arc::new(FixedZone::utc()))
}

/// A text as JSON.
fn quoted(text: &str) -> String {
    // Text always has a JSON form.
    serde_json::to_string(text).unwrap_or_default()
}

/// JSON being laid out, two spaces a level.
struct Writer<'z> {
    zone: &'z dyn Zone,
    text: String,
    depth: usize,
    /// Whether everything goes on one line, without spaces.
    is_compact: bool,
}

impl Writer<'_> {
    fn value(&mut self, json: &Json<'_>) {
        match json {
            Json::Text(text) => self.text.push_str(&quoted(text)),
            Json::Time(when) => self.text.push_str(&quoted(&self.time(*when))),
            Json::Raw(json) => self.text.push_str(json),
            Json::List { items, on_one_line } => self.all('[', items, *on_one_line, ']', Self::value),
            Json::Object { members, on_one_line } => {
                self.all('{', members, *on_one_line, '}', |writer, (key, json)| {
                    writer.text.push_str(&quoted(key));
                    writer.text.push_str(if writer.is_compact { ":" } else { ": " });
                    writer.value(json);
                });
            }
        }
    }

    fn all<T>(&mut self, open: char, items: &[T], on_one_line: bool, close: char, write: impl Fn(&mut Self, &T)) {
        let on_one_line = on_one_line || self.is_compact;
        self.text.push(open);
        self.depth += 1;
        for (index, item) in items.iter().enumerate() {
            if index > 0 {
                self.text.push_str(if on_one_line && !self.is_compact { ", " } else { "," });
            }
            if !on_one_line {
                self.new_line();
            }
            write(self, item);
        }
        self.depth -= 1;
        if !on_one_line && !items.is_empty() {
            self.new_line();
        }
        self.text.push(close);
    }

    fn new_line(&mut self) {
        self.text.push('\n');
        self.text.extend(std::iter::repeat_n("  ", self.depth));
    }

    /// A time as clocks in the file's zone show it, else in UTC where that would not name the same moment.
    fn time(&self, when: When) -> String {
        let local = iso_local(when.at, self.zone);
        if when.day_only {
            local.get(..10).unwrap_or(&local).to_owned()
        } else if self.zone.name() != "UTC" && read_time(&local) == Ok(ParsedTime::Moment(when.at)) {
            local
        } else {
            Instant::to_string(&when.at)
        }
    }
}

#[cfg(test)]
mod tests;
