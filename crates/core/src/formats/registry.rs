//! The formats that can be read: how each is recognised, and reading a file in the one it is in.
//!
//! A new format is a file in `readers` with a type that implements [`Reader`], and a line in [`READERS`]. A format whose
//! files have what no others have says [`Confidence::Certain`], and need not mind the order of the list.

use std::pin::Pin;

use serde::de::DeserializeSeed;

use super::collection::{Index, Lines, List};
use super::json::Version1;
use super::outline::Peek;
use super::{Catalog, ReadError, Reading, readers};
use crate::pace::{Pace, Progress, Stopped};
use crate::time::ZoneSource;

pub use super::outline::Outline;

/// Every format that is read. Of two that are as confident, the first reads.
pub static READERS: &[&dyn Reader] = &[&readers::statuspage::Statuspage, &Version1, &Index, &Lines, &List];

/// How much of a file its format is recognised by.
const HEAD: usize = 64 << 10;

/// A format: recognised by the beginning of a file, and read.
pub trait Reader: Sync {
    /// What the format is called on the page: "Statuspage incidents".
    fn name(&self) -> &'static str;

    /// Whether its files hold many incidents.
    fn is_collection(&self) -> bool {
        false
    }

    /// How likely a file is in this format.
    fn sniff(&self, head: &Head<'_>) -> Confidence;

    /// Reads a whole file.
    fn read<'a>(&'a self, source: Source<'a>) -> Work<'a>;
}

/// Reading under way.
///
/// # Errors
/// [`ReadError`] when the file holds no incident, and [`ReadError::Stopped`] when its pace ended the work.
pub type Work<'a> = Pin<Box<dyn Future<Output = Result<Document, ReadError>> + 'a>>;

/// How likely a file is in a format, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It is not.
    None,
    /// It may be, for want of a better one.
    Possible,
    /// It has what files of the format have.
    Likely,
    /// It has what no file of another format has.
    Certain,
}

/// The beginning of a file.
#[derive(Clone, Debug)]
pub struct Head<'a> {
    /// The name or address of the file.
    pub name: &'a str,
    /// Its text, as far as it is looked at.
    pub text: &'a str,
    /// What of JSON the text shows.
    pub outline: Outline,
}

impl<'a> Head<'a> {
    /// The beginning of a file, of which `bytes` are the first or all.
    #[must_use]
    pub fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        let start = bytes.get(..HEAD.min(bytes.len())).unwrap_or(bytes);
        // The last character may be cut.
        let text = start.utf8_chunks().next().map_or("", |chunk| chunk.valid());
        let text = without_mark(text);
        let mut outline = Outline::Nothing;
        // An error is no surprise: most files go on.
        let _ = Peek::new(&mut outline).deserialize(&mut serde_json::Deserializer::from_str(text));
        Self { name, text, outline }
    }
}

/// What is read, and what reading needs.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// The text of the file, without a byte order mark.
    pub text: &'a str,
    /// The name or address of the file, for ids and problems.
    pub name: &'a str,
    /// Answers for the zones that the file names.
    pub zones: &'a dyn ZoneSource,
    pace: &'a dyn AnyPace,
}

impl<'a> Source<'a> {
    /// A text of a file of that name or address.
    pub fn new(text: &'a str, name: &'a str, zones: &'a dyn ZoneSource, pace: &'a impl Pace) -> Self {
        Self { text: without_mark(text), name, zones, pace }
    }

    /// Lets others run, if it is time. Readers of what may be large call it after each small step.
    ///
    /// # Errors
    /// [`ReadError::Stopped`] when reading is to end.
    pub async fn pause(&self, done: usize, total: Option<usize>) -> Result<(), ReadError> {
        Ok(self.pace.pause(Progress { done, total }).await?)
    }
}

/// A text without the byte order mark that some tools write before it.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Any [`Pace`], behind one pointer.
trait AnyPace {
    fn pause(&self, progress: Progress) -> Pin<Box<dyn Future<Output = Result<(), Stopped>> + '_>>;
}

impl<P: Pace> AnyPace for P {
    fn pause(&self, progress: Progress) -> Pin<Box<dyn Future<Output = Result<(), Stopped>> + '_>> {
        Box::pin(Pace::pause(self, progress))
    }
}

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Document {
    /// One incident.
    Incident(Box<Reading>),
    /// Many incidents.
    Catalog(Catalog),
}

impl Document {
    /// The one incident of a file.
    ///
    /// # Errors
    /// [`ReadError::NotAnObject`] when it holds many.
    pub fn into_incident(self) -> Result<Reading, ReadError> {
        match self {
            Self::Incident(reading) => Ok(*reading),
            Self::Catalog(_) => Err(ReadError::NotAnObject { found: "a list of incidents" }),
        }
    }

    /// The incidents of a file of that name or address, be it one or many.
    #[must_use]
    pub fn into_catalog(self, name: &str) -> Catalog {
        match self {
            Self::Catalog(catalog) => catalog,
            Self::Incident(reading) => {
                let mut catalog = Catalog::default();
                catalog.add_incident(name, *reading);
                catalog
            }
        }
    }
}

/// The format of a file. What no reader knows is left to that of version 1, which says what it is not.
#[must_use]
pub fn reader_of(head: &Head<'_>) -> &'static dyn Reader {
    let mut best: (&'static dyn Reader, Confidence) = (&Version1, Confidence::None);
    for reader in READERS {
        let confidence = reader.sniff(head);
        if confidence > best.1 {
            best = (*reader, confidence);
        }
    }
    best.0
}

/// Reads the text of a file in the format it is in. `name` is the file's name or address, used for ids and problems;
/// `zones` answers for the zones it names. Reading pauses by `pace`: of one incident after some events, of many after some
/// incidents.
///
/// # Errors
/// [`ReadError`] when the text holds no incident at all, and [`ReadError::Stopped`] when `pace` ended the work.
pub async fn open(text: &str, name: &str, zones: &dyn ZoneSource, pace: &impl Pace) -> Result<Document, ReadError> {
    let reader = reader_of(&Head::new(name, text.as_bytes()));
    reader.read(Source::new(text, name, zones, pace)).await
}

/// `true` when a file holds many incidents, told by its beginning.
#[must_use]
pub fn is_catalog(start: &[u8]) -> bool {
    reader_of(&Head::new("", start)).is_collection()
}

/// `true` when a file holds an incident a line, told by its beginning: a [`LineReader`](super::LineReader) reads it piece
/// by piece.
#[must_use]
pub fn is_lines(start: &[u8]) -> bool {
    reader_of(&Head::new("", start)).name() == Lines.name()
}
