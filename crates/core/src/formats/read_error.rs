//! Why a file is no incident: what, where, and what to do.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::MOST_BYTES;
use crate::incident::{Problem, Visible};
use crate::pace::Stopped;

/// The bytes of a MiB.
const MIB: usize = 1 << 20;

/// Why some bytes are not an incident at all. `Display` says what, where, why and what to do. Handed on as JSON it is
/// [`Told`](Self::Told).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "Told", from = "Told")]
pub enum ReadError {
    /// There is nothing in the file.
    Empty,
    /// More bytes than are read.
    TooLarge {
        /// How many bytes the file has.
        bytes: usize,
    },
    /// The bytes are no text: neither UTF-8 nor UTF-16 with a byte order mark.
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
        /// What stands there: the line, or what of a long one is near.
        quoted: Box<str>,
    },
    /// The file is JSON, but no object.
    NotAnObject {
        /// What it is, with its article: "a list".
        found: Cow<'static, str>,
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
    /// A file in no format that is known here.
    Unknown {
        /// What it seems to be, with its article: "a web page".
        seems: Box<str>,
        /// What to do, in a sentence.
        remedy: Cow<'static, str>,
    },
    /// A file of a foreign format without any record of an incident.
    NoRecords {
        /// What the format is called.
        format: Box<str>,
    },
    /// There is no reader of that id.
    NoSuchReader {
        /// The id.
        id: Box<str>,
    },
    /// The part of the page that reads other formats than Faultline's own could not be fetched.
    NoReaders,
    /// Reading was ended before it was done.
    Stopped,
    /// What was read in another module of the page did not arrive, or not whole.
    Lost,
    /// What a reader in another module of the page found.
    Told(Told),
}

/// An error as it is handed on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// What happened, in a line.
    title: Box<str>,
    /// The error's sentences.
    text: Box<str>,
}

impl From<ReadError> for Told {
    fn from(error: ReadError) -> Self {
        Self { title: error.title().into(), text: error.to_string().into() }
    }
}

impl From<Told> for ReadError {
    fn from(told: Told) -> Self {
        Self::Told(told)
    }
}

impl From<Stopped> for ReadError {
    fn from(_: Stopped) -> Self {
        Self::Stopped
    }
}

impl ReadError {
    /// What happened, in a line.
    #[must_use]
    pub fn title(&self) -> &str {
        match self {
            Self::Empty => "The file is empty",
            Self::TooLarge { .. } => "The file is too large",
            Self::NotText { .. } => "The file is not text",
            Self::NotJson { .. } => "The file is not JSON",
            Self::NewerVersion { .. } => "The file needs a newer Faultline",
            Self::Stopped => "Reading was stopped",
            Self::NoReaders => "Part of the page could not be fetched",
            Self::Lost => "What was read did not arrive",
            Self::Unknown { .. } => "The format is not known",
            Self::NoSuchReader { .. } => "There is no such format",
            Self::NotAnObject { .. } | Self::NothingDated { .. } | Self::NoRecords { .. } => "This is not an incident",
            Self::Told(told) => &told.title,
        }
    }

    /// The error in a text that begins so many lines further down in its file.
    #[must_use]
    pub fn further_down(mut self, lines: u32) -> Self {
        if let Self::NotJson { line, .. } | Self::NotText { line, .. } = &mut self {
            *line += lines as usize;
        }
        self
    }
}

/// What `serde_json` refused of a text, and where.
pub(super) fn not_json(text: &str, error: &serde_json::Error) -> ReadError {
    /// How many characters are quoted on either side.
    const AROUND: usize = 30;
    let number = error.line().max(1);
    let line = text.split('\n').nth(number - 1).unwrap_or("").trim_end_matches('\r');
    // serde_json counts bytes from 1; of an end that comes too early, up to the last of them.
    let bytes = if error.is_eof() { line.len() } else { error.column().saturating_sub(1) };
    let before = line.get(..line.floor_char_boundary(bytes)).unwrap_or("");
    let after = line.get(before.len()..).unwrap_or("");
    let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    let cut = |is_cut| if is_cut { "…" } else { "" };
    let near = [before.get(start..).unwrap_or(""), after.get(..end).unwrap_or("")].concat();
    let quoted = [cut(start > 0), near.trim(), cut(end < after.len())].concat();
    let what = if error.is_eof() { "the file ends too early".to_owned() } else { error.to_string() };
    let what = what.rsplit_once(" at line ").map_or(&*what, |(what, _)| what);
    ReadError::NotJson { line: number, column: before.chars().count() + 1, what: what.into(), quoted: quoted.into() }
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => f.write_str("This file is empty. Choose another one."),
            Self::TooLarge { bytes } => write!(
                f,
                "This file has {} MiB; at most {} MiB are read. Take out long texts or split it into several incidents.",
                bytes.div_ceil(MIB),
                MOST_BYTES / MIB
            ),
            Self::NotText { line, column } => write!(
                f,
                "Line {line}, byte {column}: this is not text in UTF-8. Save the file as UTF-8, or as UTF-16 with a byte order mark; if it is compressed or a picture, it is no incident file."
            ),
            Self::NotJson { line, column, what, quoted } => {
                write!(f, "Line {line}, column {column}: this is not JSON ({what})")?;
                if !quoted.is_empty() {
                    write!(f, " near `{}`", Visible(quoted))?;
                }
                f.write_str(". Correct it there and open the file again.")
            }
            Self::NotAnObject { found } => {
                write!(
                    f,
                    "This file holds {found}, not an incident. An incident is one JSON object: {{ \"title\": … }}."
                )
            }
            Self::NewerVersion { version } => write!(
                f,
                "This file was written for version {version} of the format; this viewer reads version 1. Open it in a newer Faultline."
            ),
            Self::Unknown { seems, remedy } => {
                write!(f, "This seems to be {}, which holds no incident that is known here. {remedy}", Visible(seems))
            }
            Self::NoRecords { format } => {
                write!(
                    f,
                    "This was read as {}, and holds no incident, nor a part of one. Choose another file.",
                    Visible(format)
                )
            }
            Self::NoSuchReader { id } => write!(
                f,
                "No format is called {:?}. Choose one of those that `faultline formats` lists, or none: files are recognised by what they hold.",
                Visible(id).to_string()
            ),
            Self::NoReaders => f.write_str(
                "The file is in none of Faultline's own formats, and the part of the page that reads others could not be fetched. Check the connection and open the file again.",
            ),
            Self::Lost => f.write_str(
                "This was read, but did not arrive whole from the part of the page that reads other formats. Reload the page and open the file again.",
            ),
            Self::Stopped => f.write_str("Reading was stopped. Open the file again."),
            Self::Told(told) => f.write_str(&told.text),
            Self::NothingDated { problems } => {
                f.write_str(
                    "Nothing in this file has a date that could be read. Give an event in \"timeline\" a time: \"at\": \"2023-03-01T13:55:00Z\".",
                )?;
                match problems.iter().find(|problem| !problem.is_note()) {
                    Some(problem) => write!(f, " The first problem met: {problem}"),
                    None => Ok(()),
                }
            }
        }
    }
}

impl std::error::Error for ReadError {}
