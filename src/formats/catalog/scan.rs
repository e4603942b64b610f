//! A quick way through JSON that is written as programs write it. Anything else ends it: `None`, which is no judgement. Must
//! never report anything.

use super::super::json::plain_run;
use super::Counts;
use crate::incident::Service;

/// A place in a text.
pub(super) struct Scan<'a> {
    text: &'a str,
    at: usize,
}

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
    #[inline]
    fn peek(&mut self) -> Option<u8> {
        loop {
            let byte = *self.text.as_bytes().get(self.at)?;
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return Some(byte);
            }
            self.at += 1;
        }
    }

    /// The same, passed over.
    #[inline]
    fn next(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        Some(byte)
    }

    /// A text that is not empty.
    #[inline]
    pub fn string(&mut self) -> Option<&'a str> {
        if self.next()? != b'"' {
            return None;
        }
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

    /// How much there is of what an index leaves out.
    pub fn counts(&mut self) -> Option<Counts> {
        let mut counts = Counts::default();
        self.object(|scan, key| {
            let (row, slot) = match key {
                "events" => (0, &mut counts.events),
                "causes" => (1, &mut counts.causes),
                "actions" => (2, &mut counts.actions),
                _ => return None,
            };
            *slot = scan.number()?;
            Some(row)
        })?;
        Some(counts)
    }

    /// A service, by its name or as an object.
    pub fn service(&mut self) -> Option<Service> {
        if self.peek()? == b'"' {
            let name = self.boxed()?;
            return Some(Service { id: name.clone(), name });
        }
        let (mut id, mut name) = (None, None);
        self.object(|scan, key| {
            Some(match key {
                "id" => {
                    id = Some(scan.boxed()?);
                    0
                }
                "name" => {
                    name = Some(scan.boxed()?);
                    1
                }
                _ => return None,
            })
        })?;
        let id = id?;
        Some(Service { name: name.unwrap_or_else(|| id.clone()), id })
    }

    /// An object that is not empty: `value` reads the value of a key and gives the key's number. The numbers of the keys that
    /// stood, as bits; none may stand twice.
    pub fn object(&mut self, mut value: impl FnMut(&mut Self, &'a str) -> Option<u32>) -> Option<u32> {
        if self.next()? != b'{' {
            return None;
        }
        let mut seen = 0;
        loop {
            let key = self.string()?;
            if self.next()? != b':' {
                return None;
            }
            let bit = 1 << value(self, key)?;
            if seen & bit != 0 {
                return None;
            }
            seen |= bit;
            match self.next()? {
                b',' => {}
                b'}' => return Some(seen),
                _ => return None,
            }
        }
    }

    /// A list, into an empty one: `item` reads an item, with its position.
    pub fn list<T>(&mut self, list: &mut Vec<T>, mut item: impl FnMut(&mut Self, usize) -> Option<T>) -> Option<()> {
        if self.next()? != b'[' {
            return None;
        }
        if self.peek()? == b']' {
            self.at += 1;
            return Some(());
        }
        // Most lists have one item.
        list.reserve_exact(1);
        loop {
            let item = item(self, list.len())?;
            list.push(item);
            match self.next()? {
                b',' => {}
                b']' => return Some(()),
                _ => return None,
            }
        }
    }
}
