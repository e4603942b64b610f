//! What reading carries along: the cursor, the way to the value being read, the zone, and the problems met so far.
//! Must never know which keys an object has: that is in the tables.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

mod keys;
mod times;

use super::super::json::{Cursor, Malformed, Quoted, decimal};
use super::quick::{self, Dates};
use crate::incident::{Event, Place, Problem, ProblemKind, Step, Text};
use crate::time::{Offset, Zone, ZoneSource};

pub(in crate::formats) use keys::Seen;

/// How many problems are listed; the others are counted.
pub(super) const LISTED: usize = 1000;
/// How many lists and objects may be open at once.
pub(super) const DEPTH: usize = 64;
/// How many list items and unknown keys are kept of one file: a million events with what they name, and little enough
/// for a browser's memory.
pub(super) const KEPT: usize = 5_000_000;
/// How many characters of a text a problem quotes.
const QUOTED: usize = 80;

/// A step to the value being read. Only known keys are ever stepped into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Way {
    Key(&'static str),
    Index(usize),
}

/// A file being read.
pub(in crate::formats) struct Reader<'a> {
    pub cursor: Cursor<'a>,
    /// The version the file was written for, when that is a later one.
    pub newer: Option<Box<str>>,
    /// What `$schema` said, as JSON text.
    pub schema_url: Option<Box<str>>,
    way: Vec<Way>,
    problems: Vec<Problem>,
    unlisted: u32,
    /// How many more list items and unknown keys are kept; `None` once it was reported that no more are.
    room: Option<usize>,
    /// Where in `problems` the note about an unknown key stands, by a hash of the key and its place without positions.
    notes: HashMap<u64, usize>,
    zones: &'a dyn ZoneSource,
    zone: Option<Arc<dyn Zone>>,
    assumed_utc: bool,
    /// The offset of the last local day asked for, when it is the same for more than a day around.
    steady: Option<(i64, Offset)>,
    dates: Dates,
    from: From<'a>,
}

/// What a reader reads from.
#[derive(Clone, Copy)]
enum From<'a> {
    /// A text of its own, from here. Its zone may stand after the first local time, so it is looked for once.
    Start(Cursor<'a>),
    /// A file read in slices, whose text the incident shares. Its zone is not looked for: a local time before it is
    /// taken for UTC, and [`Paused::assumed_utc`] says so.
    Shared(&'a Arc<String>),
}

/// A reader between two slices.
#[derive(Default)]
pub(in crate::formats) struct Paused {
    /// Where it stopped.
    pub at: usize,
    /// The version the file was written for, when that is a later one.
    pub newer: Option<Box<str>>,
    /// What `$schema` said, as JSON text.
    pub schema_url: Option<Box<str>>,
    /// The zone of the file, once it is known.
    pub zone: Option<Arc<dyn Zone>>,
    /// `true` when a local time was read while the zone was not known.
    pub assumed_utc: bool,
    way: Vec<Way>,
    problems: Vec<Problem>,
    unlisted: u32,
    used: usize,
    full: bool,
    notes: HashMap<u64, usize>,
    steady: Option<(i64, Offset)>,
    dates: Dates,
}

impl Paused {
    /// Before the first value, which begins at a byte.
    pub fn before(at: usize) -> Self {
        Self { at, ..Self::default() }
    }

    /// Everything that could not be read as meant, in the order of the file.
    pub fn into_problems(mut self) -> Vec<Problem> {
        if self.unlisted > 0 {
            self.problems.push(Problem { at: Place::default(), kind: ProblemKind::More { count: self.unlisted } });
        }
        self.problems
    }
}

impl<'a> Reader<'a> {
    /// At an object inside a larger text, which is read as if it were a file of its own.
    pub fn at(cursor: Cursor<'a>, zones: &'a dyn ZoneSource) -> Self {
        Self {
            cursor,
            newer: None,
            schema_url: None,
            way: Vec::with_capacity(8),
            problems: Vec::new(),
            unlisted: 0,
            room: Some(KEPT),
            notes: HashMap::new(),
            zones,
            zone: None,
            steady: None,
            dates: Dates::default(),
            from: From::Start(cursor),
            assumed_utc: false,
        }
    }

    /// Goes on where a reader of the same text paused.
    pub fn resume(paused: Paused, source: &'a Arc<String>, zones: &'a dyn ZoneSource) -> Self {
        Self {
            cursor: Cursor::at(source, paused.at),
            newer: paused.newer,
            schema_url: paused.schema_url,
            way: paused.way,
            problems: paused.problems,
            unlisted: paused.unlisted,
            room: if paused.full { None } else { KEPT.checked_sub(paused.used) },
            notes: paused.notes,
            zones,
            zone: paused.zone,
            steady: paused.steady,
            dates: paused.dates,
            from: From::Shared(source),
            assumed_utc: paused.assumed_utc,
        }
    }

    /// Stops between two values.
    pub fn pause(self) -> Paused {
        Paused {
            at: self.cursor.place(),
            newer: self.newer,
            schema_url: self.schema_url,
            zone: self.zone,
            assumed_utc: self.assumed_utc,
            way: self.way,
            problems: self.problems,
            unlisted: self.unlisted,
            used: self.room.map_or(KEPT, |room| KEPT - room),
            full: self.room.is_none(),
            notes: self.notes,
            steady: self.steady,
            dates: self.dates,
        }
    }

    /// Reports a problem with the value being read.
    pub fn report(&mut self, kind: ProblemKind) {
        self.report_at(None, kind);
    }

    /// Reports a problem with the value being read, or with a key of it.
    #[cold]
    pub fn report_at(&mut self, key: Option<&str>, kind: ProblemKind) {
        if self.problems.len() >= LISTED {
            self.unlisted = self.unlisted.saturating_add(1);
            return;
        }
        let steps = self.way.iter().map(|step| match *step {
            Way::Key(key) => Step::Key(key.into()),
            Way::Index(index) => Step::Index(u32::try_from(index).unwrap_or(u32::MAX)),
        });
        let at = Place(steps.chain(key.map(|key| Step::Key(quote(key)))).collect());
        self.problems.push(Problem { at, kind });
    }

    /// Passes over a value of the wrong type.
    #[cold]
    pub fn wrong_type<T>(&mut self, wanted: &'static str) -> Result<Option<T>, Malformed> {
        let raw = self.cursor.skip()?.raw;
        // Once the list is full, nothing is quoted: a hostile file may have millions of these.
        let found = if self.problems.len() < LISTED { quote(raw) } else { Box::default() };
        self.report(ProblemKind::WrongType { wanted, found });
        Ok(None)
    }

    /// A text.
    pub fn text(&mut self, wanted: &'static str) -> Result<Option<Cow<'a, str>>, Malformed> {
        if self.cursor.peek() != Some(b'"') {
            return self.wrong_type(wanted);
        }
        let quoted = self.cursor.string()?;
        Ok(Some(self.whole(quoted)))
    }

    /// A text that shares the file's where it can.
    pub fn shared(&mut self, wanted: &'static str) -> Result<Option<Text>, Malformed> {
        if self.cursor.peek() != Some(b'"') {
            return self.wrong_type(wanted);
        }
        let quoted = self.cursor.string()?;
        if let From::Shared(source) = self.from
            && !quoted.escaped
        {
            let length = quoted.raw.len();
            return Ok(Some(Text::piece(source, self.cursor.place() - 1 - length, length)));
        }
        Ok(Some(Text::from(&*self.whole(quoted))))
    }

    fn whole(&mut self, quoted: Quoted<'a>) -> Cow<'a, str> {
        let (text, whole) = quoted.text();
        if !whole {
            self.report(ProblemKind::BadText { found: quote(quoted.raw) });
        }
        text
    }

    /// A number from 0 to 1.
    pub fn share(&mut self) -> Result<Option<f64>, Malformed> {
        if !matches!(self.cursor.peek(), Some(b'-' | b'0'..=b'9')) {
            return self.wrong_type("a number from 0 to 1");
        }
        let written = self.cursor.number()?;
        let number = Some(decimal(written)).filter(|number| (0.0..=1.0).contains(number));
        if number.is_none() {
            self.report(ProblemKind::OutOfRange { found: quote(written), range: "0 to 1" });
        }
        Ok(number)
    }

    /// `true` or `false`.
    pub fn flag(&mut self) -> Result<Option<bool>, Malformed> {
        match self.cursor.peek() {
            Some(b't') => self.cursor.skip().map(|_| Some(true)),
            Some(b'f') => self.cursor.skip().map(|_| Some(false)),
            _ => self.wrong_type("true or false"),
        }
    }

    /// A list, item by item; `false` when it is none. Each item is read with its position.
    pub fn list(&mut self, item: &mut dyn FnMut(&mut Self, usize) -> Result<(), Malformed>) -> Result<bool, Malformed> {
        if self.cursor.peek() != Some(b'[') {
            return self.wrong_type::<()>("a list").map(|_| false);
        }
        let mut index = 0;
        let mut more = self.cursor.enter(b']');
        while more {
            self.item(index, item)?;
            index += 1;
            more = self.cursor.another(b']')?;
        }
        Ok(true)
    }

    /// One item of a list.
    pub fn item(
        &mut self,
        index: usize,
        item: &mut dyn FnMut(&mut Self, usize) -> Result<(), Malformed>,
    ) -> Result<(), Malformed> {
        self.way.push(Way::Index(index));
        if self.has_room() {
            item(self, index)?;
        } else {
            self.cursor.skip()?;
        }
        self.way.pop();
        Ok(())
    }

    /// Steps into the value of a key.
    pub fn step_into(&mut self, key: &'static str) {
        self.way.push(Way::Key(key));
    }

    /// Steps out of a value.
    pub fn step_out(&mut self) {
        self.way.pop();
    }

    /// `true` while one more item or unknown key is kept.
    fn has_room(&mut self) -> bool {
        let Some(room) = self.room else { return false };
        self.room = room.checked_sub(1);
        if self.room.is_none() {
            self.report(ProblemKind::TooMany { most: KEPT });
        }
        self.room.is_some()
    }

    /// The event at the cursor into a blank one, where that can be done quickly; `false`, and nothing is read, else.
    pub fn quick_event(&mut self, event: &mut Event) -> bool {
        let From::Shared(source) = self.from else { return false };
        let read = quick::event(source, self.cursor.place(), &mut self.dates, event);
        let room = |items| self.room.and_then(|room| room.checked_sub(items));
        let Some((end, room)) = read.and_then(|(end, items)| Some((end, room(items)?))) else { return false };
        (self.room, self.cursor) = (Some(room), Cursor::at(source, end));
        true
    }
}

/// A text as a problem quotes it: cut at 80 characters.
pub(in crate::formats) fn quote(text: &str) -> Box<str> {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")).into(),
        None => text.into(),
    }
}
