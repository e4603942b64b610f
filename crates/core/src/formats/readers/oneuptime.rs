//! OneUptime: incidents of its API, the states they went through, and their feed. Its times and ids may be objects of a type
//! and a value.

use serde_json::value::RawValue;

use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{Found, Rows, Tool, event, name_of, service, severity, take_name, take_names};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{Cause, CauseRole, EventKind, Incident, Status, When};

/// OneUptime.
pub static ONEUPTIME: Tool = Tool {
    id: "oneuptime",
    name: "OneUptime",
    recognised_by: "`_id` with `currentIncidentState`, `impactStartedAt` or `incidentState`, or values with `_type`",
    endings: &["json"],
    lists: &["data"],
    fields: &[
        ("_id", "the id"),
        ("title", "the title"),
        ("description", "the summary"),
        ("incidentNumber", "a tag"),
        ("declaredAt", "the event “Declared”"),
        ("createdAt", "the event “Declared”, where it is not said when it was declared"),
        ("impactStartedAt", "the milestone started"),
        ("updatedAt", "which of two states is the later"),
        ("currentIncidentState.name", "the status, by the mark that goes with it"),
        ("currentIncidentState.isResolvedState", "the status"),
        ("incidentSeverity.name", "the severity"),
        ("monitors.name", "a service"),
        ("labels.name", "a tag"),
        ("rootCause", "a root cause; of a state, the details of an event"),
        ("remediationNotes", "the end of the summary"),
        ("incidentId", "the incident it is a part of"),
        ("incidentState.name", "an event"),
        ("incidentState.isAcknowledgedState", "the milestone acknowledged"),
        ("incidentState.isResolvedState", "the milestone resolved"),
        ("startsAt", "the time of an event"),
        ("feedInfoInMarkdown", "an event"),
        ("incidentFeedEventType", "the kind of an event; private notes are left out"),
        ("postedAt", "the time of an event"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_ours = record.get("_id").is_some()
        && record.has_any(&["currentIncidentState", "impactStartedAt", "incidentState", "incidentFeedEventType"]);
    if is_ours { Confidence::Certain } else { Confidence::None }
}

record! {
    /// An incident, a state it went through, or an entry of its feed.
    #[serde(rename_all = "camelCase")]
    Row {
        #[serde(rename = "_id")]
        id,
        title, description, incident_number, declared_at, created_at, updated_at, impact_started_at, current_incident_state,
        incident_severity, monitors, labels, root_cause, remediation_notes, incident_id, incident_state, starts_at,
        feed_info_in_markdown, incident_feed_event_type, posted_at,
    }
}
record! {
    #[serde(rename_all = "camelCase")]
    State { name, is_acknowledged_state, is_resolved_state }
}
record! { Typed { value } }

/// A value that may stand in an object with its type.
fn plain<'a>(key: &'static str, field: Field<'a>, context: &mut Context<'_>) -> Field<'a> {
    let json = field?;
    if !json.get().starts_with('{') {
        return field;
    }
    context.look_up(|context| context.take_object::<Typed<'_>>(key, field))?.value
}

fn take_time(key: &'static str, field: Field<'_>, context: &mut Context<'_>) -> Option<When> {
    let field = plain(key, field, context);
    context.take_time(key, field)
}

fn word(key: &'static str, field: Field<'_>, context: &mut Context<'_>) -> Option<Box<str>> {
    let field = plain(key, field, context);
    context.take_word(key, field).map(Into::into)
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    if row.incident_state.is_some() {
        return Some(state(&row, context));
    }
    if row.feed_info_in_markdown.is_some() {
        return feed(&row, context);
    }
    let mut incident = Incident {
        id: word("_id", row.id, context).unwrap_or_default(),
        title: context.take_text("title", row.title).unwrap_or_default().into(),
        summary: context.take_text("description", row.description).map(Into::into),
        ..Incident::default()
    };
    if let Some(said) = context.take_object::<State<'_>>("currentIncidentState", row.current_incident_state) {
        let is_over = context.at_key("currentIncidentState", |context| {
            let flag = context.take_bool("isResolvedState", said.is_resolved_state);
            let name = context.take_text("name", said.name).unwrap_or_default();
            // Which of its values are given is chosen by who asks.
            flag.unwrap_or(name.eq_ignore_ascii_case("resolved"))
        });
        incident.status = Some(if is_over { Status::Resolved } else { Status::Ongoing });
    }
    let word = take_name(context, "incidentSeverity", row.incident_severity, &["name"]);
    incident.severity = word.and_then(|word| severity(&word));
    incident.services =
        take_names(context, "monitors", row.monitors, &["name"]).iter().map(|name| service(name)).collect();
    incident.tags = take_names(context, "labels", row.labels, &["name"]);
    incident
        .tags
        .extend(context.take_word("incidentNumber", row.incident_number).map(|number| format!("#{number}").into()));
    incident.milestones.started = take_time("impactStartedAt", row.impact_started_at, context);
    let created = take_time("createdAt", row.created_at, context);
    let declared = take_time("declaredAt", row.declared_at, context).or(created);
    incident.timeline.extend(declared.map(|at| event(Some(at), "Declared", "", EventKind::Response)));
    if let Some(text) = context.take_text("rootCause", row.root_cause) {
        let told = event(None, &text, "", EventKind::Note);
        let role = Some(CauseRole::Root);
        incident.root_causes.push(Cause { title: told.title, details: told.details, role, ..Cause::default() });
    }
    if let Some(text) = context.take_text("remediationNotes", row.remediation_notes) {
        // It is not said when.
        let before = incident.summary.take().map(|summary| format!("{summary}\n\n")).unwrap_or_default();
        incident.summary = Some(format!("{before}{text}").into());
    }
    let updated = take_time("updatedAt", row.updated_at, context);
    Some(Found::incident(incident, "incidents").updated(updated))
}

/// A state that an incident came to. What it means is told by its marks: its name is the organisation's own.
fn state(row: &Row<'_>, context: &mut Context<'_>) -> Found {
    let of = word("incidentId", row.incident_id, context).unwrap_or_default();
    let at = take_time("startsAt", row.starts_at, context);
    let said: State<'_> = context.take_object("incidentState", row.incident_state).unwrap_or_default();
    let mut part = Incident { title: "States of an incident".into(), ..Incident::default() };
    let (name, kind) = context.at_key("incidentState", |context| {
        let is_acknowledged = context.take_bool("isAcknowledgedState", said.is_acknowledged_state) == Some(true);
        let is_resolved = context.take_bool("isResolvedState", said.is_resolved_state) == Some(true);
        let kind = match (is_acknowledged, is_resolved) {
            (_, true) => EventKind::Recovery,
            (true, _) => EventKind::Response,
            _ => EventKind::Note,
        };
        (context.take_text("name", said.name).unwrap_or_default(), kind)
    });
    match kind {
        EventKind::Recovery => part.milestones.resolved = at,
        EventKind::Response => part.milestones.acknowledged = at,
        _ => {}
    }
    let mut entry = event(at, &name, "State", kind);
    entry.details = context.take_text("rootCause", row.root_cause).map(Into::into);
    part.timeline.push(entry);
    Found::part(of, part, "states")
}

fn feed(row: &Row<'_>, context: &mut Context<'_>) -> Option<Found> {
    let kind = context.take_text("incidentFeedEventType", row.incident_feed_event_type).unwrap_or_default();
    if kind == "PrivateNote" {
        return None;
    }
    let of = word("incidentId", row.incident_id, context).unwrap_or_default();
    let at = take_time("postedAt", row.posted_at, context);
    let text = name_of(context, row.feed_info_in_markdown?, &[])?;
    let kind = match &*kind {
        "PublicNote" | "SubscriberNotificationSent" => EventKind::Communication,
        "RootCause" => EventKind::Diagnosis,
        "RemediationNotes" => EventKind::Mitigation,
        _ => EventKind::Note,
    };
    let title = "Feed of an incident".into();
    let part = Incident { title, timeline: vec![event(at, &text, "Note", kind)], ..Incident::default() };
    Some(Found::part(of, part, "feed entries"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{events, joined, milestones};
    use crate::incident::Status;

    #[test]
    fn an_incident_with_its_states() {
        let typed = |at: &str| format!(r#"{{"_type":"DateTime","value":"2026-03-04T{at}:00.000Z"}}"#);
        let incident = format!(
            r#"{{"count":1,"limit":10,"skip":0,"data":[{{"_id":"i","title":"Errors","description":"40 % fail.","incidentNumber":21,"declaredAt":{},"impactStartedAt":{},
            "currentIncidentState":{{"_id":"s3","name":"Done","isResolvedState":true}},"incidentSeverity":{{"name":"Critical"}},"monitors":[{{"_id":"m","name":"API"}}],"labels":[],"rootCause":"Halved.","postmortemNote":null}}]}}"#,
            typed("13:41"),
            typed("13:30")
        );
        let state = |name: &str, mark: &str, at: &str| {
            format!(
                r#"{{"_id":"{name}","incidentId":{{"_type":"ObjectID","value":"i"}},"incidentState":{{"name":"{name}","{mark}":true}},"startsAt":{},"endsAt":null}}"#,
                typed(at)
            )
        };
        let states = [
            state("Open", "isCreatedState", "13:41"),
            state("Ours", "isAcknowledgedState", "13:44"),
            state("Done", "isResolvedState", "14:45"),
        ];
        let reading = joined(&[&incident, &format!("[{}]", states.join(","))]);
        assert_eq!(milestones(&reading.incident), "s 13:30 a 13:44 r 14:45");
        assert_eq!(
            events(&reading.incident),
            ["13:41 response Declared", "13:41 note Open", "13:44 response Ours", "14:45 recovery Done"]
        );
        assert_eq!((reading.incident.status, reading.incident.root_causes.len()), (Some(Status::Resolved), 1));
    }
}
