//! Opsgenie: incidents and alerts of its API, and entries of an incident's timeline. The service ends in April 2027; its
//! exports remain.

use serde_json::value::RawValue;

use crate::formats::context::{Context, Field, record};
use crate::formats::foreign::{Found, Rows, Tool, event, link, name_of, service, severity, take_name};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{EventId, EventKind, Incident, ProblemKind, Status, When};
use crate::time::Length;

/// The reader.
pub static OPSGENIE: Tool = Tool {
    id: "opsgenie",
    name: "Opsgenie",
    recognised_by: "`tinyId` with `message` and `priority`; `entries` with `eventTime` and `group`; a webhook with `action` and `alert`; `log` or `note` with `offset`",
    endings: &["json"],
    lists: &["entries"],
    fields: &[
        ("id", "the id"),
        ("message", "the title"),
        ("description", "the summary"),
        ("description.content", "an event"),
        ("title.content", "an event, where there is no description"),
        ("status", "the status: open is ongoing, resolved and closed resolved"),
        ("priority", "the severity"),
        ("tags", "tags"),
        ("tinyId", "a tag"),
        ("createdAt", "the event “Opened”; of an alert, the milestone detected"),
        ("alias", "whether it is an alert"),
        ("updatedAt", "which of two states is the later"),
        ("impactStartDate", "the milestone started"),
        ("impactDetectDate", "the milestone detected"),
        ("impactEndDate", "the milestone mitigated"),
        ("impactedServices", "services, where they have names"),
        ("links.web", "a link"),
        ("eventTime", "the time of an event"),
        ("type", "the kind of an event, and the milestones acknowledged and resolved"),
        ("hidden", "whether it is left out"),
        ("actor.name", "who did it"),
        ("log", "an event, of the log of an alert"),
        ("note", "an event, of the notes"),
        ("owner", "who did it, in a log or a note"),
        ("report.ackTime", "the milestone acknowledged, so long after createdAt"),
        ("report.closeTime", "the milestone resolved of an alert, so long after createdAt"),
        ("action", "what happened to the alert: an event"),
        ("alert.alertId", "the id"),
        ("alert.message", "the title"),
        ("alert.description", "the summary"),
        ("alert.priority", "the severity"),
        ("alert.tags", "tags"),
        ("alert.tinyId", "a tag"),
        ("alert.createdAt", "the milestone detected"),
        ("alert.updatedAt", "the time of the event"),
        ("alert.username", "who did it"),
        ("alert.note", "the details of an event"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_incident = record.has_all(&["tinyId", "message"]) && record.has_any(&["priority", "impactedServices"]);
    let is_entry = record.has_all(&["eventTime", "group"]) && record.has_any(&["actor", "lastEdit", "hidden"]);
    let is_webhook = record.has_all(&["action", "alert"])
        && record.get("alert").is_some_and(|alert| alert.has_all(&["alertId", "tinyId", "message"]));
    let is_log = record.has_all(&["createdAt", "owner", "offset"]) && record.has_any(&["log", "note"]);
    if is_incident || is_entry || is_log || is_webhook { Confidence::Certain } else { Confidence::None }
}

record! {
    #[serde(rename_all = "camelCase")]
    Row {
        id, message, description, status, priority, tags, tiny_id, created_at, alias, updated_at, impact_start_date,
        impact_detect_date, impact_end_date, impacted_services, links, event_time, r#type, hidden, actor, title,
        report, action, alert, alert_id, username, note, log, owner,
    }
}
record! { Links { web } }
record! { #[serde(rename_all = "camelCase")] Report { ack_time, close_time } }

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    if row.event_time.is_some() {
        return entry(&row, context);
    }
    if let Some(alert) = row.alert {
        return webhook(alert, row.action, context);
    }
    if row.message.is_none() && (row.log.is_some() || row.note.is_some()) {
        return Some(log_entry(&row, context));
    }
    row.message?;
    Some(incident_of(&row, context))
}

/// An entry of the log of an alert, or a note.
fn log_entry(row: &Row<'_>, context: &mut Context<'_>) -> Found {
    let text = context.take_text("log", row.log).or_else(|| context.take_text("note", row.note)).unwrap_or_default();
    let kind = match &*text {
        text if text.starts_with("Alert acknowledged") => EventKind::Response,
        text if text.starts_with("Alert closed") => EventKind::Recovery,
        _ => EventKind::Note,
    };
    let mut told = event(context.take_time("createdAt", row.created_at), &text, "Entry", kind);
    told.actor = context.take_text("owner", row.owner).map(Into::into);
    let part = Incident { title: "Log of an alert".into(), timeline: vec![told], ..Incident::default() };
    Found::part("", part, if row.log.is_some() { "log entries" } else { "notes" })
}

/// What an integration is told of an alert: the alert, and what was done to it.
fn webhook(alert: &RawValue, action: Field<'_>, context: &mut Context<'_>) -> Option<Found> {
    let action = context.take_text("action", action).unwrap_or_default();
    context.at_key("alert", |context| {
        let row: Row<'_> = context.object(alert)?;
        let id = context.take_word("alertId", row.alert_id).unwrap_or_default();
        let mut found = incident_of(&Row { id: row.alert_id, alias: row.alert_id, ..row }, context);
        found.incident.status = Some(if &*action == "Close" { Status::Resolved } else { Status::Ongoing });
        let (kind, title) = match &*action {
            "Create" => return Some(found),
            "Acknowledge" => (EventKind::Response, "Acknowledged"),
            "Close" => (EventKind::Recovery, "Closed"),
            "Escalate" | "EscalateNext" | "AssignOwnership" | "AddRecipient" | "AddTeam" => {
                (EventKind::Escalation, "Escalated")
            }
            other => (EventKind::Note, other),
        };
        let at = context.take_time("updatedAt", row.updated_at);
        let mut part = Incident::default();
        match &*action {
            "Acknowledge" => part.milestones.acknowledged = at,
            "Close" => part.milestones.resolved = at,
            _ => {}
        }
        let note = context.take_text("note", row.note).unwrap_or_default();
        let mut told = event(at, &note, title, kind);
        told.actor = context.take_text("username", row.username).map(Into::into);
        part.timeline.push(told);
        Found::several(vec![found, Found::part(&*id, part, "actions")])
    })
}

fn incident_of(row: &Row<'_>, context: &mut Context<'_>) -> Found {
    let mut incident = Incident {
        id: context.take_word("id", row.id).unwrap_or_default().into(),
        title: context.take_text("message", row.message).unwrap_or_default().into(),
        summary: take_name(context, "description", row.description, &["content"]).map(Into::into),
        ..Incident::default()
    };
    incident.status = match context.take_text("status", row.status).as_deref() {
        Some("open") => Some(Status::Ongoing),
        Some("resolved" | "closed") => Some(Status::Resolved),
        _ => None,
    };
    incident.severity = context.take_text("priority", row.priority).and_then(|word| severity(&word));
    context.take_list("tags", row.tags, &mut |context, json| {
        incident.tags.extend(name_of(context, json, &[]).map(Into::into));
    });
    incident.tags.extend(context.take_word("tinyId", row.tiny_id).map(|id| format!("#{id}").into()));
    let created = context.take_time("createdAt", row.created_at);
    let milestones = &mut incident.milestones;
    milestones.started = context.take_time("impactStartDate", row.impact_start_date);
    milestones.detected = context.take_time("impactDetectDate", row.impact_detect_date);
    milestones.mitigated = context.take_time("impactEndDate", row.impact_end_date);
    if row.alias.is_some() {
        // An alert is made by what noticed.
        milestones.detected = milestones.detected.or(created);
    }
    if let Some(report) = context.take_object::<Report<'_>>("report", row.report) {
        context.at_key("report", |context| {
            let mut after = |key, field| created.zip(context.take_number(key, field)).and_then(after);
            milestones.acknowledged = after("ackTime", report.ack_time);
            milestones.resolved = after("closeTime", report.close_time).filter(|_| row.alias.is_some());
        });
    }
    incident.timeline.extend(created.map(|at| event(Some(at), "Opened", "", EventKind::Response)));
    incident.services.extend(services(row.impacted_services, context));
    if let Some(links) = context.take_object::<Links<'_>>("links", row.links) {
        let web = context.at_key("links", |context| context.take_text("web", links.web));
        incident.links.extend(web.and_then(|url| link(&url)));
    }
    let updated = context.take_time("updatedAt", row.updated_at);
    Found::incident(incident, if row.alias.is_some() { "alerts" } else { "incidents" }).updated(updated)
}

/// The moment so many milliseconds after another.
#[expect(clippy::cast_possible_truncation, reason = "checked to be small")]
fn after((when, ms): (When, f64)) -> Option<When> {
    /// A hundred years.
    const MOST: f64 = 3.2e12;
    (ms > 0.0 && ms < MOST).then(|| When { at: when.at.plus(Length::from_ms(ms.round() as i64)), day_only: false })
}

/// The services that have names: in most answers they are ids.
fn services(field: Field<'_>, context: &mut Context<'_>) -> Vec<crate::incident::Service> {
    let mut found = Vec::new();
    context.take_list("impactedServices", field, &mut |context, json| {
        let name = name_of(context, json, &["name"]);
        found.extend(name.filter(|name| !is_id(name)).map(|name| service(&name)));
    });
    found
}

/// `true` for a text that is the id of something: hexadecimal digits and hyphens, 32 or more.
fn is_id(text: &str) -> bool {
    text.len() >= 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

fn entry(row: &Row<'_>, context: &mut Context<'_>) -> Option<Found> {
    if context.take_bool("hidden", row.hidden) == Some(true) {
        context.report(ProblemKind::Note { text: "this entry is hidden in the timeline, and was left out." });
        return None;
    }
    let at = context.take_time("eventTime", row.event_time);
    let kind = context.take_text("type", row.r#type).unwrap_or_default();
    let title = take_name(context, "title", row.title, &["content"]).unwrap_or_default();
    let text = take_name(context, "description", row.description, &["content"]).unwrap_or(title);
    // The names of types are not published, but for that of what a person wrote.
    let is = |word: &str| kind != "CustomUserEntry" && kind.contains(word);
    let event_kind = match () {
        () if is("Acknowledged") => EventKind::Response,
        () if is("Resolved") || is("Closed") => EventKind::Recovery,
        () if is("Escalat") || is("ResponderAdded") => EventKind::Escalation,
        () if is("StatusPage") || is("Stakeholder") => EventKind::Communication,
        () => EventKind::Note,
    };
    let mut part = Incident { title: "Timeline of an incident".into(), ..Incident::default() };
    match event_kind {
        EventKind::Response => part.milestones.acknowledged = at,
        EventKind::Recovery if is("IncidentResolved") => part.milestones.resolved = at,
        _ => {}
    }
    let mut event = event(at, &text, &kind, event_kind);
    event.id = EventId::new(&context.take_word("id", row.id).unwrap_or_default());
    event.actor = take_name(context, "actor", row.actor, &["name"]).map(Into::into);
    part.timeline.push(event);
    // No entry names its incident.
    Some(Found::part("", part, "timeline entries"))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_log_and_the_notes_of_an_alert_join_it() {
        use crate::formats::readers::testing::{events, joined};
        let alert = r#"{"data":{"id":"7","tinyId":"1","alias":"a","message":"Errors","status":"open","priority":"P1","createdAt":"2026-03-04T13:34:00Z"},"took":0.1}"#;
        let log = r#"{"data":[{"log":"Alert acknowledged via web","type":"system","owner":"one","createdAt":"2026-03-04T13:39:00Z","offset":"1"}],"paging":{}}"#;
        let notes =
            r#"{"data":[{"note":"Pool is full.","owner":"one","createdAt":"2026-03-04T13:50:00Z","offset":"2"}]}"#;
        assert_eq!(
            events(&joined(&[log, alert, notes]).incident),
            ["13:34 response Opened", "13:39 response Alert acknowledged via web", "13:50 note Pool is full."]
        );
    }
    use super::super::testing::{events, incident, joined, milestones, problems, shared};
    use super::Status;

    const INCIDENT: &str = r#"{"data":{"id":"70413a06","tinyId":"21","message":"Checkout errors","description":"40 % fail.","status":"resolved","priority":"P1","tags":["checkout"],
        "createdAt":"2026-03-04T13:34:20.123Z","updatedAt":"2026-03-04T14:45:00Z","impactedServices":["00000000-0000-4000-8000-00000000000a",{"id":"b","name":"Payments"}],
        "impactStartDate":"2026-03-04T13:30:00Z","impactDetectDate":"","impactEndDate":"2026-03-04T14:10:00Z","links":{"web":"https://app.example.com/70413a06"}},"took":0.02}"#;
    const ENTRIES: &str = r#"{"data":{"entries":[
        {"id":"e2","group":"responder","type":"ResponderAlertAcknowledged","eventTime":"2026-03-04T13:39:00Z","hidden":false,"actor":{"name":"One"},"title":{"content":"x"},"description":{"content":"Alert acknowledged"}},
        {"id":"e1","group":"incident","type":"IncidentCreated","eventTime":"2026-03-04T13:34:20Z","hidden":false,"title":{"content":"IncidentCreated"}},
        {"id":"e4","group":"custom","type":"CustomUserEntry","eventTime":"2026-03-04T13:40:00Z","hidden":true,"description":{"content":"hidden"}},
        {"id":"e3","group":"incident","type":"IncidentResolved","eventTime":"2026-03-04T14:45:00Z","hidden":false,"description":{"content":"Incident resolved"}}],"nextOffset":null}}"#;

    #[test]
    fn an_incident_with_its_timeline() {
        let reading = joined(&[INCIDENT, ENTRIES]);
        assert_eq!(milestones(&reading.incident), "s 13:30 a 13:39 m 14:10 r 14:45");
        assert_eq!(
            events(&reading.incident),
            [
                "13:34:20 note IncidentCreated",
                "13:34:20.123 response Opened",
                "13:39 response Alert acknowledged",
                "14:45 recovery Incident resolved"
            ]
        );
        assert_eq!(reading.incident.services.iter().map(|service| &*service.name).collect::<Vec<_>>(), ["Payments"]);
        assert_eq!(incident(ENTRIES).problems.iter().filter(|problem| problem.is_note()).count(), 1);
    }

    #[test]
    fn an_alert_tells_when_it_was_acknowledged_and_closed() {
        let alert = r#"{"data":{"id":"7","tinyId":"1","alias":"a","message":"CPU","status":"closed","priority":"P4","createdAt":"2026-03-04T13:34:00Z",
            "report":{"ackTime":300000,"closeTime":4260000,"acknowledgedBy":"x"}},"took":0.1}"#;
        assert_eq!(milestones(&incident(alert).incident), "d 13:34 a 13:39 r 14:45");
        let hook = |action: &str, ns: &str| {
            format!(
                r#"{{"action":"{action}","alert":{{"alertId":"7","message":"CPU","tags":[],"tinyId":"1","alias":"a","createdAt":1772631240000,"updatedAt":{ns},"username":"one","priority":"P4"}},"integrationName":"W"}}"#
            )
        };
        let [create, ack, close] = [
            hook("Create", "1772631240000000000"),
            hook("Acknowledge", "1772631540000000000"),
            hook("Close", "1772635500000000000"),
        ];
        assert_eq!(milestones(&incident(&create).incident), "d 13:34");
        let all = incident(&[&*create, &ack, &close].join("\n")).incident;
        assert_eq!(milestones(&all), "d 13:34 a 13:39 r 14:45");
        assert_eq!((&*all.title, all.status), ("CPU", Some(Status::Resolved)));
        assert_eq!(events(&all), ["13:34 response Opened", "13:39 response Acknowledged", "14:45 recovery Closed"]);
    }

    #[test]
    fn traps() {
        for (from, to, facts) in [
            ("\"resolved\"", "\"open\"", "s 13:30 m 14:10"),
            ("\"impactDetectDate\":\"\"", "\"impactDetectDate\":\"2026-03-04T13:34:00Z\"", "s 13:30 d 13:34 m 14:10"),
            ("\"tinyId\"", "\"alias\":\"cpu\",\"tinyId\"", "s 13:30 d 13:34:20.123 m 14:10"),
            ("2026-03-04T14:10:00Z", "0001-01-01T00:00:00Z", "s 13:30"),
        ] {
            let reading = incident(&INCIDENT.replace(from, to));
            assert_eq!(milestones(&reading.incident), facts, "{from} → {to}");
            assert_eq!(problems(&reading), [""; 0]);
        }
    }

    #[test]
    fn the_composed_bodies_are_one_incident() {
        let read = |name: &str| shared(&format!("data/more/{name}")).map(|bytes| String::from_utf8(bytes).unwrap());
        let (Some(one), Some(timeline)) = (read("opsgenie-incident.json"), read("opsgenie-timeline.json")) else {
            return;
        };
        let reading = joined(&[&one, &timeline]);
        assert_eq!(&*reading.incident.title, "Checkout errors after connection pool change");
        assert_eq!(milestones(&reading.incident), "s 13:30 a 13:39:00.456 m 14:45 r 14:45:00.456");
        assert_eq!(reading.incident.timeline.len(), 6, "five entries that are not hidden, and that it was opened");
    }
}
