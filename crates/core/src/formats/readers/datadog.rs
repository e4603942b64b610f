//! Datadog Incident Management, API v2: incidents, impacts and todos. A duration of 0 is one that is not known.

use serde_json::value::RawValue;

use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{Found, Rows, Tool, event, name_of, service, severity};
use crate::formats::lenient::text;
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{ActionId, ActionStatus, Cause, CauseRole, CorrectiveAction, Event, EventKind, Incident, Status};

/// The reader.
pub static DATADOG: Tool = Tool {
    id: "datadog",
    name: "Datadog",
    recognised_by: "`type` incidents with `attributes.public_id` or `customer_impacted`; incident_todos; incident_impacts",
    endings: &["json"],
    lists: &["data", "included"],
    fields: &[
        ("id", "the id"),
        ("type", "what the record is"),
        ("attributes.title", "the title"),
        ("attributes.state", "the status: active is ongoing, stable mitigated, resolved and completed resolved"),
        ("attributes.fields.state.value", "the status, where there is no other"),
        ("attributes.severity", "the severity; UNKNOWN is none"),
        ("attributes.fields.severity.value", "the severity, where there is no other"),
        ("attributes.detected", "the milestone detected"),
        ("attributes.declared", "the event “Declared”"),
        ("attributes.created", "the event “Declared”, where it is not said when it was declared"),
        ("attributes.incidents.data", "an incident, in the results of a search"),
        ("attributes.resolved", "the milestone resolved"),
        ("attributes.customer_impact_start", "the milestone started"),
        ("attributes.customer_impact_end", "the milestone mitigated"),
        ("attributes.customer_impact_scope", "the event of the impact"),
        ("attributes.is_test", "the tag test"),
        ("attributes.modified", "which of two states is the later"),
        ("attributes.fields.summary.value", "the summary"),
        ("attributes.fields.root_cause.value", "a root cause"),
        ("attributes.fields.services.value", "services"),
        ("attributes.fields.slug.value", "a tag"),
        ("attributes.incident_id", "the incident it is a part of"),
        ("attributes.content", "a corrective action"),
        ("attributes.completed", "when it was done"),
        ("attributes.due_date", "when it is due"),
        ("attributes.assignees", "its owner"),
        ("attributes.assignees.name", "its owner"),
        ("attributes.description", "an event"),
        ("attributes.start_at", "the time of an event"),
        ("attributes.end_at", "until when it lasted"),
        ("relationships.incident.data.id", "the incident it is a part of"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let has = |keys: &[&str]| record.get("attributes").is_some_and(|attributes| attributes.has_any(keys));
    let is_known = match record.text("type") {
        Some("incidents") => has(&["public_id", "customer_impacted", "time_to_detect"]),
        Some("incident_todos") => has(&["content", "assignees"]),
        Some("incidents_search_results") => has(&["incidents"]),
        Some("incident_impacts") => has(&["start_at", "impact_type"]),
        _ => false,
    };
    if is_known { Confidence::Certain } else { Confidence::None }
}

record! { Row { id, r#type, attributes, relationships } }
record! {
    Attributes {
        title, state, severity, detected, declared, created, incidents, resolved, modified, customer_impact_start, customer_impact_end,
        customer_impact_scope, is_test, fields, incident_id, content, completed, due_date, assignees, description,
        start_at, end_at,
    }
}
record! { Fields { state, severity, summary, root_cause, services, slug } }
record! { Relationships { incident } }
record! { Related { data } }

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    let kind = row.r#type.and_then(text).map(|kind| kind.text).unwrap_or_default();
    let attributes: Attributes<'_> = context.take_object("attributes", row.attributes)?;
    let id = context.take_word("id", row.id).unwrap_or_default();
    let of = match &*kind {
        "incidents" => None,
        "incident_todos" | "incident_impacts" => {
            let relations: Option<Relationships<'_>> = context.take_object("relationships", row.relationships);
            Some(context.at_key("relationships", |context| {
                let related: Option<Related<'_>> =
                    relations.and_then(|relations| context.take_object("incident", relations.incident));
                context.at_key("incident", |context| {
                    let data = related?.data?;
                    context.at_key("data", |context| name_of(context, data, &["id"]))
                })
            }))
        }
        "incidents_search_results" => return results(attributes.incidents, context),
        _ => return None,
    };
    context.at_key("attributes", |context| match of {
        None => Some(incident(&id, &attributes, context)),
        Some(related) => {
            let of = context.take_word("incident_id", attributes.incident_id).or(related).unwrap_or_default();
            Some(if kind == "incident_todos" {
                todo(&of, &id, &attributes, context)
            } else {
                impact(&of, &attributes, context)
            })
        }
    })
}

/// The incidents that a search found, each in an envelope of its own.
fn results(list: Field<'_>, context: &mut Context<'_>) -> Option<Found> {
    let mut found = Vec::new();
    context.take_list("incidents", list, &mut |context, json| {
        let result: Option<Related<'_>> = context.object(json);
        found.extend(context.look_up(|context| {
            let row: Row<'_> = context.take_object("data", result?.data)?;
            let attributes: Attributes<'_> = context.take_object("attributes", row.attributes)?;
            let id = context.take_word("id", row.id).unwrap_or_default();
            Some(incident(&id, &attributes, context))
        }));
    });
    Found::several(found)
}

/// The value of a field that the organisation may fill in.
fn value<'a>(key: &'static str, field: Field<'a>, context: &mut Context<'_>) -> Field<'a> {
    record! { FieldValue { value } }
    context.take_object::<FieldValue<'_>>(key, field)?.value
}

fn value_text<'a>(key: &'static str, field: Field<'a>, context: &mut Context<'_>) -> Option<std::borrow::Cow<'a, str>> {
    let value = value(key, field, context);
    context.at_key(key, |context| context.take_text("value", value))
}

fn incident(id: &str, row: &Attributes<'_>, context: &mut Context<'_>) -> Found {
    let fields: Fields<'_> = context.take_object("fields", row.fields).unwrap_or_default();
    let title = context.take_text("title", row.title).unwrap_or_default();
    let mut incident = Incident { id: id.into(), title: title.into(), ..Incident::default() };
    let (mut state, mut word) = (context.take_text("state", row.state), context.take_text("severity", row.severity));
    let mut causes = None;
    context.at_key("fields", |context| {
        let (of_field, word_of_field) =
            (value_text("state", fields.state, context), value_text("severity", fields.severity, context));
        (state, word) = (state.take().or(of_field), word.take().or(word_of_field));
        incident.summary = value_text("summary", fields.summary, context).map(Into::into);
        causes = value_text("root_cause", fields.root_cause, context);
        incident.tags.extend(value_text("slug", fields.slug, context).map(Into::into));
        let services = value("services", fields.services, context);
        context.at_key("services", |context| match services {
            Some(list) if list.get().starts_with('[') => {
                context.take_list("value", services, &mut |context, json| {
                    incident.services.extend(name_of(context, json, &["name"]).map(|name| service(&name)));
                });
            }
            one => incident.services.extend(context.take_text("value", one).map(|name| service(&name))),
        });
    });
    incident.status = match state.as_deref() {
        Some("active") => Some(Status::Ongoing),
        Some("stable") => Some(Status::Mitigated),
        Some("resolved" | "completed") => Some(Status::Resolved),
        _ => None,
    };
    incident.severity = word.filter(|word| word != "UNKNOWN").and_then(|word| severity(&word));
    if context.take_bool("is_test", row.is_test) == Some(true) {
        incident.tags.push("test".into());
    }
    let milestones = &mut incident.milestones;
    milestones.started = context.take_time("customer_impact_start", row.customer_impact_start);
    milestones.detected = context.take_time("detected", row.detected);
    milestones.mitigated = context.take_time("customer_impact_end", row.customer_impact_end);
    milestones.resolved = context.take_time("resolved", row.resolved);
    if let Some(scope) = context.take_text("customer_impact_scope", row.customer_impact_scope) {
        let mut impact = event(milestones.started, &scope, "", EventKind::Symptom);
        impact.until = milestones.mitigated;
        incident.timeline.push(impact);
    }
    let created = context.take_time("created", row.created);
    if let Some(at) = context.take_time("declared", row.declared).or(created) {
        incident.timeline.push(event(Some(at), "Declared", "", EventKind::Response));
    }
    if let Some(cause) = causes {
        let Event { title, details, .. } = event(None, &cause, "", EventKind::Note);
        incident.root_causes.push(Cause { title, details, role: Some(CauseRole::Root), ..Cause::default() });
    }
    let updated = context.take_time("modified", row.modified);
    Found::incident(incident, "incidents").updated(updated)
}

fn todo(of: &str, id: &str, row: &Attributes<'_>, context: &mut Context<'_>) -> Found {
    let content = context.take_text("content", row.content).unwrap_or_default();
    let Event { title, details, .. } = event(None, &content, "", EventKind::Note);
    let completed = context.take_time("completed", row.completed);
    let mut owners: Vec<String> = Vec::new();
    context.take_list("assignees", row.assignees, &mut |context, json| {
        owners.extend(name_of(context, json, &["name", "handle", "email"]).map(String::from));
    });
    let action = CorrectiveAction {
        id: ActionId::new(id),
        title,
        details,
        owner: (!owners.is_empty()).then(|| owners.join(", ").into()),
        status: Some(if completed.is_some() { ActionStatus::Done } else { ActionStatus::Open }),
        due: context.take_time("due_date", row.due_date),
        completed,
        ..CorrectiveAction::default()
    };
    let title = "Todos".into();
    Found::part(of, Incident { title, corrective_actions: vec![action], ..Incident::default() }, "todos")
}

fn impact(of: &str, row: &Attributes<'_>, context: &mut Context<'_>) -> Found {
    let description = context.take_text("description", row.description).unwrap_or_default();
    let start = context.take_time("start_at", row.start_at);
    let end = context.take_time("end_at", row.end_at);
    let mut event = event(start, &description, "Customer impact", EventKind::Symptom);
    event.until = end;
    let mut part = Incident { title: "Impacts".into(), timeline: vec![event], ..Incident::default() };
    (part.milestones.started, part.milestones.mitigated) = (start, end);
    Found::part(of, part, "impacts")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{actions, catalog, events, incident, joined, milestones, problems, shared};
    use super::*;

    const INCIDENT: &str = r#"{"data":[{"type":"incidents","id":"d3c6","attributes":{"public_id":21,"title":"Checkout errors","resolved":"2026-03-04T14:45:00.306566+00:00",
        "customer_impacted":true,"customer_impact_scope":"40 % of payments fail.","customer_impact_start":"2026-03-04T13:30:00+00:00","customer_impact_end":"2026-03-04T14:10:00+00:00",
        "created":"2026-03-04T13:36:00+00:00","detected":"2026-03-04T13:34:00+00:00","declared":"2026-03-04T13:36:00+00:00","modified":"2026-03-05T13:36:00+00:00",
        "time_to_detect":0,"time_to_resolve":0,"is_test":false,"severity":"SEV-2","state":"resolved",
        "fields":{"summary":{"type":"textbox","value":"Payments failed."},"root_cause":{"type":"textbox","value":"Pool halved."},"services":{"type":"autocomplete","value":["checkout","payments"]}}}}],
        "meta":{"pagination":{"offset":0,"next_offset":1,"size":1}}}"#;
    const TODOS: &str = r#"{"data":[{"type":"incident_todos","id":"t1","attributes":{"content":"Validate pool sizes","incident_id":"d3c6","completed":null,"due_date":"2026-03-20T00:00:00+00:00",
        "assignees":["@one@example.com",{"id":"U1","name":"Two","source":"slack"}]}},
        {"type":"incident_todos","id":"t2","attributes":{"content":"Alert","incident_id":"d3c6","completed":"2026-03-04T18:00:00+00:00","assignees":[]}}]}"#;

    #[test]
    fn an_incident_with_its_todos() {
        let reading = joined(&[INCIDENT, TODOS]);
        let incident = &reading.incident;
        assert_eq!(milestones(incident), "s 13:30 d 13:34 m 14:10 r 14:45:00.306");
        assert_eq!(actions(incident), ["open due 2026-03-20T00: Validate pool sizes", "done: Alert"]);
        assert_eq!(incident.corrective_actions[0].owner.as_deref(), Some("@one@example.com, Two"));
        assert_eq!(events(incident), ["13:30 symptom 40 % of payments fail.", "13:36 response Declared"]);
        assert_eq!((&*incident.root_causes[0].title, incident.services.len()), ("Pool halved.", 2));
        assert_eq!(problems(&reading), [""; 0]);
    }

    #[test]
    fn traps() {
        for (from, to, facts) in [
            (
                "\"resolved\":\"2026-03-04T14:45:00.306566+00:00\"",
                "\"resolved\":null",
                "Resolved SEV-2 s 13:30 d 13:34 m 14:10",
            ),
            ("\"SEV-2\"", "\"UNKNOWN\"", "Resolved - s 13:30 d 13:34 m 14:10 r 14:45:00.306"),
            (
                "\"state\":\"resolved\"",
                "\"state\":\"stable\"",
                "Mitigated SEV-2 s 13:30 d 13:34 m 14:10 r 14:45:00.306",
            ),
            ("\"2026-03-04T13:30:00+00:00\"", "0", "Resolved SEV-2 d 13:34 m 14:10 r 14:45:00.306"),
            ("[\"checkout\",\"payments\"]", "\"checkout\"", "Resolved SEV-2 s 13:30 d 13:34 m 14:10 r 14:45:00.306"),
        ] {
            let incident = incident(&INCIDENT.replace(from, to)).incident;
            let severity = incident.severity.as_ref().map_or("-".into(), |severity| severity.word.clone());
            let status = incident.status.map_or(String::new(), |status| format!("{status:?}"));
            assert_eq!(format!("{status} {severity} {}", milestones(&incident)), facts, "{from} → {to}");
        }
    }

    #[test]
    fn recorded_answers_are_read() {
        let Some(bytes) = shared("data/datadog-incidents-list.json") else { return };
        let found = catalog(&String::from_utf8(bytes).unwrap());
        assert!(found.entries.len() > 1);
        let unknown = |entry: &crate::formats::Entry| {
            entry.incident.status == Some(Status::Resolved) && entry.incident.milestones.resolved.is_none()
        };
        assert!(found.entries.iter().any(unknown), "resolved without a time is resolved, and nothing says when");
        assert!(found.entries.iter().all(|entry| entry.incident.milestones.acknowledged.is_none()), "0 is not known");
        let Some(bytes) = shared("data/datadog-todos.json") else { return };
        let todos = catalog(&String::from_utf8(bytes).unwrap());
        assert_eq!(
            todos.entries[0].incident.corrective_actions[0].owner.as_deref(),
            Some("@test.user@test.com, Slackbot")
        );
    }

    #[test]
    fn single_incidents_and_results_of_a_search_are_read() {
        use crate::formats::readers::testing::seed;
        assert_eq!(seed(include_str!("../../../../../fuzz/seeds/datadog-3")), ["X · ongoing ·  · "]);
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/datadog-4")),
            ["A test incident title · resolved · s 13:30 d 13:34 m 14:10 r 14:45 · payments, web"]
        );
    }
}
