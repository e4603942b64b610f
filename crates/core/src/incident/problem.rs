//! What could not be read as meant, and where.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// One step of a place in a file.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Step {
    /// Into an object, by key.
    Key(Box<str>),
    /// Into a list, by position from 0.
    Index(u32),
}

/// A place in a file: the way to a value from the root. Shown as a JSON path, `timeline[3].at`; the root is `(file)`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place(pub Vec<Step>);

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.0.is_empty() {
            return f.write_str("(file)");
        }
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Key(key) => {
                    let plain =
                        !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-$".contains(&b));
                    match (plain, position) {
                        (true, 0) => f.write_str(key)?,
                        (true, _) => write!(f, ".{key}")?,
                        (false, _) => write_quoted(f, key)?,
                    }
                }
            }
        }
        Ok(())
    }
}

/// A key between quotes. `Debug` of a text writes the same but for what cannot be seen, and brings tables of all of that.
fn write_quoted(f: &mut std::fmt::Formatter<'_>, key: &str) -> std::fmt::Result {
    f.write_str("[\"")?;
    for character in key.chars() {
        match character {
            '"' | '\\' => write!(f, "\\{character}")?,
            control if control.is_control() => write!(f, "{}", control.escape_default())?,
            plain => write!(f, "{plain}")?,
        }
    }
    f.write_str("\"]")
}

/// Something in a file that could not be read as meant. `Display` is "place: sentence".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// Where.
    pub at: Place,
    /// What is wrong, and with it what to do.
    pub kind: ProblemKind,
}

/// What is wrong. Texts quoted from the file are cut at 80 characters by the reader. Handed on as JSON it is its sentence,
/// [`Told`](Self::Told).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProblemKind {
    /// A key that has to be there is not.
    Missing {
        /// The key, or keys with "or" between them.
        key: &'static str,
    },
    /// A value of the wrong type.
    WrongType {
        /// What the format wants, with its article: "a text".
        wanted: &'static str,
        /// What stands there, as JSON text.
        found: Box<str>,
    },
    /// A value that is no text where a time is wanted: a number since 1970, perhaps.
    TimeNotText {
        /// What stands there, as JSON text.
        found: Box<str>,
    },
    /// A word that is not in the format's list.
    UnknownWord {
        /// The word.
        found: Box<str>,
        /// The words that are.
        allowed: Vec<&'static str>,
        /// How many times it occurs, in this place and others like it.
        count: u32,
    },
    /// A text that is not a time.
    BadTime {
        /// The text.
        found: Box<str>,
        /// Why not.
        why: crate::time::TimeError,
    },
    /// A local time that a clock change skips or doubles.
    DoubtfulTime {
        /// The text.
        found: Box<str>,
        /// How the clock change made it doubtful.
        doubt: crate::time::ClockChange,
        /// How it was read.
        read_as: crate::time::Instant,
    },
    /// A duration that is not ISO 8601 of fixed length.
    BadDuration {
        /// The text.
        found: Box<str>,
    },
    /// A number outside its range.
    OutOfRange {
        /// The number as written.
        found: Box<str>,
        /// The range.
        range: Range,
    },
    /// A zone that nobody knows. Local times are read as UTC.
    UnknownZone {
        /// The name.
        found: Box<str>,
    },
    /// An id that is used but not given to anything.
    DanglingId {
        /// The id.
        found: Box<str>,
        /// The list it should be in: `root_causes`.
        list: &'static str,
        /// The id there that it looks like.
        meant: Option<Box<str>>,
    },
    /// An id given to two things of one list. The first keeps it.
    DoubledId {
        /// The id.
        found: Box<str>,
        /// Where it was given first.
        first: Place,
    },
    /// A key that stands twice in one object. The first is read.
    DoubledKey {
        /// The key.
        key: Box<str>,
    },
    /// An end before its start. The thing is shown at its start and counts in no figure.
    EndBeforeStart {
        /// The start.
        start: crate::time::Instant,
        /// The end.
        end: crate::time::Instant,
    },
    /// A chain of `because_of` that comes back to itself. It is cut here.
    CauseCycle {
        /// The ids on the way round.
        ids: Vec<super::CauseId>,
    },
    /// A link whose address is not http, https or mailto. Shown as text.
    UnsafeLink {
        /// The address.
        found: Box<str>,
    },
    /// A text with an escape that stands for no character. Read with a replacement character.
    BadText {
        /// The text as written.
        found: Box<str>,
    },
    /// A key the format does not know. Kept and written back on export. A note, unless it looks like a known one.
    UnknownKey {
        /// The key.
        key: Box<str>,
        /// The known key it looks like, or the place for what it seems to hold.
        meant: Option<&'static str>,
        /// How many times it occurs, in this place and others like it.
        count: u32,
    },
    /// A key or word by another name, or a key in other letters, which was read as the one that is meant: a note.
    Alias {
        /// The key or word.
        key: Box<str>,
        /// The known one.
        meant: &'static str,
        /// How many times it occurs, in this place and others like it.
        count: u32,
    },
    /// A value with more lists and objects in one another than are read. It is left out.
    TooDeep {
        /// How many.
        depth: usize,
    },
    /// More list items and unknown keys than are kept of one file. From here on they are left out.
    TooMany {
        /// How many are kept.
        most: usize,
    },
    /// A local time in a file that names no zone, of the first such. Local times are read as UTC.
    NoZone {
        /// The text.
        found: Box<str>,
    },
    /// One page of an answer that has more.
    Incomplete {
        /// The key that says so, and its value: `more: true`.
        found: Box<str>,
    },
    /// Records that are given more than once: several states of one thing. The later is kept.
    GivenTwice {
        /// How many.
        count: u32,
    },
    /// Parts of an incident that is not there.
    PartOf {
        /// The id of the incident; empty where the parts name none.
        id: Box<str>,
    },
    /// A tool left entries out of its answer.
    LeftOut {
        /// What it says about them.
        found: Box<str>,
    },
    /// An entry of a document whose moment cannot be known from it. It is shown without a time.
    Unplaced {
        /// Its line in the document, from 1.
        line: u32,
        /// The text.
        found: Box<str>,
        /// Why not.
        why: Unplaced,
    },
    /// Something about the file that whoever reads it should know: a whole sentence, and with it what to do.
    Note {
        /// The sentence.
        text: &'static str,
    },
    /// What a reader in another module of the page found.
    Told {
        /// The sentence.
        text: Box<str>,
        /// Whether it is a note: see [`Problem::is_note`].
        is_note: bool,
    },
    /// More problems than are listed.
    More {
        /// How many.
        count: u32,
    },
}

/// How deep lists and objects may stand in one another to be read.
pub const MOST_DEPTH: usize = 64;

/// The range of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// A share, 0 to 1.
    Share,
    /// A count, 0 to 4294967295.
    Count,
    /// The version of the format, 1.
    Version,
}

/// Why the moment of an entry cannot be known from its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unplaced {
    /// It has a clock, and nothing says on which day.
    NoDay,
    /// It has a day without a year, and nothing says which.
    NoYear,
    /// Its time is a placeholder: `[???]`, `2022-05-?? HH:mm`.
    LeftOpen,
    /// There is no such time.
    NoSuchTime,
    /// Either number of its date may be the month.
    DayOrMonth,
    /// It counts from a beginning that has no time.
    NoBeginning,
}

/// What is wrong, as a sentence.
#[derive(Serialize, Deserialize)]
struct Told {
    text: Box<str>,
    is_note: bool,
}

impl Serialize for ProblemKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Told { text: self.to_string().into(), is_note: self.is_note() }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for ProblemKind {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Told::deserialize(deserializer).map(|Told { text, is_note }| Self::Told { text, is_note })
    }
}

impl ProblemKind {
    const fn is_note(&self) -> bool {
        matches!(
            self,
            Self::UnknownKey { meant: None, .. }
                | Self::Alias { .. }
                | Self::Note { .. }
                | Self::Told { is_note: true, .. }
        )
    }
}

impl Problem {
    /// `true` for what is worth saying but was read as meant, or is nothing of the format: an unknown key that looks like
    /// no known one. A note fails no check.
    #[must_use]
    pub const fn is_note(&self) -> bool {
        self.kind.is_note()
    }
}
