//! Events as logs write them, read in one go: each key once, texts without a backslash, times with a `Z`. Anything else,
//! and anything that would be a problem, is left to the reader of the tables, which a test holds this one equal to. Must
//! never report or decide anything.

use std::sync::Arc;

use super::super::json::plain_run;
use crate::incident::{Event, EventId, EventKind, ServiceIds, Text, When};
use crate::time::{Instant, ParsedTime, read_time};

/// The last date met, as written, and its midnight in UTC: most times of a file fall on few days.
#[derive(Clone, Copy, Default)]
pub(in crate::formats) struct Dates([u8; 10], i64);

impl Dates {
    /// A time such as `2023-03-01T13:30:15Z`; `None` for any other, which is no judgement.
    #[inline]
    pub fn plain_time(&mut self, text: &[u8]) -> Option<Instant> {
        let (date, clock) = text.split_first_chunk::<10>()?;
        let [b'T', h1, h2, b':', m1, m2, b':', s1, s2, b'Z'] = *clock else { return None };
        let two = |tens: u8, ones: u8| {
            let (tens, ones) = (tens.wrapping_sub(b'0'), ones.wrapping_sub(b'0'));
            if tens < 10 && ones < 10 { i64::from(tens * 10 + ones) } else { 99 }
        };
        let (hour, minute, second) = (two(h1, h2), two(m1, m2), two(s1, s2));
        if hour > 23 || minute > 59 || second > 59 {
            return None;
        }
        if self.0 != *date {
            let Ok(ParsedTime::Day(midnight)) = read_time(std::str::from_utf8(date).ok()?) else { return None };
            *self = Self(*date, midnight.ms());
        }
        Some(Instant::from_ms(self.1 + ((hour * 60 + minute) * 60 + second) * 1000))
    }
}

/// The keys that are read here.
#[derive(Clone, Copy)]
enum Key {
    Id,
    At,
    Kind,
    Title,
    Until,
    Actor,
    Details,
    Services,
}

/// Without these, something has to be made or reported.
const NEEDED: u32 = Key::Id.bit() | Key::At.bit() | Key::Title.bit();

impl Key {
    const fn bit(self) -> u32 {
        1 << self as u32
    }
}

/// A place in the text of a file.
struct Quick<'a> {
    bytes: &'a [u8],
    at: usize,
    source: &'a Arc<String>,
}

/// Reads the event that begins at a byte into a blank one; gives the byte after it and how many list items it holds.
/// `None` when it is not such an event: what was read into `event` is then to be thrown away.
pub(super) fn event(
    source: &Arc<String>,
    begin: usize,
    dates: &mut Dates,
    event: &mut Event,
) -> Option<(usize, usize)> {
    let mut quick = Quick { bytes: source.as_bytes(), at: begin, source };
    let (mut seen, mut items) = (0_u32, 0);
    quick.eat(b'{')?;
    loop {
        let key = quick.key()?;
        quick.eat(b':')?;
        if seen & key.bit() != 0 {
            return None;
        }
        seen |= key.bit();
        match key {
            Key::Id => event.id = EventId::of(quick.text()?),
            Key::At => event.at = Some(quick.time(dates)?),
            Key::Kind => {
                let (start, length) = quick.string()?;
                let word = quick.bytes.get(start..start + length)?;
                event.kind = *EventKind::ALL.iter().find(|kind| kind.word().as_bytes() == word)?;
            }
            Key::Title => event.title = quick.text()?,
            Key::Until => event.until = Some(quick.time(dates)?),
            Key::Actor => event.actor = Some(quick.text()?),
            Key::Details => event.details = Some(quick.text()?),
            Key::Services => items = quick.services(&mut event.services)?,
        }
        match quick.next()? {
            b',' => {}
            b'}' => break,
            _ => return None,
        }
    }
    // It needs a time and a title; without an id one has to be made.
    (seen & NEEDED == NEEDED).then_some((quick.at, items))
}

impl Quick<'_> {
    /// The next byte after white space, passed over.
    #[expect(clippy::inline_always, reason = "a module built for size calls it, which takes longer than it does")]
    #[inline(always)]
    fn next(&mut self) -> Option<u8> {
        loop {
            let byte = *self.bytes.get(self.at)?;
            self.at += 1;
            if byte > b' ' {
                return Some(byte);
            }
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                return None;
            }
        }
    }

    #[expect(clippy::inline_always, reason = "as above")]
    #[inline(always)]
    fn eat(&mut self, byte: u8) -> Option<()> {
        (self.next()? == byte).then_some(())
    }

    /// A key, all of it compared at once.
    #[inline]
    fn key(&mut self) -> Option<Key> {
        self.eat(b'"')?;
        let word = u64::from_le_bytes(*self.bytes.get(self.at..)?.first_chunk()?);
        let is = |key: &[u8; 8], length: u32| (word ^ u64::from_le_bytes(*key)) << (64 - 8 * length) == 0;
        let (key, length) = if is(b"at\"     ", 3) {
            (Key::At, 3)
        } else if is(b"id\"     ", 3) {
            (Key::Id, 3)
        } else if is(b"kind\"   ", 5) {
            (Key::Kind, 5)
        } else if is(b"title\"  ", 6) {
            (Key::Title, 6)
        } else if is(b"actor\"  ", 6) {
            (Key::Actor, 6)
        } else if is(b"until\"  ", 6) {
            (Key::Until, 6)
        } else if is(b"details\"", 8) {
            (Key::Details, 8)
        } else if is(b"services", 8) && self.bytes.get(self.at + 8) == Some(&b'"') {
            (Key::Services, 9)
        } else {
            return None;
        };
        self.at += length;
        Some(key)
    }

    /// A time between quotes.
    #[inline]
    fn time(&mut self, dates: &mut Dates) -> Option<When> {
        self.eat(b'"')?;
        let (text, rest) = self.bytes.get(self.at..)?.split_first_chunk::<20>()?;
        let at = dates.plain_time(text)?;
        if *rest.first()? != b'"' {
            return None;
        }
        self.at += 21;
        Some(When { at, day_only: false })
    }

    /// A text, as the piece of the file that it is.
    #[inline]
    fn text(&mut self) -> Option<Text> {
        let (start, length) = self.string()?;
        Some(Text::piece(self.source, start, length))
    }

    /// Where a text begins, and its length.
    #[inline]
    fn string(&mut self) -> Option<(usize, usize)> {
        self.eat(b'"')?;
        let start = self.at;
        loop {
            self.at += plain_run(self.bytes.get(self.at..)?);
            match self.bytes.get(self.at)? {
                b'"' => break,
                b'\\' | 0..=0x1f => return None,
                _ => self.at += 1,
            }
        }
        self.at += 1;
        Some((start, self.at - 1 - start))
    }

    /// A list of services; how many there are.
    fn services(&mut self, services: &mut ServiceIds) -> Option<usize> {
        self.eat(b'[')?;
        loop {
            services.push(self.text()?);
            match self.next()? {
                b',' => {}
                b']' => return Some(services.len()),
                _ => return None,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::reader::{Paused, Reader};
    use super::super::table::{Blank, Object};
    use super::*;
    use crate::time::NativeZones;

    /// What the reader of the tables makes of a text, and where it ends; `None` with any problem.
    fn by_tables(text: &str) -> Option<(Event, usize)> {
        let source = Arc::new(text.to_owned());
        let mut reader = Reader::resume(Paused::before(0), &source, &NativeZones);
        let mut read = Event::blank();
        reader.object(&mut read, 0).ok()??;
        let end = reader.cursor.place();
        reader.pause().into_problems().is_empty().then_some((read, end))
    }

    fn quickly(text: &str) -> Option<(Event, usize)> {
        let mut read = Event::blank();
        let (end, items) = event(&Arc::new(text.to_owned()), 0, &mut Dates::default(), &mut read)?;
        assert_eq!(items, read.services.len());
        if read.id.as_str().is_empty() {
            read.make_id(0);
        }
        Some((read, end))
    }

    #[test]
    fn an_event_as_logs_write_it_is_read_quickly() {
        let text = r#" {"id":"ev-1", "at": "2023-03-01T13:30:15Z","until":"2023-03-02T00:00:00Z","kind":"symptom",
            "title":"Überlast","actor":"A","services":["a", "b"],"details":"*More*"} ,"#;
        let (read, end) = quickly(text).unwrap();
        assert_eq!(Some((read, end)), by_tables(text));
        assert_eq!(end, text.len() - 2);
    }

    proptest! {
        #[test]
        fn what_is_read_quickly_is_what_the_tables_read(
            parts in prop::collection::vec((0..10_usize, 0..14_usize), 0..7),
            cut in 0..400_usize,
        ) {
            const KEYS: [&str; 10] =
                ["id", "at", "title", "kind", "until", "actor", "details", "services", "causes", "x\\n"];
            const VALUES: [&str; 14] = [
                "\"2023-03-01T13:30:15Z\"", "\"2024-02-29T00:00:59Z\"", "\"2023-02-30T00:00:00Z\"",
                "\"2023-03-01T24:00:00Z\"", "\"2023-03-01T12:00\"", "\"symptom\"", "\"note\"", "\"\"", "\"é\\u00e9\"",
                "[\"a\",\"\"]", "[]", "null", " 1", "\"a\tb\"",
            ];
            let keys = parts.iter().map(|(key, value)| format!("\"{}\":{}", KEYS[*key], VALUES[*value]));
            let most = r#""id":"a","title":"T","at":"2023-03-01T13:30:15Z""#;
            for begin in ["", most] {
                let text = std::iter::once(begin.to_owned()).filter(|text| !text.is_empty()).chain(keys.clone());
                let mut text = format!("{{{}}}", text.collect::<Vec<_>>().join(",\n"));
                for _ in 0..2 {
                    if let Some(read) = quickly(&text) {
                        prop_assert_eq!(Some(read), by_tables(&text), "{}", text);
                    }
                    text = text.chars().take(cut).collect();
                }
            }
        }
    }
}
