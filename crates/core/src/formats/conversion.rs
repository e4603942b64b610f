//! What became of the fields of a foreign file.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::lenient::quote;
use crate::text::counted;

/// How many different fields of a file are counted; a hostile file may have millions.
const MOST_FIELDS: usize = 1000;

/// What a reader of a foreign format did with a file, or with several of one export.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversion {
    /// The id of the reader: what `--from` takes.
    pub reader: Cow<'static, str>,
    /// What the format is called: "PagerDuty".
    pub format: Cow<'static, str>,
    /// What was met of it, in the order of the file: "incidents", "log entries".
    pub kinds: Vec<Cow<'static, str>>,
    /// Every field that holds something, in the order of the file.
    pub fields: Vec<FieldConversion>,
    /// The organisation's own names that were met, and what they were taken to mean.
    pub names: Vec<NameConversion>,
}

/// A field of a foreign format, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldConversion {
    /// Where it stands in a record, without positions: `incident_updates.body`.
    pub field: Box<str>,
    /// What it became: "the milestone resolved". `None`: it was left unread.
    pub became: Option<Cow<'static, str>>,
    /// How often it holds something.
    pub count: u32,
    /// What it holds the first time, as JSON text, cut at 80 characters.
    pub example: Box<str>,
}

/// A name that an organisation gave to something in its tool.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameConversion {
    /// `true` for a status, `false` for a timestamp.
    pub is_status: bool,
    /// The name: "Impact started".
    pub name: Box<str>,
    /// The word it was taken for: `started`. `None`: nothing that is known here.
    pub became: Option<Cow<'static, str>>,
    /// How often it occurs.
    pub count: u32,
    /// A value it came with.
    pub example: Box<str>,
}

impl Conversion {
    /// The fields that were read.
    pub fn read_fields(&self) -> impl Iterator<Item = &FieldConversion> {
        self.fields.iter().filter(|field| field.became.is_some())
    }

    /// The fields that hold something and were left unread.
    pub fn unread_fields(&self) -> impl Iterator<Item = &FieldConversion> {
        self.fields.iter().filter(|field| field.became.is_none())
    }

    /// What was read: "PagerDuty incidents + log entries".
    #[must_use]
    pub fn title(&self) -> String {
        format!("{} {}", self.format, self.kinds.join(" + ")).trim_end().to_owned()
    }

    /// The line about it: "Read as PagerDuty incidents + log entries · 41 events · 2 fields unread".
    #[must_use]
    pub fn line(&self, events: usize) -> String {
        let events = counted(events, "event", "events");
        let unread = counted(self.unread_fields().count(), "field", "fields");
        format!("Read as {} · {events} · {unread} unread", self.title())
    }

    /// Adds what was done with another file of the same format.
    pub fn add(&mut self, other: &Self) {
        for kind in &other.kinds {
            self.add_kind(kind.clone());
        }
        for field in &other.fields {
            match self.fields.iter_mut().find(|known| known.field == field.field) {
                Some(known) => {
                    known.count = known.count.saturating_add(field.count);
                    if known.became.is_none() {
                        known.became.clone_from(&field.became);
                    }
                }
                None => self.fields.push(field.clone()),
            }
        }
        for name in &other.names {
            match self.names.iter_mut().find(|known| known.is_status == name.is_status && known.name == name.name) {
                Some(known) => known.count = known.count.saturating_add(name.count),
                None => self.names.push(name.clone()),
            }
        }
    }

    /// Notes that records of that kind were met.
    pub fn add_kind(&mut self, kind: impl Into<Cow<'static, str>>) {
        let kind = kind.into();
        if !self.kinds.contains(&kind) {
            self.kinds.push(kind);
        }
    }
}

/// Counts the fields of a file while it is read.
#[derive(Default)]
pub struct FieldCounts {
    by_place: HashMap<u64, usize>,
    pub conversion: Conversion,
    known: &'static [(&'static str, &'static str)],
}

impl FieldCounts {
    /// Before the first record of a format of which these fields become something: where they stand, and what.
    pub fn new(reader: &'static str, format: &'static str, known: &'static [(&'static str, &'static str)]) -> Self {
        let conversion = Conversion { reader: reader.into(), format: format.into(), ..Conversion::default() };
        Self { by_place: HashMap::new(), conversion, known }
    }

    /// Counts a field that holds a value. `place` is the same for each of a path, `path` writes it out.
    pub fn add(&mut self, place: u64, path: impl FnOnce() -> String, value: &RawValue) {
        if matches!(value.get(), "null" | "\"\"" | "[]" | "{}") {
            return;
        }
        let fields = &mut self.conversion.fields;
        if let Some(field) = self.by_place.get(&place).and_then(|at| fields.get_mut(*at)) {
            field.count = field.count.saturating_add(1);
        } else if fields.len() < MOST_FIELDS {
            let field: Box<str> = path().into();
            let became =
                self.known.iter().find(|(known, _)| **known == *field).map(|(_, became)| Cow::Borrowed(*became));
            self.by_place.insert(place, fields.len());
            fields.push(FieldConversion { field, became, count: 1, example: quote(value.get()) });
        }
    }

    /// Notes what a field that was counted became, where the table cannot name it.
    pub fn mark(&mut self, place: u64, became: &'static str) {
        if let Some(field) = self.by_place.get(&place).and_then(|at| self.conversion.fields.get_mut(*at)) {
            field.became = Some(became.into());
        }
    }

    /// Notes a name of the organisation's own.
    pub fn add_name(&mut self, is_status: bool, name: &str, became: Option<&'static str>, example: &str) {
        let names = &mut self.conversion.names;
        let has_room = names.len() < MOST_FIELDS;
        match names.iter_mut().find(|known| known.is_status == is_status && *known.name == *name) {
            Some(known) => known.count = known.count.saturating_add(1),
            None if has_room => {
                let became = became.map(Cow::Borrowed);
                names.push(NameConversion { is_status, name: quote(name), became, count: 1, example: quote(example) });
            }
            None => {}
        }
    }

    /// What was done. An object of which a part was looked into is no field itself.
    pub fn finish(self) -> Conversion {
        let mut conversion = self.conversion;
        let paths: Vec<Box<str>> = conversion.fields.iter().map(|field| field.field.clone()).collect();
        let is_open =
            |field: &str| paths.iter().any(|path| path.strip_prefix(field).is_some_and(|rest| rest.starts_with('.')));
        conversion.fields.retain(|field| field.became.is_some() || !is_open(&field.field));
        conversion
    }
}
