//! Bytes to an incident and what could not be read of it, one file a format; and an incident to bytes.
//!
//! Reading never fails half-way: only "this is not an incident at all" is an error. Nothing here draws or measures.

mod catalog;
mod incoming;
mod json;
mod loading;
mod native;
mod read_error;
mod registry;
mod statuspage;

pub use catalog::{
    Catalog, CatalogProblem, CatalogReader, Counts, Entry, Fault, MOST_PROBLEMS, Mapping, is_catalog, read_catalog,
};
pub use catalog::{is_lines, write_entry, write_index};
pub use incoming::{Incoming, text_of};
pub use loading::Loading;
// The schema is for editors and the documentation: its words are bytes that no reader of a postmortem needs.
pub use native::schema;
pub use registry::{Document, LineReader, open};

use crate::incident::{Incident, Problem};
use crate::pace::Stopped;
use crate::time::ZoneSource;

/// What a reader understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Everything that could be read.
    pub incident: Incident,
    /// Everything that could not, in the order of the file.
    pub problems: Vec<Problem>,
}

/// Why some bytes are not an incident at all. `Display` says what, where, why and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// There is nothing in the file.
    Empty,
    /// More bytes than are read.
    TooLarge {
        /// How many bytes the file has.
        bytes: usize,
    },
    /// The file is not UTF-8.
    NotText {
        /// The line of the first bad byte, from 1.
        line: usize,
        /// Its column in bytes, from 1.
        column: usize,
    },
    /// The file is not JSON.
    NotJson {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What the parser met, in a few words.
        what: Box<str>,
    },
    /// The file is JSON, but no object.
    NotAnObject {
        /// What it is, with its article: "a list".
        found: &'static str,
    },
    /// The file was written for a later version of the format.
    NewerVersion {
        /// That version.
        version: Box<str>,
    },
    /// An object in which nothing has a date: no event, impact or milestone.
    NothingDated {
        /// The problems found on the way, which may say why.
        problems: Vec<Problem>,
    },
    /// Reading was ended before it was done.
    Stopped,
}

impl From<Stopped> for ReadError {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

/// More bytes than this are not read: 256 MiB.
pub const MOST_BYTES: usize = 256 << 20;

/// A format that incidents come in.
enum Format {
    /// Faultline's own.
    Native,
}

/// The format of a text. Other formats enter here, each told by what only it has.
fn detect(_text: &str) -> Format {
    Format::Native
}

/// Reads an incident file. `name` is the file's name or address, used for its id; `zones` answers for the file's zone.
///
/// # Errors
/// [`ReadError`] when the bytes are not an incident at all.
pub fn read(bytes: &[u8], name: &str, zones: &dyn ZoneSource) -> Result<Reading, ReadError> {
    let mut loading = Loading::new(name, text_of(bytes.to_vec())?);
    loop {
        if let Some(reading) = loading.step(zones, usize::MAX)? {
            return Ok(reading);
        }
    }
}

/// Writes an incident in Faultline's own format, so that reading it gives the same incident again: keys in the order
/// of `docs/format.md`, unknown keys at the end of their objects, ids made from position left out. Times carry the
/// offset of the incident's zone, which is asked of `zones`.
#[must_use]
pub fn write(incident: &Incident, zones: &dyn ZoneSource) -> String {
    native::write(incident, zones)
}

/// A text without the byte order mark at its start.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// The line from 1 of the end of a text, and what stands in that line.
fn last_line(text: &str) -> (usize, &str) {
    let line = text.rsplit('\n').next().unwrap_or(text);
    (text.matches('\n').count() + 1, line)
}

/// An id from a file's name or address without its folders, query and endings, else from the title.
fn id_of(name: &str, title: &str) -> Box<str> {
    let path = name.split(['?', '#']).next().unwrap_or(name);
    let file = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let id = [stem, title].iter().map(|text| slug(text)).find(|slug| !slug.is_empty());
    id.unwrap_or_else(|| "incident".to_owned()).into()
}

/// Small letters and digits, with one hyphen for anything else between them.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().filter(char::is_ascii) {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_comes_from_the_file_name_else_the_title() {
        for (name, title, id) in [
            ("outage-7.json", "Title", "outage-7"),
            ("https://example.com/a/Big%20Outage.v2.json?x=1#y", "", "big-20outage-v2"),
            ("C:\\files\\Db Down.json", "", "db-down"),
            ("", "The database: down!", "the-database-down"),
            (".json", "Ends with -", "ends-with"),
            ("", "日本", "incident"),
        ] {
            assert_eq!(&*id_of(name, title), id);
        }
    }
}
