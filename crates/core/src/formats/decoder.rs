//! The bytes of a file made text piece by piece, as they come in.

use std::borrow::Cow;

use super::registry::without_mark;
use super::{MOST_BYTES, ReadError};

/// Bytes made text: UTF-8, or UTF-16 that begins with a byte order mark. They are given to [`push`](Self::push), in order.
#[derive(Debug, Default)]
pub struct TextDecoder {
    text: String,
    /// The first bytes of a character whose others have not come yet.
    cut: Vec<u8>,
    /// How two bytes make a unit of UTF-16.
    utf_16: Option<fn([u8; 2]) -> u16>,
}

impl TextDecoder {
    /// Before the first byte; room is made for so many.
    #[must_use]
    pub fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes.min(MOST_BYTES)), ..Self::default() }
    }

    /// How many bytes of text there are.
    fn length(&self) -> usize {
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
        let mut bytes = if self.cut.is_empty() {
            bytes
        } else {
            joined = [std::mem::take(&mut self.cut).as_slice(), bytes].concat();
            &joined
        };
        if self.text.is_empty() && self.utf_16.is_none() {
            if let [0xfe | 0xff] = bytes {
                self.cut = bytes.to_vec();
                return Ok(());
            }
            if let Some(order) = utf_16_of(bytes) {
                (self.utf_16, bytes) = (Some(order), bytes.get(2..).unwrap_or_default());
            }
        }
        if let Some(order) = self.utf_16 {
            return self.push_utf_16(bytes, order);
        }
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

    fn push_utf_16(&mut self, bytes: &[u8], order: fn([u8; 2]) -> u16) -> Result<(), ReadError> {
        let (pairs, odd) = bytes.as_chunks::<2>();
        let units = pairs.iter().map(|pair| order(*pair));
        // The first half of a pair waits for the second.
        let is_half = units.clone().next_back().is_some_and(|unit| (0xd800..0xdc00).contains(&unit));
        let whole = pairs.len() - usize::from(is_half);
        for character in char::decode_utf16(units.take(whole)) {
            self.text.push(character.map_err(|_| not_text(&self.text))?);
        }
        self.cut = [pairs.get(whole..).unwrap_or_default().as_flattened(), odd].concat();
        if self.text.len() > MOST_BYTES { Err(ReadError::TooLarge { bytes: self.text.len() }) } else { Ok(()) }
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

/// How bytes that begin with the byte order mark of UTF-16 make its units.
fn utf_16_of(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    match bytes {
        [0xfe, 0xff, ..] => Some(u16::from_be_bytes),
        [0xff, 0xfe, ..] => Some(u16::from_le_bytes),
        _ => None,
    }
}

/// What follows this much of a file is no text.
fn not_text(good: &str) -> ReadError {
    let good = without_mark(good);
    let last_line = good.rsplit('\n').next().unwrap_or(good);
    ReadError::NotText { line: good.matches('\n').count() + 1, column: last_line.len() + 1 }
}

/// The bytes of a file as text: UTF-8, or UTF-16 that begins with a byte order mark.
///
/// # Errors
/// [`ReadError`] when they are not text, or too many.
pub fn text_of(bytes: &[u8]) -> Result<Cow<'_, str>, ReadError> {
    if bytes.len() > MOST_BYTES {
        return Err(ReadError::TooLarge { bytes: bytes.len() });
    }
    if utf_16_of(bytes).is_some() {
        let mut decoder = TextDecoder::default();
        decoder.push(bytes)?;
        return decoder.finish().map(Cow::Owned);
    }
    let text = std::str::from_utf8(bytes);
    text.map(Cow::Borrowed).map_err(|_| not_text(bytes.utf8_chunks().next().map_or("", |chunk| chunk.valid())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_16_is_text_however_it_is_cut() {
        let text = "{\"title\":\"é 😀 日本\"}";
        for order in [u16::to_be_bytes, u16::to_le_bytes] {
            let bytes: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(order).collect();
            assert_eq!(text_of(&bytes).unwrap(), text);
            for cut in 0..bytes.len() {
                let mut decoder = TextDecoder::default();
                decoder.push(&bytes[..cut]).unwrap();
                decoder.push(&bytes[cut..]).unwrap();
                assert_eq!(decoder.finish().unwrap(), text, "{cut}");
            }
            assert!(text_of(&bytes[..bytes.len() - 1]).is_err(), "cut inside a unit");
        }
        assert!(text_of(&[0xfe, 0xff, 0xdc, 0x00]).is_err(), "the second half of a pair alone");
        assert!(text_of(&[0xff]).is_err() && text_of(&[0xfe]).is_err());
    }
}
