//! Catalogs as `faultline index` writes them: an entry a line, in the order given, so that a difference between two of
//! them reads well. Must never leave anything out: what a summary holds is for `catalog` to say.

use std::sync::Arc;

use super::super::native;
use super::Entry;
use crate::time::{FixedZone, Zone, ZoneSource};

/// An entry as JSON on one line. Times carry the offset of the incident's zone, which is asked of `zones`.
#[must_use]
pub fn write_entry(entry: &Entry, zones: &dyn ZoneSource) -> String {
    let zone = entry.incident.time_zone.as_deref().and_then(|name| zones.zone(name));
    let zone: Arc<dyn Zone> = zone.unwrap_or_else(|| Arc::new(FixedZone::utc()));
    native::write_entry(entry, zone.as_ref())
}

/// A catalog of entries already written, with the names of its further parts.
#[must_use]
pub fn write_index(title: &str, entries: &[String], parts: &[String]) -> String {
    let mut text = String::from("{\"version\":1");
    if !title.is_empty() {
        text.push_str(",\"title\":");
        text.push_str(&native::quoted(title));
    }
    text.push_str(",\"incidents\":[");
    for (index, entry) in entries.iter().enumerate() {
        text.push_str(if index == 0 { "\n" } else { ",\n" });
        text.push_str(entry);
    }
    text.push_str("\n]");
    if !parts.is_empty() {
        let parts: Vec<String> = parts.iter().map(|part| native::quoted(part)).collect();
        text.push_str(",\"parts\":[");
        text.push_str(&parts.join(","));
        text.push(']');
    }
    text.push_str("}\n");
    text
}
