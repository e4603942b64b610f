//! A quick way through JSON that is written as programs write it. Anything else ends it: `None`, which is no judgement. Must
//! never report anything.

use super::super::json::plain_run;

/// A place in a text.
pub(super) struct Scan<'a> {
    text: &'a str,
    at: usize,
}

/// A key, compared eight bytes at once.
pub(super) struct Key<K> {
    /// What it is.
    pub name: K,
    /// How it begins, and which of those bytes are its own or the quote after it.
    word: u64,
    mask: u64,
    /// What of it, with that quote, does not fit there.
    rest: &'static [u8],
    /// All of it, with that quote.
    length: usize,
}

impl<K> Key<K> {
    /// A key from how it is written, with the quote after it: `id"`.
    pub const fn new(key: K, quoted: &'static [u8]) -> Self {
        let (mut word, mut mask, mut at) = (0, 0, 0);
        while at < quoted.len() && at < 8 {
            #[expect(clippy::indexing_slicing, reason = "worked out when this is compiled, where it would be an error")]
            let byte = quoted[at] as u64;
            word |= byte << (8 * at);
            mask |= 0xff << (8 * at);
            at += 1;
        }
        Self { name: key, word, mask, rest: quoted.split_at(at).1, length: quoted.len() }
    }
}

/// Keys that an object may have, by the names of a variant each.
macro_rules! keys {
    ($(#[$about:meta])* $name:ident { $($key:ident = $quoted:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy)]
        enum $name { $($key),+ }

        impl $name {
            const KEYS: &[Key<Self>] = &[$(Key::new(Self::$key, $quoted)),+];
        }
    };
}
pub(super) use keys;

impl<'a> Scan<'a> {
    /// At the beginning of a text.
    pub const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// How many bytes were passed over.
    pub const fn place(&self) -> usize {
        self.at
    }

    /// The next byte after white space.
    #[expect(clippy::inline_always, reason = "a module built for size calls it, which takes longer than it does")]
    #[inline(always)]
    pub fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if byte > b' ' {
                return Some(byte);
            }
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return None;
            }
            self.at += 1;
        }
    }

    /// The same, passed over.
    #[expect(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    #[expect(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn eat(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then_some(())
    }

    /// The bytes after the quote that begins a text.
    #[inline]
    pub fn quoted(&mut self) -> Option<&'a [u8]> {
        self.eat(b'"')?;
        self.text.as_bytes().get(self.at..)
    }

    /// Passes over so many bytes of a text and the quote after it.
    #[inline]
    pub fn end_quote(&mut self, length: usize) -> Option<()> {
        let end = self.at + length;
        self.at = end + 1;
        (self.text.as_bytes().get(end) == Some(&b'"')).then_some(())
    }

    /// A text that is not empty.
    #[inline]
    pub fn string(&mut self) -> Option<&'a str> {
        self.eat(b'"')?;
        let bytes = self.text.as_bytes();
        let start = self.at;
        loop {
            self.at += plain_run(bytes.get(self.at..)?);
            match bytes.get(self.at)? {
                b'"' => break,
                b'\\' | 0..=0x1f => return None,
                _ => self.at += 1,
            }
        }
        let text = self.text.get(start..self.at).filter(|text| !text.is_empty());
        self.at += 1;
        text
    }

    /// The same, as a text of its own.
    pub fn boxed(&mut self) -> Option<Box<str>> {
        self.string().map(Into::into)
    }

    /// A whole number of up to nine digits.
    pub fn number(&mut self) -> Option<u32> {
        let first = self.peek()?;
        let start = self.at;
        let mut number = 0;
        while let Some(digit @ b'0'..=b'9') = self.text.as_bytes().get(self.at) {
            if self.at - start >= 9 {
                return None;
            }
            number = number * 10 + u32::from(digit - b'0');
            self.at += 1;
        }
        // No number begins with a 0 but 0, and what follows has to end it.
        let ends = matches!(self.text.as_bytes().get(self.at), Some(b',' | b'}' | b' ' | b'\n' | b'\r' | b'\t'));
        (self.at > start && ends && (first != b'0' || self.at == start + 1)).then_some(number)
    }

    /// An object that is not empty: `value` reads the value of a key, of which none may stand twice. Quickest where they stand
    /// in the order of `keys`.
    pub fn object<K: Copy>(
        &mut self,
        keys: &[Key<K>],
        mut value: impl FnMut(&mut Self, K) -> Option<()>,
    ) -> Option<()> {
        self.eat(b'{')?;
        let (mut seen, mut expected) = (0_u32, 0);
        loop {
            let bytes = self.quoted()?;
            let word = u64::from_le_bytes(*bytes.first_chunk()?);
            let mut left = keys.len();
            let key = loop {
                left = left.checked_sub(1)?;
                let key = keys.get(expected)?;
                if (word ^ key.word) & key.mask == 0 && (key.rest.is_empty() || bytes.get(8..)?.starts_with(key.rest)) {
                    break key;
                }
                expected = if expected + 1 == keys.len() { 0 } else { expected + 1 };
            };
            let bit = 1 << expected;
            if seen & bit != 0 {
                return None;
            }
            seen |= bit;
            self.at += key.length;
            self.eat(b':')?;
            value(self, key.name)?;
            match self.next()? {
                b',' => {}
                b'}' => return Some(()),
                _ => return None,
            }
        }
    }

    /// A list, into an empty one: `read` reads into a blank item, which has a position.
    pub fn list<T: Default>(
        &mut self,
        list: &mut Vec<T>,
        mut read: impl FnMut(&mut Self, &mut T, usize) -> Option<()>,
    ) -> Option<()> {
        self.items(|scan| {
            let at = list.len();
            if list.len() == list.capacity() {
                // Most lists have one item or two, and there are many lists.
                list.reserve_exact(1 + list.len() / 2);
            }
            list.push(T::default());
            read(scan, list.last_mut()?, at)
        })
    }

    /// The items of a list, each by a call.
    pub fn items(&mut self, mut read: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.eat(b'[')?;
        if self.peek()? == b']' {
            self.at += 1;
            return Some(());
        }
        loop {
            read(self)?;
            match self.next()? {
                b',' => {}
                b']' => return Some(()),
                _ => return None,
            }
        }
    }
}
