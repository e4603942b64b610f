//! Objects, key by key: known keys into what is read, unknown ones beside it, doubled and missing ones reported. Must never
//! know what a key means: that is in the tables.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::super::likeness::closest;
use super::super::table::Object;
use super::{DEPTH, LISTED, Reader, Way, quote};
use crate::formats::json::{Malformed, Quoted};
use crate::incident::{Problem, ProblemKind};

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
            meant = closest(key, keys);
        }
        self.report_at(Some(key), ProblemKind::UnknownKey { key: quote(key), meant, count: 1 });
    }
}
