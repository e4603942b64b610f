//! What reading an incident carries along: the place of the value being read, the zone of its local times, and the
//! problems met so far.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use serde::Deserialize;
use serde::de::value::MapDeserializer;
use serde_json::value::RawValue;

use super::conversion::{Conversion, FieldCounts};
use super::document::month_of;
use super::lenient::{self, Lenient, Text, depth, each_item, each_member, quote};
use super::options::{ReadOptions, usual_milestone};
use crate::incident::{Milestone, Place, Problem, ProblemKind, Status, Step, When};
use crate::time::{
    DateOrder, FixedZone, Instant, Offset, ParsedTime, TimeError, Zone, ZoneSource, read_loose_time, read_time,
    resolve_local,
};

/// How many problems are listed; the others are counted.
const LISTED: usize = 1000;
/// How many lists and objects may stand in one another.
const DEPTH: usize = crate::incident::MOST_DEPTH;
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
    options: &'z ReadOptions,
    zone: Arc<dyn Zone>,
    /// `true` once something said what zone local times are in.
    has_zone: bool,
    /// The order of day and month, where the file or its reader tells it.
    order: Option<DateOrder>,
    /// Whether a missing zone and an open order of dates were reported.
    asked: (bool, bool),
    /// What becomes of the fields of a foreign format.
    fields: Option<FieldCounts>,
    /// A local day, and the offset of the zone on it, when that is the same for more than a day around.
    steady: Option<(i64, Offset)>,
    path: Vec<PathStep>,
    problems: Vec<Problem>,
    unlisted: u32,
    /// How many more list items and unknown keys are kept; `None` once it was reported that no more are.
    room: Option<usize>,
    /// Where in `problems` the note about a key or word stands, by a hash of it and its place without positions.
    notes: HashMap<u64, usize>,
}

impl<'z> Context<'z> {
    /// Before the first value, at the root. Local times are in the zone of the options, else UTC, until
    /// [`set_zone`](Self::set_zone).
    pub fn new(zones: &'z dyn ZoneSource, options: &'z ReadOptions) -> Self {
        let zone = options.zone.as_deref().and_then(|name| zones.zone(name));
        Self {
            zones,
            options,
            has_zone: zone.is_some(),
            zone: zone.unwrap_or_else(|| Arc::new(FixedZone::utc())),
            order: options.date_order,
            asked: (false, false),
            fields: None,
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
            Some(zone) => (self.zone, self.steady, self.has_zone) = (zone, None, true),
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

    /// A number that is the same for a key wherever it stands in places that differ in positions only.
    fn place_of(&self, key: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        for step in &self.path {
            if let PathStep::Key(key) = step {
                key.hash(&mut hasher);
            }
        }
        key.hash(&mut hasher);
        hasher.finish()
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

    /// Reports a word that is not one of those allowed here: one problem, as of [`Self::unknown_key`].
    pub fn unknown_word(&mut self, word: &str, allowed: Vec<&'static str>) {
        if !self.is_noted(word) {
            self.report(ProblemKind::UnknownWord { found: quote(word), allowed, count: 1 });
        }
    }

    /// Reports a word that was read as another: one note, as of [`Self::unknown_key`].
    pub fn other_word(&mut self, word: &str, meant: &'static str) {
        if !self.is_noted(word) {
            self.report(ProblemKind::Alias { key: quote(word), meant, count: 1 });
        }
    }

    /// `true` when a key or word was reported here, or in a place that differs in positions only: it is counted there. Else
    /// the next problem is that of the key or word.
    fn is_noted(&mut self, key: &str) -> bool {
        let place = self.place_of(key);
        if let Some(at) = self.notes.get(&place) {
            if let Some(
                ProblemKind::UnknownKey { count, .. }
                | ProblemKind::Alias { count, .. }
                | ProblemKind::UnknownWord { count, .. },
            ) = self.problems.get_mut(*at).map(|problem| &mut problem.kind)
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
                self.count(&key, value);
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
impl<'z> Context<'z> {
    /// Counts the fields of what is read from here on.
    pub fn count_fields(&mut self, fields: FieldCounts) {
        self.fields = Some(fields);
    }

    fn count(&mut self, key: &str, value: &RawValue) {
        if self.fields.is_none() {
            return;
        }
        let (place, path) = (self.place_of(key), &self.path);
        let write = || {
            let keys = path.iter().filter_map(|step| if let PathStep::Key(key) = step { Some(*key) } else { None });
            keys.chain([key]).collect::<Vec<_>>().join(".")
        };
        if let Some(fields) = &mut self.fields {
            fields.add(place, write, value);
        }
    }

    /// Notes what a field of the object being read became, where the format's table cannot name it: a field whose name is
    /// the organisation's own.
    pub fn mark(&mut self, key: &str, became: &'static str) {
        let place = self.place_of(key);
        if let Some(fields) = &mut self.fields {
            fields.mark(place, became);
        }
    }

    /// Reads what is no field of the record being read: what it names by an id, which is counted where it stands.
    pub fn look_up<T>(&mut self, read: impl FnOnce(&mut Self) -> T) -> T {
        let fields = self.fields.take();
        let value = read(self);
        self.fields = fields;
        value
    }

    /// Notes that a record of that kind was met.
    pub fn mark_kind(&mut self, kind: &'static str) {
        if let Some(fields) = &mut self.fields {
            fields.conversion.add_kind(kind);
        }
    }

    /// What became of the fields that were counted.
    pub fn take_conversion(&mut self) -> Option<Conversion> {
        self.fields.take().map(FieldCounts::finish)
    }

    /// The problems met since the last call.
    pub fn take_problems(&mut self) -> Vec<Problem> {
        self.notes.clear();
        std::mem::take(&mut self.problems)
    }

    /// How many problems are not listed.
    pub const fn unlisted(&self) -> u32 {
        self.unlisted
    }

    /// What the reader was told.
    pub const fn options(&self) -> &'z ReadOptions {
        self.options
    }

    /// Where zones come from.
    pub const fn zones(&self) -> &'z dyn ZoneSource {
        self.zones
    }

    /// The zone of local times of a format that never writes one, unless the options name another.
    pub fn assume_zone(&mut self, name: &str) {
        if !self.has_zone {
            self.set_zone(name);
        }
    }

    /// The order of day and month that the file shows, unless the options name one.
    pub fn assume_order(&mut self, order: Option<DateOrder>) {
        self.order = self.order.or(order);
    }

    /// The milestone that a timestamp of the organisation's own name is: by its own table, else by what such a name usually
    /// means. `None`: no milestone.
    pub fn named_milestone(&mut self, name: &str, example: &str) -> Option<Milestone> {
        let milestone = self.options.names.timestamp(name).unwrap_or_else(|| usual_milestone(name));
        if let Some(fields) = &mut self.fields {
            fields.add_name(false, name, milestone.map(Milestone::word), example);
        }
        milestone
    }

    /// The status that a status of the organisation's own name is: by its own table, else `usual`.
    pub fn named_status(&mut self, name: &str, usual: Option<Status>) -> Option<Status> {
        let status = self.options.names.status(name).or(usual);
        if let Some(fields) = &mut self.fields {
            fields.add_name(true, name, status.map(Status::word), name);
        }
        status
    }

    /// An object; `None`, and a problem, for any other value. Of a key that stands twice the first is read.
    pub fn object<'a, T: Deserialize<'a>>(&mut self, json: &'a RawValue) -> Option<T> {
        let members = self.members(json)?.into_iter();
        let object = T::deserialize(MapDeserializer::<_, serde_json::Error>::new(members));
        object.map_err(|_| self.wrong_type("an object", json.get())).ok()
    }

    /// The object of a field.
    pub fn take_object<'a, T: Deserialize<'a>>(&mut self, key: &'static str, field: impl Into<Field<'a>>) -> Option<T> {
        let json = field.into()?;
        self.at_key(key, |context| context.object(json))
    }

    /// The items of a list of a field, each at its place.
    pub fn take_list<'a>(
        &mut self,
        key: &'static str,
        field: impl IntoList<'a>,
        item: &mut dyn FnMut(&mut Self, &'a RawValue),
    ) {
        let Some(items) = field.into_list(key, self) else { return };
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

    /// The text of a field; `None` for one of nothing but spaces.
    pub fn take_text<'a>(&mut self, key: &'static str, field: impl IntoText<'a>) -> Option<Cow<'a, str>> {
        let text = self.take(key, "a text", field.into_text())?;
        if text.is_damaged {
            self.at_key(key, |context| context.report(ProblemKind::BadText { found: quote(&text.text) }));
        }
        Some(text.text).filter(|text| !text.trim().is_empty())
    }

    /// The text of a field, or its number as it is written: what is an id in one answer and a number in the next.
    pub fn take_word<'a>(&mut self, key: &'static str, field: Field<'a>) -> Option<Cow<'a, str>> {
        match field {
            Some(json) if is_number(json.get()) => Some(Cow::Borrowed(json.get())),
            field => self.take_text(key, field),
        }
    }

    /// `true` or `false`, also where they stand as a text.
    pub fn take_bool(&mut self, key: &'static str, field: Field<'_>) -> Option<bool> {
        let json = field?;
        match json.get().trim_matches('"') {
            "true" => Some(true),
            "false" => Some(false),
            "" => None,
            _ => {
                self.at_key(key, |context| context.wrong_type("true or false", json.get()));
                None
            }
        }
    }

    /// The number of a field, also where it stands as a text: `"4,140"`.
    pub fn take_number(&mut self, key: &'static str, field: Field<'_>) -> Option<f64> {
        let json = field?;
        let written = json.get().trim_matches('"').replace(',', "");
        let number = written.parse::<f64>().ok().filter(|number| number.is_finite());
        if number.is_none() && !written.is_empty() {
            self.at_key(key, |context| context.wrong_type("a number", json.get()));
        }
        number
    }

    /// The time of a field, in any form that tools write: see [`read_loose_time`]. `None` for what stands in the place of a
    /// time that is not known: an empty text, 0, the year 1, the first moment of 1970, the year 9999, "None", "N/A".
    pub fn take_time<'a>(&mut self, key: &'static str, field: impl IntoText<'a>) -> Option<When> {
        let text = match field.into_text() {
            Lenient::Other(json) if is_number(json) => Cow::Borrowed(json),
            field => self.take_text(key, field)?,
        };
        self.at_key(key, |context| context.loose_time(&text))
    }

    /// A time as [`take_time`](Self::take_time) reads it.
    pub fn loose_time(&mut self, text: &str) -> Option<When> {
        if is_no_time(text) {
            return None;
        }
        let read = match read_loose_time(text, self.order) {
            Err(TimeError::Form) => read_loose_time(&with_english_months(text), self.order),
            read => read,
        };
        let (local, day_only) = match read {
            Ok(ParsedTime::Moment(at)) => return Some(When { at, day_only: false }),
            Ok(ParsedTime::Local(local)) => (local, false),
            Ok(ParsedTime::Day(midnight)) => (midnight, true),
            Err(why) => {
                let is_asked = why == TimeError::Order && std::mem::replace(&mut self.asked.1, true);
                if !is_asked {
                    self.report(ProblemKind::BadTime { found: quote(text), why });
                }
                return None;
            }
        };
        // A day has no zone in any format.
        if !self.has_zone && !day_only && !std::mem::replace(&mut self.asked.0, true) {
            self.report(ProblemKind::NoZone { found: quote(text) });
        }
        let at = self.resolve(local, text);
        at.map_err(|why| self.report(ProblemKind::BadTime { found: quote(text), why }))
            .ok()
            .map(|at| When { at, day_only })
    }
}

/// A field of a foreign format that may hold anything: what stands there, and `None` for nothing and `null`.
pub type Field<'a> = Option<&'a RawValue>;

/// Makes the type of an object of a foreign format. It names its fields, each of which is a [`Field`], so that a value of
/// the wrong type is a problem of that field alone.
macro_rules! record {
    ($(#[$attribute:meta])* $name:ident { $($(#[$field_attribute:meta])* $field:ident),+ $(,)? }) => {
        #[derive(serde::Deserialize, Clone, Copy, Default)]
        #[serde(default)]
        #[allow(clippy::struct_field_names, reason = "fields have the names that the format gives them")]
        $(#[$attribute])*
        struct $name<'a> {
            $($(#[$field_attribute])* #[serde(borrow)] $field: $crate::formats::context::Field<'a>,)+
        }
    };
}
pub(crate) use record;

/// A field that may hold a text.
pub trait IntoText<'a> {
    /// The text, or what stands there instead.
    fn into_text(self) -> Lenient<'a, Text<'a>>;
}

impl<'a> IntoText<'a> for Lenient<'a, Text<'a>> {
    fn into_text(self) -> Lenient<'a, Text<'a>> {
        self
    }
}

impl<'a> IntoText<'a> for Field<'a> {
    fn into_text(self) -> Lenient<'a, Text<'a>> {
        self.map_or(Lenient::Missing, |json| lenient::text(json).map_or(Lenient::Other(json.get()), Lenient::Value))
    }
}

/// A field that may hold a list.
pub trait IntoList<'a> {
    /// The items; `None`, and a problem where something else stands there.
    fn into_list(self, key: &'static str, context: &mut Context<'_>) -> Option<Vec<&'a RawValue>>;
}

impl<'a> IntoList<'a> for Lenient<'a, Vec<&'a RawValue>> {
    fn into_list(self, key: &'static str, context: &mut Context<'_>) -> Option<Vec<&'a RawValue>> {
        context.take(key, "a list", self)
    }
}

impl<'a> IntoList<'a> for Field<'a> {
    fn into_list(self, key: &'static str, context: &mut Context<'_>) -> Option<Vec<&'a RawValue>> {
        let (json, mut items) = (self?, Vec::new());
        if !each_item(json, &mut |_, item| items.push(item)) {
            context.at_key(key, |context| context.wrong_type("a list", json.get()));
        }
        Some(items)
    }
}

fn is_number(json: &str) -> bool {
    json.starts_with(|c: char| c.is_ascii_digit() || c == '-')
}

/// A text with the months of other languages in English.
fn with_english_months(text: &str) -> String {
    const ENGLISH: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let mut english = String::with_capacity(text.len());
    for part in text.split_inclusive(|c: char| !c.is_alphabetic()) {
        let word = part.trim_end_matches(|c: char| !c.is_alphabetic());
        let month = month_of(word).and_then(|month| ENGLISH.get(month.checked_sub(1)? as usize));
        english.push_str(month.copied().unwrap_or(word));
        english.push_str(part.get(word.len()..).unwrap_or(""));
    }
    english
}

/// `true` for what tools write in the place of a time that is not known.
fn is_no_time(text: &str) -> bool {
    let text = text.trim();
    text.parse::<f64>().is_ok_and(|number| number <= 0.0)
        || ["none", "null", "n/a", "nil", "undefined", "-"].iter().any(|word| text.eq_ignore_ascii_case(word))
        || ["0000-", "0001-01-01", "1970-01-01T00:00:00", "1970-01-01 00:00:00", "9999-"]
            .iter()
            .any(|start| text.starts_with(start))
}

fn in_range(at: Instant) -> Result<Instant, TimeError> {
    if (Instant::FIRST..=Instant::LAST).contains(&at) { Ok(at) } else { Err(TimeError::Year) }
}
