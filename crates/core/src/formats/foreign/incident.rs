//! Parts of incidents as foreign records give them.

use std::borrow::Cow;

use super::plain_text;
use crate::incident::{Event, EventKind, Impact, Link, Service, Severity, When, severity_rank};
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

/// An impact of which nothing is known yet.
#[must_use]
pub fn blank_impact(start: Option<When>, end: Option<When>) -> Impact {
    Impact { start, end, ..Impact::default() }
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
