//! Reading a catalog entry by entry, so that a page can paint in between: an index, a list of whole incidents, lines of
//! JSON, or a status page. Must never stop at a broken entry while what follows can be told apart from it.

use std::cell::RefCell;
use std::sync::Arc;

use super::super::json::{Cursor, Malformed};
use super::super::native;
use super::super::{ReadError, id_of, last_line, statuspage, text_of};
use super::detect::{Form, detect};
use super::quick::Quick;
use super::{Catalog, CatalogProblem, Entry, Fault};
use crate::incident::Problem;
use crate::time::{Zone, ZoneSource};

/// How many incidents of one file are kept.
const MOST_ENTRIES: usize = 1_000_000;

/// Where reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Screen {
    /// Before a key of the outermost object.
    Keys,
    /// Before an item of the list.
    Items,
    /// Before a line.
    Lines,
    /// At the end.
    Done,
}

/// A catalog being read. Call [`read_some`](Self::read_some) until it returns `false`, then
/// [`finish`](Self::finish).
pub struct CatalogReader {
    text: String,
    at: usize,
    form: Form,
    stage: Screen,
    /// How many items of the list were met.
    items: u32,
    /// Up to where lines were counted, and how many there were.
    counted: (usize, u32),
    zones: RefCell<Zones>,
    name: Box<str>,
    /// The zone of a status page.
    page_zone: Option<Box<str>>,
    newer: Option<Box<str>>,
    quick: Quick,
    catalog: Catalog,
}

/// The zones that entries named, so that each is made once.
type Zones = Vec<(Box<str>, Option<Arc<dyn Zone>>)>;

/// A source that remembers.
struct Remembered<'a> {
    zones: &'a dyn ZoneSource,
    known: &'a RefCell<Zones>,
}

impl ZoneSource for Remembered<'_> {
    fn iana(&self, name: &str) -> Option<Arc<dyn Zone>> {
        let known = self.known.borrow().iter().find(|(known, _)| **known == *name).map(|(_, zone)| zone.clone());
        known.unwrap_or_else(|| {
            let zone = self.zones.iana(name);
            let mut known = self.known.borrow_mut();
            // More names than there are zones are a hostile file's.
            if known.len() < 600 {
                known.push((name.into(), zone.clone()));
            }
            zone
        })
    }
}

impl CatalogReader {
    /// Begins to read a file that [`is_catalog`] told to hold many incidents. `name` is its name or address.
    ///
    /// # Errors
    /// [`ReadError`] when there are no incidents to be read in it at all.
    pub fn open(text: String, name: &str) -> Result<Self, ReadError> {
        let mut reader = Self { text, ..Self::new(name) };
        reader.at = if reader.text.starts_with('\u{feff}') { 3 } else { 0 };
        let text = reader.text.get(reader.at..).unwrap_or("");
        let mut cursor = Cursor::new(text);
        if cursor.peek().is_none() {
            return Err(ReadError::Empty);
        }
        reader.form = detect(text).unwrap_or(Form::Index);
        let mut cursor = Cursor::at(&reader.text, reader.at);
        let (stage, more) = match (reader.form, cursor.peek()) {
            (Form::Lines, _) => (Screen::Lines, true),
            (Form::List, _) => (Screen::Items, cursor.enter(b']')),
            (_, Some(b'{')) => (Screen::Keys, cursor.enter(b'}')),
            _ => return Err(ReadError::NotAnObject { found: "something else" }),
        };
        reader.stage = if more { stage } else { Screen::Done };
        reader.at = cursor.place();
        Ok(reader)
    }

    /// Begins to read whole lines out of the middle of a file that holds an incident a line: `lines` and `items` stood
    /// before them. So a file of any size can be read piece by piece.
    ///
    /// # Errors
    /// [`ReadError::NotText`] when they are not UTF-8.
    pub fn lines(bytes: Vec<u8>, name: &str, lines: u32, items: u32) -> Result<Self, ReadError> {
        let mut reader = Self::new(name);
        reader.text = text_of(bytes).map_err(|error| match error {
            ReadError::NotText { line, column } => ReadError::NotText { line: line + lines as usize, column },
            error => error,
        })?;
        reader.at = if lines == 0 && reader.text.starts_with('\u{feff}') { 3 } else { 0 };
        reader.counted = (0, lines.saturating_add(1));
        reader.items = items;
        reader.form = Form::Lines;
        reader.stage = if reader.text.is_empty() { Screen::Done } else { Screen::Lines };
        Ok(reader)
    }

    fn new(name: &str) -> Self {
        Self {
            text: String::new(),
            at: 0,
            form: Form::Index,
            stage: Screen::Keys,
            items: 0,
            counted: (0, 1),
            zones: RefCell::default(),
            name: name.into(),
            page_zone: None,
            newer: None,
            quick: Quick::default(),
            catalog: Catalog::default(),
        }
    }

    /// Reads about so many bytes further, always whole entries; `true` while there is more.
    pub fn read_some(&mut self, bytes: usize, zones: &dyn ZoneSource) -> bool {
        let until = self.at.saturating_add(bytes);
        // Out of `self` while it is looked at, so that what was read can be kept.
        let text = std::mem::take(&mut self.text);
        let remembered = RefCell::new(self.zones.take());
        let zones = Remembered { zones, known: &remembered };
        while self.stage != Screen::Done && self.at < until {
            let step = match self.stage {
                Screen::Keys => self.key(&text),
                Screen::Items => self.item(&text, &zones),
                Screen::Lines => {
                    self.line(&text, &zones);
                    Ok(())
                }
                Screen::Done => Ok(()),
            };
            if let Err(malformed) = step {
                self.stage = Screen::Done;
                let error = not_json(&text, malformed);
                self.report(None, 0, Fault::Unread(error));
            }
        }
        self.text = text;
        self.zones = remembered;
        self.stage != Screen::Done
    }

    /// How many bytes were read, and how many there are.
    #[must_use]
    pub const fn progress(&self) -> (usize, usize) {
        (self.at, self.text.len())
    }

    /// How many items of the list were met, readable or not.
    #[must_use]
    pub const fn items(&self) -> u32 {
        self.items
    }

    /// What was read.
    ///
    /// # Errors
    /// [`ReadError`] when it was written for a later version, or is not JSON before its first entry.
    pub fn finish(mut self) -> Result<Catalog, ReadError> {
        if let Some(version) = self.newer {
            return Err(ReadError::NewerVersion { version });
        }
        if self.catalog.entries.is_empty()
            && let Some(CatalogProblem { item: None, fault: Fault::Unread(error), .. }) = self.catalog.problems.last()
        {
            return Err(error.clone());
        }
        if self.form == Form::Statuspage {
            self.catalog.mappings.push(&statuspage::MAPPING);
        }
        Ok(self.catalog)
    }

    fn report(&mut self, entry: Option<u32>, line: u32, fault: Fault) {
        let item = (line > 0).then_some(self.items);
        self.catalog.report(CatalogProblem { file: self.name.clone(), entry, item, line, fault });
    }

    /// A key of the outermost object.
    fn key(&mut self, text: &str) -> Result<(), Malformed> {
        let mut cursor = Cursor::at(text, self.at);
        let key = cursor.key()?.raw;
        match (key, cursor.peek()) {
            ("incidents" | "scheduled_maintenances", Some(b'[')) => {
                if cursor.enter(b']') {
                    self.stage = Screen::Items;
                    self.at = cursor.place();
                    return Ok(());
                }
            }
            ("title", Some(b'"')) => self.catalog.title = cursor.string()?.text().0.into(),
            ("parts", Some(b'[')) => {
                let mut more = cursor.enter(b']');
                while more {
                    if cursor.peek() == Some(b'"') {
                        self.catalog.parts.push(cursor.string()?.text().0.into());
                    } else {
                        cursor.skip()?;
                    }
                    more = cursor.another(b']')?;
                }
            }
            ("version", Some(b'2'..=b'9')) => self.newer = Some(cursor.number()?.into()),
            ("version", Some(b'1')) => {
                let written = cursor.number()?;
                self.newer = (written.len() > 1 && !written.starts_with("1.")).then(|| written.into());
            }
            ("page", Some(b'{')) => (self.catalog.title, self.page_zone) = statuspage::read_page(&mut cursor)?,
            _ => {
                cursor.skip()?;
            }
        }
        self.after(&mut cursor, b'}')
    }

    /// After a key's value or an item: on to the next, or out.
    fn after(&mut self, cursor: &mut Cursor<'_>, closer: u8) -> Result<(), Malformed> {
        let more = cursor.another(closer)?;
        if !more && closer == b']' && self.form != Form::List {
            self.stage = Screen::Keys;
            return self.after(cursor, b'}');
        }
        if !more || self.newer.is_some() {
            self.stage = Screen::Done;
        }
        self.at = cursor.place();
        if more { Ok(()) } else { cursor.end() }
    }

    /// An item of the list.
    fn item(&mut self, text: &str, zones: &dyn ZoneSource) -> Result<(), Malformed> {
        let mut cursor = Cursor::at(text, self.at);
        cursor.peek();
        let start = cursor.place();
        let end = self.entry(cursor, text, start, zones)?;
        self.after(&mut Cursor::at(text, end), b']')
    }

    /// An incident; the place behind it.
    fn entry(
        &mut self,
        cursor: Cursor<'_>,
        text: &str,
        start: usize,
        zones: &dyn ZoneSource,
    ) -> Result<usize, Malformed> {
        if self.catalog.entries.len() >= MOST_ENTRIES {
            if self.catalog.entries.len() == MOST_ENTRIES && self.stage != Screen::Done {
                self.report(None, 0, Fault::TooMany(MOST_ENTRIES));
                self.stage = Screen::Done;
            }
            return Ok(text.len());
        }
        self.make_room(text, start);
        if let Some(length) = self.quickly(cursor.rest()) {
            self.items = self.items.saturating_add(1);
            return Ok(cursor.place() + length);
        }
        let read = match self.form {
            Form::Statuspage => statuspage::read_entry(cursor, self.page_zone.as_deref(), zones)?,
            _ => native::read_entry(cursor, zones)?,
        };
        let at = u32::try_from(self.catalog.entries.len()).ok();
        let kept = read.newer.is_none() && read.entry.is_some();
        let mut faults: Vec<Fault> = Vec::new();
        if let Some(version) = read.newer {
            faults.push(Fault::Unread(ReadError::NewerVersion { version }));
        } else {
            faults.extend(read.problems.into_iter().filter(|problem: &Problem| !problem.is_note()).map(Fault::Part));
        }
        if let Some(mut entry) = read.entry.filter(|_| kept) {
            if entry.incident.id.is_empty() {
                entry.incident.id = id_of(entry.src.as_deref().unwrap_or(""), &entry.incident.title);
            }
            if entry.began().is_none() {
                faults.push(Fault::Undated);
            }
            self.catalog.entries.push(entry);
        }
        if !faults.is_empty() {
            let line = self.line_of(text, start);
            for fault in faults {
                self.report(at.filter(|_| kept), line, fault);
            }
        }
        self.items = self.items.saturating_add(1);
        Ok(read.end)
    }

    /// An entry that holds nothing out of the ordinary, read where it is to stay; how many bytes it takes.
    fn quickly(&mut self, text: &str) -> Option<usize> {
        if self.form == Form::Statuspage {
            return None;
        }
        self.catalog.entries.push(Entry::default());
        let entry = self.catalog.entries.last_mut()?;
        let length = self.quick.entry(text, entry).filter(|_| {
            let dated = entry.incident.milestones.started.is_some() || entry.began().is_some();
            dated && !entry.incident.id.is_empty()
        });
        if length.is_none() {
            self.catalog.entries.pop();
        }
        length
    }

    /// Makes room for as many entries as the text will have, if they go on as they began: what is moved when a list grows is
    /// most of what there is.
    fn make_room(&mut self, text: &str, at: usize) {
        let entries = &mut self.catalog.entries;
        if entries.len() == entries.capacity() && entries.len() > 100 {
            let more = entries.len().saturating_mul(text.len().saturating_sub(at)) / at.max(1);
            entries.reserve(more + more / 16);
        }
    }

    /// A line.
    fn line(&mut self, text: &str, zones: &dyn ZoneSource) {
        let start = self.at;
        let rest = text.get(start..).unwrap_or("");
        let (line, next) = match rest.split_once('\n') {
            Some((line, _)) => (line, start + line.len() + 1),
            None => (rest, text.len()),
        };
        if !line.trim().is_empty() {
            let read = self.entry(Cursor::new(line), text, start, zones).and_then(|end| {
                let mut cursor = Cursor::at(line, end.min(line.len()));
                cursor.end()
            });
            if let Err(malformed) = read {
                let number = self.line_of(text, start);
                let column = line.get(..malformed.at).unwrap_or(line).chars().count() + 1;
                let error = ReadError::NotJson { line: number as usize, column, what: malformed.what.into() };
                self.report(None, number, Fault::Unread(error));
                self.items = self.items.saturating_add(1);
            }
        }
        self.at = next;
        if next >= text.len() {
            self.stage = Screen::Done;
        }
    }

    /// The line of a place, from 1; asked in order, so that each line is counted once.
    fn line_of(&mut self, text: &str, at: usize) -> u32 {
        let (from, lines) = self.counted;
        let between = text.get(from..at).unwrap_or("").matches('\n').count();
        let line = lines.saturating_add(u32::try_from(between).unwrap_or(u32::MAX));
        self.counted = (at, line);
        line
    }
}

fn not_json(text: &str, error: Malformed) -> ReadError {
    let (line, before) = last_line(text.get(..error.at).unwrap_or(text));
    ReadError::NotJson { line, column: before.chars().count() + 1, what: error.what.into() }
}

/// Reads a catalog at one go.
///
/// # Errors
/// [`ReadError`] when there are no incidents to be read in it at all.
pub fn read_catalog(bytes: Vec<u8>, name: &str, zones: &dyn ZoneSource) -> Result<Catalog, ReadError> {
    let mut reader = CatalogReader::open(text_of(bytes)?, name)?;
    while reader.read_some(usize::MAX, zones) {}
    reader.finish()
}
