//! The bytes of a file as they come in, made text piece by piece, so that nothing is left to do once the last is there. Must
//! never look at what the text says.

use super::{MOST_BYTES, ReadError, last_line};

/// A file coming in. Its bytes are given to [`take`](Self::take), in order.
#[derive(Debug, Default)]
pub struct Incoming {
    text: String,
    /// The first bytes of a character whose others have not come yet.
    cut: Vec<u8>,
}

impl Incoming {
    /// Before the first byte; room is made for so many.
    #[must_use]
    pub fn with_room(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes.min(MOST_BYTES)), cut: Vec::new() }
    }

    /// How many bytes have come.
    #[must_use]
    pub fn length(&self) -> usize {
        self.text.len() + self.cut.len()
    }

    /// Takes the next bytes of the file.
    ///
    /// # Errors
    /// [`ReadError`] when they are not text, or too many.
    pub fn take(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
        let size = self.length() + bytes.len();
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
                    return Err(not_text(&self.text));
                }
                self.cut = rest.to_vec();
            }
        }
        Ok(())
    }

    /// The text, once all bytes have come.
    ///
    /// # Errors
    /// [`ReadError::NotText`] when the last character is cut off.
    pub fn finish(mut self) -> Result<String, ReadError> {
        if !self.cut.is_empty() {
            return Err(not_text(&self.text));
        }
        // A file whose length nobody told has made room by doubling it.
        self.text.shrink_to_fit();
        Ok(self.text)
    }
}

/// What follows this much of a file is no text.
fn not_text(good: &str) -> ReadError {
    let (line, before) = last_line(super::without_mark(good));
    ReadError::NotText { line, column: before.len() + 1 }
}

/// All bytes of a file as text.
///
/// # Errors
/// [`ReadError`] when they are not text, or too many.
pub fn text_of(bytes: Vec<u8>) -> Result<String, ReadError> {
    if bytes.len() > MOST_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    String::from_utf8(bytes).map_err(|error| {
        let good = error.as_bytes().get(..error.utf8_error().valid_up_to()).unwrap_or(&[]);
        not_text(std::str::from_utf8(good).unwrap_or(""))
    })
}
