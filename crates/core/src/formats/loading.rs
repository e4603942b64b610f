//! Reading a file in slices: its values, as many at a time as the caller has time for. Must never give anything else than
//! [`read`](super::read) gives, which is one slice over it all.

use std::sync::Arc;

use super::json::{Cursor, Malformed};
use super::native::{self, Refused, Slices};
use super::{Format, ReadError, Reading, detect, id_of, last_line, without_mark};
use crate::time::ZoneSource;

/// A file being read: [`step`](Self::step) is called until it gives the reading.
pub struct Loading {
    name: Box<str>,
    text: Arc<String>,
    /// Once it was looked at what begins the text.
    slices: Option<Slices>,
}

impl Loading {
    /// Before the first step. `name` is the file's name or address, used for its id.
    #[must_use]
    pub fn new(name: &str, text: String) -> Self {
        Self { name: name.into(), text: Arc::new(text), slices: None }
    }

    /// How far reading has come: bytes read, bytes in all, and events met so far.
    #[must_use]
    pub fn progress(&self) -> (usize, usize, usize) {
        let (read, events) = self.slices.as_ref().map_or((0, 0), Slices::progress);
        (read, self.text.len(), events)
    }

    /// Reads on for about so many bytes, at least one. `None` while there is more to read.
    ///
    /// # Errors
    /// [`ReadError`] when the file is not an incident at all.
    pub fn step(&mut self, zones: &dyn ZoneSource, bytes: usize) -> Result<Option<Reading>, ReadError> {
        let Some(slices) = &mut self.slices else {
            return self.begin().map(|()| None);
        };
        match slices.step(&self.text, zones, bytes.max(1)) {
            Ok(false) => return Ok(None),
            Ok(true) => {}
            Err(Refused::Malformed(error)) => return Err(not_json(&self.text, error)),
            Err(Refused::Newer(version)) => return Err(ReadError::NewerVersion { version }),
        }
        let (mut incident, problems) = std::mem::take(slices).finish();
        if !native::is_dated(&incident) {
            return Err(ReadError::NothingDated { problems });
        }
        if incident.id.is_empty() {
            incident.id = id_of(&self.name, &incident.title);
        }
        Ok(Some(Reading { incident, problems }))
    }

    /// Looks at what begins the text.
    fn begin(&mut self) -> Result<(), ReadError> {
        let mark = self.text.len() - without_mark(&self.text).len();
        let mut cursor = Cursor::at(&self.text, mark);
        let found = match cursor.peek() {
            None => return Err(ReadError::Empty),
            Some(b'{') => "",
            Some(b'[') => "a list",
            Some(b'"') => "a text",
            Some(b't' | b'f') => "true or false",
            Some(b'n') => "null",
            Some(_) => "a number",
        };
        if !found.is_empty() {
            cursor.skip().and_then(|_| cursor.end()).map_err(|error| not_json(&self.text, error))?;
            return Err(ReadError::NotAnObject { found });
        }
        self.slices = Some(match detect(&self.text) {
            Format::Native => Slices::new(mark),
        });
        Ok(())
    }
}

fn not_json(text: &str, error: Malformed) -> ReadError {
    let mark = text.len() - without_mark(text).len();
    let (line, before) = last_line(text.get(mark..error.at).unwrap_or(text));
    ReadError::NotJson { line, column: before.chars().count() + 1, what: error.what.into() }
}
