//! A cursor over JSON text: what comes next, a string, a number, a whole value passed over. One pass, nothing copied,
//! every value at hand as it was written, so that a complaint can quote it. Must never know what the values mean.
//!
//! Why not a ready-made deserializer: those stop at the first value of a wrong type, at `1e999` and at a lone
//! surrogate, and cannot say what stood there. The tests hold this cursor to accept exactly what `serde_json` accepts.

use std::borrow::Cow;

const A_VALUE: &str = "expected a value: a text in double quotes, a number, true, false, null, a list or an object";

/// Where a text stops being JSON, and what was expected there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Malformed {
    /// How many bytes into the text.
    pub at: usize,
    /// In a few words: "expected a comma or }".
    pub what: &'static str,
}

/// A value passed over.
#[derive(Clone, Copy, Debug)]
pub(super) struct Skipped<'a> {
    /// As it was written.
    pub raw: &'a str,
    /// How many lists and objects were open at once inside it.
    pub depth: usize,
}

/// What stands between the quotes of a string.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quoted<'a> {
    /// As it was written, without the quotes.
    pub raw: &'a str,
    /// `true` when there is a backslash in it.
    pub escaped: bool,
}

/// A place in JSON text, moving forward.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    /// At the start of a text.
    pub const fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// Further in, where a value begins.
    pub const fn at(text: &'a str, at: usize) -> Self {
        Self { text, at }
    }

    /// How many bytes into the text it is.
    pub const fn place(&self) -> usize {
        self.at
    }

    /// What stands from it on.
    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The first byte of the next thing, after white space; `None` at the end.
    pub fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = bytes.get(self.at) {
            self.at += 1;
        }
        bytes.get(self.at).copied()
    }

    fn expected<T>(&self, what: &'static str) -> Result<T, Malformed> {
        Err(Malformed { at: self.at, what })
    }

    fn since(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or("")
    }

    /// Enters the list or object that comes next, whose end is `closer`. `false` when it is empty, and passed over.
    pub fn enter(&mut self, closer: u8) -> bool {
        self.at += 1;
        let empty = self.peek() == Some(closer);
        if empty {
            self.at += 1;
        }
        !empty
    }

    /// After an item: `true` when another follows, `false` when the list or object ended here.
    pub fn another(&mut self, closer: u8) -> Result<bool, Malformed> {
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                Ok(true)
            }
            Some(byte) if byte == closer => {
                self.at += 1;
                Ok(false)
            }
            _ if closer == b'}' => self.expected("expected a comma or }"),
            _ => self.expected("expected a comma or ]"),
        }
    }

    /// A key and its colon.
    pub fn key(&mut self) -> Result<Quoted<'a>, Malformed> {
        if self.peek() != Some(b'"') {
            return self.expected("expected a key in double quotes");
        }
        let key = self.string()?;
        if self.peek() != Some(b':') {
            return self.expected("expected a colon");
        }
        self.at += 1;
        Ok(key)
    }

    /// The string that comes next; its opening quote was peeked at.
    pub fn string(&mut self) -> Result<Quoted<'a>, Malformed> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let mut escaped = false;
        self.at = start;
        loop {
            self.at += plain_run(bytes.get(self.at..).unwrap_or(&[]));
            match bytes.get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.escape()?;
                }
                Some(0..=0x1f) => {
                    return self.expected("a control character in a text; write it as \\n, \\t or \\u0000");
                }
                Some(_) => self.at += 1,
                None => return self.expected("the file ends inside a text"),
            }
        }
        let raw = self.since(start);
        self.at += 1;
        Ok(Quoted { raw, escaped })
    }

    fn escape(&mut self) -> Result<(), Malformed> {
        let bytes = self.text.as_bytes();
        match bytes.get(self.at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 2,
            Some(b'u')
                if bytes.get(self.at + 2..self.at + 6).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)) =>
            {
                self.at += 6;
            }
            _ => return self.expected("a backslash that begins no escape; write \\\\ for a backslash"),
        }
        Ok(())
    }

    /// The number that comes next, as written; its first byte was peeked at.
    pub fn number(&mut self) -> Result<&'a str, Malformed> {
        let start = self.at;
        self.one(b"-");
        if !self.one(b"0") && self.digits() == 0 {
            return self.expected("expected a digit");
        }
        if self.one(b".") && self.digits() == 0 {
            return self.expected("expected a digit");
        }
        if self.one(b"eE") {
            self.one(b"+-");
            if self.digits() == 0 {
                return self.expected("expected a digit");
            }
        }
        Ok(self.since(start))
    }

    fn one(&mut self, allowed: &[u8]) -> bool {
        let found = self.text.as_bytes().get(self.at).is_some_and(|byte| allowed.contains(byte));
        self.at += usize::from(found);
        found
    }

    fn digits(&mut self) -> usize {
        let start = self.at;
        while self.text.as_bytes().get(self.at).is_some_and(u8::is_ascii_digit) {
            self.at += 1;
        }
        self.at - start
    }

    fn word(&mut self, word: &'static str) -> Result<(), Malformed> {
        if self.text.as_bytes().get(self.at..).is_some_and(|rest| rest.starts_with(word.as_bytes())) {
            self.at += word.len();
            return Ok(());
        }
        self.expected(A_VALUE)
    }

    /// Passes over the value that comes next, however deep; it takes no stack.
    pub fn skip(&mut self) -> Result<Skipped<'a>, Malformed> {
        self.peek();
        let start = self.at;
        let mut open: Vec<u8> = Vec::new();
        let mut depth = 0;
        loop {
            let closer = match self.peek() {
                Some(b'"') => self.string().map(|_| 0)?,
                Some(b'-' | b'0'..=b'9') => self.number().map(|_| 0)?,
                Some(b't') => self.word("true").map(|()| 0)?,
                Some(b'f') => self.word("false").map(|()| 0)?,
                Some(b'n') => self.word("null").map(|()| 0)?,
                Some(b'{') => b'}',
                Some(b'[') => b']',
                None => return self.expected("the file ends where a value should be"),
                Some(_) => return self.expected(A_VALUE),
            };
            if closer != 0 {
                depth = depth.max(open.len() + 1);
                if self.enter(closer) {
                    open.push(closer);
                    if closer == b'}' {
                        self.key()?;
                    }
                    continue;
                }
            }
            loop {
                let Some(&closer) = open.last() else { return Ok(Skipped { raw: self.since(start), depth }) };
                if self.another(closer)? {
                    if closer == b'}' {
                        self.key()?;
                    }
                    break;
                }
                open.pop();
            }
        }
    }

    /// Makes sure that nothing but white space is left.
    pub fn end(&mut self) -> Result<(), Malformed> {
        if self.peek().is_some() { self.expected("expected the end of the file") } else { Ok(()) }
    }
}

/// How many bytes stand before the first quote, backslash or control character, or before the last few bytes: eight
/// at a time, since most of a file is text.
#[inline]
pub(super) fn plain_run(bytes: &[u8]) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = EACH * 0x80;
    // A byte's high bit ends up set where the byte is below `limit`; a borrow can only spoil bytes after the first such.
    let below = |word: u64, limit: u64| word.wrapping_sub(EACH * limit) & !word & HIGH;
    let mut run = 0;
    for chunk in bytes.as_chunks::<8>().0 {
        let word = u64::from_le_bytes(*chunk);
        let quote = below(word ^ (EACH * 0x22), 1);
        let backslash = below(word ^ (EACH * 0x5c), 1);
        let special = quote | backslash | below(word, 0x20);
        if special != 0 {
            return run + (special.trailing_zeros() / 8) as usize;
        }
        run += 8;
    }
    run
}

impl<'a> Quoted<'a> {
    /// The text meant, and whether all of it was: an escape that stands for no character (half a surrogate pair)
    /// becomes a replacement character.
    pub fn text(self) -> (Cow<'a, str>, bool) {
        if self.escaped { unescape(self.raw) } else { (Cow::Borrowed(self.raw), true) }
    }
}

#[cold]
fn unescape(raw: &str) -> (Cow<'_, str>, bool) {
    let mut text = String::with_capacity(raw.len());
    let mut whole = true;
    let mut rest = raw;
    while let Some((plain, escape)) = rest.split_once('\\') {
        text.push_str(plain);
        let mut chars = escape.chars();
        match chars.next() {
            Some('b') => text.push('\u{8}'),
            Some('f') => text.push('\u{c}'),
            Some('n') => text.push('\n'),
            Some('r') => text.push('\r'),
            Some('t') => text.push('\t'),
            Some('u') => {
                let unit = |text: &str| text.get(..4).and_then(|hex| u32::from_str_radix(hex, 16).ok());
                let high = unit(chars.as_str()).unwrap_or(0);
                rest = chars.as_str().get(4..).unwrap_or("");
                let low = rest.strip_prefix("\\u").and_then(unit);
                let character = match (high, low) {
                    (0xd800..=0xdbff, Some(low @ 0xdc00..=0xdfff)) => {
                        rest = rest.get(6..).unwrap_or("");
                        char::from_u32(0x1_0000 + ((high - 0xd800) << 10) + (low - 0xdc00))
                    }
                    _ => char::from_u32(high),
                };
                whole &= character.is_some();
                text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
                continue;
            }
            Some(other) => text.push(other),
            None => {}
        }
        rest = chars.as_str();
    }
    text.push_str(rest);
    (Cow::Owned(text), whole)
}

/// The value of a JSON number. Exact for what people write (15 digits, 22 places); within a rounding of the nearest
/// double for more. The standard library's reader is exact for every number, and its tables weigh 10 kB.
#[expect(clippy::cast_precision_loss, reason = "what is past 2^53 is rounded, as said")]
pub(super) fn decimal(number: &str) -> f64 {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (mut digits, mut places, mut after_point) = (0_u64, 0_i32, false);
    for byte in mantissa.bytes() {
        match byte {
            b'.' => after_point = true,
            // More digits than fit only move the point.
            b'0'..=b'9' if digits >= 1_000_000_000_000_000_000 => places += i32::from(!after_point),
            b'0'..=b'9' => {
                digits = digits * 10 + u64::from(byte - b'0');
                places -= i32::from(after_point);
            }
            _ => {}
        }
    }
    // An exponent that is no 32-bit number is past anything a double can hold.
    let exponent = exponent.parse::<i32>().unwrap_or(if exponent.starts_with('-') { -9999 } else { 9999 });
    let power = exponent.saturating_add(places).clamp(-400, 400);
    let scale = |power: i32| (0..power).fold(1.0_f64, |scale, _| scale * 10.0);
    let size = if power < 0 { digits as f64 / scale(-power) } else { digits as f64 * scale(power) };
    let size = if digits == 0 { 0.0 } else { size };
    if mantissa.starts_with('-') { -size } else { size }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn accepts(text: &str) -> bool {
        let mut cursor = Cursor::new(text);
        cursor.skip().is_ok() && cursor.end().is_ok()
    }

    fn serde_accepts(text: &str) -> bool {
        serde_json::from_str::<&serde_json::value::RawValue>(text.trim_matches([' ', '\n', '\r', '\t'])).is_ok()
    }

    #[test]
    fn what_is_json_is_what_serde_json_takes_for_json() {
        for text in [
            "",
            " ",
            "{}",
            "[]",
            "[1,]",
            "{\"a\":1,}",
            "{\"a\"}",
            "{a:1}",
            "01",
            "-",
            "-0",
            "1.",
            "1.5e",
            "1e999",
            "tru",
            "true",
            "nul",
            "\"",
            "\"\\\"",
            "\"\\x\"",
            "\"\\ud800\"",
            "\"\\u12\"",
            "\"\t\"",
            "[[[]]]",
            "[}",
            "{]",
            "1 2",
            "\u{feff}1",
            "[1 2]",
            "{\"a\" 1}",
            "{\"a\":}",
            ".5",
            "+1",
            "NaN",
            "\"é\"",
            "{\"a\":{\"b\":[1,{}]}}",
        ] {
            assert_eq!(accepts(text), serde_accepts(text), "{text:?}");
        }
    }

    #[test]
    fn numbers_have_the_value_the_standard_library_gives_them() {
        for text in
            ["0", "-0", "1", "0.999", "0.5", "1e-3", "2.5E+2", "0.125", "12345.678", "1e22", "0.0001", "1.0000001"]
        {
            assert_eq!(decimal(text).to_bits(), text.parse::<f64>().unwrap().to_bits(), "{text}");
        }
        assert!(decimal("1e999").is_infinite());
        assert_eq!(decimal("1e-999").to_bits(), 0);
        assert_eq!(decimal("0e99999999999").to_bits(), 0);
        let long = "0.99999999999999999999999999";
        assert!((decimal(long) - 1.0).abs() < 1e-15);
    }

    proptest! {
        #[test]
        fn any_mixture_of_json_pieces_is_judged_as_serde_json_judges_it(
            pieces in prop::collection::vec(prop::sample::select(vec![
                "{", "}", "[", "]", ",", ":", "\"a\"", "\"\\n\"", "\"\\u00e9\"", "1", "-2.5e3", "0", "true", "null", " ", "\\", "\"",
            ]), 0..12)
        ) {
            let text = pieces.concat();
            prop_assert_eq!(accepts(&text), serde_accepts(&text), "{:?}", text);
        }

        #[test]
        fn a_string_written_by_serde_json_is_read_as_it_was(text in ".*") {
            let written = serde_json::to_string(&text).unwrap();
            let read = Cursor::new(&written).string().unwrap().text();
            prop_assert_eq!(read, (Cow::Borrowed(text.as_str()), true));
        }
    }

    #[test]
    fn a_run_ends_at_the_first_special_byte_wherever_it_stands() {
        for special in [0x00, 0x1f, b'"', b'\\'] {
            for at in 0..24 {
                let mut bytes = [b' ', b'!', b'[', b'#', b']', 0x7f, 0x80, 0xff, b'a', 0xdc].repeat(3);
                bytes[at] = special;
                assert_eq!(plain_run(&bytes), at, "{special}");
                bytes[at + 1] = b'"';
                assert_eq!(plain_run(&bytes), at, "{special}");
            }
        }
        assert_eq!(plain_run(b"abcdefgh01"), 8);
    }

    #[test]
    fn escapes_are_read_and_half_a_pair_is_replaced() {
        let read = |raw: &'static str| Cursor::new(raw).string().unwrap().text();
        assert_eq!(read(r#""a\ud83d\ude00\/\u0041\\""#), ("a😀/A\\".into(), true));
        assert_eq!(read(r#""\ud83d!\ude00""#), ("\u{fffd}!\u{fffd}".into(), false));
        assert_eq!(read(r#""\ud83d\u0041""#), ("\u{fffd}A".into(), false));
    }

    #[test]
    fn depth_is_counted_and_takes_no_stack() {
        let deep = "[".repeat(200_000) + &"]".repeat(200_000);
        assert_eq!(Cursor::new(&deep).skip().unwrap().depth, 200_000);
        assert_eq!(Cursor::new("{\"a\":[1]}").skip().unwrap().depth, 2);
        assert_eq!(Cursor::new("7 ").skip().unwrap().raw, "7");
    }
}
