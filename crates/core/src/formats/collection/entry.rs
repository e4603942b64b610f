//! An incident inside a collection: the keys of an incident, and three more.

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::Entry;
use super::gather::EntryReading;
use crate::formats::ReadOptions;
use crate::formats::context::Context;
use crate::formats::json::{Json, Keys, Object, Slot, newer_version, object_json, set_zone};
use crate::incident::Extra;
use crate::time::ZoneSource;

/// The keys of an entry: its own three, then those of an incident. A test holds them equal.
const KEYS: [&str; 23] = [
    "src",
    "counts",
    "first",
    "$schema",
    "version",
    "id",
    "title",
    "summary",
    "severity",
    "status",
    "time_zone",
    "services",
    "stated",
    "impacts",
    "milestones",
    "timeline",
    "root_causes",
    "corrective_actions",
    "lessons",
    "links",
    "tags",
    "authors",
    "metrics",
];

impl Object for Entry {
    fn name(&self) -> &'static str {
        "incident"
    }

    fn keys(&self) -> &'static [&'static str] {
        &KEYS
    }

    fn required(&self) -> &'static [&'static str] {
        &["title"]
    }

    fn read_row(&mut self, row: usize, json: &RawValue, context: &mut Context<'_>) {
        match row {
            0 => self.src.fill(json, context),
            1 => self.counts.fill(json, context),
            2 => self.first.fill(json, context),
            _ => self.incident.read_row(row - 3, json, context),
        }
    }

    fn rows(&self) -> Vec<(Cow<'_, str>, Json<'_>)> {
        let own: [(&str, &dyn Slot); 3] = [("src", &self.src), ("counts", &self.counts), ("first", &self.first)];
        let own = own.into_iter().filter_map(|(key, slot)| Some((Cow::Borrowed(key), slot.json()?)));
        own.chain(self.incident.rows()).collect()
    }

    fn extra_mut(&mut self) -> Option<&mut Extra> {
        self.incident.extra_mut()
    }
}

/// Reads one entry, whole or a summary: whole when it has no file of its own.
pub fn read_entry(json: &RawValue, zones: &dyn ZoneSource, options: &ReadOptions) -> EntryReading {
    let mut context = Context::new(zones, options);
    let Some(members) = context.members(json) else {
        return EntryReading { entry: None, problems: context.into_problems(), newer: None };
    };
    set_zone(&members, &mut context);
    let (mut entry, mut keys, mut newer) = (Entry::default(), Keys::default(), None);
    for (key, json) in members {
        if let Some((row, key)) = keys.row(&mut entry, &key, json, &mut context) {
            if key == "version" {
                newer = newer_version(json);
            }
            context.at_key(key, |context| entry.read_row(row, json, context));
        }
    }
    keys.finish(&mut entry, 0, &mut context);
    let entry = match entry.src.take().filter(|src| !src.is_empty()) {
        Some(src) => {
            entry.src = Some(src);
            entry.count();
            entry
        }
        // What a list says of its own: its items are all there is, unless they say that events were left out.
        None if entry.incident.timeline.is_empty() && entry.counts.events > 0 => Entry { src: None, ..entry },
        None => Entry::whole(entry.incident),
    };
    EntryReading { entry: Some(entry), problems: context.into_problems(), newer }
}

/// Reads an entry that was written as [`entry_json`] has it; `None` for another text.
pub fn own_entry(text: &str, zones: &dyn ZoneSource) -> Option<Entry> {
    let json = serde_json::from_str::<&RawValue>(text).ok()?;
    read_entry(json, zones, ReadOptions::NONE).entry
}

/// An entry as it is written.
pub fn entry_json(entry: &Entry) -> Json<'_> {
    object_json(entry, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::incident::Incident;

    #[test]
    fn an_entry_has_the_keys_of_an_incident_and_three_more() {
        assert_eq!(&KEYS[3..], Incident::default().keys());
    }
}
