//! PagerDuty: incidents, log entries and notes of its REST API, the raw incidents of its analytics, and webhooks of all three
//! versions.

use serde_json::value::RawValue;

use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, event, header, link, link_to, name_of, service, severity, take_name};
use crate::formats::lenient::text;
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{EventId, EventKind, Incident, Status, When};
use crate::time::Length;

/// The reader.
pub static PAGERDUTY: Tool = Tool {
    id: "pagerduty",
    name: "PagerDuty",
    recognised_by: "`incident_number` with `urgency`; a `type` that ends in `_log_entry`; `seconds_to_first_ack`; a webhook with `event_type` and `occurred_at`, or with a `type` such as `incident.trigger`; notes with `content` and `channel`",
    endings: &["json", "csv"],
    lists: &["incidents", "incident", "log_entries", "event", "messages", "notes"],
    fields: &[
        ("id", "the id"),
        ("title", "the title"),
        ("description", "the title, where there is no other"),
        ("summary", "the title, where there is no other; of a log entry, an event"),
        ("incident_number", "the label of a link"),
        ("html_url", "a link"),
        ("status", "the status: triggered and acknowledged are ongoing"),
        ("urgency", "a tag"),
        ("priority.summary", "the severity"),
        ("priority.name", "the severity"),
        ("priority_name", "the severity"),
        ("service.summary", "a service"),
        ("service.name", "a service"),
        ("service_name", "a service"),
        ("created_at", "the milestone detected: it was triggered; of a log entry, its time"),
        ("created_on", "the milestone detected, in a table"),
        ("resolved_on", "the milestone resolved, in a table"),
        ("last_status_change_on", "the milestone resolved, of one that is resolved, in version 1 of the API"),
        ("trigger_summary_data.subject", "the title, where there is no other"),
        ("trigger_summary_data.description", "the title, where there is no other"),
        ("event_type", "what a webhook tells: an event"),
        ("occurred_at", "the time of an event, and which of two states is the later"),
        ("data.id", "the id"),
        ("data.title", "the title"),
        ("data.number", "the label of a link"),
        ("data.html_url", "a link"),
        ("data.status", "the status"),
        ("data.urgency", "a tag"),
        ("data.priority.summary", "the severity"),
        ("data.service.summary", "a service"),
        ("data.created_at", "the milestone detected"),
        ("incident.title", "the title"),
        ("incident.status", "the status"),
        ("incident.urgency", "a tag"),
        ("incident.priority.summary", "the severity"),
        ("incident.service.name", "a service"),
        ("incident.created_at", "the milestone detected"),
        ("created_on", "the time of an event, of a webhook of version 1"),
        ("data.incident.id", "the id"),
        ("data.incident.status", "the status"),
        ("data.incident.incident_number", "the label of a link"),
        ("data.incident.html_url", "a link"),
        ("data.incident.service.name", "a service"),
        ("data.incident.trigger_summary_data.subject", "the title"),
        ("data.incident.trigger_summary_data.description", "the title"),
        ("data.incident.created_on", "the milestone detected"),
        ("data.incident.last_status_change_on", "the milestone resolved, of one that is resolved"),
        ("data.incident.last_status_change_by.name", "who did it"),
        ("data.content", "an event"),
        ("data.message", "an event"),
        ("content", "an event, of a note"),
        ("user.summary", "who wrote a note"),
        ("log_entries.type", "the kind of an event"),
        ("log_entries.summary", "an event"),
        ("log_entries.created_at", "the time of an event"),
        ("resolved_at", "the milestone resolved"),
        ("last_status_change_at", "the milestone resolved, of one that is resolved and does not say when"),
        ("acknowledgements.at", "an event"),
        ("acknowledgements.acknowledger.summary", "who did it"),
        ("seconds_to_first_ack", "the milestone acknowledged, so long after created_at"),
        ("type", "the kind of an event; the first acknowledge_log_entry is the milestone acknowledged"),
        ("incident.id", "the incident it is a part of"),
        ("agent.summary", "who did it"),
        ("note", "the details of an event"),
        ("channel.summary", "the details of an event"),
        ("channel.note", "the details of an event"),
        ("event_details.description", "the details of an event"),
        ("contexts.href", "a link of an event"),
        ("contexts.text", "the label of a link of an event"),
    ],
    sniff,
    read,
};

const LOG_ENTRY: &str = "_log_entry";
/// What the kind of each event of an incident begins with.
const INCIDENT: &str = "incident.";

fn sniff(head: &Head<'_>, record: &Outline) -> Confidence {
    let is_log_entry = record.text("type").is_some_and(|kind| kind.ends_with(LOG_ENTRY));
    // Others have these keys, too, and numbers for the urgency.
    let is_incident = record.get("incident_number").is_some() && record.text("urgency").is_some();
    let is_raw = record.has_any(&["seconds_to_first_ack", "seconds_to_engage", "seconds_to_mobilize"]);
    let is_webhook = record.has_all(&["event_type", "occurred_at", "data"]);
    let is_table = || {
        let names = header(head.text);
        let has = |name: &str| names.iter().any(|known| known == name);
        !head.text.trim_start().starts_with(['{', '[']) && has("incident_number") && has("seconds_to_first_ack")
    };
    let is_old_webhook = record.text("event").is_some() && record.has_all(&["log_entries", "incident"]);
    let is_first_webhook = record.text("type").is_some_and(|kind| kind.starts_with(INCIDENT))
        && record
            .get("data")
            .is_some_and(|data| data.get("incident").is_some_and(|about| about.get("created_on").is_some()));
    let is_note = record.has_all(&["content", "created_at", "channel"])
        && record.get("user").is_some_and(|user| user.get("summary").is_some());
    let is_told = is_webhook || is_old_webhook || is_first_webhook;
    if is_log_entry || is_incident || is_raw || is_told || is_note || is_table() {
        Confidence::Certain
    } else {
        Confidence::None
    }
}

record! {
    /// An incident, a log entry, or an incident of the analytics.
    Row {
        id, r#type, summary, title, description, incident_number, html_url, created_at, resolved_at, status, urgency,
        priority, priority_name, service, service_name, last_status_change_at, acknowledgements, seconds_to_first_ack,
        seconds_to_engage, agent, channel, note, contexts, incident, event_details,
        created_on, resolved_on, last_status_change_on, trigger_summary_data, number, event_type, occurred_at, data, content, message, log_entries, user, last_status_change_by,
    }
}
record! { Acknowledgement { at, acknowledger } }
record! { Channel { summary, note } }
record! { Details { description } }
record! { LinkContext { href, text } }

fn read<'a>(json: &'a RawValue, rows: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    let kind = row.r#type.and_then(text).map(|kind| kind.text).unwrap_or_default();
    if let Some(kind) = kind.strip_suffix(LOG_ENTRY) {
        return Some(log_entry(kind, &row, context));
    }
    if let (Some(_), Some(data)) = (row.event_type, row.data) {
        return webhook(&row, data, context);
    }
    if let (Some(kind), Some(data)) = (kind.strip_prefix(INCIDENT), row.data) {
        return first_webhook(kind, &row, data, context);
    }
    if row.content.is_some() && row.user.is_some() {
        return Some(note(&row, context));
    }
    if let (Some(entries), Some(about)) = (row.log_entries, row.incident) {
        return old_webhook(entries, about, context);
    }
    if row.seconds_to_first_ack.is_some() || row.seconds_to_engage.is_some() {
        // Its times have no zone; the answer names it.
        if let Some(zone) = rows.member("time_zone").and_then(text) {
            context.assume_zone(&zone.text);
        }
    }
    if row.created_on.is_some() {
        // A table writes its zone in each time, or means UTC.
        context.assume_zone("UTC");
    }
    if row.incident_number.is_none() && row.status.is_none() && row.created_at.is_none() {
        return None;
    }
    Some(incident(&row, context))
}

/// What a webhook tells of an incident: how it is now, and what happened to it.
fn webhook(row: &Row<'_>, data: &RawValue, context: &mut Context<'_>) -> Option<Found> {
    let kind = context.take_text("event_type", row.event_type)?;
    let kind = kind.strip_prefix(INCIDENT)?;
    let at = context.take_time("occurred_at", row.occurred_at);
    let (about, text) = context.at_key("data", |context| {
        let about: Row<'_> = context.object(data)?;
        // Of a note and of an update the data are what was written, about an incident that is named.
        let text = context.take_text("content", about.content).or_else(|| context.take_text("message", about.message));
        Some((about, text.unwrap_or_default()))
    })?;
    let who = take_name(context, "agent", row.agent, &["summary"]);
    let part = happened(kind, at, &text, who.as_deref());
    context.at_key("data", |context| {
        if about.title.is_none() {
            let of = take_name(context, "incident", about.incident, &["id"])?;
            return Some(Found::part(&*of, part, "events"));
        }
        let found = incident(&Row { incident_number: about.number, ..about }, context).updated(at);
        let id = found.incident.id.clone();
        Found::several(vec![found, Found::part(id, part, "events")])
    })
}

/// What happened to an incident, in the words of webhooks: as a part of it.
fn happened(kind: &str, at: Option<When>, text: &str, who: Option<&str>) -> Incident {
    let (event_kind, title) = match kind {
        "triggered" | "trigger" => (EventKind::Detection, "Triggered"),
        "acknowledged" | "acknowledge" => (EventKind::Response, "Acknowledged"),
        "unacknowledged" | "unacknowledge" => (EventKind::Note, "No longer acknowledged"),
        "resolved" | "resolve" => (EventKind::Recovery, "Resolved"),
        "reopened" => (EventKind::Detection, "Opened again"),
        "escalated" | "delegated" | "reassigned" | "responder.added" | "escalate" | "delegate" | "assign" => {
            (EventKind::Escalation, "Escalated")
        }
        "status_update_published" => (EventKind::Communication, "Status update"),
        "priority_updated" => (EventKind::Note, "Priority changed"),
        other => (EventKind::Note, other),
    };
    let mut told = event(at, text, title, event_kind);
    told.actor = who.map(Into::into);
    let mut part = Incident { timeline: vec![told], ..Incident::default() };
    match kind {
        "acknowledged" | "acknowledge" => part.milestones.acknowledged = at,
        "resolved" | "resolve" => part.milestones.resolved = at,
        _ => {}
    }
    part
}

/// What a webhook of the first version tells: the incident as it is now, and what happened to it.
fn first_webhook(kind: &str, row: &Row<'_>, data: &RawValue, context: &mut Context<'_>) -> Option<Found> {
    // It writes its zone in each time, or means UTC.
    context.assume_zone("UTC");
    let at = context.take_time("created_on", row.created_on);
    context.at_key("data", |context| {
        let about: Row<'_> = context.object(data)?;
        let about: Row<'_> = context.take_object("incident", about.incident)?;
        context.at_key("incident", |context| {
            let found = incident(&about, context).updated(at);
            // Nobody is written as "null".
            let who = take_name(context, "last_status_change_by", about.last_status_change_by, &["name"]);
            let who = who.filter(|name| name != "null");
            let part = happened(kind, at, "", who.as_deref());
            let id = found.incident.id.clone();
            Found::several(vec![found, Found::part(id, part, "events")])
        })
    })
}

/// A note, which names no incident: it belongs to the only one there is.
fn note(row: &Row<'_>, context: &mut Context<'_>) -> Found {
    let at = context.take_time("created_at", row.created_at);
    let text = context.take_text("content", row.content).unwrap_or_default();
    let mut note = event(at, &text, "Note", EventKind::Note);
    note.id = EventId::new(&context.take_word("id", row.id).unwrap_or_default());
    note.actor = take_name(context, "user", row.user, &["summary"]).map(Into::into);
    Found::part("", Incident { timeline: vec![note], ..Incident::default() }, "notes")
}

/// What a webhook of the second version tells: the incident, and the entries of its log that were new.
fn old_webhook(entries: &RawValue, about: &RawValue, context: &mut Context<'_>) -> Option<Found> {
    let about: Row<'_> = context.at_key("incident", |context| context.object(about))?;
    let found = context.at_key("incident", |context| incident(&about, context));
    let id = found.incident.id.clone();
    let mut all = vec![found];
    context.take_list("log_entries", Some(entries), &mut |context, json| {
        let Some(row) = context.object::<Row<'_>>(json) else { return };
        let kind = row.r#type.and_then(text).map(|kind| kind.text).unwrap_or_default();
        let mut entry = log_entry(kind.strip_suffix(LOG_ENTRY).unwrap_or(&kind), &row, context);
        entry.origin.part_of = Some(id.clone());
        all.push(entry);
    });
    Found::several(all)
}

fn incident(row: &Row<'_>, context: &mut Context<'_>) -> Found {
    let title = context.take_text("title", row.title);
    let summary = context.take_text("summary", row.summary);
    let description = context.take_text("description", row.description);
    let number = context.take_word("incident_number", row.incident_number);
    let subject = take_name(context, "trigger_summary_data", row.trigger_summary_data, &["subject", "description"]);
    let title = title.or(summary).or(description).or(subject).map(String::from);
    let title = title.or_else(|| number.as_ref().map(|number| format!("Incident {number}")));
    let mut incident = Incident {
        id: context.take_word("id", row.id).unwrap_or_default().into(),
        title: title.unwrap_or_default().into(),
        ..Incident::default()
    };
    let status = context.take_text("status", row.status);
    incident.status = match status.as_deref() {
        Some("triggered" | "acknowledged") => Some(Status::Ongoing),
        Some("resolved") => Some(Status::Resolved),
        _ => None,
    };
    let priority = take_name(context, "priority", row.priority, &["summary", "name"]);
    let priority = priority.or_else(|| context.take_text("priority_name", row.priority_name));
    incident.severity = priority.and_then(|word| severity(&word));
    if let Some(urgency) = context.take_text("urgency", row.urgency) {
        incident.tags.push(format!("{urgency} urgency").into());
    }
    let services = take_name(context, "service", row.service, &["summary", "name"]);
    let services = services.or_else(|| context.take_text("service_name", row.service_name));
    incident.services.extend(services.map(|name| service(&name)));
    let created = context.take_time("created_at", row.created_at);
    let created = created.or_else(|| context.take_time("created_on", row.created_on));
    incident.milestones.detected = created;
    incident.milestones.resolved = context.take_time("resolved_at", row.resolved_at);
    if row.created_on.is_some() && incident.status.is_some() {
        // The first version of the API.
        let changed = context.take_time("last_status_change_on", row.last_status_change_on);
        incident.milestones.resolved = changed.filter(|_| incident.status == Some(Status::Resolved));
    } else if row.created_on.is_some() {
        incident.milestones.resolved = context.take_time("resolved_on", row.resolved_on);
        let is_over = incident.milestones.resolved.is_some();
        incident.status = Some(if is_over { Status::Resolved } else { Status::Ongoing });
    }
    if incident.status == Some(Status::Resolved) && incident.milestones.resolved.is_none() {
        incident.milestones.resolved = context.take_time("last_status_change_at", row.last_status_change_at);
    }
    incident.milestones.acknowledged =
        created.zip(context.take_number("seconds_to_first_ack", row.seconds_to_first_ack)).and_then(after);
    context.take_list("acknowledgements", row.acknowledgements, &mut |context, json| {
        let Some(found) = context.object::<Acknowledgement<'_>>(json) else { return };
        let at = context.take_time("at", found.at);
        let who = take_name(context, "acknowledger", found.acknowledger, &["summary"]);
        let mut event = event(at, "Acknowledged", "", EventKind::Response);
        event.actor = who.map(Into::into);
        incident.timeline.push(event);
    });
    let url = context.take_text("html_url", row.html_url).unwrap_or_default();
    let label = number.map_or(String::new(), |number| format!("#{number}"));
    incident.links.extend(link_to(&url, &label));
    Found::incident(incident, "incidents")
}

/// The moment so many seconds after another.
#[expect(clippy::cast_possible_truncation, reason = "checked to be small")]
fn after((when, seconds): (When, f64)) -> Option<When> {
    /// A hundred years.
    const MOST: f64 = 3.2e9;
    let length = (0.0..MOST).contains(&seconds).then(|| Length::from_ms((seconds * 1000.0).round() as i64))?;
    Some(When { at: when.at.plus(length), day_only: false })
}

fn log_entry(kind: &str, row: &Row<'_>, context: &mut Context<'_>) -> Found {
    let of = row.incident.and_then(|json| context.at_key("incident", |context| name_of(context, json, &["id"])));
    let at = context.take_time("created_at", row.created_at);
    let (event_kind, fallback) = match kind {
        "trigger" => (EventKind::Detection, "Triggered"),
        "acknowledge" => (EventKind::Response, "Acknowledged"),
        "resolve" => (EventKind::Recovery, "Resolved"),
        "escalate" | "assign" | "delegate" | "repeat_escalation_path" | "exhaust_escalation_path" => {
            (EventKind::Escalation, "Escalated")
        }
        "notify" => (EventKind::Communication, "Notified"),
        "annotate" => (EventKind::Note, "Note"),
        other => (EventKind::Note, other),
    };
    let summary = context.take_text("summary", row.summary).unwrap_or_default();
    let mut event = event(at, &summary, fallback, event_kind);
    event.id = EventId::new(&context.take_word("id", row.id).unwrap_or_default());
    event.actor = take_name(context, "agent", row.agent, &["summary", "name"]).map(Into::into);
    let mut details: Vec<String> = Vec::new();
    details.extend(context.take_text("note", row.note).map(String::from));
    if let Some(channel) = context.take_object::<Channel<'_>>("channel", row.channel) {
        context.at_key("channel", |context| {
            details.extend(context.take_text("summary", channel.summary).map(String::from));
            details.extend(context.take_text("note", channel.note).map(String::from));
        });
    }
    if let Some(more) = context.take_object::<Details<'_>>("event_details", row.event_details) {
        context.at_key("event_details", |context| {
            details.extend(context.take_text("description", more.description).map(String::from));
        });
    }
    details.dedup();
    details.retain(|text| *text != *event.title);
    // What a person noted says more than "Note by somebody".
    if kind == "annotate" && !details.is_empty() {
        event.title = crate::formats::foreign::short_title(&details.concat(), &summary);
    }
    if !details.is_empty() && details.concat() != *event.title {
        event.details = Some(details.join("\n\n").into());
    }
    context.take_list("contexts", row.contexts, &mut |context, json| {
        let Some(found) = context.object::<LinkContext<'_>>(json) else { return };
        let label = context.take_text("text", found.text).unwrap_or_default();
        event.links.extend(context.take_text("href", found.href).and_then(|url| link_to(&url, &label)));
    });
    event.links.extend(context.take_text("html_url", row.html_url).and_then(|url| link(&url)));
    let mut part = Incident::default();
    match kind {
        "trigger" => part.milestones.detected = at,
        "acknowledge" => part.milestones.acknowledged = at,
        "resolve" => part.milestones.resolved = at,
        _ => {}
    }
    part.timeline.push(event);
    let of = of.unwrap_or_default();
    part.title = format!("Log entries of {of}").trim_end_matches(" of ").into();
    Found::part(of, part, "log entries")
}

#[cfg(test)]
mod tests {
    use super::super::testing::{document_with, events, incident, joined, milestones, problems};
    use crate::formats::ReadOptions;

    const INCIDENT: &str = r#"{"incident":{"id":"PT4KHLK","type":"incident","summary":"[#21] Checkout errors","incident_number":21,"title":"Checkout errors",
        "created_at":"2026-03-04T13:34:00Z","status":"resolved","urgency":"high","priority":{"summary":"P1"},"service":{"id":"S1","summary":"Checkout"},
        "resolved_at":"2026-03-04T14:45:00Z","html_url":"https://example.pagerduty.com/incidents/PT4KHLK","acknowledgements":[]}}"#;
    const LOG: &str = r#"{"log_entries":[
        {"id":"R5","type":"resolve_log_entry","summary":"Resolved by One","created_at":"2026-03-04T14:45:00Z","agent":{"summary":"One"},"incident":{"id":"PT4KHLK"},"contexts":[]},
        {"id":"R4","type":"annotate_log_entry","summary":"Note by One","channel":{"type":"note","summary":"Pool size was halved."},"created_at":"2026-03-04T13:52:00Z","incident":{"id":"PT4KHLK"}},
        {"id":"R3","type":"acknowledge_log_entry","summary":"Acknowledged by Two","created_at":"2026-03-04T13:44:00Z","incident":{"id":"PT4KHLK"}},
        {"id":"R2","type":"acknowledge_log_entry","summary":"Acknowledged by One","created_at":"2026-03-04T13:39:00Z","incident":{"id":"PT4KHLK"}},
        {"id":"R1","type":"trigger_log_entry","summary":"Triggered through the API","created_at":"2026-03-04T13:34:00Z","incident":{"id":"PT4KHLK"},
         "contexts":[{"type":"link","href":"https://example.com/graph","text":"Graph"}]}],"limit":25,"offset":0,"more":false}"#;

    #[test]
    fn the_acknowledgement_is_the_first_in_the_log() {
        let reading = joined(&[INCIDENT, LOG]);
        assert_eq!(milestones(&reading.incident), "d 13:34 a 13:39 r 14:45");
        assert_eq!(
            events(&reading.incident),
            [
                "13:34 detection Triggered through the API",
                "13:39 response Acknowledged by One",
                "13:44 response Acknowledged by Two",
                "13:52 note Pool size was halved.",
                "14:45 recovery Resolved by One"
            ]
        );
        assert_eq!(&*reading.incident.timeline[0].links[0].label, "Graph");
        assert_eq!(reading.conversions[0].title(), "PagerDuty incidents + log entries");
        assert_eq!(problems(&reading), [""; 0]);
        let alone = incident(INCIDENT).incident;
        assert_eq!((milestones(&alone).as_str(), &*alone.severity.unwrap().word), ("d 13:34 r 14:45", "P1"));
        let log = incident(LOG);
        assert_eq!(milestones(&log.incident), "d 13:34 a 13:39 r 14:45");
        assert!(problems(&log)[0].contains("parts of the incident \"PT4KHLK\""));
    }

    /// The arithmetic of the official example does not hold: its `seconds_to_resolve` is not the time between its times.
    const RAW: &str = r#"{"first":"x","more":true,"time_zone":"Etc/UTC","data":[{"id":"P1","incident_number":7,"description":"Checkout errors","created_at":"2026-03-04T13:34:00",
        "resolved_at":"2026-03-04T13:44:00","seconds_to_first_ack":300,"seconds_to_resolve":3305,"service_name":"Checkout","urgency":"high","priority_name":"P2","total_interruptions\"":1}]}"#;

    #[test]
    fn raw_incidents_are_read_in_the_zone_of_the_answer() {
        let reading = incident(RAW);
        assert_eq!(milestones(&reading.incident), "d 13:34 a 13:39 r 13:44");
        let found = problems(&reading);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with("(file): more: true says that the answer goes on"), "{found:?}");
        let without = incident(&RAW.replace("\"time_zone\":\"Etc/UTC\",", ""));
        assert!(problems(&without)[0].contains("has no zone"), "{:?}", problems(&without));
        let options = ReadOptions { zone: Some("+02:00".into()), ..ReadOptions::default() };
        let told = document_with(&RAW.replace("\"time_zone\":\"Etc/UTC\",", ""), &options).into_incident().unwrap();
        assert_eq!(milestones(&told.incident), "d 11:34 a 11:39 r 11:44");
    }

    #[test]
    fn traps() {
        for (from, to, facts) in [
            ("\"2026-03-04T14:45:00Z\"", "null", "d 13:34"),
            ("\"resolved_at\"", "\"last_status_change_at\"", "d 13:34 r 14:45"),
            ("T13:34:00Z", "T14:34:00+01:00", "d 13:34 r 14:45"),
            ("\"resolved_at\":\"2026-03-04T14:45:00Z\"", "\"resolved_at\":\"\"", "d 13:34"),
        ] {
            assert_eq!(milestones(&incident(&INCIDENT.replace(from, to)).incident), facts, "{from} → {to}");
        }
    }

    #[test]
    fn webhooks_and_tables_are_read() {
        use crate::formats::readers::testing::seed;
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/pagerduty-4")),
            ["Bump · resolved · d 13:34 a 13:39 r 14:45 · API Service"]
        );
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/pagerduty-5")),
            [
                "The server is on fire · resolved · d 13:34:20 a 13:39 r 14:45 · Mail",
                "Second · ongoing · d 2026-03-05T13:34:20 · Mail"
            ]
        );
    }

    #[test]
    fn a_webhook_of_the_second_version_is_an_incident_with_its_log() {
        let text = r#"{"messages":[{"event":"incident.acknowledge","id":"m","created_on":"2026-03-04T13:39:01Z","incident":{"id":"P1","incident_number":33,"title":"Errors","created_at":"2026-03-04T13:34:00Z","status":"acknowledged","urgency":"high","service":{"id":"S","name":"Shop"}},
            "log_entries":[{"id":"R1","type":"acknowledge_log_entry","summary":"Acknowledged by One","created_at":"2026-03-04T13:39:00Z","agent":{"summary":"One"}}]}]}"#;
        let reading = incident(text);
        assert_eq!(milestones(&reading.incident), "d 13:34 a 13:39");
        assert_eq!((&*reading.incident.title, &*reading.incident.services[0].name), ("Errors", "Shop"));
        assert_eq!(events(&reading.incident), ["13:39 response Acknowledged by One"]);
    }

    #[test]
    fn webhooks_of_the_first_version_are_an_incident_with_what_happened() {
        let message = |kind: &str, at: &str, status: &str, who: &str| {
            format!(
                r#"{{"id":"m-{kind}","type":"incident.{kind}","created_on":"2026-03-04T{at}:00Z","data":{{"incident":{{"id":"P1","incident_number":3,"status":"{status}","created_on":"2026-03-04T13:34:00Z",
                "service":{{"id":"S","name":"Shop"}},"trigger_summary_data":{{"subject":"Errors"}},"last_status_change_on":"2026-03-04T{at}:00Z","last_status_change_by":{who},"assigned_to_user":"null"}}}}}}"#
            )
        };
        let (acknowledged, resolved) = (
            message("acknowledge", "13:39", "acknowledged", r#"{"id":"U","name":"One"}"#),
            message("resolve", "14:45", "resolved", r#""null""#),
        );
        let alone = incident(&format!(r#"{{"messages":[{acknowledged}]}}"#));
        assert_eq!(milestones(&alone.incident), "d 13:34 a 13:39");
        let both = incident(&format!(r#"{{"messages":[{resolved},{acknowledged}]}}"#)).incident;
        assert_eq!((milestones(&both).as_str(), &*both.title), ("d 13:34 a 13:39 r 14:45", "Errors"));
        assert_eq!(events(&both), ["13:39 response Acknowledged", "14:45 recovery Resolved"]);
        assert_eq!((both.timeline[0].actor.as_deref(), both.timeline[1].actor.as_deref()), (Some("One"), None));
    }

    #[test]
    fn notes_join_the_incident_they_are_read_with() {
        let notes = r#"{"notes":[{"id":"N1","user":{"summary":"One"},"channel":{"summary":"The website"},"content":"Pool halved.","created_at":"2026-03-04T13:52:00Z"}]}"#;
        assert_eq!(events(&joined(&[INCIDENT, notes]).incident), ["13:52 note Pool halved."]);
        assert_eq!(events(&joined(&[notes, INCIDENT]).incident), ["13:52 note Pool halved."]);
    }

    #[test]
    fn incidents_of_the_first_version_are_read() {
        let text = r#"{"incidents":[{"id":"A","incident_number":22897,"created_on":"2026-03-04T13:34:00Z","status":"resolved","urgency":"high","service":{"id":"S","name":"Shop"},
            "trigger_summary_data":{"subject":"Errors"},"last_status_change_on":"2026-03-04T14:45:00Z"}]}"#;
        let found = incident(text).incident;
        assert_eq!((milestones(&found).as_str(), &*found.title), ("d 13:34 r 14:45", "Errors"));
        let open = incident(&text.replace("resolved", "acknowledged")).incident;
        assert_eq!(milestones(&open), "d 13:34");
    }
}
