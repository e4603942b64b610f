//! What one module of the page read, as text for another.
//!
//! The page itself carries the readers of Faultline's own formats. All others are in a module that is fetched when a file
//! needs one: it is handed a text and [`ReadOptions`], and hands back a [`Document`] or a [`ReadError`], each as JSON.
//! Incidents cross as version 1. A [`Problem`] crosses as its sentence, an error as [`ReadError::Told`].

use serde::{Deserialize, Serialize};

use crate::export::json::write_entry;
use crate::formats::{
    Catalog, CatalogProblem, CatalogProblemKind, Conversion, Document, DocumentReading, Entry, Origin, READERS,
    ReadError, ReadOptions, Reader, Reading, own_entry,
};
use crate::incident::{Incident, Problem};
use crate::time::ZoneSource;

/// An answer as it crosses.
#[derive(Serialize, Deserialize)]
enum Answer {
    Incident {
        entry: Crossing,
        problems: Vec<Problem>,
        conversions: Vec<Conversion>,
        document: Option<Box<DocumentReading>>,
    },
    Catalog {
        title: Box<str>,
        entries: Vec<Crossing>,
        parts: Vec<Box<str>>,
        problems: Vec<CatalogProblem>,
        unlisted: u32,
        conversions: Vec<Conversion>,
    },
    Error(ReadError),
}

/// An incident as it crosses: as JSON, and what that does not say.
#[derive(Serialize, Deserialize)]
struct Crossing {
    json: String,
    id: Box<str>,
    whole: bool,
    origin: Option<Origin>,
}

impl Crossing {
    fn of(entry: Entry, zones: &dyn ZoneSource) -> Self {
        Self { json: write_entry(&entry, zones), id: entry.incident.id, whole: entry.whole, origin: entry.origin }
    }

    fn entry(self, zones: &dyn ZoneSource) -> Option<Entry> {
        let Self { json, id, whole, origin } = self;
        let entry = own_entry(&json, zones)?;
        Some(Entry { incident: Incident { id, ..entry.incident }, whole, origin, ..entry })
    }
}

/// Writes what was read, or why nothing was.
#[must_use]
pub fn write_answer(answer: Result<Document, ReadError>, zones: &dyn ZoneSource) -> String {
    let answer = match answer {
        Err(error) => Answer::Error(error),
        Ok(Document::Incident(reading)) => {
            let Reading { incident, problems, conversions, origin, document } = *reading;
            let entry = Crossing::of(Entry { origin, ..Entry::whole(incident) }, zones);
            Answer::Incident { entry, problems, conversions, document }
        }
        Ok(Document::Catalog(catalog)) => {
            let Catalog { title, entries, parts, problems, unlisted, conversions } = catalog;
            let entries = entries.into_iter().map(|entry| Crossing::of(entry, zones)).collect();
            Answer::Catalog { title, entries, parts, problems, unlisted, conversions }
        }
    };
    serde_json::to_string(&answer).unwrap_or_default()
}

/// Reads what [`write_answer`] wrote.
///
/// # Errors
/// The error that was written, told. [`ReadError::Lost`] for a text that is no answer, or whose one incident cannot be read
/// again. Of several incidents, each that cannot is left out, with a problem.
pub fn read_answer(text: &str, zones: &dyn ZoneSource) -> Result<Document, ReadError> {
    match serde_json::from_str(text).map_err(|_| ReadError::Lost)? {
        Answer::Error(error) => Err(error),
        Answer::Incident { entry, problems, conversions, document } => {
            let Entry { incident, origin, .. } = entry.entry(zones).ok_or(ReadError::Lost)?;
            Ok(Document::Incident(Box::new(Reading { incident, problems, conversions, origin, document })))
        }
        Answer::Catalog { title, entries: crossings, parts, mut problems, unlisted, conversions } => {
            // Where each entry that was sent stands among those that arrived.
            let (mut entries, mut positions, mut lost) = (Vec::with_capacity(crossings.len()), Vec::new(), Vec::new());
            for (sent, crossing) in (0..).zip(crossings) {
                let entry = crossing.entry(zones);
                positions.push(entry.is_some().then(|| u32::try_from(entries.len()).unwrap_or(u32::MAX)));
                match entry {
                    Some(entry) => entries.push(entry),
                    None => lost.push(CatalogProblem {
                        file: title.clone(),
                        entry: None,
                        list: Box::default(),
                        item: Some(sent),
                        line: 0,
                        kind: CatalogProblemKind::Unread(ReadError::Lost),
                    }),
                }
            }
            for problem in &mut problems {
                problem.entry = problem.entry.and_then(|sent| *positions.get(sent as usize)?);
            }
            problems.append(&mut lost);
            Ok(Document::Catalog(Catalog { title, entries, parts, problems, unlisted, conversions }))
        }
    }
}

/// Writes what reading is told.
#[must_use]
pub fn write_options(options: &ReadOptions) -> String {
    serde_json::to_string(options).unwrap_or_default()
}

/// Reads what [`write_options`] wrote. Of another text nothing is told.
#[must_use]
pub fn read_options(text: &str) -> ReadOptions {
    serde_json::from_str(text).unwrap_or_default()
}

/// A format that can be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Format {
    /// The id of its reader.
    pub id: Box<str>,
    /// What it is called.
    pub name: Box<str>,
    /// How the names of its files end, without the dot.
    pub endings: Vec<Box<str>>,
}

/// Writes the formats that can be read.
#[must_use]
pub fn write_formats() -> String {
    let format = |reader: &&dyn Reader| Format {
        id: reader.id().into(),
        name: reader.name().into(),
        endings: reader.endings().iter().map(|ending| (*ending).into()).collect(),
    };
    serde_json::to_string(&READERS.iter().map(format).collect::<Vec<_>>()).unwrap_or_default()
}

/// Reads what [`write_formats`] wrote; none of another text.
#[must_use]
pub fn read_formats(text: &str) -> Vec<Format> {
    serde_json::from_str(text).unwrap_or_default()
}
