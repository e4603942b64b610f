//! AWS Systems Manager Incident Manager: an incident record, the events of its timeline, and one of them in full.

use serde_json::value::RawValue;

use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, event, severity};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{EventId, EventKind, Incident, Status};

/// AWS Incident Manager.
pub static AWS_INCIDENT_MANAGER: Tool = Tool {
    id: "aws-incident-manager",
    name: "AWS Incident Manager",
    recognised_by: "an `incidentRecord`, `eventSummaries`, or an ARN of ssm-incidents",
    endings: &["json"],
    lists: &["incidentRecord", "incidentRecordSummaries", "eventSummaries", "event"],
    fields: &[
        ("arn", "the id"),
        ("title", "the title"),
        ("summary", "the summary"),
        ("status", "the status"),
        ("impact", "the severity: 1 is the worst"),
        ("creationTime", "the milestone detected"),
        ("resolvedTime", "the milestone resolved"),
        ("lastModifiedTime", "which of two states is the later"),
        ("incidentRecordArn", "the incident that an event is of"),
        ("eventId", "the id of an event"),
        ("eventTime", "the time of an event"),
        ("eventType", "an event"),
        ("eventData", "the text of an event"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    let is_arn = |key| record.text(key).is_some_and(|arn| arn.starts_with("arn:") && arn.contains(":ssm-incidents:"));
    if is_arn("arn") || is_arn("incidentRecordArn") { Confidence::Certain } else { Confidence::None }
}

record! {
    /// An incident record, or an event.
    Row { arn, title, summary, status, impact,
        #[serde(rename = "creationTime")]
        creation_time,
        #[serde(rename = "resolvedTime")]
        resolved_time,
        #[serde(rename = "lastModifiedTime")]
        last_modified_time,
        #[serde(rename = "incidentRecordArn")]
        incident_record_arn,
        #[serde(rename = "eventId")]
        event_id,
        #[serde(rename = "eventTime")]
        event_time,
        #[serde(rename = "eventType")]
        event_type,
        #[serde(rename = "eventData")]
        event_data,
    }
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    if row.event_type.is_some() {
        return Some(of_timeline(&row, context));
    }
    let arn = context.take_text("arn", row.arn).unwrap_or_default();
    let status = context.take_text("status", row.status).unwrap_or_default();
    let is_over = status == "RESOLVED";
    let mut incident = Incident { id: id_of(&arn), ..Incident::default() };
    incident.title = context.take_text("title", row.title).unwrap_or_default().into();
    incident.summary = context.take_text("summary", row.summary).map(Into::into);
    incident.status = Some(if is_over { Status::Resolved } else { Status::Ongoing });
    let impact = context.take_number("impact", row.impact);
    incident.severity = impact.and_then(|impact| severity(&format!("Impact {impact}")));
    incident.milestones.detected = context.take_time("creationTime", row.creation_time);
    incident.milestones.resolved = context.take_time("resolvedTime", row.resolved_time).filter(|_| is_over);
    let updated = context.take_time("lastModifiedTime", row.last_modified_time);
    Some(Found::incident(incident, "incident records").updated(updated))
}

fn of_timeline(row: &Row<'_>, context: &mut Context<'_>) -> Found {
    let arn = context.take_text("incidentRecordArn", row.incident_record_arn).unwrap_or_default();
    let kind = context.take_text("eventType", row.event_type).unwrap_or_default();
    let at = context.take_time("eventTime", row.event_time);
    // A text inside of a text: the event is JSON, and so is what it holds.
    let data = context.take_text("eventData", row.event_data);
    let said = data.as_deref().map(|data| serde_json::from_str::<String>(data).unwrap_or_else(|_| data.to_owned()));
    let is_own = matches!(&*kind, "Custom Event" | "Note");
    let text = match said {
        Some(said) if is_own => [&*said, "\n\n", &kind].concat(),
        Some(said) => [&*kind, "\n", &said].concat(),
        None => kind.clone().into_owned(),
    };
    let mut entry = event(at, &text, "Event", EventKind::Note);
    entry.id = EventId::new(&context.take_text("eventId", row.event_id).unwrap_or_default());
    let incident = Incident { timeline: vec![entry], ..Incident::default() };
    Found::part(id_of(&arn), incident, "timeline events")
}

/// The name of a record in its ARN, without the account that stands before it.
fn id_of(arn: &str) -> Box<str> {
    arn.split_once("incident-record/").map_or(arn, |(_, id)| id).into()
}

#[cfg(test)]
mod tests {
    use crate::formats::readers::testing::{events, incident, joined, milestones};

    const RECORD: &str = r#"{"incidentRecord":{"arn":"arn:aws:ssm-incidents::111122223333:incident-record/Plan/6e","creationTime":"2026-03-04T13:34:00.579000+00:00","resolvedTime":"2026-03-04T14:45:00+00:00","impact":2,"status":"RESOLVED","title":"Errors"}}"#;
    const TIMELINE: &str = r#"{"eventSummaries":[{"eventId":"2","eventTime":"2026-03-04T13:40:00+00:00","eventType":"Custom Event","incidentRecordArn":"arn:aws:ssm-incidents::111122223333:incident-record/Plan/6e"},
        {"eventId":"1","eventTime":"2020-10-01T20:30:00+00:00","eventType":"Note","incidentRecordArn":"arn:aws:ssm-incidents::111122223333:incident-record/Plan/6e"}]}"#;
    const EVENT: &str = r#"{"event":{"eventData":"\"Pool halved\"","eventId":"2","eventTime":"2026-03-04T13:40:00+00:00","eventType":"Custom Event","incidentRecordArn":"arn:aws:ssm-incidents::111122223333:incident-record/Plan/6e"}}"#;

    #[test]
    fn a_record_its_timeline_and_an_event_are_one_incident() {
        for files in [[RECORD, TIMELINE, EVENT], [EVENT, TIMELINE, RECORD]] {
            let incident = joined(&files).incident;
            assert_eq!((&*incident.title, &*incident.id), ("Errors", "Plan/6e"), "no account is shown");
            assert_eq!(
                events(&incident),
                ["2020-10-01T20:30 note Note", "13:40 note Pool halved"],
                "a late entry is legal"
            );
        }
    }

    #[test]
    fn traps() {
        for (from, to, expected) in [
            ("", "", "d 13:34:00.579 r 14:45"),
            ("RESOLVED", "OPEN", "d 13:34:00.579"),
            ("\"2026-03-04T13:34:00.579000+00:00\"", "1772631240.579", "d 13:34:00.579 r 14:45"),
        ] {
            assert_eq!(milestones(&incident(&RECORD.replacen(from, to, 1)).incident), expected, "{from} → {to}");
        }
    }
}
