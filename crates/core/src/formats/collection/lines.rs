//! Newline-delimited JSON: an incident a line.

use serde::Deserialize;
use serde_json::value::RawValue;

use super::entry::read_entry;
use super::gather::Gatherer;
use crate::formats::json::{is_own, is_surely_own};
use crate::formats::read_error::not_json;
use crate::formats::registry::{Confidence, Document, Head, Reader, Source, Work};
use crate::formats::{Catalog, ReadError, ReadOptions, text_of};
use crate::pace::NoPause;
use crate::time::ZoneSource;

/// How many lines are read between two pauses.
const STEP: usize = 16;

/// A file with an incident a line.
pub struct Lines;

impl Reader for Lines {
    fn id(&self) -> &'static str {
        "faultline-lines"
    }

    fn name(&self) -> &'static str {
        "Lines of Faultline incidents"
    }

    fn recognised_by(&self) -> &'static str {
        "a JSON object a line"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["ndjson", "jsonl"]
    }

    fn sniff(&self, head: &Head<'_>) -> Confidence {
        let mut lines = head.text.lines().map(str::trim).filter(|line| !line.is_empty());
        let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return Confidence::None };
        if !first.starts_with('{') {
            return Confidence::None;
        }
        // A first line that is broken may be one of many; one that ends inside a list is one of several of an object.
        let is_open = first.len() == 1 || first.ends_with(['[', '{', ',', ':']);
        let is_whole = serde_json::from_str::<&RawValue>(first).is_ok();
        if is_whole && !is_own(&head.outline) && head.outline.get("src").is_none() {
            return Confidence::None;
        }
        if is_whole && is_surely_own(&head.outline) {
            return Confidence::Certain;
        }
        // Records of a tool may stand a line, too.
        if is_whole || (!is_open && second.starts_with('{')) { Confidence::Likely } else { Confidence::None }
    }

    fn read<'a>(&'a self, source: Source<'a>) -> Work<'a> {
        Box::pin(async move { read(source).await.map(Document::Catalog) })
    }
}

async fn read(source: Source<'_>) -> Result<Catalog, ReadError> {
    let mut gatherer = Gatherer::new(source.text, &source, 0, 0);
    let mut done = 0;
    for (at, line) in source.text.split('\n').enumerate() {
        if at % STEP == 0 {
            // As many as there will be if the rest is like this.
            let about = (at as u64 * source.text.len() as u64).checked_div(done as u64);
            source.pause(at, about.and_then(|about| usize::try_from(about).ok())).await?;
        }
        done += line.len() + 1;
        if !add_line(&mut gatherer, line) {
            break;
        }
    }
    if gatherer.items == 0 {
        return Err(ReadError::Empty);
    }
    gatherer.finish(None)
}

/// Reads a line; `false` when there were too many.
fn add_line<'a>(gatherer: &mut Gatherer<'a>, line: &'a str) -> bool {
    if line.trim().is_empty() {
        return true;
    }
    let mut deserializer = serde_json::Deserializer::from_str(line);
    let mut more = true;
    let item = <&RawValue>::deserialize(&mut deserializer);
    // What stands before trailing words is read.
    let end = item.and_then(|item| {
        more = gatherer.add(item, &read_entry);
        deserializer.end()
    });
    if let Err(error) = end {
        let number = gatherer.line_of(line);
        gatherer.add_unread(number, not_json(line, &error).further_down(number - 1));
    }
    more
}

/// A file with an incident a line, read piece by piece, so that it may be of any size.
#[derive(Clone, Debug)]
pub struct LineReader {
    name: Box<str>,
    lines: u32,
    incidents: u32,
}

impl LineReader {
    /// Before the first line of a file of that name or address.
    #[must_use]
    pub fn new(name: &str) -> Self {
        Self { name: name.into(), lines: 0, incidents: 0 }
    }

    /// Reads a piece of the file that ends with a line, or with the file.
    ///
    /// # Errors
    /// [`ReadError`] when the piece is not text. Reading goes on with the next.
    pub fn read(&mut self, piece: &[u8], options: &ReadOptions, zones: &dyn ZoneSource) -> Result<Catalog, ReadError> {
        let before = self.lines;
        let lines = piece.split(|byte| *byte == b'\n').count() - 1;
        self.lines = self.lines.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX));
        let text = text_of(piece).map_err(|error| error.further_down(before))?;
        let source = Source::new(&text, &self.name, options, zones, &NoPause);
        let text = if before == 0 { source.text } else { &text };
        let mut gatherer = Gatherer::new(text, &source, before, self.incidents);
        for line in text.split('\n') {
            if !add_line(&mut gatherer, line) {
                break;
            }
        }
        self.incidents = gatherer.items;
        gatherer.finish(None)
    }
}
