//! What reading an incident carries along: the place of the value being read, the zone of its local times, and the
//! problems met so far.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use serde::Deserialize;
use serde::de::value::MapDeserializer;
use serde_json::value::RawValue;

use super::lenient::{self, Lenient, Text, depth, each_item, each_member, quote};
use crate::incident::{Place, Problem, ProblemKind, Step, When};
use crate::time::{FixedZone, Instant, Offset, ParsedTime, TimeError, Zone, ZoneSource, read_time, resolve_local};

/// How many problems are listed; the others are counted.
const LISTED: usize = 1000;
/// How many lists and objects may stand in one another.
const DEPTH: usize = 64;
/// How many list items and unknown keys are kept of one file: a million events with what they name, and little enough
/// for a browser's memory.
pub const KEPT: usize = 5_000_000;

/// A step to the value being read. Only known keys are ever stepped into.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum PathStep {
    Key(&'static str),
    Index(usize),
}

/// What reading carries along.
pub struct Context<'z> {
    zones: &'z dyn ZoneSource,
    zone: Arc<dyn Zone>,
    /// A local day, and the offset of the zone on it, when that is the same for more than a day around.
    steady: Option<(i64, Offset)>,
    path: Vec<PathStep>,
    problems: Vec<Problem>,
    unlisted: u32,
    /// How many more list items and unknown keys are kept; `None` once it was reported that no more are.
    room: Option<usize>,
    /// Where in `problems` the note about an unknown key stands, by a hash of the key and its place without positions.
    notes: HashMap<u64, usize>,
}

impl<'z> Context<'z> {
    /// Before the first value, at the root. Local times are UTC until [`set_zone`](Self::set_zone).
    pub fn new(zones: &'z dyn ZoneSource) -> Self {
        Self {
            zones,
            zone: Arc::new(FixedZone::utc()),
            steady: None,
            path: Vec::with_capacity(8),
            problems: Vec::new(),
            unlisted: 0,
            room: Some(KEPT),
            notes: HashMap::new(),
        }
    }

    /// The zone of the local times that follow. Nothing changes when nobody knows that zone, which is reported.
    pub fn set_zone(&mut self, name: &str) {
        match self.zones.zone(name) {
            Some(zone) => (self.zone, self.steady) = (zone, None),
            None => self.report(ProblemKind::UnknownZone { found: quote(name) }),
        }
    }

    /// Everything that could not be read as meant, in the order of the file.
    pub fn into_problems(mut self) -> Vec<Problem> {
        if self.unlisted > 0 {
            self.problems.push(Problem { at: Place::default(), kind: ProblemKind::More { count: self.unlisted } });
        }
        self.problems
    }

    /// Reads the value of a key.
    pub fn at_key<T>(&mut self, key: &'static str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(PathStep::Key(key));
        let value = read(self);
        self.path.pop();
        value
    }

    /// Reads an item of a list, unless too many were kept.
    pub fn at_index(&mut self, index: usize, read: impl FnOnce(&mut Self)) {
        self.path.push(PathStep::Index(index));
        if self.has_room() {
            read(self);
        }
        self.path.pop();
    }

    /// How many lists and objects are open around the value being read.
    const fn depth(&self) -> usize {
        self.path.len() + 1
    }

    /// `true` while one more item or unknown key is kept.
    pub fn has_room(&mut self) -> bool {
        let Some(room) = self.room else { return false };
        self.room = room.checked_sub(1);
        if self.room.is_none() {
            self.report(ProblemKind::TooMany { most: KEPT });
        }
        self.room.is_some()
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
        let steps = self.path.iter().map(|step| match *step {
            PathStep::Key(key) => Step::Key(key.into()),
            PathStep::Index(index) => Step::Index(u32::try_from(index).unwrap_or(u32::MAX)),
        });
        let at = Place(steps.chain(key.map(|key| Step::Key(quote(key)))).collect());
        self.problems.push(Problem { at, kind });
    }

    /// Reports a value of the wrong type; `wanted` is what the format wants, with its article.
    #[cold]
    pub fn wrong_type(&mut self, wanted: &'static str, json: &str) {
        // Once the list is full, nothing is quoted: a hostile file may have millions of these.
        let found = if self.problems.len() < LISTED { quote(json) } else { Box::default() };
        self.report(ProblemKind::WrongType { wanted, found });
    }

    /// Reports a key that is not known here: one problem, however often it occurs in places that differ in positions only.
    /// `closest` is asked for the known key that may have been meant.
    pub fn unknown_key(&mut self, key: &str, closest: impl FnOnce() -> Option<&'static str>) {
        if self.is_noted(key) {
            return;
        }
        let meant = if self.problems.len() < LISTED { closest() } else { None };
        self.report_at(Some(key), ProblemKind::UnknownKey { key: quote(key), meant, count: 1 });
    }

    /// Reports a key that was read as another: one note, as of [`Self::unknown_key`].
    pub fn alias(&mut self, key: &str, meant: &'static str) {
        if !self.is_noted(key) {
            self.report_at(Some(key), ProblemKind::Alias { key: quote(key), meant, count: 1 });
        }
    }

    /// `true` when a key was reported here, or in a place that differs in positions only: it is counted there. Else the next
    /// problem is that of the key.
    fn is_noted(&mut self, key: &str) -> bool {
        let mut hasher = DefaultHasher::new();
        for step in &self.path {
            if let PathStep::Key(key) = step {
                key.hash(&mut hasher);
            }
        }
        key.hash(&mut hasher);
        let place = hasher.finish();
        if let Some(at) = self.notes.get(&place) {
            if let Some(ProblemKind::UnknownKey { count, .. } | ProblemKind::Alias { count, .. }) =
                self.problems.get_mut(*at).map(|problem| &mut problem.kind)
            {
                *count = count.saturating_add(1);
            }
            return true;
        }
        if self.problems.len() < LISTED {
            self.notes.insert(place, self.problems.len());
        }
        false
    }

    /// `true` when a value of a key stands no deeper than values are read; otherwise that is reported.
    pub fn is_shallow(&mut self, key: &str, json: &RawValue) -> bool {
        let depth = self.depth() + depth(json);
        if depth > DEPTH {
            self.report_at(Some(key), ProblemKind::TooDeep { depth });
        }
        depth <= DEPTH
    }

    /// The members of an object, each key once; `None`, and a problem, for any other value.
    pub fn members<'a>(&mut self, json: &'a RawValue) -> Option<Vec<(Cow<'a, str>, &'a RawValue)>> {
        let mut members: Vec<(Cow<'a, str>, &'a RawValue)> = Vec::with_capacity(16);
        let is_object = each_member(json, &mut |key, value| {
            if members.iter().take(100).any(|(known, _)| *known == key) {
                self.report_at(Some(&key), ProblemKind::DoubledKey { key: quote(&key) });
            } else {
                members.push((key, value));
            }
        });
        if !is_object {
            self.wrong_type("an object", json.get());
        }
        is_object.then_some(members)
    }

    /// Each item of a list; `false`, and a problem, for any other value.
    pub fn list<'a>(&mut self, json: &'a RawValue, item: &mut dyn FnMut(&mut Self, usize, &'a RawValue)) {
        if !each_item(json, &mut |index, value| self.at_index(index, |context| item(context, index, value))) {
            self.wrong_type("a list", json.get());
        }
    }

    /// A text.
    pub fn text<'a>(&mut self, wanted: &'static str, json: &'a RawValue) -> Option<Cow<'a, str>> {
        let Some(text) = lenient::text(json) else {
            self.wrong_type(wanted, json.get());
            return None;
        };
        Some(self.whole_text(text, json.get()))
    }

    fn whole_text<'a>(&mut self, text: Text<'a>, json: &str) -> Cow<'a, str> {
        if text.is_damaged {
            self.report(ProblemKind::BadText { found: quote(json.get(1..json.len() - 1).unwrap_or(json)) });
        }
        text.text
    }

    /// A time; a local one is a moment in the zone of the file.
    pub fn time(&mut self, text: &str) -> Option<When> {
        let when = match read_time(text) {
            Ok(ParsedTime::Moment(at)) => Ok(When { at, day_only: false }),
            Ok(ParsedTime::Local(local)) => self.resolve(local, text).map(|at| When { at, day_only: false }),
            Ok(ParsedTime::Day(midnight)) => self.resolve(midnight, text).map(|at| When { at, day_only: true }),
            Err(why) => Err(why),
        };
        when.map_err(|why| self.report(ProblemKind::BadTime { found: quote(text), why })).ok()
    }

    fn resolve(&mut self, local: Instant, text: &str) -> Result<Instant, TimeError> {
        const DAY_MS: i64 = 86_400_000;
        let day = local.ms().div_euclid(DAY_MS);
        if let Some((steady_day, offset)) = self.steady
            && steady_day == day
        {
            return in_range(Instant::from_ms(local.ms() - offset.ms()));
        }
        // Asking a zone is dear in a browser, and most events fall on days without a clock change.
        let before = self.zone.offset(Instant::from_ms((day - 1) * DAY_MS));
        if before == self.zone.offset(Instant::from_ms((day + 2) * DAY_MS)) {
            self.steady = Some((day, before));
            return in_range(Instant::from_ms(local.ms() - before.ms()));
        }
        let resolved = resolve_local(local, self.zone.as_ref());
        let at = in_range(resolved.at)?;
        if let Some(doubt) = resolved.clock_change {
            self.report(ProblemKind::DoubtfulTime { found: quote(text), doubt, read_as: at });
        }
        Ok(at)
    }
}

/// Objects and fields of foreign formats.
impl Context<'_> {
    /// An object; `None`, and a problem, for any other value. Of a key that stands twice the first is read.
    pub fn object<'a, T: Deserialize<'a>>(&mut self, json: &'a RawValue) -> Option<T> {
        let members = self.members(json)?.into_iter();
        let object = T::deserialize(MapDeserializer::<_, serde_json::Error>::new(members));
        object.map_err(|_| self.wrong_type("an object", json.get())).ok()
    }

    /// The items of a list of a field, each at its place.
    pub fn take_list<'a>(
        &mut self,
        key: &'static str,
        field: Lenient<'a, Vec<&'a RawValue>>,
        item: &mut dyn FnMut(&mut Self, &'a RawValue),
    ) {
        let items = self.take(key, "a list", field).unwrap_or_default();
        self.at_key(key, |context| {
            for (index, json) in items.into_iter().enumerate() {
                context.at_index(index, |context| item(context, json));
            }
        });
    }

    /// The value of a field; `None`, and where it is of another type a problem.
    pub fn take<T>(&mut self, key: &'static str, wanted: &'static str, field: Lenient<'_, T>) -> Option<T> {
        match field {
            Lenient::Missing => None,
            Lenient::Value(value) => Some(value),
            Lenient::Other(json) => {
                self.at_key(key, |context| context.wrong_type(wanted, json));
                None
            }
        }
    }

    /// The text of a field.
    pub fn take_text<'a>(&mut self, key: &'static str, field: Lenient<'a, Text<'a>>) -> Option<Cow<'a, str>> {
        let text = self.take(key, "a text", field)?;
        if text.is_damaged {
            self.at_key(key, |context| context.report(ProblemKind::BadText { found: quote(&text.text) }));
        }
        Some(text.text)
    }

    /// The time of a field.
    pub fn take_time<'a>(&mut self, key: &'static str, field: Lenient<'a, Text<'a>>) -> Option<When> {
        let text = self.take_text(key, field)?;
        self.at_key(key, |context| context.time(&text))
    }
}

fn in_range(at: Instant) -> Result<Instant, TimeError> {
    if (Instant::FIRST..=Instant::LAST).contains(&at) { Ok(at) } else { Err(TimeError::Year) }
}
