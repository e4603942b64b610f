//! FireHydrant: incidents and events of its API.

use serde_json::value::RawValue;

use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{
    Found, Rows, Tool, event, link, link_to, name_of, paragraphs, service, severity, take_name, take_names,
};
use crate::formats::lenient::each_member;
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{ActionId, ActionStatus, CorrectiveAction, Event, EventId, EventKind, Incident, Status, When};

/// The reader.
pub static FIREHYDRANT: Tool = Tool {
    id: "firehydrant",
    name: "FireHydrant",
    recognised_by: "`current_milestone` or `lifecycle_phases` with `milestones`; events with `occurred_at`, `visibility` and `data`",
    endings: &["json"],
    lists: &["incidents", "events", "incident"],
    fields: &[
        ("id", "the id"),
        ("name", "the title"),
        ("number", "a tag"),
        ("summary", "the summary"),
        ("customer_impact_summary", "a paragraph of the summary"),
        ("current_milestone", "the status"),
        ("severity", "the severity"),
        ("severity.slug", "the severity"),
        ("priority", "the severity, where there is no other"),
        ("priority.slug", "the severity, where there is no other"),
        ("created_at", "the event “Declared”"),
        ("started_at", "the milestone started, where milestones do not say it"),
        ("discarded_at", "the tag discarded"),
        ("milestones.type", "a milestone, by --map or its usual meaning; else an event"),
        ("milestones.occurred_at", "its time"),
        ("lifecycle_phases.milestones.slug", "a milestone, where milestones are not given"),
        ("lifecycle_phases.milestones.occurred_at", "its time"),
        ("services.name", "a service"),
        ("functionalities.name", "a service"),
        ("environments.name", "a tag"),
        ("tag_list", "tags"),
        ("incident_url", "a link"),
        ("private_status_page_url", "a link"),
        ("report_id", "the id"),
        ("incident_tickets.id", "the id of an action"),
        ("incident_tickets.summary", "a corrective action"),
        ("incident_tickets.description", "its details"),
        ("incident_tickets.state", "its status"),
        ("incident_tickets.due_at", "when it is due"),
        ("incident_tickets.assignees.name", "its owner"),
        ("incident_tickets.attachments.href_url", "a link of an action"),
        ("type", "the kind of an event"),
        ("data", "an event"),
        ("data.body", "an event"),
        ("data.text", "an event"),
        ("data.summary", "an event"),
        ("data.description", "an event"),
        ("occurred_at", "the time of an event"),
        ("author.name", "who did it"),
        ("incident_id", "the incident it is a part of"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_incident = record.get("current_milestone").is_some() || record.has_all(&["lifecycle_phases", "milestones"]);
    let is_event = record.has_all(&["type", "data", "occurred_at", "visibility"]);
    if is_incident || is_event { Confidence::Certain } else { Confidence::None }
}

record! {
    Row {
        id, name, number, summary, customer_impact_summary, current_milestone, severity, priority, created_at, started_at,
        discarded_at, milestones, lifecycle_phases, services, functionalities, environments, tag_list, incident_url,
        private_status_page_url, incident_tickets, r#type, data, occurred_at, author, incident_id,
    }
}
record! { MilestoneRow { r#type, slug, occurred_at } }
record! { Phase { milestones } }
record! { Ticket { id, summary, description, state, due_at, assignees, attachments } }

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    if row.data.is_some() && row.occurred_at.is_some() {
        return Some(event_of(&row, context));
    }
    row.name?;
    let mut incident = Incident {
        id: context.take_word("id", row.id).unwrap_or_default().into(),
        title: context.take_text("name", row.name).unwrap_or_default().into(),
        ..Incident::default()
    };
    let summary = context.take_text("summary", row.summary);
    let felt = context.take_text("customer_impact_summary", row.customer_impact_summary);
    incident.summary = paragraphs(summary.into_iter().chain(felt));
    let stage = context.take_text("current_milestone", row.current_milestone);
    incident.status = stage.and_then(|stage| {
        let usual = status_of(&stage);
        context.named_status(&stage, usual)
    });
    let words = take_name(context, "severity", row.severity, &["slug", "name"]);
    let words = words.or_else(|| take_name(context, "priority", row.priority, &["slug", "name"]));
    incident.severity = words.and_then(|word| severity(&word));
    let started = context.take_time("started_at", row.started_at);
    if let Some(at) = context.take_time("created_at", row.created_at) {
        incident.timeline.push(event(Some(at), "Declared", "", EventKind::Response));
    }
    if context.take_time("discarded_at", row.discarded_at).is_some() {
        incident.tags.push("discarded".into());
    }
    let mut moments: Vec<(Box<str>, Option<When>)> = Vec::new();
    context.take_list("milestones", row.milestones, &mut |context, json| moments.extend(milestone(json, context)));
    let has_milestones = !moments.is_empty();
    context.take_list("lifecycle_phases", row.lifecycle_phases, &mut |context, json| {
        let Some(phase) = context.object::<Phase<'_>>(json) else { return };
        context.take_list("milestones", phase.milestones, &mut |context, json| {
            moments.extend(milestone(json, context).filter(|_| !has_milestones));
        });
    });
    for (name, at) in moments {
        state(&name, at, &mut incident, context);
    }
    incident.milestones.started = incident.milestones.started.or(started);
    let names = [
        take_names(context, "services", row.services, &["name", "slug"]),
        take_names(context, "functionalities", row.functionalities, &["name", "slug"]),
    ];
    incident.services = names.concat().iter().map(|name| service(name)).collect();
    incident.tags.extend(take_names(context, "environments", row.environments, &["name", "slug"]));
    incident.tags.extend(take_names(context, "tag_list", row.tag_list, &["name"]));
    incident.tags.extend(context.take_word("number", row.number).map(|number| format!("#{number}").into()));
    let url = context.take_text("incident_url", row.incident_url);
    let status_page = context.take_text("private_status_page_url", row.private_status_page_url);
    incident.links.extend(url.and_then(|url| link(&url)));
    incident.links.extend(status_page.and_then(|url| link_to(&url, "Status page")));
    context.take_list("incident_tickets", row.incident_tickets, &mut |context, json| {
        incident.corrective_actions.extend(ticket(json, context));
    });
    Some(Found::incident(incident, "incidents"))
}

fn status_of(milestone: &str) -> Option<Status> {
    match milestone {
        "started" | "detected" | "acknowledged" | "investigating" | "identified" | "firstaction" => {
            Some(Status::Ongoing)
        }
        "mitigated" => Some(Status::Mitigated),
        "resolved" | "postmortem_started" | "retrospective_started" => Some(Status::Resolved),
        "postmortem_completed" | "retrospective_completed" | "closed" => Some(Status::Reviewed),
        _ => None,
    }
}

fn milestone(json: &RawValue, context: &mut Context<'_>) -> Option<(Box<str>, Option<When>)> {
    let row: MilestoneRow<'_> = context.object(json)?;
    let kind = context.take_text("type", row.r#type);
    let name = kind.or_else(|| context.take_text("slug", row.slug))?;
    Some((name.into(), context.take_time("occurred_at", row.occurred_at)))
}

fn state(name: &str, at: Option<When>, incident: &mut Incident, context: &mut Context<'_>) {
    let Some(at) = at else { return };
    if let Some(milestone) = context.named_milestone(name, &at.at.to_string()) {
        incident.milestones.get_mut(milestone).get_or_insert(at);
    } else {
        let title = name.replace('_', " ").into();
        incident.timeline.push(Event { at: Some(at), title, ..Event::default() });
    }
}

fn ticket(json: &RawValue, context: &mut Context<'_>) -> Option<CorrectiveAction> {
    let row: Ticket<'_> = context.object(json)?;
    let owners = take_names(context, "assignees", row.assignees, &["name"]);
    let mut action = CorrectiveAction {
        id: ActionId::new(&context.take_word("id", row.id).unwrap_or_default()),
        title: context.take_text("summary", row.summary).unwrap_or_default().into(),
        details: context.take_text("description", row.description).map(Into::into),
        owner: (!owners.is_empty()).then(|| owners.join(", ").into()),
        status: match context.take_text("state", row.state).as_deref() {
            Some("open") => Some(ActionStatus::Open),
            Some("in_progress") => Some(ActionStatus::InProgress),
            Some("done") => Some(ActionStatus::Done),
            Some("cancelled") => Some(ActionStatus::Dropped),
            _ => None,
        },
        due: context.take_time("due_at", row.due_at),
        ..CorrectiveAction::default()
    };
    for url in take_names(context, "attachments", row.attachments, &["href_url"]) {
        action.links.extend(link(&url));
    }
    Some(action)
}

fn event_of(row: &Row<'_>, context: &mut Context<'_>) -> Found {
    let at = context.take_time("occurred_at", row.occurred_at);
    let kind = context.take_text("type", row.r#type).unwrap_or_default();
    let text = data_text(row.data, context).unwrap_or_default();
    let event_kind = match &*kind {
        "incident_status" | "milestone_change" | "incident_update" | "update" => EventKind::Communication,
        "alert_linked" | "alert" => EventKind::Detection,
        "change_created" | "related_change_event" => EventKind::Change,
        _ => EventKind::Note,
    };
    let mut event = event(at, &text, &kind.replace('_', " "), event_kind);
    event.id = EventId::new(&context.take_word("id", row.id).unwrap_or_default());
    event.actor = take_name(context, "author", row.author, &["name"]).map(Into::into);
    let of = context.take_word("incident_id", row.incident_id).unwrap_or_default();
    let part = Incident { title: "Events of an incident".into(), timeline: vec![event], ..Incident::default() };
    Found::part(of, part, "events")
}

/// What an event says: its data hold it under a key that differs by its type.
fn data_text(field: Field<'_>, context: &mut Context<'_>) -> Option<Box<str>> {
    let mut found = field;
    if let Some(json) = field.filter(|json| json.get().starts_with('{')) {
        found = None;
        context.at_key("data", |context| drop(context.members(json)));
        for key in ["body", "text", "summary", "description"] {
            each_member(json, &mut |name, value| {
                if name == key && value.get().starts_with('"') && found.is_none() {
                    found = Some(value);
                }
            });
        }
    }
    let found = found.filter(|json| json.get().starts_with('"'))?;
    name_of(context, found, &[]).map(Into::into)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{actions, events, incident, joined, milestones, problems};
    use super::*;

    const INCIDENT: &str = r#"{"data":[{"id":"f1","name":"Checkout errors","number":21,"created_at":"2026-03-04T13:36:00Z","started_at":"2026-03-04T13:30:00Z","discarded_at":null,
        "summary":"Payments failed.","customer_impact_summary":"40 % of payments.","current_milestone":"mitigated","severity":"SEV1","priority":"P1",
        "milestones":[{"type":"started","occurred_at":"2026-03-04T13:30:00Z","duration":null},{"type":"detected","occurred_at":"2026-03-04T13:34:00Z","duration":"PT4M"},
          {"type":"acknowledged","occurred_at":"2026-03-04T13:39:00Z"},{"type":"investigating","occurred_at":"2026-03-04T13:41:00Z"},{"type":"mitigated","occurred_at":"2026-03-04T14:10:00Z"},{"type":"resolved","occurred_at":null}],
        "lifecycle_phases":[{"name":"x","milestones":[{"slug":"started","occurred_at":"2026-03-04T13:30:00Z"}]}],
        "services":[{"id":"s","name":"Checkout"}],"functionalities":[{"name":"Payments"}],"environments":[{"name":"production"}],"tag_list":["db"],
        "incident_tickets":[{"id":"k1","summary":"Validate pool sizes","state":"in_progress","due_at":"2026-03-20T00:00:00Z","assignees":[{"name":"One"}]},{"id":"k2","summary":"No","state":"cancelled"}]}],
        "pagination":{"count":1,"page":1,"next":null}}"#;
    const EVENTS: &str = r#"{"data":[{"id":"e2","type":"note","data":{"body":"Pool halved."},"occurred_at":"2026-03-04T13:52:00Z","visibility":"private_to_org","author":{"name":"One"},"incident_id":"f1"},
        {"id":"e1","type":"alert_linked","data":{"alert":{"id":"a"}},"occurred_at":"2026-03-04T13:34:00Z","visibility":"open_to_public","incident_id":"f1"}]}"#;

    #[test]
    fn an_incident_with_its_events() {
        let reading = joined(&[INCIDENT, EVENTS]);
        let incident = &reading.incident;
        assert_eq!(milestones(incident), "s 13:30 d 13:34 a 13:39 m 14:10");
        assert_eq!(
            (incident.status, incident.summary.as_deref()),
            (Some(Status::Mitigated), Some("Payments failed.\n\n40 % of payments."))
        );
        assert_eq!(
            events(incident),
            [
                "13:34 detection alert linked",
                "13:36 response Declared",
                "13:41 note investigating",
                "13:52 note Pool halved."
            ]
        );
        assert_eq!(actions(incident), ["in_progress due 2026-03-20T00: Validate pool sizes", "dropped: No"]);
        assert_eq!(incident.services.len(), 2);
        assert_eq!(problems(&reading), [""; 0]);
    }

    #[test]
    fn traps() {
        for (from, to, facts) in [
            ("\"milestones\":[{\"type\":\"started\"", "\"milestones_\":[{\"type\":\"started\"", "Mitigated s 13:30"),
            (
                "\"mitigated\",\"severity\"",
                "\"retrospective_completed\",\"severity\"",
                "Reviewed s 13:30 d 13:34 a 13:39 m 14:10",
            ),
            ("\"detected\"", "\"first_customer_report\"", "Mitigated s 13:30 a 13:39 m 14:10"),
        ] {
            let incident = incident(&INCIDENT.replace(from, to)).incident;
            assert_eq!(format!("{:?} {}", incident.status.unwrap(), milestones(&incident)), facts, "{from} → {to}");
        }
    }

    #[test]
    fn the_incident_of_a_retrospective_is_read() {
        let text = r#"{"id":"r","name":"Retrospective","summary":"","questions":[{"title":"What went well?","body":"x"}],"incident":{"id":"i","name":"Errors","number":2,"started_at":"2026-03-04T13:30:00Z","discarded_at":"None",
            "current_milestone":"resolved","milestones":[{"type":"started","occurred_at":"2026-03-04T13:30:00Z"},{"type":"resolved","occurred_at":"2026-03-04T14:45:00Z"}]}}"#;
        let reading = incident(text);
        assert_eq!((milestones(&reading.incident).as_str(), &*reading.incident.title), ("s 13:30 r 14:45", "Errors"));
        assert_eq!(problems(&reading), [""; 0]);
    }
}
