//! An incident inside a catalog: the keys of an incident, and three more. Must never read an incident otherwise than a
//! file of its own is read.

use super::super::Entry;
use super::super::json::{Cursor, Malformed};
use super::reader::Reader;
use super::table::{Object, Slot};
use super::writer::Writer;
use crate::incident::{Extra, Problem};
use crate::time::ZoneSource;
use crate::time::{FixedZone, Zone};

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
    fn keys(&self) -> &'static [&'static str] {
        &KEYS
    }

    fn required(&self) -> &'static [&'static str] {
        &["title"]
    }

    fn read_row(&mut self, row: usize, reader: &mut Reader<'_>) -> Result<(), Malformed> {
        match row {
            0 => self.src.fill(reader),
            1 => self.counts.fill(reader),
            2 => self.first.fill(reader),
            _ => self.incident.read_row(row - 3, reader),
        }
    }
    fn write_rows(&self, writer: &mut Writer<'_>) {
        writer.slot("src", &self.src);
        writer.slot("counts", &self.counts);
        writer.slot("first", &self.first);
        self.incident.write_rows(writer);
    }

    fn extra_mut(&mut self) -> Option<&mut Extra> {
        self.incident.extra_mut()
    }
}

/// What was read of one entry.
pub(in crate::formats) struct EntryRead {
    /// The entry; `None` when there is no object, which is among the problems.
    pub entry: Option<Entry>,
    /// What could not be read as meant.
    pub problems: Vec<Problem>,
    /// The later version it was written for: then it is not shown.
    pub newer: Option<Box<str>>,
    /// How many bytes into the text reading came.
    pub end: usize,
}

/// Reads one entry, whole or a summary: whole when it has no file of its own.
pub(in crate::formats) fn read_entry(cursor: Cursor<'_>, zones: &dyn ZoneSource) -> Result<EntryRead, Malformed> {
    let mut reader = Reader::at(cursor, zones);
    let mut entry = Entry::default();
    let given = reader.object(&mut entry, 0)?;
    let (end, newer) = (reader.cursor.place(), reader.newer.take());
    let problems = reader.pause().into_problems();
    let entry = given.map(|_| match entry.src.take().filter(|src| !src.is_empty()) {
        Some(src) => {
            entry.src = Some(src);
            entry.count();
            entry
        }
        // What a list says of its own: its items are all there is, unless they say that events were left out.
        None if entry.incident.timeline.is_empty() && entry.counts.events > 0 => Entry { src: None, ..entry },
        None => Entry::whole(entry.incident),
    });
    Ok(EntryRead { entry, problems, newer, end })
}

/// Writes an entry on one line.
pub(in crate::formats) fn write_entry(entry: &Entry, zone: &dyn Zone) -> String {
    let mut writer = Writer::on_one_line(zone);
    writer.object(entry, 0);
    writer.finish()
}

/// A text as JSON.
pub(in crate::formats) fn quoted(text: &str) -> String {
    let utc = FixedZone::utc();
    let mut writer = Writer::on_one_line(&utc);
    writer.string(text);
    writer.finish()
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
