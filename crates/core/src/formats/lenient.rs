//! JSON values as they stand in a file: looked into one level at a time, so that a value of the wrong type can be quoted
//! and reading goes on.
//!
//! Every value is a [`RawValue`], a piece of the file's text that `serde_json` found to be well-formed. A lone half of a
//! surrogate pair is well-formed JSON, but no character; [`text`] reads it as U+FFFD.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

/// How many characters of a text a problem quotes.
const QUOTED: usize = 80;

/// A field of a foreign format: its value, or what stands there instead.
///
/// ```ignore
/// #[derive(Deserialize)]
/// #[serde(default)]
/// struct Row<'a> {
///     #[serde(borrow)]
///     name: Lenient<'a, Text<'a>>,
/// }
/// let title = context.take("name", "a text", row.name);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Lenient<'a, T> {
    /// The field is not there, or is `null`.
    #[default]
    Missing,
    /// The value.
    Value(T),
    /// A value of another type, as it is written.
    Other(&'a str),
}

impl<'de: 'a, 'a, T: Deserialize<'de>> Deserialize<'de> for Lenient<'a, T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = <&RawValue>::deserialize(deserializer)?;
        Ok(match T::deserialize(json) {
            _ if json.get() == "null" => Self::Missing,
            Ok(value) => Self::Value(value),
            Err(_) => Self::Other(json.get()),
        })
    }
}

/// A text of a foreign format, as it is meant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text<'a> {
    /// Its characters.
    pub text: Cow<'a, str>,
    /// `true` when it holds an escape that stands for no character.
    pub is_damaged: bool,
}

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    /// Asks for bytes, since `serde_json` refuses half a surrogate pair in a text.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Bytes;

        impl<'de> Visitor<'de> for Bytes {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text")
            }

            fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
                // Without an escape it is a piece of the file, which is UTF-8.
                std::str::from_utf8(bytes).map_or_else(
                    |_| self.visit_bytes(bytes),
                    |text| Ok(Text { text: Cow::Borrowed(text), is_damaged: false }),
                )
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Self::Value, E> {
                let (mut text, mut is_damaged) = (String::with_capacity(bytes.len()), false);
                for chunk in bytes.utf8_chunks() {
                    text.push_str(chunk.valid());
                    // Half a pair comes as three bytes, each invalid by itself. The first is 0xED.
                    if chunk.invalid().first() == Some(&0xed) {
                        text.push(char::REPLACEMENT_CHARACTER);
                        is_damaged = true;
                    }
                }
                Ok(Text { text: text.into(), is_damaged })
            }
        }

        deserializer.deserialize_bytes(Bytes)
    }
}

/// What a JSON string says; `None` for any other value.
pub fn text(json: &RawValue) -> Option<Text<'_>> {
    let written = json.get().strip_prefix('"')?.strip_suffix('"')?;
    if written.contains('\\') {
        return Text::deserialize(json).ok();
    }
    Some(Text { text: Cow::Borrowed(written), is_damaged: false })
}

/// Calls `member` with each key and value of an object, in the order of the file; `false` for any other value.
pub fn each_member<'a>(json: &'a RawValue, member: &mut dyn FnMut(Cow<'a, str>, &'a RawValue)) -> bool {
    json.get().starts_with('{') && json.deserialize_map(Members(member)).is_ok()
}

/// Calls `item` with each item of a list and its position; `false` for any other value.
pub fn each_item<'a>(json: &'a RawValue, item: &mut dyn FnMut(usize, &'a RawValue)) -> bool {
    json.get().starts_with('[') && json.deserialize_seq(Items(item)).is_ok()
}

/// A visitor of an object that hands on its members. What came before an error was handed on.
pub struct Members<'f, 'a>(pub &'f mut dyn FnMut(Cow<'a, str>, &'a RawValue));

impl<'a> Visitor<'a> for Members<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Text<'a>>()? {
            (self.0)(key.text, map.next_value()?);
        }
        Ok(())
    }
}

struct Items<'f, 'a>(&'f mut dyn FnMut(usize, &'a RawValue));

impl<'a> Visitor<'a> for Items<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'a>>(self, mut list: A) -> Result<(), A::Error> {
        let mut index = 0;
        while let Some(json) = list.next_element()? {
            (self.0)(index, json);
            index += 1;
        }
        Ok(())
    }
}

/// How many lists and objects stand in one another in a value at most. Counts brackets, however deep, and takes no stack:
/// in JSON that is well-formed only those in texts mean nothing.
pub fn depth(json: &RawValue) -> usize {
    let (mut open, mut deepest, mut in_text, mut is_escaped) = (0_usize, 0, false, false);
    for byte in json.get().bytes() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => in_text = !in_text,
            b'[' | b'{' if !in_text => {
                open += 1;
                deepest = deepest.max(open);
            }
            b']' | b'}' if !in_text => open = open.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// A text as a problem quotes it: cut at 80 characters.
pub fn quote(text: &str) -> Box<str> {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or("")).into(),
        None => text.into(),
    }
}

/// How many bytes into a text one of its pieces begins.
pub fn offset(text: &str, piece: &str) -> usize {
    piece.as_ptr().addr().saturating_sub(text.as_ptr().addr()).min(text.len())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn raw(json: &str) -> &RawValue {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn a_field_is_its_value_or_what_stands_there() {
        type Number<'a> = Lenient<'a, f64>;
        for (json, value) in [
            ("1.5", Number::Value(1.5)),
            ("null", Number::Missing),
            ("\"1.5\"", Number::Other("\"1.5\"")),
            ("1e999", Number::Other("1e999")),
            ("{ \"a\": [1] }", Number::Other("{ \"a\": [1] }")),
        ] {
            assert_eq!(serde_json::from_str::<Number>(json).unwrap(), value, "{json}");
        }
    }

    #[test]
    fn escapes_are_read_and_half_a_pair_is_replaced() {
        let read = |json| text(raw(json)).map(|text| (text.text, text.is_damaged));
        assert_eq!(read(r#""a\ud83d\ude00\/\u0041\\""#), Some(("a😀/A\\".into(), false)));
        assert_eq!(read(r#""\ud83d!\ude00""#), Some(("\u{fffd}!\u{fffd}".into(), true)));
        assert_eq!(read(r#""\ud83d\u0041""#), Some(("\u{fffd}A".into(), true)));
        assert_eq!(read(r#""\ufffd""#), Some(("\u{fffd}".into(), false)));
        assert_eq!(read("7"), None);
    }

    #[test]
    fn a_key_with_half_a_pair_is_a_key() {
        let mut keys = Vec::new();
        assert!(each_member(raw(r#"{"a":1,"\ud800b":{},"a":2}"#), &mut |key, json| keys.push((key, json.get()))));
        assert_eq!(keys, [("a".into(), "1"), ("\u{fffd}b".into(), "{}"), ("a".into(), "2")]);
        assert!(!each_member(raw("[]"), &mut |_, _| panic!("no object")));
    }

    #[test]
    fn depth_is_counted_outside_of_texts_and_takes_no_stack() {
        for (json, deepest) in [
            ("1", 0),
            ("[]", 1),
            ("[1,[2,{\"a\":3}],[4]]", 3),
            ("{\"a\":[1],\"b\":{}}", 2),
            (r#"["[[", "\"[[", "\\", {"[":1}]"#, 2),
        ] {
            assert_eq!(depth(raw(json)), deepest, "{json}");
        }
        assert_eq!(depth(raw(&("[".repeat(200_000) + &"]".repeat(200_000)))), 200_000);
    }

    #[test]
    fn what_is_quoted_is_cut_and_a_piece_is_found_where_it_stands() {
        assert_eq!(&*quote(&"é".repeat(81)), "é".repeat(80) + "…");
        let text = "a é b";
        assert_eq!(offset(text, &text[5..]), 5);
    }

    proptest! {
        #[test]
        fn a_string_written_by_serde_json_is_read_as_it_was(written in ".*") {
            let json = serde_json::to_string(&written).unwrap();
            prop_assert_eq!(text(raw(&json)).unwrap(), Text { text: written.into(), is_damaged: false });
        }
    }
}
