//! A piece of a file's text, shared instead of copied: a file of a million events holds five million of them. Must
//! never change once it is made.

use std::num::NonZeroU32;
use std::sync::Arc;

/// A text of the incident: a piece of the file it was read from, or a text of its own. Behaves as the `str` it stands
/// for. The file's text lives for as long as one piece of it does.
#[derive(Clone)]
pub struct Text {
    /// `None` only of an empty text.
    source: Option<Arc<String>>,
    start: u32,
    /// One more than its bytes, so that 0 is free to stand for no text: an `Option` of it is no larger.
    length_and_one: NonZeroU32,
}

impl Default for Text {
    fn default() -> Self {
        Self { source: None, start: 0, length_and_one: NonZeroU32::MIN }
    }
}

impl Text {
    /// The piece of a text that begins at a byte and has so many bytes; it reads as empty when there is no such piece.
    #[must_use]
    #[inline]
    pub fn piece(source: &Arc<String>, start: usize, length: usize) -> Self {
        // Whether there is such a piece is asked when it is read: most of a million never are.
        match (u32::try_from(start), u32::try_from(length).ok().and_then(|length| NonZeroU32::MIN.checked_add(length)))
        {
            (Ok(start), Some(length_and_one)) => Self { source: Some(Arc::clone(source)), start, length_and_one },
            _ => Self::default(),
        }
    }

    /// Its characters.
    #[must_use]
    #[inline]
    pub fn as_str(&self) -> &str {
        let start = self.start as usize;
        let source = self.source.as_deref();
        let end = start.saturating_add(self.length_and_one.get() as usize - 1);
        source.and_then(|source| source.get(start..end)).unwrap_or("")
    }
}

impl std::ops::Deref for Text {
    type Target = str;

    #[inline]
    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl AsRef<str> for Text {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl std::borrow::Borrow<str> for Text {
    fn borrow(&self) -> &str {
        self.as_str()
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        let length = text.len();
        if length == 0 {
            return Self::default();
        }
        Self::piece(&Arc::new(text), 0, length)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.as_str().to_owned()
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        let same_piece = || match (&self.source, &other.source) {
            (Some(a), Some(b)) => {
                Arc::ptr_eq(a, b) && self.start == other.start && self.length_and_one == other.length_and_one
            }
            _ => false,
        };
        same_piece() || self.as_str() == other.as_str()
    }
}

impl Eq for Text {}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Text {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl std::hash::Hash for Text {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Debug::fmt(self.as_str(), f)
    }
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        std::fmt::Display::fmt(self.as_str(), f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_the_text_it_stands_for() {
        let source = Arc::new("an événement".to_owned());
        assert_eq!(&*Text::piece(&source, 3, 5), "évé");
        assert_eq!(Text::piece(&source, 0, 2), Text::from("an"));
        assert_eq!(Text::piece(&source, 0, 2).to_string(), "an");
        assert_eq!(&*Text::default(), "");
    }

    #[test]
    fn a_piece_that_is_not_there_is_empty() {
        let source = Arc::new("é".to_owned());
        for (start, length) in [(0, 1), (1, 1), (0, 3), (5, 0), (usize::MAX, 2), (u32::MAX as usize, u32::MAX as usize)]
        {
            assert_eq!(&*Text::piece(&source, start, length), "", "{start} {length}");
        }
    }
}
