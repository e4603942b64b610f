//! Squadcast: incidents of its API with their log, those of its webhooks, and postmortems with follow-ups.

use serde_json::value::RawValue;

use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{Found, Rows, Tool, event, service, severity, take_name};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{ActionStatus, CorrectiveAction, EventKind, Incident, Status};

/// Squadcast.
pub static SQUADCAST: Tool = Tool {
    id: "squadcast",
    name: "Squadcast",
    recognised_by: "`timeOfCreation` with `incidentNumber` or `logs`; `alert_source` with `event_payload`, of a webhook; `postmortem` with `follow_ups`",
    endings: &["json"],
    // A webhook about a note or a task has the incident beside it.
    lists: &["incidents", "incident", "resource_data"],
    fields: &[
        ("id", "the id"),
        ("message", "the title"),
        ("title", "the title of a postmortem"),
        ("description", "the summary"),
        ("postmortem", "the summary, of a postmortem"),
        ("incidentNumber", "a tag"),
        ("status", "the status; a published postmortem is reviewed"),
        ("timeOfCreation", "the milestone detected"),
        ("created_at", "the milestone detected, in a webhook"),
        ("updated_at", "which of two states is the later"),
        ("service.name", "a service"),
        ("priority", "the severity"),
        ("priority.value", "the severity"),
        ("tags.severity.value", "the severity, where there is no priority"),
        ("logs.action", "an event; acknowledged and resolved are milestones"),
        ("logs.reason", "the details of an event"),
        ("logs.time", "the time of an event"),
        ("logs.assignedTo", "who did it"),
        ("timeline.action", "an event, in a webhook; acknowledged and resolved are milestones"),
        ("timeline.time", "the time of an event"),
        ("timeline.name", "who did it"),
        ("incident_id", "the incident it is a part of"),
        ("follow_ups.task", "a corrective action"),
        ("follow_ups.is_done", "whether it is done"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_incident = record.get("timeOfCreation").is_some() && record.has_any(&["incidentNumber", "logs"]);
    let is_webhook = record.has_all(&["message", "alert_source"]) && record.has_any(&["event_payload", "timeline"]);
    let is_postmortem = record.has_all(&["postmortem", "follow_ups"]);
    if is_incident || is_webhook || is_postmortem { Confidence::Certain } else { Confidence::None }
}

record! {
    /// An incident, or a postmortem.
    Row {
        id, message, title, description, status, updated_at, service, priority, tags, logs, postmortem, incident_id, follow_ups,
        created_at, alert_source, timeline,
        #[serde(rename = "incidentNumber")]
        number,
        #[serde(rename = "timeOfCreation")]
        created,
    }
}
record! { Tags { severity } }
record! { Tag { value } }
record! {
    Log {
        action, reason, time, name,
        #[serde(rename = "assignedTo")]
        assigned_to,
    }
}
record! { FollowUp { task, is_done } }

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    if row.created.is_none() && row.alert_source.is_none() {
        return postmortem(&row, context);
    }
    let mut incident = Incident {
        id: context.take_word("id", row.id).unwrap_or_default().into(),
        title: context.take_text("message", row.message).unwrap_or_default().into(),
        summary: context.take_text("description", row.description).map(Into::into),
        ..Incident::default()
    };
    incident.status = match context.take_text("status", row.status).as_deref() {
        Some("triggered" | "acknowledged" | "suppressed") => Some(Status::Ongoing),
        Some("resolved") => Some(Status::Resolved),
        _ => None,
    };
    let priority = take_name(context, "priority", row.priority, &["value"]).filter(|word| word != "UNSET");
    let word = priority.or_else(|| tagged(row.tags, context));
    incident.severity = word.and_then(|word| severity(&word));
    incident.tags.extend(context.take_word("incidentNumber", row.number).map(|number| format!("#{number}").into()));
    incident.services.extend(take_name(context, "service", row.service, &["name"]).map(|name| service(&name)));
    let created = context.take_time("timeOfCreation", row.created);
    incident.milestones.detected = created.or_else(|| context.take_time("created_at", row.created_at));
    for (key, entries) in [("logs", row.logs), ("timeline", row.timeline)] {
        context.take_list(key, entries, &mut |context, json| log(json, &mut incident, context));
    }
    if incident.status != Some(Status::Resolved) {
        incident.milestones.resolved = None;
    }
    let updated = context.take_time("updated_at", row.updated_at);
    Some(Found::incident(incident, "incidents").updated(updated))
}

/// The severity that a tag of that name gives.
fn tagged<'a>(tags: Field<'a>, context: &mut Context<'_>) -> Option<std::borrow::Cow<'a, str>> {
    let tags: Tags<'_> = context.take_object("tags", tags.filter(|json| json.get().starts_with('{')))?;
    context.at_key("tags", |context| {
        let tag: Tag<'_> = context.take_object("severity", tags.severity)?;
        context.at_key("severity", |context| context.take_text("value", tag.value))
    })
}

/// An entry of the log. The first acknowledgement counts, and the last resolution.
fn log(json: &RawValue, incident: &mut Incident, context: &mut Context<'_>) {
    let Some(row) = context.object::<Log<'_>>(json) else { return };
    let action = context.take_text("action", row.action).unwrap_or_default();
    let at = context.take_time("time", row.time);
    let milestones = &mut incident.milestones;
    let (kind, title) = match &*action {
        "triggered" => (EventKind::Detection, "Triggered"),
        "acknowledged" => {
            let is_first = |known: &crate::incident::When| at.is_none_or(|at| known.at <= at.at);
            milestones.acknowledged = milestones.acknowledged.filter(is_first).or(at);
            (EventKind::Response, "Acknowledged")
        }
        "resolved" => {
            let is_last = |known: &crate::incident::When| at.is_none_or(|at| known.at >= at.at);
            milestones.resolved = milestones.resolved.filter(is_last).or(at);
            (EventKind::Recovery, "Resolved")
        }
        "reassigned" | "escalated" => (EventKind::Escalation, "Escalated"),
        other => (EventKind::Note, other),
    };
    let reason = context.take_text("reason", row.reason);
    let mut entry = event(at, title, "Event", kind);
    entry.details = reason.map(Into::into);
    let actor = context.take_text("assignedTo", row.assigned_to);
    entry.actor = actor.or_else(|| context.take_text("name", row.name)).map(Into::into);
    incident.timeline.push(entry);
}

fn postmortem(row: &Row<'_>, context: &mut Context<'_>) -> Option<Found> {
    let of = context.take_word("incident_id", row.incident_id).unwrap_or_default();
    let text = context.take_text("postmortem", row.postmortem)?;
    let mut part = Incident {
        title: context.take_text("title", row.title).unwrap_or_default().into(),
        summary: Some(crate::formats::foreign::plain_text(&text).into()),
        ..Incident::default()
    };
    let is_published = context.take_text("status", row.status).as_deref() == Some("published");
    part.status = is_published.then_some(Status::Reviewed);
    context.take_list("follow_ups", row.follow_ups, &mut |context, json| {
        let Some(task) = context.object::<FollowUp<'_>>(json) else { return };
        let is_done = context.take_bool("is_done", task.is_done) == Some(true);
        part.corrective_actions.push(CorrectiveAction {
            title: context.take_text("task", task.task).unwrap_or_default().into(),
            status: Some(if is_done { ActionStatus::Done } else { ActionStatus::Open }),
            ..CorrectiveAction::default()
        });
    });
    Some(Found::part(of, part, "postmortems"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{actions, events, incident, joined, milestones};

    const INCIDENT: &str = r#"{"data":{"id":"6","service_id":"s","incidentNumber":21,"message":"Errors","description":"40 % fail.","status":"resolved","timeOfCreation":"2026-03-04T13:34:00Z",
        "updated_at":"2026-03-04T14:45:00Z","last_acknowledged_at":"2026-03-04T14:20:00Z","tags":{"severity":{"value":"critical"}},"logs":[
        {"id":"l1","action":"triggered","time":"2026-03-04T13:34:00Z","reason":""},{"id":"l2","action":"acknowledged","assignedTo":"one","time":"2026-03-04T13:39:00Z","reason":""},
        {"id":"l3","action":"acknowledged","assignedTo":"two","time":"2026-03-04T14:20:00Z","reason":""},{"id":"l4","action":"resolved","assignedTo":"two","time":"2026-03-04T14:45:00Z","reason":"rolled back"}]}}"#;
    const POSTMORTEM: &str = r#"{"data":{"id":"p","incident_id":"6","title":"Errors","postmortem":"Halved.","status":"published","follow_ups":[{"task":"Alert","is_done":false},{"task":"Review","is_done":true}]}}"#;

    #[test]
    fn an_incident_with_its_postmortem() {
        let reading = joined(&[INCIDENT, POSTMORTEM]);
        assert_eq!(milestones(&reading.incident), "d 13:34 a 13:39 r 14:45");
        assert_eq!(actions(&reading.incident), ["open: Alert", "done: Review"]);
        assert_eq!(events(&reading.incident).len(), 4);
        assert_eq!(reading.incident.severity.as_ref().map(|severity| severity.rank), Some(Some(1)));
        let open = INCIDENT.replace("\"resolved\",\"timeOf", "\"acknowledged\",\"timeOf");
        assert_eq!(milestones(&incident(&open).incident), "d 13:34 a 13:39", "it was opened again");
        assert_eq!(incident(POSTMORTEM).incident.corrective_actions.len(), 2);
    }

    #[test]
    fn a_webhook_is_an_incident() {
        let row = r#"{"id":"6","message":"Errors","description":"","alert_source":{"type":"Prometheus"},"service":{"name":"Checkout"},"status":"resolved",
            "created_at":"2026-03-04T13:34:00Z","tags":{"severity":{"value":"critical"}},"event_payload":{"message":"Errors"},"timeline":[
            {"action":"triggered","name":"Policy","time":"2026-03-04T13:34:00Z"},{"action":"acknowledged","name":"one","time":"2026-03-04T13:39:00Z"},
            {"action":"resolved","name":"one","time":"2026-03-04T14:45:00Z"}]}"#;
        for text in [
            row.replacen('{', r#"{"event_type":"incident_resolved","#, 1),
            format!(
                r#"{{"version":"v2","event":{{"id":"e","type":"incident.resolved"}},"data":{{"resource_data":{row},"resource_type":"incident"}}}}"#
            ),
            format!(
                r#"{{"version":"v2","event":{{"id":"e"}},"data":{{"resource_data":{{"id":"n","message":{{"message":"a note"}}}},"resource_type":"incident_notes","incident":{row}}}}}"#
            ),
        ] {
            let reading = incident(&text);
            assert_eq!(milestones(&reading.incident), "d 13:34 a 13:39 r 14:45", "{text}");
            assert_eq!(events(&reading.incident).len(), 3);
            assert_eq!(&*reading.incident.services[0].name, "Checkout");
            assert_eq!(reading.incident.severity.as_ref().map(|severity| severity.rank), Some(Some(1)));
        }
    }
}
