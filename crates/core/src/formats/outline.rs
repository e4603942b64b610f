//! The outermost keys of a JSON text of which only the beginning is there.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::lenient::Text;

/// How many lists and objects in one another are looked into: a list of answers, their wrappings, a list in those, the items of
/// that, and what stands in an item.
const LEVELS: usize = 10;
/// How many keys of an object are kept: a format is recognised by the first of them.
const KEYS: usize = 256;
/// How many characters of a text are kept.
const KEPT: usize = 60;

/// What a JSON value is, as far as the beginning of a file shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Outline {
    /// No JSON, or nothing of it.
    #[default]
    Nothing,
    /// A number, `true`, `false` or `null`.
    Simple,
    /// A text, and how it begins.
    Text(Box<str>),
    /// A list, and its first item.
    List(Box<Outline>),
    /// An object, and its keys in the order of the file.
    Object(Vec<(String, Outline)>),
}

impl Outline {
    /// The value of a key of an object.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    /// The first item of a list.
    #[must_use]
    pub fn first(&self) -> Option<&Self> {
        let Self::List(first) = self else { return None };
        Some(first)
    }

    /// The text that is the value of a key of an object.
    #[must_use]
    pub fn text(&self, key: &str) -> Option<&str> {
        if let Some(Self::Text(text)) = self.get(key) { Some(text) } else { None }
    }

    /// The keys of an object; none of any other value.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let members = if let Self::Object(members) = self { members.as_slice() } else { &[] };
        members.iter().map(|(key, _)| key.as_str())
    }

    /// `true` for an object that has all of these keys.
    #[must_use]
    pub fn has_all(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.get(key).is_some())
    }

    /// `true` for an object that has one of these keys.
    #[must_use]
    pub fn has_any(&self, keys: &[&str]) -> bool {
        keys.iter().any(|key| self.get(key).is_some())
    }
}

/// Fills an outline while a value is read, so that what comes before the end of the text is there.
pub struct Peek<'o> {
    outline: &'o mut Outline,
    levels: usize,
}

impl<'o> Peek<'o> {
    /// Into an empty outline.
    pub const fn new(outline: &'o mut Outline) -> Self {
        Self { outline, levels: LEVELS }
    }

    fn simple(self) {
        *self.outline = Outline::Simple;
    }
}

impl<'de> DeserializeSeed<'de> for Peek<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        if self.levels == 0 {
            return deserializer.deserialize_ignored_any(IgnoredAny).map(|_| ());
        }
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Peek<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        self.simple();
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        self.simple();
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        self.simple();
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        self.simple();
        Ok(())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        *self.outline = Outline::Text(text.chars().take(KEPT).collect());
        Ok(())
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.simple();
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        *self.outline = Outline::List(Box::default());
        let Outline::List(first) = self.outline else { return Ok(()) };
        list.next_element_seed(Peek { outline: first, levels: self.levels - 1 })?;
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        *self.outline = Outline::Object(Vec::new());
        let Outline::Object(members) = self.outline else { return Ok(()) };
        while let Some(key) = map.next_key::<Text<'de>>()? {
            if members.len() >= KEYS {
                map.next_value::<IgnoredAny>()?;
                continue;
            }
            members.push((key.text.into_owned(), Outline::Nothing));
            let Some((_, outline)) = members.last_mut() else { return Ok(()) };
            map.next_value_seed(Peek { outline, levels: self.levels - 1 })?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(text: &str) -> Outline {
        let mut outline = Outline::Nothing;
        let _ = Peek::new(&mut outline).deserialize(&mut serde_json::Deserializer::from_str(text));
        outline
    }

    #[test]
    fn what_stands_before_the_cut_is_there() {
        let text = r#"{"page":{"name":"x"},"n":[1,2],"incidents":[{"id":"a","updates":[{"x":1}],"impa"#;
        let cut = outline(text);
        assert_eq!(cut.get("page").unwrap().text("name"), Some("x"));
        assert_eq!(cut.get("n").unwrap().first(), Some(&Outline::Simple));
        let first = cut.get("incidents").unwrap().first().unwrap();
        assert!(first.has_any(&["updates"]) && !first.has_any(&["impa", "impact"]), "{first:?}");
        for (text, nothing) in [("", true), ("x", true), ("{", false), ("[", false), ("[[[[[[", false), ("7", false)] {
            assert_eq!(outline(text) == Outline::Nothing, nothing, "{text}");
        }
    }
}
