//! What each line of a document became.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::incident::{ActionIx, CauseIx, EventIx, Unplaced};

/// How a document was read: what its lines became, and where its days and its zone come from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentReading {
    /// What it is written in: "Markdown".
    pub form: Cow<'static, str>,
    /// What its lines became, in the order of the document. Lines that are not named became nothing.
    pub lines: Vec<LineReading>,
    /// How many entries of timelines it has.
    pub entries: usize,
    /// How many of them have a moment.
    pub placed: usize,
    /// How many of them have a clock, and so need a zone.
    pub clocks: usize,
    /// How many of them take their day from elsewhere.
    pub without_day: usize,
    /// The zone of its times: what it states, else what was given; `None` when neither, and times are read as UTC.
    pub zone: Option<Box<str>>,
    /// `true` when the document itself tells the zone.
    pub zone_stated: bool,
    /// The day of entries that name none, as year, month and day.
    pub day: Option<(i32, u32, u32)>,
    /// `true` when the document, its front matter or its file's name tells that day.
    pub day_stated: bool,
    /// How many incidents it seems to tell: headings with a day each, and a timeline under each.
    pub incidents: usize,
}

/// What some lines of a document became.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineReading {
    /// The first line, from 1.
    pub first: u32,
    /// The last.
    pub last: u32,
    /// What they became.
    pub meaning: Meaning,
}

/// What a line became.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Meaning {
    /// The title of the incident.
    Title,
    /// Its summary.
    Summary,
    /// The name of a section: what the section is about, in a word.
    Section(Cow<'static, str>),
    /// An event.
    Event(EventIx),
    /// An event without a time, and why.
    Unplaced(EventIx, Unplaced),
    /// A cause.
    Cause(CauseIx),
    /// An action.
    Action(ActionIx),
    /// A lesson, by position.
    Lesson(u32),
    /// A field of the incident: "severity".
    Field(Cow<'static, str>),
    /// The day of the entries after it.
    Day,
    /// The zone of the times.
    Zone,
    /// Nothing, and why: "code is never read".
    Left(Cow<'static, str>),
}

impl DocumentReading {
    /// How many things whoever reads the document may want to settle: entries without a time, a zone that nobody gave, a
    /// day that nobody gave.
    #[must_use]
    pub fn open(&self) -> usize {
        (self.entries - self.placed.min(self.entries)) + usize::from(self.needs_zone())
    }

    /// `true` when its clocks were read as UTC because neither it nor anybody names a zone.
    #[must_use]
    pub const fn needs_zone(&self) -> bool {
        self.zone.is_none() && self.clocks > 0
    }

    /// The line about it: "Read as a document · 14 of 16 entries placed · 2 need you".
    #[must_use]
    pub fn line(&self) -> String {
        let mut line = format!("Read as a document · {} of {} entries placed", self.placed, self.entries);
        match self.open() {
            0 => {}
            1 => line.push_str(" · 1 needs you"),
            open => line.extend([" · ", open.to_string().as_str(), " need you"]),
        }
        line
    }

    /// What a line became; `None` for one that became nothing.
    #[must_use]
    pub fn at_line(&self, line: u32) -> Option<&LineReading> {
        let after = self.lines.partition_point(|reading| reading.first <= line);
        self.lines.get(..after)?.iter().rev().take(8).find(|reading| reading.last >= line)
    }
}
