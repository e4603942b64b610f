//! What reading carries along: the cursor, the way to the value being read, the zone, and the problems met so far.
//! Must never know which keys an object has: that is in the tables.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use super::super::json::{Cursor, Malformed, Quoted, decimal};
use super::table::Object;
use crate::incident::{Place, Problem, ProblemKind, Step, Text, When};
use crate::time::{FixedZone, Instant, Offset, TimeError, Written, Zone, ZoneSource, read_time, resolve_local};

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

/// The keys an object gave, by their row in its table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::formats) struct Given(u32);

impl Given {
    const fn bit(row: usize) -> u32 {
        1 << (row % 32)
    }

    /// `true` when the key of that row was given a value other than null.
    pub const fn has(self, row: usize) -> bool {
        self.0 & Self::bit(row) != 0
    }
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
    /// The last date met, as written, and its midnight in UTC: most times of a file fall on few days.
    date: ([u8; 10], i64),
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

/// What an object gave so far.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::formats) struct Seen {
    given: Given,
    /// With the keys whose value was null.
    stood: u32,
    /// The row after the last key: keys most often stand in the order of the table.
    next: usize,
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
            date: ([0; 10], 0),
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
            date: ([0; 10], 0),
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

    /// A time; a local one is a moment in the file's zone.
    pub fn time(&mut self) -> Result<Option<When>, Malformed> {
        let Some(text) = self.text("a time as text")? else { return Ok(None) };
        if let Some(at) = self.plain_time(text.as_bytes()) {
            return Ok(Some(When { at, day_only: false }));
        }
        let when = match read_time(&text) {
            Ok(Written::Moment(at)) => Ok(When { at, day_only: false }),
            Ok(Written::Local(local)) => self.resolve(local, &text).map(|at| When { at, day_only: false }),
            Ok(Written::Day(midnight)) => self.resolve(midnight, &text).map(|at| When { at, day_only: true }),
            Err(why) => Err(why),
        };
        Ok(when.map_err(|why| self.report(ProblemKind::BadTime { found: quote(&text), why })).ok())
    }

    /// A time such as `2023-03-01T13:30:15Z`, as most logs have it; `None` for any other, which is no judgement.
    fn plain_time(&mut self, text: &[u8]) -> Option<Instant> {
        let (date, clock) = text.split_first_chunk::<10>()?;
        let [b'T', h1, h2, b':', m1, m2, b':', s1, s2, b'Z'] = *clock else { return None };
        let two = |tens: u8, ones: u8| {
            let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
            (tens < 10 && ones < 10).then_some(i64::from(tens * 10 + ones))
        };
        let (hour, minute, second) = (two(h1, h2)?, two(m1, m2)?, two(s1, s2)?);
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        if self.date.0 != *date {
            let Ok(Written::Day(midnight)) = read_time(std::str::from_utf8(date).ok()?) else { return None };
            self.date = (*date, midnight.ms());
        }
        Some(Instant::from_ms(self.date.1 + ((hour * 60 + minute) * 60 + second) * 1000))
    }

    fn resolve(&mut self, local: Instant, text: &str) -> Result<Instant, TimeError> {
        const DAY_MS: i64 = 86_400_000;
        let day = local.ms().div_euclid(DAY_MS);
        if let Some((steady_day, offset)) = self.steady
            && steady_day == day
        {
            return in_range(Instant::from_ms(local.ms() - offset.ms()));
        }
        let zone = self.zone();
        // Asking a zone is dear in a browser, and most events fall on days without a clock change.
        let before = zone.offset(Instant::from_ms((day - 1) * DAY_MS));
        if before == zone.offset(Instant::from_ms((day + 2) * DAY_MS)) {
            self.steady = Some((day, before));
            return in_range(Instant::from_ms(local.ms() - before.ms()));
        }
        let resolved = resolve_local(local, zone.as_ref());
        let at = in_range(resolved.at)?;
        if let Some(doubt) = resolved.doubt {
            self.report(ProblemKind::DoubtfulTime { found: quote(text), doubt, read_as: at });
        }
        Ok(at)
    }

    /// The zone of the file, as far as it is known.
    fn zone(&mut self) -> Arc<dyn Zone> {
        if let Some(zone) = &self.zone {
            return Arc::clone(zone);
        }
        if let From::Start(start) = self.from {
            return self.settle_zone(find_zone(start).ok().flatten());
        }
        self.assumed_utc = true;
        Arc::new(FixedZone::utc())
    }

    /// Settles the file's zone from the value of `time_zone`, and reports a name that nobody knows.
    fn settle_zone(&mut self, value: Option<Cursor<'a>>) -> Arc<dyn Zone> {
        let name = value.and_then(|mut value| match value.peek() {
            Some(b'"') => value.string().ok(),
            _ => None,
        });
        let mut zone: Arc<dyn Zone> = Arc::new(FixedZone::utc());
        if let Some(name) = name.map(|name| name.text().0) {
            if let Some(known) = self.zones.zone(&name) {
                zone = known;
            } else {
                let way = std::mem::replace(&mut self.way, vec![Way::Key("time_zone")]);
                self.report(ProblemKind::UnknownZone { found: quote(&name) });
                self.way = way;
            }
        }
        self.zone = Some(Arc::clone(&zone));
        zone
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

    /// An object, key by key, into `target`; `None` when it is none. `index` is its position in its list.
    pub fn object(&mut self, target: &mut dyn Object, index: usize) -> Result<Option<Given>, Malformed> {
        if self.cursor.peek() != Some(b'{') {
            return self.wrong_type("an object");
        }
        let mut seen = Seen::default();
        let mut more = self.cursor.enter(b'}');
        while more {
            if let Some((row, key)) = self.entry(target, &mut seen)? {
                self.step_into(key);
                target.read_row(row, self)?;
                self.step_out();
            }
            more = self.cursor.another(b'}')?;
        }
        self.close(target, seen, index);
        Ok(Some(seen.given))
    }

    /// A key of an object: the row of the value that follows, or `None` when there is nothing to read of it.
    pub fn entry(
        &mut self,
        target: &mut dyn Object,
        seen: &mut Seen,
    ) -> Result<Option<(usize, &'static str)>, Malformed> {
        let keys = target.keys();
        let key = self.cursor.key()?;
        let name = key.text().0;
        let expected = keys.get(seen.next).filter(|known| **known == name).map(|_| seen.next);
        let row = expected.or_else(|| keys.iter().position(|known| *known == name));
        let Some((row, known)) = row.and_then(|row| Some((row, *keys.get(row)?))) else {
            return self.unknown(key, &name, target).map(|()| None);
        };
        seen.next = row + 1;
        let bit = Given::bit(row);
        if seen.stood & bit != 0 {
            self.cursor.skip()?;
            self.report_at(Some(known), ProblemKind::DoubledKey { key: quote(known) });
            return Ok(None);
        }
        seen.stood |= bit;
        if self.cursor.peek() == Some(b'n') {
            return self.cursor.skip().map(|_| None);
        }
        seen.given.0 |= bit;
        if known == "time_zone" && self.zone.is_none() {
            self.settle_zone(Some(self.cursor));
        }
        Ok(Some((row, known)))
    }

    /// The end of an object.
    pub fn close(&mut self, target: &mut dyn Object, seen: Seen, index: usize) {
        let keys = target.keys();
        for key in target.required() {
            if !keys.iter().position(|known| known == key).is_some_and(|row| seen.given.has(row)) {
                self.report(ProblemKind::Missing { key });
            }
        }
        target.make_id(index);
    }

    /// Keeps the value of a key the format does not know.
    #[cold]
    fn unknown(&mut self, key: Quoted<'a>, name: &str, target: &mut dyn Object) -> Result<(), Malformed> {
        let value = self.cursor.skip()?;
        if value.depth + self.depth() > DEPTH {
            self.report_at(Some(name), ProblemKind::TooDeep { depth: value.depth + self.depth() });
            return Ok(());
        }
        if !self.has_room() {
            return Ok(());
        }
        if let Some(extra) = target.extra_mut() {
            // Looking through more keys than anybody writes by hand would take a hostile file's word for it.
            if extra.len() < 100 && extra.iter().any(|(kept, _)| **kept == *name) {
                self.report_at(Some(name), ProblemKind::DoubledKey { key: quote(name) });
                return Ok(());
            }
            let name = self.whole(key);
            extra.push((name.into(), value.raw.into()));
        }
        self.note(name, target.keys());
        Ok(())
    }

    /// How many lists and objects are open around the value being read.
    fn depth(&self) -> usize {
        self.way.len() + 1
    }

    /// One note for an unknown key, however often it occurs in places that differ in positions only.
    fn note(&mut self, key: &str, keys: &[&'static str]) {
        let mut hasher = DefaultHasher::new();
        for step in &self.way {
            if let Way::Key(key) = step {
                key.hash(&mut hasher);
            }
        }
        key.hash(&mut hasher);
        let place = hasher.finish();
        if let Some(at) = self.notes.get(&place) {
            if let Some(Problem { kind: ProblemKind::UnknownKey { count, .. }, .. }) = self.problems.get_mut(*at) {
                *count = count.saturating_add(1);
            }
            return;
        }
        let mut meant = None;
        if self.problems.len() < LISTED {
            self.notes.insert(place, self.problems.len());
            meant = super::likeness::closest(key, keys);
        }
        self.report_at(Some(key), ProblemKind::UnknownKey { key: quote(key), meant, count: 1 });
    }
}

fn in_range(at: Instant) -> Result<Instant, TimeError> {
    if (Instant::FIRST..=Instant::LAST).contains(&at) { Ok(at) } else { Err(TimeError::Year) }
}

/// The place of the value of `time_zone` in the outermost object.
fn find_zone(mut cursor: Cursor<'_>) -> Result<Option<Cursor<'_>>, Malformed> {
    cursor.peek();
    let mut more = cursor.enter(b'}');
    while more {
        if cursor.key()?.text().0 == "time_zone" {
            return Ok(Some(cursor));
        }
        cursor.skip()?;
        more = cursor.another(b'}')?;
    }
    Ok(None)
}

/// A text as a problem quotes it: cut at 80 characters.
pub(in crate::formats) fn quote(text: &str) -> Box<str> {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")).into(),
        None => text.into(),
    }
}
