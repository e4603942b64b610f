//! Gathering the entries of a file, item by item: what the formats of many incidents have in common.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::join::add_part;
use super::{Catalog, CatalogProblem, CatalogProblemKind, Entry};
use crate::formats::foreign::{Found, Origin, Record};
use crate::formats::lenient::{Text, offset};
use crate::formats::read_error::not_json;
use crate::formats::{ReadError, ReadOptions, Source, id_of};
use crate::incident::{Incident, Problem, ProblemKind};
use crate::time::{Zone, ZoneSource};

/// How many incidents of one file are kept.
const MOST_ENTRIES: usize = 1_000_000;
/// How many bytes the shortest incidents of an index have.
const USUAL: usize = 256;
/// How many incidents are read between two pauses.
const STEP: usize = 16;
/// More names than there are zones are a hostile file's.
const MOST_ZONES: usize = 600;

/// What was read of one entry.
pub struct EntryReading {
    /// The entry; `None` when there is no object, which is among the problems.
    pub entry: Option<Entry>,
    /// What could not be read as meant.
    pub problems: Vec<Problem>,
    /// The later version it was written for: then it is not shown.
    pub newer: Option<Box<str>>,
}

/// Reads one item of a file's list.
pub type ReadEntry<'f> = dyn Fn(&RawValue, &dyn ZoneSource, &ReadOptions) -> EntryReading + 'f;

/// A zone that was asked for; `None` where there is none of that name.
type KnownZone = Option<Arc<dyn Zone>>;

/// A source that makes each zone once.
struct ZoneCache<'a> {
    zones: &'a dyn ZoneSource,
    known: RefCell<HashMap<Box<str>, KnownZone>>,
}

impl ZoneSource for ZoneCache<'_> {
    fn iana(&self, name: &str) -> Option<Arc<dyn Zone>> {
        if let Some(known) = self.known.borrow().get(name) {
            return known.clone();
        }
        let zone = self.zones.iana(name);
        let mut known = self.known.borrow_mut();
        if known.len() < MOST_ZONES {
            known.insert(name.into(), zone.clone());
        }
        zone
    }
}

/// The entries of a file so far, and what was wrong with them.
pub struct Gatherer<'a> {
    text: &'a str,
    name: &'a str,
    zones: ZoneCache<'a>,
    options: &'a ReadOptions,
    /// `true` when the lines of the text are those of the file.
    pub has_lines: bool,
    /// Up to where lines were counted, and how many there were before.
    counted: (usize, u32),
    /// How many items were met, readable or not.
    pub items: u32,
    /// How many records of a foreign file were met, and how many it has.
    pub records: (usize, usize),
    /// What was read.
    pub catalog: Catalog,
}

impl<'a> Gatherer<'a> {
    /// Before the first item of a text, before which `lines` and `items` stand in its file.
    pub fn new(text: &'a str, source: &Source<'a>, lines: u32, items: u32) -> Self {
        Self {
            text,
            name: source.name,
            zones: ZoneCache { zones: source.zones, known: RefCell::default() },
            options: source.options,
            has_lines: true,
            counted: (0, lines),
            items,
            records: (0, 0),
            catalog: Catalog::default(),
        }
    }

    /// Reads an item; `false` when there were too many, which is reported.
    pub fn add(&mut self, item: &'a RawValue, read: &ReadEntry<'_>) -> bool {
        if self.catalog.entries.len() >= MOST_ENTRIES {
            self.report(None, None, CatalogProblemKind::TooMany(MOST_ENTRIES));
            return false;
        }
        let EntryReading { entry, problems, newer } = read(item, &self.zones, self.options);
        let at = u32::try_from(self.catalog.entries.len()).ok();
        let is_kept = newer.is_none() && entry.is_some();
        let mut wrong: Vec<CatalogProblemKind> = Vec::new();
        if let Some(version) = newer {
            wrong.push(CatalogProblemKind::Unread(ReadError::NewerVersion { version }));
        } else {
            let problems = problems.into_iter().filter(|problem| !problem.is_note());
            wrong.extend(problems.map(CatalogProblemKind::Part));
        }
        if let Some(mut entry) = entry.filter(|_| is_kept) {
            if entry.incident.id.is_empty() {
                entry.incident.id = id_of(entry.src.as_deref().unwrap_or(""), &entry.incident.title);
            }
            if entry.began().is_none() {
                wrong.push(CatalogProblemKind::Undated);
            }
            self.catalog.entries.push(entry);
        }
        if !wrong.is_empty() {
            let line = self.line_of(item.get());
            for kind in wrong {
                self.report(at.filter(|_| is_kept), Some(line), kind);
            }
        }
        self.items = self.items.saturating_add(1);
        true
    }

    /// Adds what was found in a record of a foreign format; `false` when there were too many, which is reported.
    pub fn add_found(&mut self, record: &Record<'a>, found: Option<Found>, problems: Vec<Problem>) -> bool {
        if self.catalog.entries.len() >= MOST_ENTRIES {
            self.report(None, None, CatalogProblemKind::TooMany(MOST_ENTRIES));
            return false;
        }
        let is_found = found.is_some();
        if let Some(Found { incident, origin, .. }) = found {
            // A part of what the last one is a part of, too, needs no entry: a log may have a million lines.
            let is_same = |last: &Origin| last.part_of.is_some() && last.part_of == origin.part_of;
            match self.catalog.entries.last_mut() {
                Some(last) if last.origin.as_ref().is_some_and(is_same) => add_part(&mut last.incident, incident),
                _ => {
                    let entries = &mut self.catalog.entries;
                    if entries.len() == entries.capacity() {
                        // Entries are large. There is room for as many as the rest may become, as far as those so far tell.
                        let (done, all) = self.records;
                        let rest = entries.len().saturating_mul(all.saturating_sub(done)) / done.max(1);
                        entries.reserve_exact(16 + rest.min(entries.len() * 7));
                    }
                    entries.push(Entry { origin: Some(origin), ..Entry::whole(fitted(incident)) });
                }
            }
        }
        let entry = self.catalog.entries.len().checked_sub(1).filter(|_| is_found);
        let entry = entry.and_then(|entry| u32::try_from(entry).ok());
        if !problems.is_empty() {
            let line = if self.has_lines { self.line_of(record.json.get()) } else { 0 };
            for problem in problems {
                self.catalog.report(CatalogProblem {
                    file: self.name.into(),
                    entry,
                    list: record.list.clone(),
                    item: record.index,
                    line,
                    kind: CatalogProblemKind::Part(problem),
                });
            }
        }
        true
    }

    /// Reports a problem of the file.
    pub fn add_problem(&mut self, kind: ProblemKind) {
        let problem = Problem { at: crate::incident::Place::default(), kind };
        self.report(None, None, CatalogProblemKind::Part(problem));
    }

    /// Reads the items of a list, with pauses.
    pub async fn add_all(
        &mut self,
        items: &[&'a RawValue],
        read: &ReadEntry<'_>,
        source: &Source<'_>,
    ) -> Result<(), ReadError> {
        // Where items are shorter than incidents are, the list grows as they come.
        self.catalog.entries.reserve_exact(items.len().min(self.text.len() / USUAL));
        for (index, item) in items.iter().enumerate() {
            if index % STEP == 0 {
                source.pause(index, Some(items.len())).await?;
            }
            if !self.add(item, read) {
                break;
            }
        }
        Ok(())
    }

    /// Reports an item that is no JSON.
    pub fn add_unread(&mut self, line: u32, error: ReadError) {
        self.report(None, Some(line), CatalogProblemKind::Unread(error));
        self.items = self.items.saturating_add(1);
    }

    /// What was read, where the file broke off with `error` or did not.
    ///
    /// # Errors
    /// `error`, when there is no entry before it.
    pub fn finish(mut self, error: Option<ReadError>) -> Result<Catalog, ReadError> {
        match error {
            Some(error) if self.catalog.entries.is_empty() => return Err(error),
            Some(error) => self.report(None, None, CatalogProblemKind::Unread(error)),
            None => {}
        }
        Ok(self.catalog)
    }

    fn report(&mut self, entry: Option<u32>, line: Option<u32>, kind: CatalogProblemKind) {
        let (file, item) = (self.name.into(), line.map(|_| self.items));
        let list = Box::default();
        self.catalog.report(CatalogProblem { file, entry, list, item, line: line.unwrap_or(0), kind });
    }

    /// The line on which a piece of the text begins, from 1; asked in order, so that each line is counted once.
    pub fn line_of(&mut self, piece: &str) -> u32 {
        let (from, lines) = self.counted;
        let at = offset(self.text, piece);
        let between = self.text.get(from..at).unwrap_or("").matches('\n').count();
        let lines = lines.saturating_add(u32::try_from(between).unwrap_or(u32::MAX));
        self.counted = (at.max(from), lines);
        lines.saturating_add(1)
    }
}

/// An incident whose lists have no room to grow: there may be very many of few events each.
fn fitted(mut incident: Incident) -> Incident {
    incident.timeline.shrink_to_fit();
    incident.impacts.shrink_to_fit();
    incident.services.shrink_to_fit();
    incident.corrective_actions.shrink_to_fit();
    incident.root_causes.shrink_to_fit();
    incident
}

/// A file whose incidents stand in one list: the outermost value, or the value of a key of it.
#[derive(Default)]
pub struct ListFile<'a> {
    /// The items of the list.
    pub items: Vec<&'a RawValue>,
    /// The other keys of the outermost object.
    pub members: Vec<(Cow<'a, str>, &'a RawValue)>,
    /// Where the file breaks off; what stands before that was taken.
    pub error: Option<ReadError>,
}

impl<'a> ListFile<'a> {
    /// A file whose list is the value of one of these keys, or the outermost value.
    ///
    /// # Errors
    /// [`ReadError`] when the text is empty, or neither an object nor a list.
    pub fn of(text: &'a str, keys: &[&str]) -> Result<Self, ReadError> {
        match text.trim_start().chars().next() {
            None => return Err(ReadError::Empty),
            Some('[' | '{') => {}
            Some(_) => return Err(ReadError::NotAnObject { found: "something else".into() }),
        }
        let mut file = Self::default();
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let read = deserializer.deserialize_any(Outermost { file: &mut file, keys });
        file.error = read.and_then(|()| deserializer.end()).err().map(|error| not_json(text, &error));
        Ok(file)
    }

    /// The text that is the value of a key.
    pub fn text(&self, key: &str) -> Option<Cow<'a, str>> {
        let (_, json) = self.members.iter().find(|(name, _)| name == key)?;
        crate::formats::lenient::text(json).map(|text| text.text)
    }
}

struct Outermost<'f, 'a, 'k> {
    file: &'f mut ListFile<'a>,
    keys: &'k [&'k str],
}

impl<'a> Visitor<'a> for Outermost<'_, 'a, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or an object")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, list: A) -> Result<(), A::Error> {
        Items(&mut self.file.items).visit_seq(list)
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Text { text: key, .. }) = map.next_key()? {
            if self.keys.contains(&&*key) {
                map.next_value_seed(Items(&mut self.file.items))?;
            } else {
                self.file.members.push((key, map.next_value()?));
            }
        }
        Ok(())
    }
}

/// Adds the items of a list to others; of any other value nothing.
struct Items<'f, 'a>(&'f mut Vec<&'a RawValue>);

impl<'a> DeserializeSeed<'a> for Items<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for Items<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut list: A) -> Result<(), A::Error> {
        while let Some(item) = list.next_element()? {
            // One more than are kept tells that there are more.
            if self.0.len() <= MOST_ENTRIES {
                self.0.push(item);
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }
}
