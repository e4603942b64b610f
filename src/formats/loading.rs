//! Reading a file in slices: its bytes as they come, then its values, as many at a time as the caller has time for.
//! Must never give anything else than [`read`](super::read) gives, which is one slice over it all.

use std::sync::Arc;

use super::json::{Cursor, Malformed};
use super::native::{self, Refused, Slices};
use super::{Format, MOST_BYTES, ReadError, Reading, detect, id_of, last_line};
use crate::time::ZoneSource;

/// A file being read. Its bytes are given to [`take`](Self::take), in order; then [`step`](Self::step) is called until
/// it gives the reading.
pub struct Loading {
    name: Box<str>,
    text: String,
    /// The first bytes of a character whose others have not come yet.
    cut: Vec<u8>,
    /// Once the text is whole.
    reading: Option<(Arc<String>, Slices)>,
}

impl Loading {
    /// Before the first byte. `name` is the file's name or address, used for its id; room is made for so many bytes.
    #[must_use]
    pub fn new(name: &str, bytes: usize) -> Self {
        let text = String::with_capacity(bytes.min(MOST_BYTES));
        Self { name: name.into(), text, cut: Vec::new(), reading: None }
    }

    /// Takes the next bytes of the file, which are all looked at here.
    ///
    /// # Errors
    /// [`ReadError`] when they are not text, or too many.
    pub fn take(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        let size = self.text.len() + self.cut.len() + bytes.len();
        if size > MOST_BYTES {
            return Err(ReadError::TooLarge { bytes: size });
        }
        let joined;
        let bytes = if self.cut.is_empty() {
            bytes
        } else {
            joined = [std::mem::take(&mut self.cut).as_slice(), bytes].concat();
            &joined
        };
        match std::str::from_utf8(bytes) {
            Ok(text) => self.text.push_str(text),
            Err(error) => {
                let (good, rest) = bytes.split_at_checked(error.valid_up_to()).unwrap_or_default();
                self.text.push_str(std::str::from_utf8(good).unwrap_or(""));
                if error.error_len().is_some() {
                    return Err(self.not_text());
                }
                self.cut = rest.to_vec();
            }
        }
        Ok(())
    }

    fn not_text(&self) -> ReadError {
        let (line, before) = last_line(without_mark(&self.text));
        ReadError::NotText { line, column: before.len() + 1 }
    }

    /// How far reading has come: bytes read, bytes in all, and events met so far.
    #[must_use]
    pub fn progress(&self) -> (usize, usize, usize) {
        self.reading.as_ref().map_or((0, self.text.len(), 0), |(text, slices)| {
            let (read, events) = slices.progress();
            (read, text.len(), events)
        })
    }

    /// Reads on for about so many bytes, at least one; all bytes have been taken. `None` while there is more to read.
    ///
    /// # Errors
    /// [`ReadError`] when the file is not an incident at all.
    pub fn step(&mut self, zones: &dyn ZoneSource, bytes: usize) -> Result<Option<Reading>, ReadError> {
        let Some((text, slices)) = &mut self.reading else {
            return self.begin().map(|()| None);
        };
        match slices.step(text, zones, bytes.max(1)) {
            Ok(false) => return Ok(None),
            Ok(true) => {}
            Err(Refused::Malformed(error)) => return Err(not_json(text, error)),
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
        if !self.cut.is_empty() {
            return Err(self.not_text());
        }
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
        let slices = match detect(&self.text) {
            Format::Native => Slices::new(mark),
        };
        self.reading = Some((Arc::new(std::mem::take(&mut self.text)), slices));
        Ok(())
    }
}

fn not_json(text: &str, error: Malformed) -> ReadError {
    let mark = text.len() - without_mark(text).len();
    let (line, before) = last_line(text.get(mark..error.at).unwrap_or(text));
    ReadError::NotJson { line, column: before.chars().count() + 1, what: error.what.into() }
}

/// A text without the byte order mark at its start.
fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
