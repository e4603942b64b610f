//! Bytes to an incident and what could not be read of it, one file a format; and an incident to bytes.
//!
//! Reading never fails half-way: only "this is not an incident at all" is an error. Nothing here draws or measures.

use crate::incident::{Incident, Problem};
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
}

/// Reads an incident file. `name` is the file's name or address, used for its id; `zones` answers for the file's zone.
///
/// # Errors
/// [`ReadError`] when the bytes are not an incident at all.
pub fn read(bytes: &[u8], name: &str, zones: &dyn ZoneSource) -> Result<Reading, ReadError> {
    let _ = (bytes, name, zones);
    Err(ReadError::Empty)
}
