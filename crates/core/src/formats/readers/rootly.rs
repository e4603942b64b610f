//! Rootly: incidents, events and action items of its API (JSON:API), and incidents of its webhooks.

use serde_json::value::RawValue;

use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{Found, Rows, Tool, event, link, link_to, name_of, service, severity, take_name};
use crate::formats::lenient::each_member;
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{
    ActionId, ActionKind, ActionStatus, CorrectiveAction, EventId, EventKind, Incident, Service, Status,
};

/// The reader.
pub static ROOTLY: Tool = Tool {
    id: "rootly",
    name: "Rootly",
    recognised_by: "`title` with `mitigation_message`, `in_triage_at` or `retrospective_progress_status`, or with `sequential_id` and `slug`; events with `event` and `visibility`; action items with `summary` and `due_date`",
    endings: &["json"],
    lists: &["data"],
    fields: &[
        ("id", "the id"),
        ("attributes.title", "the title"),
        ("attributes.summary", "the summary; of an action item, a corrective action"),
        ("attributes.mitigation_message", "the event “Mitigated”"),
        ("attributes.resolution_message", "the event “Resolved”"),
        ("attributes.cancellation_message", "an event"),
        ("attributes.status", "the status; of an action item, its status"),
        ("attributes.kind", "a tag: test, maintenance of what is scheduled; of an action item nothing"),
        ("attributes.retrospective_progress_status", "the status reviewed, of one that is completed"),
        ("attributes.severity", "the severity"),
        ("attributes.severity.data.attributes.name", "the severity"),
        ("attributes.started_at", "the milestone started"),
        ("attributes.detected_at", "the milestone detected"),
        ("attributes.acknowledged_at", "the milestone acknowledged"),
        ("attributes.mitigated_at", "the milestone mitigated"),
        ("attributes.resolved_at", "the milestone resolved"),
        ("attributes.in_triage_at", "the event “In triage”"),
        ("attributes.cancelled_at", "the event “Cancelled”"),
        ("attributes.created_at", "the event “Declared”; of an event, its time where there is no other"),
        ("attributes.updated_at", "which of two states is the later"),
        ("attributes.scheduled_for", "the milestone started, of a maintenance"),
        ("attributes.scheduled_until", "the milestone resolved, of a maintenance that is completed"),
        ("attributes.services.data.attributes.name", "a service"),
        ("attributes.services.name", "a service"),
        ("attributes.functionalities.data.attributes.name", "a service"),
        ("attributes.functionalities.name", "a service"),
        ("attributes.environments.data.attributes.name", "a tag"),
        ("attributes.environments.name", "a tag"),
        ("attributes.incident_types.data.attributes.name", "a tag"),
        ("attributes.incident_types.name", "a tag"),
        ("attributes.url", "a link"),
        ("attributes.short_url", "a link"),
        ("attributes.event", "an event"),
        ("attributes.occurred_at", "the time of an event"),
        ("attributes.incident_id", "the incident it is a part of"),
        ("attributes.description", "the details of an action"),
        ("attributes.priority", "the priority of an action"),
        ("attributes.due_date", "when an action is due"),
        ("attributes.jira_issue_url", "a link of an action"),
        ("attributes.assigned_to.name", "the owner of an action"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let of = record.get("attributes").unwrap_or(record);
    let is_incident = of.get("title").is_some()
        && (of.has_any(&["mitigation_message", "in_triage_at", "retrospective_progress_status"])
            || of.has_all(&["sequential_id", "slug"]));
    let is_event = of.has_all(&["event", "occurred_at", "visibility"]);
    let is_action = of.has_all(&["summary", "due_date", "kind", "status"]);
    if is_incident || is_event || is_action { Confidence::Certain } else { Confidence::None }
}

record! { Envelope { id, attributes } }
record! {
    Row {
        title, summary, mitigation_message, resolution_message, cancellation_message, status, kind,
        retrospective_progress_status, severity, started_at, detected_at, acknowledged_at, mitigated_at, resolved_at,
        in_triage_at, cancelled_at, created_at, updated_at, scheduled_for, scheduled_until, services, functionalities,
        environments, incident_types, url, short_url, event, occurred_at, incident_id, description, priority, due_date,
        jira_issue_url, assigned_to,
    }
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let envelope: Envelope<'_> = context.look_up(|context| context.object(json))?;
    let id = context.take_word("id", envelope.id).unwrap_or_default();
    // A webhook gives the attributes without an envelope.
    let Some(attributes) = envelope.attributes else {
        return context.look_up(|context| {
            let row: Row<'_> = context.object(json)?;
            read_row(&id, &row, context)
        });
    };
    context.members(json);
    context.at_key("attributes", |context| {
        let row: Row<'_> = context.object(attributes)?;
        read_row(&id, &row, context)
    })
}

fn read_row(id: &str, row: &Row<'_>, context: &mut Context<'_>) -> Option<Found> {
    if row.event.is_some() {
        return Some(event_of(id, row, context));
    }
    if row.title.is_some() {
        return Some(incident(id, row, context));
    }
    row.summary.is_some().then(|| action(id, row, context))
}

fn incident(id: &str, row: &Row<'_>, context: &mut Context<'_>) -> Found {
    let mut incident = Incident {
        id: id.into(),
        title: context.take_text("title", row.title).unwrap_or_default().into(),
        summary: context.take_text("summary", row.summary).map(Into::into),
        ..Incident::default()
    };
    let word = related(context, "severity", row.severity).into_iter().next();
    incident.severity = word.and_then(|word| severity(&word));
    let kind = context.take_text("kind", row.kind).unwrap_or_default();
    let is_scheduled = kind.starts_with("scheduled");
    if is_scheduled {
        incident.tags.push("maintenance".into());
    } else if kind.starts_with("test") || kind.starts_with("example") {
        incident.tags.push("test".into());
    } else if kind == "backfilled" {
        incident.tags.push(kind.into());
    }
    let status = context.take_text("status", row.status).unwrap_or_default();
    incident.status = match &*status {
        "in_triage" | "started" | "detected" | "acknowledged" | "in_progress" => Some(Status::Ongoing),
        "mitigated" => Some(Status::Mitigated),
        "resolved" | "closed" | "completed" => Some(Status::Resolved),
        _ => None,
    };
    if matches!(&*status, "cancelled" | "scheduled") {
        incident.tags.push((&*status).into());
    }
    let review = context.take_text("retrospective_progress_status", row.retrospective_progress_status);
    if review.as_deref() == Some("completed") && incident.status == Some(Status::Resolved) {
        incident.status = Some(Status::Reviewed);
    }
    let milestones = &mut incident.milestones;
    milestones.started = context.take_time("started_at", row.started_at);
    milestones.detected = context.take_time("detected_at", row.detected_at);
    milestones.acknowledged = context.take_time("acknowledged_at", row.acknowledged_at);
    milestones.mitigated = context.take_time("mitigated_at", row.mitigated_at);
    milestones.resolved = context.take_time("resolved_at", row.resolved_at);
    let planned = context.take_time("scheduled_for", row.scheduled_for);
    let planned_end = context.take_time("scheduled_until", row.scheduled_until);
    if is_scheduled {
        milestones.started = milestones.started.or(planned);
        let is_over = incident.status == Some(Status::Resolved);
        milestones.resolved = milestones.resolved.or(planned_end.filter(|_| is_over));
    }
    let (mitigated, resolved) = (milestones.mitigated, milestones.resolved);
    for (at, title, kind) in [
        (context.take_time("created_at", row.created_at), "Declared", EventKind::Response),
        (context.take_time("in_triage_at", row.in_triage_at), "In triage", EventKind::Response),
        (context.take_time("cancelled_at", row.cancelled_at), "Cancelled", EventKind::Note),
    ] {
        incident.timeline.extend(at.map(|at| event(Some(at), title, "", kind)));
    }
    for (key, field, at, kind) in [
        ("mitigation_message", row.mitigation_message, mitigated, EventKind::Mitigation),
        ("resolution_message", row.resolution_message, resolved, EventKind::Recovery),
        ("cancellation_message", row.cancellation_message, None, EventKind::Note),
    ] {
        if let Some(message) = context.take_text(key, field) {
            incident.timeline.push(event(at, &message, "", kind));
        }
    }
    for (key, field) in [("services", row.services), ("functionalities", row.functionalities)] {
        let names = related(context, key, field);
        incident.services.extend(names.iter().map(|name| -> Service { service(name) }));
    }
    for (key, field) in [("environments", row.environments), ("incident_types", row.incident_types)] {
        incident.tags.extend(related(context, key, field));
    }
    for (key, field) in [("url", row.url), ("short_url", row.short_url)] {
        incident.links.extend(context.take_text(key, field).and_then(|url| link(&url)));
    }
    let updated = context.take_time("updated_at", row.updated_at);
    Found::incident(incident, "incidents").updated(updated)
}

/// The names of the things a field holds, in whichever way: a word, a list of things, or those of JSON:API.
fn related(context: &mut Context<'_>, key: &'static str, field: Field<'_>) -> Vec<Box<str>> {
    record! { Data { data, name } }
    record! { Thing { attributes, name } }
    let mut names: Vec<Box<str>> = Vec::new();
    let mut add = |context: &mut Context<'_>, json: &RawValue| {
        // In a list each may have an envelope of its own.
        let mut inner = json;
        each_member(json, &mut |key, value| {
            if key == "data" && value.get().starts_with('{') {
                inner = value;
            }
        });
        let json = inner;
        if json.get().starts_with('"') {
            names.extend(name_of(context, json, &[]).map(Into::into));
        } else if let Some(thing) = context.object::<Thing<'_>>(json) {
            let name = take_name(context, "attributes", thing.attributes, &["name"]);
            names.extend(name.or_else(|| context.take_text("name", thing.name)).map(Into::into));
        }
    };
    let data = field.filter(|json| json.get().starts_with('{')).map(|json| {
        let data: Data<'_> = context.at_key(key, |context| context.object(json)).unwrap_or_default();
        (data.data, data.name)
    });
    match (field, data) {
        (_, Some((Some(list), _))) if list.get().starts_with('[') => {
            context.at_key(key, |context| context.take_list("data", Some(list), &mut add));
        }
        (_, Some((Some(one), _))) => context.at_key(key, |context| context.at_key("data", |context| add(context, one))),
        (_, Some((None, name))) => {
            names.extend(context.at_key(key, |context| context.take_text("name", name)).map(Into::into));
        }
        (Some(list), None) if list.get().starts_with('[') => context.take_list(key, field, &mut add),
        (field, None) => names.extend(context.take_text(key, field).map(Into::into)),
    }
    names
}

fn event_of(id: &str, row: &Row<'_>, context: &mut Context<'_>) -> Found {
    let created = context.take_time("created_at", row.created_at);
    let at = context.take_time("occurred_at", row.occurred_at).or(created);
    let text = context.take_text("event", row.event).unwrap_or_default();
    let mut event = event(at, &text, "Event", EventKind::Note);
    event.id = EventId::new(id);
    let of = context.take_word("incident_id", row.incident_id).unwrap_or_default();
    let part = Incident { title: "Events of an incident".into(), timeline: vec![event], ..Incident::default() };
    Found::part(of, part, "events")
}

fn action(id: &str, row: &Row<'_>, context: &mut Context<'_>) -> Found {
    let url = context.take_text("jira_issue_url", row.jira_issue_url);
    let action = CorrectiveAction {
        id: ActionId::new(id),
        title: context.take_text("summary", row.summary).unwrap_or_default().into(),
        details: context.take_text("description", row.description).map(Into::into),
        kind: None::<ActionKind>,
        owner: take_name(context, "assigned_to", row.assigned_to, &["name"]).map(Into::into),
        status: match context.take_text("status", row.status).as_deref() {
            Some("open") => Some(ActionStatus::Open),
            Some("in_progress") => Some(ActionStatus::InProgress),
            Some("done") => Some(ActionStatus::Done),
            Some("cancelled") => Some(ActionStatus::Dropped),
            _ => None,
        },
        priority: context.take_text("priority", row.priority).map(Into::into),
        due: context.take_time("due_date", row.due_date),
        links: url.and_then(|url| link_to(&url, "Jira")).into_iter().collect(),
        ..CorrectiveAction::default()
    };
    let of = context.take_word("incident_id", row.incident_id).unwrap_or_default();
    let title = "Action items of an incident".into();
    Found::part(of, Incident { title, corrective_actions: vec![action], ..Incident::default() }, "action items")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{actions, events, incident, joined, milestones, problems};

    const INCIDENT: &str = r#"{"data":[{"id":"r1","type":"incidents","attributes":{"title":"Checkout errors","kind":"normal","slug":"checkout-errors","summary":"Payments failed.","status":"resolved",
        "severity":{"data":{"id":"s","type":"severities","attributes":{"name":"SEV1","severity":"critical"}}},"mitigation_message":"Rolled back.","resolution_message":null,
        "services":{"data":[{"id":"x","type":"services","attributes":{"name":"Checkout"}}]},"environments":[{"name":"production"}],"functionalities":["Payments"],
        "retrospective_progress_status":"not_started","in_triage_at":null,"started_at":"2026-03-04T06:30:00.000-07:00","detected_at":"2026-03-04T13:34:00Z","acknowledged_at":"2026-03-04T13:39:00Z",
        "mitigated_at":"2026-03-04T14:10:00Z","resolved_at":"2026-03-04T14:45:00Z","cancelled_at":null,"created_at":"2026-03-04T13:36:00Z","scheduled_for":null,"scheduled_until":null}}],
        "links":{"self":"x","next":null},"meta":{"next_page":null}}"#;
    const EVENTS: &str = r#"{"data":[{"id":"e1","type":"incident_events","attributes":{"event":"<p>Pool halved.</p>","visibility":"internal","occurred_at":"2026-03-04T13:52:00Z","incident_id":"r1"}}]}"#;
    const ACTIONS: &str = r#"{"data":[{"id":"a1","type":"incident_action_items","attributes":{"summary":"Validate pool sizes","kind":"follow_up","priority":"high","status":"cancelled","due_date":"2026-03-20","incident_id":"r1","jira_issue_url":"https://example.com/OPS-1"}}]}"#;

    #[test]
    fn an_incident_with_its_events_and_action_items() {
        let reading = joined(&[EVENTS, INCIDENT, ACTIONS]);
        let incident = &reading.incident;
        assert_eq!(milestones(incident), "s 13:30 d 13:34 a 13:39 m 14:10 r 14:45");
        assert_eq!(
            events(incident),
            ["13:36 response Declared", "13:52 note Pool halved.", "14:10 mitigation Rolled back."]
        );
        assert_eq!(actions(incident), ["dropped due 2026-03-20: Validate pool sizes"]);
        assert_eq!(
            incident.services.iter().map(|service| &*service.name).collect::<Vec<_>>(),
            ["Checkout", "Payments"]
        );
        assert_eq!((&*incident.tags[0], &*incident.severity.as_ref().unwrap().word), ("production", "SEV1"));
        assert_eq!(problems(&reading), [""; 0]);
    }

    #[test]
    fn traps() {
        for (from, to, facts) in [
            ("\"not_started\"", "\"completed\"", "Reviewed production"),
            ("\"kind\":\"normal\"", "\"kind\":\"test\"", "Resolved test production"),
            ("\"kind\":\"normal\"", "\"kind\":\"scheduled\"", "Resolved maintenance production"),
            ("\"status\":\"resolved\"", "\"status\":\"cancelled\"", "- cancelled production"),
            ("\"type\":\"incidents\",\"attributes\":{", "\"x\":{},", "Resolved production"),
        ] {
            let text = INCIDENT.replace(from, to);
            let text = if from.contains("attributes") {
                text.replace("\"scheduled_until\":null}}]", "\"scheduled_until\":null}]")
            } else {
                text
            };
            let incident = incident(&text).incident;
            let status = incident.status.map_or("-".to_owned(), |status| format!("{status:?}"));
            assert_eq!(format!("{status} {}", incident.tags.join(" ")), facts, "{from} → {to}");
        }
    }

    #[test]
    fn an_incident_with_few_fields_is_known_by_its_number_and_slug() {
        for (before, after) in [
            (r#"{"data":{"id":"r2","type":"incidents","attributes":"#, "}}"),
            (r#"{"event":{"id":"w","type":"incident.mitigated","issued_at":"2026-03-04T14:10:00Z"},"data":"#, "}"),
        ] {
            let row = r#"{"sequential_id":42,"slug":"latency","title":"Latency","status":"mitigated","severity":"sev1","started_at":"2026-03-04T13:30:00Z","mitigated_at":"2026-03-04T14:10:00Z"}"#;
            let reading = incident(&format!("{before}{row}{after}"));
            assert_eq!(milestones(&reading.incident), "s 13:30 m 14:10", "{before}");
            assert_eq!(problems(&reading), [""; 0]);
        }
    }

    #[test]
    fn a_webhook_is_read() {
        use crate::formats::readers::testing::seed;
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/rootly-4")),
            ["Checkout down · mitigated · s 13:30 m 14:10 · Payments"]
        );
    }
}
