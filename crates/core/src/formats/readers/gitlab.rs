//! GitLab: timeline events of an incident, as its GraphQL API answers them, and issues of the type incident.

use serde_json::value::RawValue;

use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{Found, Rows, Tool, event, link, name_of, severity, take_name, take_names, text_in};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{EventId, EventKind, Incident, Milestone, Status};

/// The reader.
pub static GITLAB: Tool = Tool {
    id: "gitlab",
    name: "GitLab",
    recognised_by: "`occurredAt` with `note` and `action`, `noteHtml` or `timelineEventTags`; issues with `iid` and `issue_type`, or of a webhook",
    endings: &["json"],
    lists: &["object_attributes", "project", "incidentManagementTimelineEvents", "timelineEvents", "nodes"],
    fields: &[
        ("id", "the id of an event"),
        ("note", "an event"),
        ("noteHtml", "an event, where there is no note"),
        ("occurredAt", "the time of an event"),
        ("createdAt", "the time of an event, where there is no other"),
        ("author.name", "who did it"),
        ("author.username", "who did it"),
        ("incident.id", "the incident"),
        ("incident.title", "the title"),
        ("iid", "the id of an issue"),
        ("title", "the title"),
        ("description", "the summary"),
        ("state", "the status"),
        ("issue_type", "whether it is an incident"),
        ("type", "whether it is an incident, in a webhook"),
        ("severity", "the severity; UNKNOWN is none"),
        ("labels", "tags"),
        ("web_url", "a link"),
        ("url", "a link, in a webhook"),
        ("created_at", "the event “Opened”"),
        ("closed_at", "the milestone resolved"),
        ("updated_at", "which of two states is the later"),
        (
            "timelineEventTags.nodes.name",
            "the milestone of an event: Start time, Impact detected, Response initiated, Impact mitigated, End time",
        ),
    ],
    sniff,
    read,
};

fn sniff(head: &Head<'_>, record: &Outline) -> Confidence {
    let is_event = record.has_all(&["occurredAt"])
        && record.has_any(&["note", "noteHtml"])
        && record.has_any(&["action", "noteHtml", "timelineEventTags", "editable", "promotedFromNote", "incident"]);
    let is_issue = record.has_all(&["iid", "issue_type", "web_url"])
        || (head.answer().has_all(&["object_kind", "object_attributes"])
            && record.has_all(&["iid", "type", "severity"]));
    if is_event || is_issue { Confidence::Certain } else { Confidence::None }
}

record! {
    #[serde(rename_all = "camelCase")]
    Row { id, note, note_html, occurred_at, created_at, author, incident, timeline_event_tags }
}
record! {
    Issue {
        iid, title, description, state, issue_type, severity, labels, web_url, created_at, closed_at, updated_at, url,
        #[serde(rename = "type")]
        kind,
    }
}
record! { Parent { id, title } }
record! { Tags { nodes } }

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    if text_in(json, "iid").is_some() {
        return issue(json, context);
    }
    let row: Row<'_> = context.object(json)?;
    let created = context.take_time("createdAt", row.created_at);
    let at = context.take_time("occurredAt", row.occurred_at).or(created);
    let note = context.take_text("note", row.note);
    let html = context.take_text("noteHtml", row.note_html);
    let text = note.or(html)?;
    let mut event = event(at, &text, "Note", EventKind::Note);
    event.id = EventId::new(&context.take_word("id", row.id).unwrap_or_default());
    event.actor = take_name(context, "author", row.author, &["name", "username"]).map(Into::into);
    let mut part = Incident::default();
    for tag in tags(row.timeline_event_tags, context) {
        let usual = match &*tag.to_lowercase() {
            "start time" => Some(Milestone::Started),
            "impact detected" => Some(Milestone::Detected),
            "response initiated" => Some(Milestone::Acknowledged),
            "impact mitigated" => Some(Milestone::Mitigated),
            "end time" => Some(Milestone::Resolved),
            "cause identified" => {
                event.kind = EventKind::Diagnosis;
                None
            }
            _ => None,
        };
        let milestone = context.options().names.timestamp(&tag).unwrap_or(usual);
        event.milestone = event.milestone.or(milestone);
    }
    part.timeline.push(event);
    let mut of = String::new();
    if let Some(parent) = context.take_object::<Parent<'_>>("incident", row.incident) {
        context.at_key("incident", |context| {
            of = context.take_word("id", parent.id).unwrap_or_default().into();
            part.title = context.take_text("title", parent.title).unwrap_or_default().into();
        });
    }
    if part.title.is_empty() {
        part.title = "Timeline of a GitLab incident".into();
    }
    part.id = of.as_str().into();
    let mut found = Found::evidence(part, "timeline events");
    found.origin.part_of = Some(of.into());
    Some(found)
}

/// An issue of the REST API; `None` for one that is no incident.
fn issue(json: &RawValue, context: &mut Context<'_>) -> Option<Found> {
    let row: Issue<'_> = context.object(json)?;
    let kind = context.take_text("issue_type", row.issue_type).or_else(|| context.take_text("type", row.kind))?;
    if !kind.eq_ignore_ascii_case("incident") {
        return None;
    }
    let mut incident = Incident {
        id: format!("gitlab-{}", context.take_word("iid", row.iid)?).into(),
        title: context.take_text("title", row.title).unwrap_or_default().into(),
        summary: context.take_text("description", row.description).map(Into::into),
        ..Incident::default()
    };
    let word = context.take_text("severity", row.severity).filter(|word| !word.eq_ignore_ascii_case("unknown"));
    incident.severity = word.and_then(|word| severity(&word));
    let is_over = context.take_text("state", row.state).as_deref() == Some("closed");
    incident.status = Some(if is_over { Status::Resolved } else { Status::Ongoing });
    let created = context.take_time("created_at", row.created_at);
    incident.timeline.extend(created.map(|at| event(Some(at), "Opened", "", EventKind::Response)));
    incident.milestones.resolved = context.take_time("closed_at", row.closed_at).filter(|_| is_over);
    incident.tags = take_names(context, "labels", row.labels, &["name", "title"]);
    for (key, field) in [("web_url", row.web_url), ("url", row.url)] {
        incident.links.extend(context.take_text(key, field).and_then(|url| link(&url)));
    }
    let updated = context.take_time("updated_at", row.updated_at);
    Some(Found::incident(incident, "incidents").updated(updated))
}

fn tags(field: Field<'_>, context: &mut Context<'_>) -> Vec<String> {
    let mut names = Vec::new();
    let Some(tags) = context.take_object::<Tags<'_>>("timelineEventTags", field) else { return names };
    context.at_key("timelineEventTags", |context| {
        context.take_list("nodes", tags.nodes, &mut |context, json| {
            names.extend(name_of(context, json, &["name"]).map(String::from));
        });
    });
    names
}

#[cfg(test)]
mod tests {
    use super::super::testing::{events, incident, problems};
    use super::*;

    const ANSWER: &str = r#"{"data":{"project":{"incidentManagementTimelineEvents":{"nodes":[
        {"id":"gid://gitlab/e/2","note":"Rolled back.","action":"comment","occurredAt":"2026-03-04T14:10:00Z","createdAt":"2026-03-04T15:00:00Z","author":{"username":"one"},"incident":{"id":"gid://gitlab/Issue/7","title":"Checkout errors"},"timelineEventTags":{"nodes":[{"name":"Impact mitigated"}]}},
        {"id":"gid://gitlab/e/1","note":null,"noteHtml":"<p>Errors <b>rise</b>.</p>","action":"comment","occurredAt":"2026-03-04T13:30:00Z","incident":{"id":"gid://gitlab/Issue/7","title":"Checkout errors"},"timelineEventTags":{"nodes":[{"name":"Start time"},{"name":"Mine"}]}}]}}}}"#;

    #[test]
    fn timeline_events_are_those_of_one_incident() {
        let reading = incident(ANSWER);
        assert_eq!((&*reading.incident.title, &*reading.incident.id), ("Checkout errors", "gid://gitlab/Issue/7"));
        assert_eq!(events(&reading.incident), ["13:30 note Errors rise.", "14:10 note Rolled back."]);
        let marked = reading.incident.timeline.iter().map(|event| event.milestone);
        assert_eq!(marked.collect::<Vec<_>>(), [Some(Milestone::Started), Some(Milestone::Mitigated)]);
        assert_eq!(problems(&reading), [""; 0]);
    }

    #[test]
    fn traps() {
        let without = incident(&ANSWER.replace(
            "\"incident\":{\"id\":\"gid://gitlab/Issue/7\",\"title\":\"Checkout errors\"}",
            "\"editable\":true",
        ));
        assert_eq!((without.incident.timeline.len(), &*without.incident.title), (2, "Timeline of a GitLab incident"));
        let untimed = incident(&ANSWER.replace("\"occurredAt\":\"2026-03-04T14:10:00Z\"", "\"occurredAt\":null"));
        assert_eq!(events(&untimed.incident)[1], "15 note Rolled back.");
    }

    #[test]
    fn a_webhook_about_an_incident_is_read() {
        let text = r#"{"object_kind":"issue","event_type":"incident","project":{"id":1,"name":"Shop"},"labels":[{"title":"api"}],"object_attributes":{"id":301,"iid":23,"title":"API down",
            "created_at":"2026-03-04 13:36:00 UTC","updated_at":"2026-03-04 14:45:00 UTC","closed_at":"2026-03-04 14:45:00 UTC","state":"closed","severity":"unknown","type":"Incident","labels":[{"title":"api"}],"url":"https://example.com/23"}}"#;
        let reading = incident(text);
        assert_eq!(super::super::testing::milestones(&reading.incident), "r 14:45");
        assert_eq!(events(&reading.incident), ["13:36 response Opened"]);
        assert_eq!((reading.incident.tags.join(" "), reading.incident.links.len()), ("api".to_owned(), 1));
        assert_eq!((reading.incident.severity.clone(), problems(&reading).len()), (None, 0));
    }

    #[test]
    fn issues_of_the_type_incident_are_read() {
        use crate::formats::readers::testing::seed;
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/gitlab-2")),
            ["Checkout errors · resolved · r 14:45 · "]
        );
    }
}
