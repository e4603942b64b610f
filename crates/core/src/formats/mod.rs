//! Files to incidents, and what could not be read of them.
//!
//! Reading never fails half-way: only "this is not an incident at all" is an error. What could not be understood of a
//! file that holds one is a [`Problem`], and the rest is there.

mod collection;
mod context;
mod conversion;
mod decoder;
mod document;
mod foreign;
mod json;
mod lenient;
mod options;
mod outline;
mod read_error;
mod readers;
mod registry;
mod unknown;

pub use collection::{
    Catalog, CatalogProblem, CatalogProblemKind, Counts, Entry, LineReader, MOST_PROBLEMS, read_catalog,
};
pub use conversion::{Conversion, FieldConversion, NameConversion};
pub use decoder::{TextDecoder, text_of};
pub use document::{DocumentReading, LineReading, Meaning};
pub use foreign::Origin;
pub use options::{NameTable, ReadOptions, read_day, usual_milestone};
pub use read_error::{ReadError, Told};
pub use registry::{
    Confidence, Document, Head, Outline, READERS, Reader, Source, Work, endings, is_lines, is_version_1,
    join_documents, open, open_own, reader_by_id, reader_of, severity_is_impact,
};

pub(crate) use collection::{entry_json, own_entry};
pub(crate) use json::{Json, incident_json, schema_json};

use crate::incident::{Incident, Problem};
use crate::pace::{NoPause, run_now};
use crate::time::ZoneSource;

/// What a reader understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// Everything that could be read.
    pub incident: Incident,
    /// Everything that could not, in the order of the file.
    pub problems: Vec<Problem>,
    /// What became of the fields of foreign formats: one for each that was read; none for a file of version 1.
    pub conversions: Vec<Conversion>,
    /// How it relates to incidents of other files; `None` for a file of version 1.
    pub origin: Option<Origin>,
    /// What each line of a document became; `None` for a file that is none.
    pub document: Option<Box<DocumentReading>>,
}

/// More bytes than this are not read: 256 MiB.
pub const MOST_BYTES: usize = 256 << 20;

/// Reads a file at once, be it of one incident or of many, in the format it is in or that `options` name. `name` is the
/// file's name or address, used for ids and problems; `zones` answers for the zones it names.
///
/// # Errors
/// [`ReadError`] when there is no incident in it at all.
pub fn read_document(
    bytes: &[u8],
    name: &str,
    options: &ReadOptions,
    zones: &dyn ZoneSource,
) -> Result<Document, ReadError> {
    run_now(open(&text_of(bytes)?, name, options, zones, &NoPause))
}

/// Reads a file with one incident at once, as [`read_document`] does without options.
///
/// # Errors
/// [`ReadError`] when there is no incident in it at all, or there are many.
pub fn read(bytes: &[u8], name: &str, zones: &dyn ZoneSource) -> Result<Reading, ReadError> {
    read_document(bytes, name, ReadOptions::NONE, zones)?.into_incident()
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
