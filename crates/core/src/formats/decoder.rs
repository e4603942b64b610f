//! The bytes of a file made text piece by piece, as they come in.

use super::registry::without_mark;
use super::{MOST_BYTES, ReadError};

/// UTF-8 bytes made text. They are given to [`push`](Self::push), in order.
#[derive(Debug, Default)]
pub struct TextDecoder {
    text: String,
    /// The first bytes of a character whose others have not come yet.
    cut: Vec<u8>,
}

impl TextDecoder {
    /// Before the first byte; room is made for so many.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
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
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), ReadError> {
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
    let good = without_mark(good);
    let last_line = good.rsplit('\n').next().unwrap_or(good);
    ReadError::NotText { line: good.matches('\n').count() + 1, column: last_line.len() + 1 }
}

/// The bytes of a file as text.
///
/// # Errors
/// [`ReadError`] when they are not text, or too many.
pub fn text_of(bytes: &[u8]) -> Result<&str, ReadError> {
    if bytes.len() > MOST_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    std::str::from_utf8(bytes).map_err(|_| not_text(bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid())))
}
