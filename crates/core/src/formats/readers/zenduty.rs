//! Zenduty: incidents of its API.

use serde_json::value::RawValue;

use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, event, service, severity, take_name};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{EventKind, Incident, Status};

/// Zenduty.
pub static ZENDUTY: Tool = Tool {
    id: "zenduty",
    name: "Zenduty",
    recognised_by: "`incident_number` with `creation_date`",
    endings: &["json"],
    lists: &["incidents"],
    fields: &[
        ("unique_id", "the id"),
        ("title", "the title"),
        ("summary", "the summary"),
        ("incident_number", "a tag"),
        ("status", "the status: 1 triggered and 2 acknowledged are ongoing, 3 is resolved"),
        ("creation_date", "the milestone detected"),
        ("acknowledged_date", "the milestone acknowledged"),
        ("resolved_date", "the milestone resolved, of one that is resolved"),
        ("service_object.name", "a service"),
        ("team_priority_object.name", "the severity"),
        ("team_priority", "the severity"),
        ("merged_with", "a tag"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    if record.has_all(&["incident_number", "creation_date"]) { Confidence::Certain } else { Confidence::None }
}

record! {
    Row { unique_id, title, summary, incident_number, status, creation_date, acknowledged_date, resolved_date, merged_with,
        service_object, team_priority, team_priority_object }
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    let mut incident = Incident {
        id: context.take_text("unique_id", row.unique_id).unwrap_or_default().into(),
        title: context.take_text("title", row.title).unwrap_or_default().into(),
        summary: context.take_text("summary", row.summary).map(Into::into),
        ..Incident::default()
    };
    let status = context.take_number("status", row.status);
    let is_over = status == Some(3.0);
    incident.status = status.map(|_| if is_over { Status::Resolved } else { Status::Ongoing });
    let milestones = &mut incident.milestones;
    milestones.detected = context.take_time("creation_date", row.creation_date);
    milestones.acknowledged = context.take_time("acknowledged_date", row.acknowledged_date);
    milestones.resolved = context.take_time("resolved_date", row.resolved_date).filter(|_| is_over);
    for (at, title, kind) in [
        (milestones.detected, "Triggered", EventKind::Detection),
        (milestones.acknowledged, "Acknowledged", EventKind::Response),
        (milestones.resolved, "Resolved", EventKind::Recovery),
    ] {
        incident.timeline.extend(at.map(|at| event(Some(at), title, "", kind)));
    }
    let service_name = take_name(context, "service_object", row.service_object, &["name"]);
    incident.services.extend(service_name.map(|name| service(&name)));
    let priority = take_name(context, "team_priority_object", row.team_priority_object, &["name"]);
    // Without the object there is an id, or the name.
    let priority =
        priority.or_else(|| context.take_text("team_priority", row.team_priority).filter(|word| word.len() < 12));
    incident.severity = priority.and_then(|word| severity(&word));
    let number = context.take_word("incident_number", row.incident_number);
    incident.tags.extend(number.map(|number| format!("#{number}").into()));
    if context.take_word("merged_with", row.merged_with).is_some() {
        incident.tags.push("merged".into());
    }
    Some(Found::incident(incident, "incidents"))
}

#[cfg(test)]
mod tests {
    use crate::formats::readers::testing::{incident, milestones, problems, shared};

    const INCIDENT: &str = r#"{"unique_id":"A1","incident_number":21,"title":"Checkout errors","summary":"","creation_date":"2026-03-04T13:34:00Z","status":3,"urgency":1,
        "service":"s","service_object":{"name":"Checkout","unique_id":"s"},"merged_with":null,"acknowledged_date":"2026-03-04T13:39:00Z","resolved_date":"2026-03-04T14:45:00Z","team_priority":"P1","team_priority_object":null}"#;

    #[test]
    fn traps() {
        for (from, to, facts) in [
            ("", "", "d 13:34 a 13:39 r 14:45"),
            (r#""status":3"#, r#""status":2"#, "d 13:34 a 13:39"),
            (r#""status":3"#, r#""status":"3""#, "d 13:34 a 13:39 r 14:45"),
            (r#""2026-03-04T13:39:00Z""#, r#""""#, "d 13:34 r 14:45"),
        ] {
            let reading = incident(&INCIDENT.replacen(from, to, 1));
            assert_eq!(milestones(&reading.incident), facts, "{from} → {to}");
            assert_eq!(problems(&reading), [""; 0]);
            assert_eq!(&*reading.incident.services[0].name, "Checkout");
        }
    }

    #[test]
    fn a_body_of_the_api_is_read() {
        let Some(body) = shared("data/more/zenduty-incidents.json") else { return };
        let reading = incident(std::str::from_utf8(&body).unwrap());
        assert_eq!(milestones(&reading.incident), "d 13:34:20.123 a 13:39:00.123 r 14:45:00.123");
        assert_eq!(&*reading.incident.severity.unwrap().word, "P1");
    }
}
