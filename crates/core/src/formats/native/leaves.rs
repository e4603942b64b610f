//! The simple values of the format: texts, ids, words, numbers, times and lengths. Must never hold an object.
use std::fmt::Write as _;

use super::super::json::Malformed;
use super::reader::{Reader, quote};
use super::table::Shape;
use super::table::{Slot, Value, plain};
use super::writer::Writer;
use crate::incident::{
    ActionId, ActionKind, ActionStatus, CauseId, CauseRole, EventId, EventKind, ImpactLevel, LessonKind, Milestone,
    ProblemKind, Severity, Status, Text, When, severity_rank,
};
use crate::time::{Length, read_iso_duration};

/// A text that names a thing.
pub(super) trait Id {
    /// The id with that text.
    fn from_text(text: &str) -> Self;
    /// Its text.
    fn text(&self) -> &str;
}

impl Id for Text {
    fn from_text(text: &str) -> Self {
        text.into()
    }

    fn text(&self) -> &str {
        self
    }
}

macro_rules! text_values {
    ($($type:ident),+) => {$(
        impl Id for $type {
            fn from_text(text: &str) -> Self {
                Self::new(text)
            }

            fn text(&self) -> &str {
                self.as_str()
            }
        }

        impl Value for $type {
            const ON_ONE_LINE: bool = true;

            fn read(reader: &mut Reader<'_>, _index: usize) -> Result<Option<Self>, Malformed> {
                Ok(reader.shared("an id as text")?.map(Self::of))
            }
            fn write(&self, writer: &mut Writer<'_>, _index: usize) {
                writer.string(self.as_str());
            }
            fn shape() -> Shape {
                Shape::Text
            }
        }
    )+};
}
text_values!(EventId, CauseId, ActionId);

impl Value for Box<str> {
    const ON_ONE_LINE: bool = true;

    fn read(reader: &mut Reader<'_>, _index: usize) -> Result<Option<Self>, Malformed> {
        Ok(reader.text("a text")?.map(Into::into))
    }
    fn write(&self, writer: &mut Writer<'_>, _index: usize) {
        writer.string(self);
    }
    fn shape() -> Shape {
        Shape::Text
    }
}

impl Value for Text {
    const ON_ONE_LINE: bool = true;

    fn read(reader: &mut Reader<'_>, _index: usize) -> Result<Option<Self>, Malformed> {
        reader.shared("a text")
    }
    fn write(&self, writer: &mut Writer<'_>, _index: usize) {
        writer.string(self);
    }
    fn shape() -> Shape {
        Shape::Text
    }
}

impl Value for Severity {
    fn read(reader: &mut Reader<'_>, _index: usize) -> Result<Option<Self>, Malformed> {
        Ok(reader.text("a text")?.map(|word| Self { rank: severity_rank(&word), word: (&*word).into() }))
    }
    fn write(&self, writer: &mut Writer<'_>, _index: usize) {
        writer.string(&self.word);
    }
    fn shape() -> Shape {
        Shape::Text
    }
}

impl Value for When {
    fn read(reader: &mut Reader<'_>, _index: usize) -> Result<Option<Self>, Malformed> {
        reader.time()
    }
    fn write(&self, writer: &mut Writer<'_>, _index: usize) {
        writer.time(*self);
    }
    fn shape() -> Shape {
        Shape::Time
    }
}

impl Value for Length {
    fn read(reader: &mut Reader<'_>, _index: usize) -> Result<Option<Self>, Malformed> {
        let Some(text) = reader.text("a duration as text")? else { return Ok(None) };
        let length = read_iso_duration(&text);
        if length.is_none() {
            reader.report(ProblemKind::BadDuration { found: quote(&text) });
        }
        Ok(length)
    }
    fn write(&self, writer: &mut Writer<'_>, _index: usize) {
        writer.string(&iso_duration(*self));
    }
    fn shape() -> Shape {
        Shape::Duration
    }
}
/// ISO 8601, exactly: `P1DT2H`, `PT0.45S`, `PT0S`.
fn iso_duration(length: Length) -> String {
    let ms = length.ms().unsigned_abs();
    // A string never refuses to grow, so what `write!` returns says nothing.
    let mut text = String::from("P");
    if ms >= 86_400_000 {
        let _ = write!(text, "{}D", ms / 86_400_000);
    }
    if !ms.is_multiple_of(86_400_000) || ms == 0 {
        text.push('T');
    }
    for (count, unit) in [(ms / 3_600_000 % 24, 'H'), (ms / 60_000 % 60, 'M')] {
        if count > 0 {
            let _ = write!(text, "{count}{unit}");
        }
    }
    let rest = ms % 60_000;
    if !rest.is_multiple_of(1000) {
        let _ = write!(text, "{}.{:03}S", rest / 1000, rest % 1000);
    } else if rest > 0 || ms == 0 {
        let _ = write!(text, "{}S", rest / 1000);
    }
    text
}

impl Value for f64 {
    fn read(reader: &mut Reader<'_>, _index: usize) -> Result<Option<Self>, Malformed> {
        reader.share()
    }
    fn write(&self, writer: &mut Writer<'_>, _index: usize) {
        writer.raw(&self.to_string());
    }
    fn shape() -> Shape {
        Shape::Share
    }
}

impl Value for u32 {
    fn read(reader: &mut Reader<'_>, _index: usize) -> Result<Option<Self>, Malformed> {
        if !matches!(reader.cursor.peek(), Some(b'-' | b'0'..=b'9')) {
            return reader.wrong_type("a whole number");
        }
        let written = reader.cursor.number()?;
        let number = written.parse().ok();
        if number.is_none() {
            reader.report(ProblemKind::OutOfRange { found: quote(written), range: "0 to 4294967295" });
        }
        Ok(number)
    }
    fn write(&self, writer: &mut Writer<'_>, _index: usize) {
        writer.raw(&self.to_string());
    }
    fn shape() -> Shape {
        Shape::Share
    }
}

impl Value for bool {
    fn read(reader: &mut Reader<'_>, _index: usize) -> Result<Option<Self>, Malformed> {
        reader.flag()
    }
    fn write(&self, writer: &mut Writer<'_>, _index: usize) {
        writer.raw(if *self { "true" } else { "false" });
    }
    fn shape() -> Shape {
        Shape::Flag
    }
}

macro_rules! words {
    ($($type:ident),+) => {$(
        impl Value for $type {
            fn read(reader: &mut Reader<'_>, _index: usize) -> Result<Option<Self>, Malformed> {
                let Some(text) = reader.text("a word as text")? else { return Ok(None) };
                let word = Self::from_word(&text);
                if word.is_none() {
                    let allowed = Self::ALL.iter().map(|one| one.word()).collect();
                    reader.report(ProblemKind::UnknownWord { found: quote(&text), allowed });
                }
                Ok(word)
            }
            fn write(&self, writer: &mut Writer<'_>, _index: usize) {
                writer.string(self.word());
            }
            fn shape() -> Shape {
                Shape::Word(Self::ALL.iter().map(|one| one.word()).collect())
            }
        }
    )+};
}
words!(Status, ImpactLevel, Milestone, EventKind, CauseRole, ActionKind, ActionStatus, LessonKind);

plain! {
    Box<str>, silent when |text| text.is_empty();
    Text, silent when |text| text.is_empty();
    EventId, silent when |id| id.as_str().is_empty();
    CauseId, silent when |id| id.as_str().is_empty();
    ActionId, silent when |id| id.as_str().is_empty();
    EventKind, silent when |kind| *kind == Self::Note;
    bool, silent when |flag| !flag;
    f64, silent when |_number| false;
    u32, silent when |number| *number == 0;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_written_as_it_is_read() {
        for (ms, text) in [
            (0, "PT0S"),
            (450, "PT0.450S"),
            (14_400_000, "PT4H"),
            (86_400_000, "P1D"),
            (90_061_001, "P1DT1H1M1.001S"),
            (5_400_000, "PT1H30M"),
        ] {
            assert_eq!(iso_duration(Length::from_ms(ms)), text);
            assert_eq!(read_iso_duration(text), Some(Length::from_ms(ms)));
        }
    }
}
