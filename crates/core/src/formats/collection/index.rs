//! Incidents in one list: an index as `faultline index` writes it, or a plain list of whole incidents.

use super::entry::read_entry;
use super::gather::{Gatherer, ListFile};
use crate::formats::json::{is_own, is_surely_own, newer_version};
use crate::formats::lenient::{each_item, text};
use crate::formats::registry::{Confidence, Document, Head, Outline, Reader, Source, Work};
use crate::formats::unknown::{begins_like_json, begins_with_time};
use crate::formats::{Catalog, ReadError};

/// The key of the list of an index.
const INCIDENTS: &str = "incidents";
/// Keys that only a single incident has.
const OF_ONE: [&str; 4] = ["timeline", "impacts", "summary", "severity"];

/// An index: `{ "version": 1, "title": …, "incidents": […], "parts": […] }`.
pub struct Index;

impl Reader for Index {
    fn id(&self) -> &'static str {
        "faultline-index"
    }

    fn name(&self) -> &'static str {
        "Faultline index"
    }

    fn recognised_by(&self) -> &'static str {
        "a JSON object with a list `incidents`, as `faultline index` writes it"
    }

    fn sniff(&self, head: &Head<'_>) -> Confidence {
        let Outline::Object(members) = &head.outline else { return Confidence::None };
        let list = members.iter().position(|(key, value)| key == INCIDENTS && matches!(value, Outline::List(_)));
        // A single incident may have a key of that name which the format does not know.
        let one = members.iter().position(|(key, _)| OF_ONE.contains(&key.as_str()));
        match (list, one) {
            (Some(list), one) if one.is_none_or(|one| list < one) && !is_foreign(members.get(list)) => {
                let first = members.get(list).and_then(|(_, list)| list.first());
                let is_own = |first: &Outline| first.get("src").is_some() || is_surely_own(first);
                if first.is_some_and(is_own) { Confidence::Certain } else { Confidence::Likely }
            }
            _ => Confidence::None,
        }
    }

    fn read<'a>(&'a self, source: Source<'a>) -> Work<'a> {
        Box::pin(async move { read(source).await.map(Document::Catalog) })
    }
}

/// `true` for a list whose first item is an object that is no entry.
fn is_foreign(list: Option<&(String, Outline)>) -> bool {
    let first = list.and_then(|(_, list)| list.first());
    first.is_some_and(|first| matches!(first, Outline::Object(_)) && first.get("src").is_none() && !is_own(first))
}

/// A list of whole incidents: `[{ … }, { … }]`.
pub struct List;

impl Reader for List {
    fn id(&self) -> &'static str {
        "faultline-list"
    }

    fn name(&self) -> &'static str {
        "List of Faultline incidents"
    }

    fn recognised_by(&self) -> &'static str {
        "a JSON list of objects that no other format knows"
    }

    fn sniff(&self, head: &Head<'_>) -> Confidence {
        match &head.outline {
            // A log whose times stand in brackets, a text that begins with a link.
            _ if !begins_like_json(head.text.trim_start()) => Confidence::None,
            _ if head.text.lines().next().is_some_and(begins_with_time) => Confidence::None,
            Outline::List(first) if is_surely_own(first) => Confidence::Certain,
            Outline::List(first) if !matches!(**first, Outline::Object(_)) || is_own(first) => Confidence::Possible,
            _ => Confidence::None,
        }
    }

    fn read<'a>(&'a self, source: Source<'a>) -> Work<'a> {
        Box::pin(async move { read(source).await.map(Document::Catalog) })
    }
}

async fn read(source: Source<'_>) -> Result<Catalog, ReadError> {
    let file = ListFile::of(source.text, &[INCIDENTS])?;
    let version = file.members.iter().find(|(key, _)| key == "version").and_then(|(_, json)| newer_version(json));
    if let Some(version) = version {
        return Err(ReadError::NewerVersion { version });
    }
    let mut gatherer = Gatherer::new(source.text, &source, 0, 0);
    gatherer.catalog.title = file.text("title").unwrap_or_default().into();
    for (_, parts) in file.members.iter().filter(|(key, _)| key == "parts") {
        each_item(parts, &mut |_, part| gatherer.catalog.parts.extend(text(part).map(|part| part.text.into())));
    }
    gatherer.add_all(&file.items, &read_entry, &source).await?;
    gatherer.finish(file.error)
}
