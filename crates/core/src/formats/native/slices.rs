//! An incident file read slice by slice, so that a page can paint and be stopped in between. Must never give another
//! incident, or other problems, than one slice over the whole file gives.

use std::sync::Arc;

use super::super::json::Malformed;
use super::Refused;
use super::reader::{KEPT, Paused, Reader, Seen};
use super::table::{Blank, Object, Value};
use crate::incident::{Event, Incident, Problem};
use crate::time::ZoneSource;

/// The lists that slices may end in: those that grow with an incident.
const LONG: [&str; 4] = ["timeline", "impacts", "root_causes", "corrective_actions"];

/// A file being read.
#[derive(Default)]
pub(in crate::formats) struct Slices {
    incident: Incident,
    paused: Paused,
    seen: Seen,
    stage: Screen,
    begin: usize,
}

/// Where reading is.
#[derive(Clone, Copy, Default)]
enum Screen {
    /// Before the outermost object.
    #[default]
    Start,
    /// After a key and its value, or before the first.
    Keys { more: bool },
    /// In a list, before an item.
    Items { list: List, index: usize },
    /// At the end.
    Done,
}

/// One of the long lists.
#[derive(Clone, Copy)]
struct List {
    key: &'static str,
    /// Where its first item begins.
    begin: usize,
}

impl Slices {
    /// Before a JSON object that begins at a byte.
    pub fn new(begin: usize) -> Self {
        Self { paused: Paused::before(begin), begin, ..Self::default() }
    }

    /// How many bytes were read, and how many events there are so far.
    pub const fn progress(&self) -> (usize, usize) {
        (self.paused.at, self.incident.timeline.len())
    }

    /// Reads on for about so many bytes; `true` at the end.
    pub fn step(&mut self, source: &Arc<String>, zones: &dyn ZoneSource, bytes: usize) -> Result<bool, Refused> {
        let until = self.paused.at.saturating_add(bytes);
        let mut reader = Reader::resume(std::mem::take(&mut self.paused), source, zones);
        let mut ended = Ok(false);
        while matches!(ended, Ok(false)) && reader.cursor.place() < until {
            ended = self.one(&mut reader, source.len());
        }
        self.paused = reader.pause();
        match ended {
            Ok(done) => {
                if self.paused.assumed_utc && self.paused.zone.as_ref().is_some_and(|zone| zone.name() != "UTC") {
                    // Local times stood before their zone: they are read again, now that it is known.
                    let zone = self.paused.zone.take();
                    *self = Self::new(self.begin);
                    self.paused.zone = zone;
                    return Ok(false);
                }
                match self.paused.newer.take() {
                    Some(version) if done => Err(Refused::Newer(version)),
                    version => {
                        self.paused.newer = version;
                        Ok(done)
                    }
                }
            }
            Err(malformed) => Err(self.paused.newer.take().map_or(Refused::Malformed(malformed), Refused::Newer)),
        }
    }

    /// What was read. `Incident::id` is empty when the file gives none.
    pub fn finish(mut self) -> (Incident, Vec<Problem>) {
        if let Some(url) = self.paused.schema_url.take() {
            self.incident.extra.push(("$schema".into(), url));
        }
        (self.incident, self.paused.into_problems())
    }

    /// One key of the incident, or one item of a long list; `true` at the end.
    fn one(&mut self, reader: &mut Reader<'_>, length: usize) -> Result<bool, Malformed> {
        match self.stage {
            Screen::Start => {
                reader.cursor.peek();
                self.stage = Screen::Keys { more: reader.cursor.enter(b'}') };
            }
            Screen::Keys { more: true } => {
                let Some((row, key)) = reader.entry(&mut self.incident, &mut self.seen)? else {
                    self.stage = Screen::Keys { more: reader.cursor.another(b'}')? };
                    return Ok(false);
                };
                reader.step_into(key);
                if LONG.contains(&key) && reader.cursor.peek() == Some(b'[') {
                    if reader.cursor.enter(b']') {
                        self.stage = Screen::Items { list: List { key, begin: reader.cursor.place() }, index: 0 };
                        return Ok(false);
                    }
                } else {
                    self.incident.read_row(row, reader)?;
                }
                reader.step_out();
                self.stage = Screen::Keys { more: reader.cursor.another(b'}')? };
            }
            Screen::Keys { more: false } => {
                reader.close(&mut self.incident, self.seen, 0);
                reader.cursor.end()?;
                self.stage = Screen::Done;
                return Ok(true);
            }
            Screen::Items { list, index } => {
                let incident = &mut self.incident;
                reader.item(index, &mut |reader, index| match list.key {
                    "timeline" => event(&mut incident.timeline, reader, (list.begin, length), index),
                    "impacts" => push(&mut incident.impacts, reader, (list.begin, length), index),
                    "root_causes" => push(&mut incident.root_causes, reader, (list.begin, length), index),
                    _ => push(&mut incident.corrective_actions, reader, (list.begin, length), index),
                })?;
                self.stage = Screen::Items { list, index: index + 1 };
                if !reader.cursor.another(b']')? {
                    reader.step_out();
                    self.stage = Screen::Keys { more: reader.cursor.another(b'}')? };
                }
            }
            Screen::Done => return Ok(true),
        }
        Ok(false)
    }
}

/// Reads an event into its list, where it is to be: moving a million of them would take as long as reading does.
fn event(
    list: &mut Vec<Event>,
    reader: &mut Reader<'_>,
    around: (usize, usize),
    index: usize,
) -> Result<(), Malformed> {
    make_room(list, reader, around, index);
    list.push(Event::blank());
    let quick = list.last_mut().is_some_and(|event| reader.quick_event(event));
    if quick {
        return Ok(());
    }
    list.pop();
    push(list, reader, around, index)
}

/// Reads an item into its list.
fn push<T: Value>(
    list: &mut Vec<T>,
    reader: &mut Reader<'_>,
    around: (usize, usize),
    index: usize,
) -> Result<(), Malformed> {
    make_room(list, reader, around, index);
    if let Some(value) = T::read(reader, index)? {
        list.push(value);
    }
    Ok(())
}

/// What the first thousand items of a list tell of the rest is near enough.
const MOST_TIMES: usize = 255;

/// A list that is full gets the room that the rest of the file may need, up to so many times what it has: doubling would
/// leave half of it unused, memory that a page once had it keeps, and what is moved is touched again.
#[inline]
fn make_room<T>(list: &mut Vec<T>, reader: &Reader<'_>, (begin, length): (usize, usize), index: usize) {
    if list.len() == list.capacity() && index > 0 {
        let here = reader.cursor.place();
        let each = here.saturating_sub(begin) / index + 1;
        let rest = length.saturating_sub(here) / each;
        list.reserve_exact((rest + rest / 64 + 16).min(list.len() * MOST_TIMES + 64).min(KEPT));
    }
}
