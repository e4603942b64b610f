//! The simple values of the format: texts, ids, words, numbers, times and lengths.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::table::{Shape, Slot, Value, plain};
use super::tree::Json;
use crate::formats::context::Context;
use crate::formats::lenient::quote;
use crate::incident::{
    ActionId, ActionKind, ActionStatus, CauseId, CauseRole, EventId, EventKind, ImpactLevel, LessonKind, Milestone,
    ProblemKind, Range, Severity, Status, When, severity_rank, snake_case,
};
use crate::time::{Length, read_iso_duration};

/// A text that names a thing.
pub(super) trait Id {
    /// The id with that text.
    fn from_text(text: &str) -> Self;
    /// Its text.
    fn text(&self) -> &str;
}

impl Id for Box<str> {
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

            fn read(json: &RawValue, _index: usize, context: &mut Context<'_>) -> Option<Self> {
                context.text("an id as text", json).map(|text| Self::from(Box::from(text)))
            }
            fn json(&self, _index: usize) -> Json<'_> {
                Json::text(self.as_str())
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

    fn read(json: &RawValue, _index: usize, context: &mut Context<'_>) -> Option<Self> {
        context.text("a text", json).map(Into::into)
    }
    fn json(&self, _index: usize) -> Json<'_> {
        Json::text(self)
    }
    fn shape() -> Shape {
        Shape::Text
    }
}

impl Value for Severity {
    fn read(json: &RawValue, _index: usize, context: &mut Context<'_>) -> Option<Self> {
        context.text("a text", json).map(|word| Self { rank: severity_rank(&word), word: word.into() })
    }
    fn json(&self, _index: usize) -> Json<'_> {
        Json::text(&self.word)
    }
    fn shape() -> Shape {
        Shape::Text
    }
}

impl Value for When {
    fn read(json: &RawValue, _index: usize, context: &mut Context<'_>) -> Option<Self> {
        if !json.get().starts_with('"') {
            context.report(ProblemKind::TimeNotText { found: quote(json.get()) });
            return None;
        }
        let text = context.text("a time as text", json)?;
        context.time(&text)
    }
    fn json(&self, _index: usize) -> Json<'_> {
        Json::Time(*self)
    }
    fn shape() -> Shape {
        Shape::Time
    }
}

impl Value for Length {
    fn read(json: &RawValue, _index: usize, context: &mut Context<'_>) -> Option<Self> {
        let text = context.text("a duration as text", json)?;
        let length = read_iso_duration(&text);
        if length.is_none() {
            context.report(ProblemKind::BadDuration { found: quote(&text) });
        }
        length
    }
    fn json(&self, _index: usize) -> Json<'_> {
        Json::Text(Cow::Owned(iso_duration(*self)))
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

/// A number as it is written.
pub(super) fn number<'a>(wanted: &'static str, json: &'a RawValue, context: &mut Context<'_>) -> Option<&'a str> {
    let number = json.get();
    if number.starts_with(|first: char| first == '-' || first.is_ascii_digit()) {
        return Some(number);
    }
    context.wrong_type(wanted, number);
    None
}

impl Value for f64 {
    fn read(json: &RawValue, _index: usize, context: &mut Context<'_>) -> Option<Self> {
        let number = number("a number from 0 to 1", json, context)?;
        // Adding zero makes 0 of -0.
        let share = number.parse().ok().filter(|share| (0.0..=1.0).contains(share)).map(|share: f64| share + 0.0);
        if share.is_none() {
            context.report(ProblemKind::OutOfRange { found: quote(number), range: Range::Share });
        }
        share
    }
    fn json(&self, _index: usize) -> Json<'_> {
        Json::Raw(Cow::Owned(self.to_string()))
    }
    fn shape() -> Shape {
        Shape::Share
    }
}

impl Value for u32 {
    fn read(json: &RawValue, _index: usize, context: &mut Context<'_>) -> Option<Self> {
        let number = number("a whole number", json, context)?;
        let count = number.parse().ok();
        if count.is_none() {
            context.report(ProblemKind::OutOfRange { found: quote(number), range: Range::Count });
        }
        count
    }
    fn json(&self, _index: usize) -> Json<'_> {
        Json::Raw(Cow::Owned(self.to_string()))
    }
    fn shape() -> Shape {
        Shape::Count
    }
}

impl Value for bool {
    fn read(json: &RawValue, _index: usize, context: &mut Context<'_>) -> Option<Self> {
        let flag = bool::deserialize(json).ok();
        if flag.is_none() {
            context.wrong_type("true or false", json.get());
        }
        flag
    }
    fn json(&self, _index: usize) -> Json<'_> {
        Json::Raw(Cow::Borrowed(if *self { "true" } else { "false" }))
    }
    fn shape() -> Shape {
        Shape::Flag
    }
}

macro_rules! words {
    ($($type:ident),+) => {$(
        impl Value for $type {
            fn read(json: &RawValue, _index: usize, context: &mut Context<'_>) -> Option<Self> {
                let text = context.text("a word as text", json)?;
                if let Some(word) = Self::from_word(&text) {
                    return Some(word);
                }
                let plain = snake_case(&text);
                if let Some(word) = Self::from_word(&plain) {
                    return Some(word);
                }
                let other = Self::from_other_word(&plain);
                match other {
                    Some(word) => context.other_word(&text, word.word()),
                    None => context.unknown_word(&text, Self::ALL.iter().map(|one| one.word()).collect()),
                }
                other
            }
            fn json(&self, _index: usize) -> Json<'_> {
                Json::text(self.word())
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
