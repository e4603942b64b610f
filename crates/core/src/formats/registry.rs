//! Reading a file of any format that is known here: which format it is, and what it holds.

use super::{Catalog, CatalogReader, Loading, ReadError, Reading, is_catalog};
use crate::pace::{Pace, Progress};
use crate::time::ZoneSource;

/// What a file holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Document {
    /// One incident.
    Incident(Reading),
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
            Self::Incident(reading) => Ok(reading),
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
                catalog.add_incident(name, reading);
                catalog
            }
        }
    }
}

/// Reads the text of a file in the format it is in. `name` is the file's name or address, used for ids and problems;
/// `zones` answers for the zones it names. Reading pauses by `pace`: of one incident after some events, of many after some
/// incidents.
///
/// # Errors
/// [`ReadError`] when the text holds no incident at all, and [`ReadError::Stopped`] when `pace` ended the work.
pub async fn open(text: &str, name: &str, zones: &dyn ZoneSource, pace: &impl Pace) -> Result<Document, ReadError> {
    const STEP: usize = 1 << 16;
    if is_catalog(text.as_bytes()) {
        let mut reader = CatalogReader::open(text.to_owned(), name)?;
        while reader.read_some(STEP, zones) {
            let (done, total) = reader.progress();
            pace.pause(Progress { done, total: Some(total) }).await?;
        }
        return reader.finish().map(Document::Catalog);
    }
    let mut loading = Loading::new(name, text.to_owned());
    loop {
        if let Some(reading) = loading.step(zones, STEP)? {
            return Ok(Document::Incident(reading));
        }
        let (read, bytes, events) = loading.progress();
        let about = (events as u64 * bytes as u64).checked_div(read as u64).unwrap_or(0);
        let total = usize::try_from(about).unwrap_or(events).max(events);
        pace.pause(Progress { done: events, total: Some(total) }).await?;
    }
}

/// A file with an incident on each line, read piece by piece, so that it may be of any size.
#[derive(Clone, Debug)]
pub struct LineReader {
    name: Box<str>,
    lines: u32,
    incidents: u32,
}

impl LineReader {
    /// Before the first line of a file of that name or address.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.into(), lines: 0, incidents: 0 }
    }

    /// Reads a piece of the file that ends with a line, or with the file.
    ///
    /// # Errors
    /// [`ReadError`] when the piece is not text, or was written for a later version. Reading goes on with the next.
    pub fn read(&mut self, piece: Vec<u8>, zones: &dyn ZoneSource) -> Result<Catalog, ReadError> {
        let before = self.lines;
        let lines = piece.iter().filter(|byte| **byte == b'\n').count();
        self.lines = self.lines.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        let mut reader = CatalogReader::lines(piece, &self.name, before, self.incidents)?;
        while reader.read_some(usize::MAX, zones) {}
        self.incidents = reader.items();
        reader.finish()
    }
}
