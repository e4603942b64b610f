//! Parts of incidents as foreign records give them.

use std::borrow::{Borrow, Cow};

use serde_json::value::RawValue;

use super::plain_text;
use crate::formats::context::{Context, Field};
use crate::formats::lenient;
use crate::incident::{Event, EventKind, Link, Service, Severity, When, severity_rank};
use crate::text::is_safe_link;

/// How many characters a title made from a text has at most.
const LONGEST_TITLE: usize = 140;

/// An event whose text may be of several lines: its first sentence is the title, all of it the details. `fallback` is the
/// title of one without a text.
#[must_use]
pub fn event(at: Option<When>, text: &str, fallback: &str, kind: EventKind) -> Event {
    let text = plain_text(text);
    let text = text.trim();
    let title = short_title(text, fallback);
    let details = (!text.is_empty() && *title != *text).then(|| text.into());
    Event { at, title, details, kind, ..Event::default() }
}

/// Texts as the paragraphs of one; `None` where there are none.
#[must_use]
pub fn paragraphs<T: Borrow<str>>(texts: impl IntoIterator<Item = T>) -> Option<Box<str>> {
    let texts: Vec<T> = texts.into_iter().collect();
    (!texts.is_empty()).then(|| texts.join("\n\n").into())
}

/// The first sentence of a text, or what of it makes a title; `fallback` for a text of nothing but spaces.
#[must_use]
pub fn short_title(text: &str, fallback: &str) -> Box<str> {
    let line = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or(fallback);
    let sentence = line.find(". ").and_then(|at| line.get(..=at)).unwrap_or(line);
    match sentence.char_indices().nth(LONGEST_TITLE) {
        Some((end, _)) => format!("{}…", sentence.get(..end).unwrap_or("").trim_end()).into(),
        None => sentence.into(),
    }
}

/// A severity in the organisation's own word.
#[must_use]
pub fn severity(word: &str) -> Option<Severity> {
    let word = word.trim();
    (!word.is_empty()).then(|| Severity { word: word.into(), rank: severity_rank(word) })
}

/// A service that goes by its name.
#[must_use]
pub fn service(name: &str) -> Service {
    Service { id: name.into(), name: name.into() }
}

/// A link with its address for a label; `None` for an address that is not safe to follow.
#[must_use]
pub fn link(url: &str) -> Option<Link> {
    link_to(url, "")
}

/// A link; its label is the address where none is given. `None` for an address that is not safe to follow.
#[must_use]
pub fn link_to(url: &str, label: &str) -> Option<Link> {
    let url = url.trim();
    let label = if label.trim().is_empty() { Cow::Borrowed(url) } else { Cow::Borrowed(label.trim()) };
    is_safe_link(url).then(|| Link { label: label.into(), url: url.into() })
}

/// The name of a thing that a field holds: the text itself, or the value of the first of these keys of an object.
pub fn take_name<'a>(
    context: &mut Context<'_>,
    key: &'static str,
    field: Field<'a>,
    names: &[&'static str],
) -> Option<Cow<'a, str>> {
    let json = field?;
    if !json.get().starts_with('{') {
        return context.take_word(key, field);
    }
    context.at_key(key, |context| name_of(context, json, names))
}

/// The name of a thing, as [`take_name`] finds it.
pub fn name_of<'a>(context: &mut Context<'_>, json: &'a RawValue, names: &[&'static str]) -> Option<Cow<'a, str>> {
    if let Some(text) = lenient::text(json) {
        return Some(text.text).filter(|text| !text.trim().is_empty());
    }
    let members = context.members(json)?;
    names.iter().find_map(|name| {
        let (_, value) = members.iter().find(|(key, _)| key == name)?;
        context.take_word(name, Some(*value).filter(|value| value.get() != "null"))
    })
}

/// The names of the things in a list, as [`take_name`] finds each; those that are given twice once.
pub fn take_names(
    context: &mut Context<'_>,
    key: &'static str,
    field: Field<'_>,
    names: &[&'static str],
) -> Vec<Box<str>> {
    let mut found: Vec<Box<str>> = Vec::new();
    context.take_list(key, field, &mut |context, json| {
        if let Some(name) = name_of(context, json, names).filter(|name| !found.iter().any(|known| **known == **name)) {
            found.push(name.into());
        }
    });
    found
}
