//! Faultline's own format, version 1, as `docs/format.md` explains it: read, written, and put into a JSON Schema, all
//! three from the same tables.

mod aliases;
mod composites;
mod objects;
mod scalars;
mod schema;
mod table;
#[cfg(test)]
mod tests;
mod tree;

use std::borrow::Cow;

use serde_json::value::RawValue;

use super::context::Context;
use super::lenient::{Members, text};
use super::read_error::not_json;
use super::registry::{Confidence, Document, Head, Outline, Reader, Source, Work};
use super::{ReadError, Reading, id_of};
use crate::incident::{Incident, Milestone, Place, Problem, ProblemKind};

pub use composites::newer_version;
pub use schema::schema as schema_json;
pub use table::{Keys, Object, Slot, object_json};
pub use tree::Json;

use table::Value;

/// Keys that an incident of another format seldom has.
const OWN: [&str; 5] = ["timeline", "impacts", "milestones", "root_causes", "corrective_actions"];
/// How many items of a list are read between two pauses.
const STEP: usize = 64;
/// About how many bytes the shortest event, cause or action has.
const SHORTEST: usize = 32;

/// An incident file, version 1.
pub struct Version1;

impl Reader for Version1 {
    fn id(&self) -> &'static str {
        "faultline"
    }

    fn name(&self) -> &'static str {
        "Faultline incident"
    }

    fn recognised_by(&self) -> &'static str {
        "a JSON object with `timeline`, `impacts`, `milestones` or the address of the schema"
    }

    fn sniff(&self, head: &Head<'_>) -> Confidence {
        match &head.outline {
            // A template of a wiki.
            _ if head.text.trim_start().starts_with("{{") => Confidence::None,
            own if is_surely_own(own) => Confidence::Certain,
            own if has_own(own) => Confidence::Likely,
            own if is_own(own) => Confidence::Possible,
            _ => Confidence::None,
        }
    }

    fn read<'a>(&'a self, source: Source<'a>) -> Work<'a> {
        Box::pin(async move { read(source).await.map(|reading| Document::Incident(Box::new(reading))) })
    }
}

/// `true` for an object that is an incident of version 1: all of its keys are keys of one, and some are of nothing else.
pub fn is_surely_own(outline: &Outline) -> bool {
    let Outline::Object(members) = outline else { return false };
    has_own_key(outline) && own_keys(members) == members.len()
}

/// `true` for an object that may be an incident of version 1: all of its keys are keys of one, or half of them and the title.
pub fn is_own(outline: &Outline) -> bool {
    let Outline::Object(members) = outline else { return false };
    let known = own_keys(members);
    let is_half = known * 2 >= members.len() && !is_of_other_schema(outline);
    known == members.len() || (outline.get("title").is_some() && is_half)
}

/// `true` for an object that has what incidents of other formats seldom have. The schemas of other things are no sign of one,
/// nor is a timeline among many keys of another tool.
fn has_own(outline: &Outline) -> bool {
    let keys = Incident::default().keys();
    let meant: Vec<&str> = outline.keys().filter_map(|key| aliases::key_of_incident(keys, key)).collect();
    has_own_key(outline) && (meant.contains(&"title") || meant.len() * 2 >= outline.keys().count())
}

/// `true` for an object that has one of the keys that others seldom have, or names the schema.
fn has_own_key(outline: &Outline) -> bool {
    outline.has_any(&OWN) || (outline.get("$schema").is_some() && !is_of_other_schema(outline))
}

/// `true` for an object that names the schema of something else.
fn is_of_other_schema(outline: &Outline) -> bool {
    outline.text("$schema").is_some_and(|address| !address.contains("incident"))
}

/// How many of the keys of an object are keys of an incident.
fn own_keys(members: &[(String, Outline)]) -> usize {
    let incident = Incident::default();
    members.iter().filter(|(key, _)| incident.keys().contains(&key.as_str())).count()
}

/// `true` for an object that has what an incident of version 1 has, or may be one.
pub fn may_be_own(outline: &Outline) -> bool {
    has_own(outline) || is_own(outline)
}

/// Reads an incident file.
async fn read(source: Source<'_>) -> Result<Reading, ReadError> {
    let members = members(source.text)?;
    source.pause(0, None).await?;
    let mut context = Context::new(source.zones, source.options);
    set_zone(&members, &mut context);
    let (mut incident, mut keys) = (Incident::default(), Keys::default());
    for (key, json) in &members {
        let Some((row, key)) = keys.row(&mut incident, key, json, &mut context) else { continue };
        // The lists that grow with an incident are read with pauses.
        match key {
            "timeline" => read_list(&mut incident.timeline, key, json, &mut context, &source).await?,
            "impacts" => read_list(&mut incident.impacts, key, json, &mut context, &source).await?,
            "root_causes" => read_list(&mut incident.root_causes, key, json, &mut context, &source).await?,
            "corrective_actions" => {
                read_list(&mut incident.corrective_actions, key, json, &mut context, &source).await?;
            }
            _ => context.at_key(key, |context| incident.read_row(row, json, context)),
        }
    }
    keys.finish(&mut incident, 0, &mut context);
    let schema = members.iter().find(|(key, json)| key == "$schema" && json.get().starts_with('"'));
    if let Some((key, json)) = schema {
        incident.extra.push((Box::from(&**key), json.get().into()));
    }
    let mut problems = context.into_problems();
    if !is_dated(&incident) {
        // A date that was given and could not be read is to be mended first.
        let is_misread = problems.iter().any(|problem| matches!(problem.kind, ProblemKind::BadTime { .. }));
        if is_misread || !holds_something(&incident) {
            return Err(ReadError::NothingDated { problems });
        }
        let text = "nothing in this file has a date, so nothing of it can be measured.";
        problems.push(Problem { at: Place::default(), kind: ProblemKind::Note { text } });
    }
    if incident.id.is_empty() {
        incident.id = id_of(source.name, &incident.title);
    }
    if incident.time_zone.is_none() {
        incident.time_zone.clone_from(&source.options.zone);
    }
    Ok(Reading { incident, problems, conversions: Vec::new(), origin: None, document: None })
}

/// A key and its value.
type Member<'a> = (Cow<'a, str>, &'a RawValue);

/// The members of the outermost object of a file of version 1.
fn members(text: &str) -> Result<Vec<Member<'_>>, ReadError> {
    use serde::Deserializer as _;

    let found = match text.trim_start().chars().next() {
        None => return Err(ReadError::Empty),
        Some('{') => "",
        Some('[') => "a list",
        Some('"') => "a text",
        Some('t' | 'f') => "true or false",
        Some('n') => "null",
        Some(_) => "a number",
    };
    if !found.is_empty() {
        serde_json::from_str::<&RawValue>(text).map_err(|error| not_json(text, &error))?;
        return Err(ReadError::NotAnObject { found: found.into() });
    }
    let mut members: Vec<Member<'_>> = Vec::new();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = deserializer.deserialize_map(Members(&mut |key, json| members.push((key, json))));
    let read = read.and_then(|()| deserializer.end());
    // A later version is said to be one even where it is no JSON of today.
    let version = members.iter().find(|(key, _)| key == "version").and_then(|(_, json)| newer_version(json));
    match (version, read) {
        (Some(version), _) => Err(ReadError::NewerVersion { version }),
        (None, Err(error)) => Err(not_json(text, &error)),
        (None, Ok(())) => Ok(members),
    }
}

/// Sets the zone of local times from `time_zone`, wherever it stands.
pub fn set_zone(members: &[Member<'_>], context: &mut Context<'_>) {
    let is_zone = |key: &str| {
        let plain = key.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase());
        plain.clone().eq("timezone".chars()) || plain.eq("tz".chars())
    };
    let zones = || members.iter().filter(|(_, json)| json.get() != "null");
    let zone = zones().find(|(key, _)| key == "time_zone").or_else(|| zones().find(|(key, _)| is_zone(key)));
    if let Some(zone) = zone.and_then(|(_, json)| text(json)) {
        context.at_key("time_zone", |context| context.set_zone(&zone.text));
    }
}

/// Reads a list as its slot does, with pauses.
async fn read_list<T: Value>(
    list: &mut Vec<T>,
    key: &'static str,
    json: &RawValue,
    context: &mut Context<'_>,
    source: &Source<'_>,
) -> Result<(), ReadError>
where
    Vec<T>: Slot,
{
    // Well-formed values: it fails only where there is no list.
    let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(json.get()) else {
        context.at_key(key, |context| list.fill(json, context));
        return Ok(());
    };
    // A list of a million ones needs no room for a million events.
    list.reserve_exact(items.len().min(json.get().len() / SHORTEST));
    for (at, chunk) in items.chunks(STEP).enumerate() {
        source.pause(at * STEP, Some(items.len())).await?;
        context.at_key(key, |context| {
            for (index, item) in (at * STEP..).zip(chunk) {
                context.at_index(index, |context| list.extend(T::read(item, index, context)));
            }
        });
    }
    Ok(())
}

/// An incident as it is written.
pub fn incident_json(incident: &Incident) -> Json<'_> {
    object_json(incident, 0)
}

/// `true` when an event, an impact or a milestone has a time.
fn is_dated(incident: &Incident) -> bool {
    incident.timeline.iter().any(|event| event.at.is_some())
        || incident.impacts.iter().any(|impact| impact.start.is_some() || impact.end.is_some())
        || Milestone::ALL.iter().any(|milestone| incident.milestones.get(*milestone).is_some())
}

/// `true` when something is written down that can be shown without a time: an event, a cause or an action.
fn holds_something(incident: &Incident) -> bool {
    !(incident.timeline.is_empty() && incident.root_causes.is_empty() && incident.corrective_actions.is_empty())
}
