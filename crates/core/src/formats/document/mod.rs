//! Documents: postmortems as people write them, in Markdown, HTML, wiki text, reStructuredText, `AsciiDoc`, Org or plain text,
//! in any usual template and many languages.
//!
//! Whatever it is written in, a document becomes one list of [`block`]s. What each is about follows from headings and labels
//! ([`sections`], with the words of each language in [`words`]); lines that tell when something happened are [`entries`], which
//! [`placing`] gives day and zone; [`items`] are causes, actions and lessons. `assemble` makes an incident of it all.

mod asciidoc;
mod assemble;
mod block;
mod entries;
mod html;
mod items;
mod lines;
mod marks;
mod placing;
mod reading;
mod rst;
mod sections;
mod stamp;
mod tokens;
mod wikitext;
mod words;
mod zones;

pub use assemble::reason;
pub use reading::{DocumentReading, LineReading, Meaning};

use assemble::Found;
use placing::Given;
use zones::Hints;

use crate::incident::{Incident, Problem};
use crate::time::ZoneSource;

/// What whoever reads a document says about it, where it does not say so itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The zone of its local times.
    pub zone: Option<Box<str>>,
    /// The day of entries that name none: year, month, day.
    pub day: Option<(i32, u32, u32)>,
    /// Whether the day comes first in dates of two numbers.
    pub day_first: Option<bool>,
}

/// A document as an incident.
#[derive(Clone, Debug, PartialEq)]
pub struct DocumentIncident {
    /// The incident; its id is left to the caller.
    pub incident: Incident,
    /// Entries that could not be placed, and what else could not be read.
    pub problems: Vec<Problem>,
    /// What each line became.
    pub reading: DocumentReading,
}

/// What a document is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Markdown, or text that reads as such.
    Markdown,
    /// HTML, or what editors and wikis store alike.
    Html,
    /// `MediaWiki` text.
    Wikitext,
    /// reStructuredText.
    Rst,
    /// `AsciiDoc`.
    AsciiDoc,
    /// Org-mode.
    Org,
    /// Plain text.
    Plain,
}

/// How much of a document its form is told by.
const HEAD: usize = 32 << 10;

/// What a document is written in, by its beginning and its name.
#[must_use]
pub fn form_of(text: &str, name: &str) -> Form {
    let end = (0..=text.len().min(HEAD)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let start = text.get(..end).unwrap_or(text);
    let name = name.split(['?', '#']).next().unwrap_or(name).to_ascii_lowercase();
    if html::is_html(start) {
        Form::Html
    } else if name.ends_with(".org") || start.lines().take(40).any(|line| line.to_ascii_uppercase().starts_with("#+TITLE:")) {
        Form::Org
    } else if rst::is_rst(start, &name) {
        Form::Rst
    } else if wikitext::is_wikitext(start) && !name.ends_with(".md") {
        Form::Wikitext
    } else if asciidoc::is_asciidoc(start, &name) {
        Form::AsciiDoc
    } else if name.ends_with(".md") || name.ends_with(".markdown") || start.lines().take(300).any(is_markdown) {
        Form::Markdown
    } else {
        Form::Plain
    }
}

/// `true` for a line that plain text would hardly have.
fn is_markdown(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("# ") || line.starts_with("## ") || line.starts_with("### ") || line.starts_with("```") || line.starts_with("| ") || line.contains("**") || line.contains("](http")
}

/// Reads a document. `name` is its name or address.
#[must_use]
pub fn read(text: &str, name: &str, said: &Said, zones: &dyn ZoneSource) -> DocumentIncident {
    let form = form_of(text, name);
    let (blocks, form) = match form {
        Form::Html => (html::blocks(text), "HTML"),
        Form::Wikitext => (wikitext::blocks(text), "wiki text"),
        Form::Rst => (rst::blocks(text), "reStructuredText"),
        Form::AsciiDoc => (asciidoc::blocks(text), "AsciiDoc"),
        Form::Org => (lines::blocks(text, lines::Syntax::Org), "Org"),
        Form::Plain => (lines::blocks(text, lines::Syntax::Plain), "plain text"),
        Form::Markdown => (lines::blocks(text, lines::Syntax::Markdown), "Markdown"),
    };
    let end = (0..=text.len().min(HEAD)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    let hints = Hints { text: words::fold(text.get(..end).unwrap_or("")).into(), given: said.zone.clone() };
    let given = Given { zone: said.zone.clone(), day: said.day };
    let parts = sections::outline(blocks, &hints);
    let steps = entries::steps(&parts, &hints);
    let mut basis = placing::basis(&parts, &steps, name, &given, &hints);
    basis.day_first = basis.day_first.or(said.day_first);
    let days = assemble::days_and_zones(&steps, &parts);
    let placed = placing::place(steps, &parts, &basis, &given, zones);
    let items = items::items(&parts, &basis, &hints);
    let found = Found { parts: &parts, placed, items, basis: &basis, given: &given, hints: &hints, form, zones };
    let assembled = assemble::assemble(found, &days);
    DocumentIncident { incident: assembled.incident, problems: assembled.problems, reading: assembled.reading }
}
