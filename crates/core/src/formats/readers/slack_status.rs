//! The status page of Slack: its current incidents and its history.

use serde_json::value::RawValue;

use super::page_record::{PageRecord, State, Update};
use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::ImpactLevel;

/// The status page of Slack.
pub static SLACK_STATUS: Tool = Tool {
    id: "slack-status",
    name: "Slack status",
    recognised_by: "incidents with `date_created`, `notes` and a `type` such as outage",
    endings: &["json"],
    lists: &["active_incidents"],
    fields: &[
        ("id", "the id"),
        ("title", "the title"),
        ("type", "the level: outage is full, incident degraded, notice none"),
        ("status", "the status; scheduled and completed are a maintenance"),
        ("url", "a link"),
        ("date_created", "the milestone started"),
        ("date_updated", "the milestone resolved, where no note tells, and which of two states is the later"),
        ("services", "services"),
        ("notes.body", "an event"),
        ("notes.date_created", "the time of an event"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_known = matches!(record.text("type"), Some("incident" | "notice" | "outage" | "maintenance"));
    if is_known && record.has_all(&["date_created", "notes"]) { Confidence::Certain } else { Confidence::None }
}

record! {
    /// An incident.
    Row { id, title, status, url, date_created, date_updated, services, notes,
        #[serde(rename = "type")]
        kind,
    }
}

record! {
    /// A note about it.
    Note { body, date_created }
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    let updated = context.take_time("date_updated", row.date_updated);
    let status = context.take_text("status", row.status).unwrap_or_default();
    let kind = context.take_text("type", row.kind).unwrap_or_default();
    let mut record = PageRecord {
        id: format!("slack-{}", context.take_word("id", row.id).unwrap_or_default()).into(),
        title: context.take_text("title", row.title).unwrap_or_default(),
        link: context.take_text("url", row.url).unwrap_or_default(),
        level: match &*kind {
            "outage" => Some(ImpactLevel::Full),
            "incident" => Some(ImpactLevel::Degraded),
            "notice" | "maintenance" => Some(ImpactLevel::None),
            _ => None,
        },
        state: State::of(&status).or((status == "cancelled").then_some(State::Completed)),
        is_maintenance: kind == "maintenance",
        started: context.take_time("date_created", row.date_created),
        resolved_key: "date_updated",
        ..PageRecord::default()
    };
    context.take_list("notes", row.notes, &mut |context, json| {
        let Some(note) = context.object::<Note<'_>>(json) else { return };
        record.updates.push(Update {
            body: context.take_text("body", note.body).unwrap_or_default(),
            at: context.take_time("date_created", note.date_created),
            ..Update::default()
        });
    });
    // No note has a state: the last one is what ended it.
    let last = record.updates.iter().filter_map(|update| update.at).max_by_key(|at| at.at);
    record.resolved = last.or(updated);
    context.take_list("services", row.services, &mut |context, json| {
        record.components.extend(context.text("a text", json).map(|name| (name.into(), None)));
    });
    Some(Found::incident(record.into_incident(context), "incidents").updated(updated))
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;

    #[test]
    fn traps() {
        let text = r#"[{"id":546,"date_created":"2026-03-04T05:41:00-08:00","date_updated":"2026-03-04T07:00:00-08:00","title":"Errors","type":"outage","status":"resolved","services":["Messaging"],
            "notes":[{"date_created":"2026-03-04T06:45:00-08:00","body":"<p>Over.</p>"},{"date_created":"2026-03-04T05:41:00-08:00","body":"<p>We look.</p>"}]}]"#;
        for (from, to, expected) in [
            ("", "", "Errors · resolved · full 13:41–14:45 Messaging"),
            ("outage", "incident", "Errors · resolved · degraded 13:41–14:45 Messaging"),
            ("\"resolved\"", "\"active\"", "Errors · ongoing · full 13:41–… Messaging"),
            ("\"resolved\"", "\"scheduled\"", "Errors · — · none 13:41–… Messaging"),
        ] {
            assert_eq!(facts(&text.replacen(from, to, 1)), expected, "{from} → {to}");
        }
        assert_eq!(facts(&format!("{{\"status\":\"active\",\"active_incidents\":{text}}}")).lines().count(), 1);
    }
}
