//! What the readers of foreign formats have in common: taking records out of their wrapping, reading them one by one, and
//! joining what belongs together.

mod csv;
mod delivery;
mod feed;
mod html;
mod incident;
mod rows;

pub use csv::header;
pub use delivery::delivered;
pub use feed::{before_entries, is_feed};
pub use html::plain_text;
pub use incident::{event, link, link_to, name_of, paragraphs, service, severity, short_title, take_name, take_names};
pub use rows::{DEEPEST, Record, Rows, WRAPPERS, is_lone, is_record, text_in};

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::collection::Gatherer;
use super::context::Context;
use super::conversion::FieldCounts;
use super::registry::{Confidence, Document, Head, Outline, Reader, Source, Work};
use super::{ReadError, id_of};
use crate::incident::{Incident, ProblemKind};
use crate::time::{Instant, date_order_of};

/// How many records are read between two pauses.
const STEP: usize = 16;

/// A foreign format whose files hold records: each is read by itself.
pub struct Tool {
    /// What the reader is chosen by: "pagerduty".
    pub id: &'static str,
    /// What the format is called: "PagerDuty".
    pub name: &'static str,
    /// What its files are recognised by, in a few words.
    pub recognised_by: &'static str,
    /// How the names of its files end.
    pub endings: &'static [&'static str],
    /// The keys under which records stand: `incidents`, `incident`. The usual wrappings need not be named.
    pub lists: &'static [&'static str],
    /// Where each field that is read stands in its record, without positions, and what it becomes.
    pub fields: &'static [(&'static str, &'static str)],
    /// How likely a file of which this is the first record is in this format.
    pub sniff: fn(&Head<'_>, &Outline) -> Confidence,
    /// Reads a record; `None` for one that is nothing of an incident.
    pub read: for<'a> fn(&'a RawValue, &Rows<'a>, &mut Context<'_>) -> Option<Found>,
}

/// What a record is.
#[derive(Default)]
pub struct Found {
    /// What it says of an incident. Ids that are empty are made from positions.
    pub incident: Incident,
    /// What kind of record it is, in the plural: "log entries".
    pub kind: &'static str,
    /// How it relates to other records.
    pub origin: Origin,
    /// What else the record is: a record of a monitor may hold several outages.
    pub more: Vec<Found>,
}

/// How an incident of a foreign file relates to others of it, and of the files it was exported with.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The id of the incident that this is a part of: follow-ups, log entries. Empty where the part names none: then it
    /// belongs to the only incident there is. `None`: it is an incident itself.
    pub part_of: Option<Box<str>>,
    /// When the record was last changed, to tell the later of two states.
    pub updated: Option<Instant>,
    /// `true` for a part that says something by itself: alerts, messages, events of a cluster.
    pub is_evidence: bool,
}

impl Found {
    /// A whole incident.
    pub fn incident(incident: Incident, kind: &'static str) -> Self {
        Self { incident, kind, ..Self::default() }
    }

    /// A part of the incident of that id.
    pub fn part(of: impl Into<Box<str>>, incident: Incident, kind: &'static str) -> Self {
        Self { incident, kind, origin: Origin { part_of: Some(of.into()), ..Origin::default() }, ..Self::default() }
    }

    /// Evidence, which joins the incident it is read with; without one it is shown by itself.
    pub fn evidence(incident: Incident, kind: &'static str) -> Self {
        let origin = Origin { part_of: Some(Box::default()), is_evidence: true, ..Origin::default() };
        Self { incident, kind, origin, ..Self::default() }
    }

    /// Several of one record; `None` for none.
    pub fn several(found: Vec<Self>) -> Option<Self> {
        let mut found = found.into_iter();
        let first = found.next()?;
        Some(Self { more: found.collect(), ..first })
    }

    /// What was found, last changed at that moment.
    pub fn updated(mut self, at: Option<crate::incident::When>) -> Self {
        self.origin.updated = at.map(|when| when.at);
        self
    }
}

impl Reader for Tool {
    fn id(&self) -> &'static str {
        self.id
    }

    fn name(&self) -> &'static str {
        self.name
    }

    fn recognised_by(&self) -> &'static str {
        self.recognised_by
    }

    fn endings(&self) -> &'static [&'static str] {
        self.endings
    }

    fn sniff(&self, head: &Head<'_>) -> Confidence {
        (self.sniff)(head, head.record(self.lists))
    }

    fn read<'a>(&'a self, source: Source<'a>) -> Work<'a> {
        Box::pin(read(self, source))
    }
}

async fn read(tool: &Tool, source: Source<'_>) -> Result<Document, ReadError> {
    let is_json = source.text.trim_start().starts_with(['{', '[']);
    let feed = is_feed(source.text).then(|| feed::to_json(source.text));
    let (text, broken) = match feed {
        Some(feed) => (Cow::Owned(feed.json), feed.broken),
        None if is_json => (Cow::Borrowed(source.text), None),
        None => (Cow::Owned(csv::to_json(source.text)?), None),
    };
    source.pause(0, None).await?;
    let rows = Rows::of(&text, tool.lists)?;
    let mut context = Context::new(source.zones, source.options);
    context.assume_order(date_order_of(&text));
    context.count_fields(FieldCounts::new(tool.id, tool.name, tool.fields));
    let mut gatherer = Gatherer::new(&text, &source, 0, 0);
    gatherer.has_lines = is_json;
    for (index, row) in rows.records.iter().enumerate() {
        if index % STEP == 0 {
            source.pause(index, Some(rows.records.len())).await?;
        }
        rows.current.set(index);
        gatherer.records = (index + 1, rows.records.len());
        let mut found = (tool.read)(row.json, &rows, &mut context);
        if let Some(found) = &found {
            context.mark_kind(found.kind);
        }
        let more = found.as_mut().map(|found| std::mem::take(&mut found.more)).unwrap_or_default();
        let problems = context.take_problems();
        let mut has_room = gatherer.add_found(row, found, problems);
        for found in more {
            has_room = has_room && gatherer.add_found(row, Some(found), Vec::new());
        }
        if !has_room {
            break;
        }
    }
    if gatherer.catalog.entries.is_empty() && rows.error.is_none() {
        return Err(ReadError::NoRecords { format: tool.name.into() });
    }
    if let Some(found) = rows.goes_on() {
        gatherer.add_problem(ProblemKind::Incomplete { found });
    }
    if let Some(found) = broken {
        gatherer.add_problem(ProblemKind::LeftOut { found: found.into() });
    }
    gatherer.catalog.unlisted = gatherer.catalog.unlisted.saturating_add(context.unlisted());
    gatherer.catalog.conversions.extend(context.take_conversion());
    gatherer.catalog.title = rows.title.borrow().as_str().into();
    let mut catalog = gatherer.finish(rows.error)?;
    for entry in &mut catalog.entries {
        let incident = &mut entry.incident;
        if incident.title.contains(['\n', '\r', '\t']) {
            incident.title = incident.title.split_whitespace().collect::<Vec<_>>().join(" ").into();
        }
        if incident.id.is_empty() && entry.origin.as_ref().is_some_and(|origin| origin.part_of.is_none()) {
            incident.id = id_of_nameless(incident);
        }
        if incident.time_zone.is_none() {
            incident.time_zone.clone_from(&source.options.zone);
        }
    }
    catalog.join_parts();
    // Parts are joined by the id of what they are parts of, and have none of their own before that.
    let of_parts = catalog.conversions.first().map(super::Conversion::title).unwrap_or_default();
    for entry in &mut catalog.entries {
        let incident = &mut entry.incident;
        if incident.title.is_empty() && entry.origin.as_ref().is_some_and(|origin| origin.part_of.is_some()) {
            incident.title = of_parts.as_str().into();
        }
        if incident.id.is_empty() {
            incident.id = id_of("", &incident.title);
        }
    }
    Ok(Document::of_foreign(catalog))
}

/// An id for an incident that has none: of its title and its first moment, since a monitor calls each outage the same.
fn id_of_nameless(incident: &Incident) -> Box<str> {
    let milestones = &incident.milestones;
    let at = milestones.started.or(milestones.detected).or(milestones.resolved);
    let at = at.or_else(|| incident.timeline.iter().find_map(|event| event.at));
    let at = at.map_or_else(String::new, |when| when.at.to_string());
    id_of("", &[&*incident.title, " ", &at].concat())
}
