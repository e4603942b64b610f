//! Splunk On-Call, which was VictorOps: incidents of its API and of its reports, with who took them and when.

use serde_json::value::RawValue;

use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, event, link_to, plain_text, service};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{EventKind, Incident, Status, When};

/// Splunk On-Call.
pub static SPLUNK_ON_CALL: Tool = Tool {
    id: "splunk-on-call",
    name: "Splunk On-Call",
    recognised_by: "`currentPhase` with `incidentNumber`",
    endings: &["json"],
    lists: &["incidents", "incident"],
    fields: &[
        ("incidentNumber", "the id, and the label of a link"),
        ("entityDisplayName", "the title"),
        ("service", "the title, where there is no other"),
        ("entityId", "the title, where there is no other"),
        ("currentPhase", "the status: UNACKED and ACKED are ongoing"),
        ("startTime", "the milestone detected"),
        ("host", "a service"),
        ("incidentUrl", "a link"),
        ("routingKey", "a tag"),
        ("transitions.name", "an event; the first ACKED is the milestone acknowledged, the last RESOLVED resolved"),
        ("transitions.at", "the time of an event"),
        ("transitions.by", "who did it"),
        ("transitions.message", "the details of an event"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    if record.has_all(&["currentPhase", "incidentNumber"]) { Confidence::Certain } else { Confidence::None }
}

record! {
    #[serde(rename_all = "camelCase")]
    Row { incident_number, entity_display_name, service, entity_id, current_phase, start_time, host, incident_url, routing_key,
        transitions }
}
record! { Transition { name, at, by, message } }

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    let number = context.take_word("incidentNumber", row.incident_number).unwrap_or_default();
    // What names the check is written for a web page.
    let name = context.take_text("entityDisplayName", row.entity_display_name);
    let name = name.or_else(|| context.take_text("service", row.service));
    let name = name.or_else(|| context.take_text("entityId", row.entity_id)).map(|name| of_web(&name));
    let mut incident = Incident {
        id: (&*number).into(),
        title: name.unwrap_or_else(|| format!("Incident {number}")).into(),
        ..Incident::default()
    };
    let phase = context.take_text("currentPhase", row.current_phase).unwrap_or_default().to_uppercase();
    let is_over = phase == "RESOLVED";
    incident.status = match &*phase {
        "UNACKED" | "ACKED" | "TRIGGERED" | "ACKNOWLEDGED" => Some(Status::Ongoing),
        _ => is_over.then_some(Status::Resolved),
    };
    let started = context.take_time("startTime", row.start_time);
    incident.milestones.detected = started;
    incident.timeline.extend(started.map(|at| event(Some(at), "Triggered", "", EventKind::Detection)));
    let host = context.take_text("host", row.host);
    incident.services.extend(host.map(|name| service(&name)));
    incident.tags.extend(context.take_text("routingKey", row.routing_key).map(Into::into));
    let url = context.take_text("incidentUrl", row.incident_url).unwrap_or_default();
    incident.links.extend(link_to(&url, &format!("#{number}")));
    context.take_list("transitions", row.transitions, &mut |context, json| {
        transition(json, is_over, &mut incident, context);
    });
    Some(Found::incident(incident, "incidents"))
}

/// A text whose characters are written as those of a web page: `&gt;`.
fn of_web(text: &str) -> String {
    plain_text(&["<p>", text, "</p>"].concat()).trim().to_owned()
}

/// A change of the phase. The first acknowledgement counts, and the last resolution of what is over.
fn transition(json: &RawValue, is_over: bool, incident: &mut Incident, context: &mut Context<'_>) {
    let Some(row) = context.object::<Transition<'_>>(json) else { return };
    let name = context.take_text("name", row.name).unwrap_or_default();
    let at = context.take_time("at", row.at);
    let milestones = &mut incident.milestones;
    let of = |when: Option<When>| when.map(|when| when.at);
    let (kind, title) = match &*name.to_uppercase() {
        "ACKED" | "ACKNOWLEDGED" => {
            let is_first = at.is_some() && (milestones.acknowledged.is_none() || of(at) < of(milestones.acknowledged));
            milestones.acknowledged = if is_first { at } else { milestones.acknowledged };
            (EventKind::Response, "Acknowledged")
        }
        "RESOLVED" => {
            let is_last = is_over && of(at) > of(milestones.resolved);
            milestones.resolved = if is_last { at } else { milestones.resolved };
            (EventKind::Recovery, "Resolved")
        }
        "UNACKED" | "TRIGGERED" => (EventKind::Detection, "Triggered again"),
        _ => (EventKind::Note, &*name),
    };
    let text = context.take_text("message", row.message).map(|text| of_web(&text));
    let mut told = event(at, title, "Change", kind);
    told.details = text.filter(|text| !text.trim().is_empty()).map(Into::into);
    told.actor = context.take_text("by", row.by).map(Into::into);
    incident.timeline.push(told);
}

#[cfg(test)]
mod tests {
    use crate::formats::readers::testing::{events, incident, milestones, problems, seed};

    const INCIDENT: &str = r#"{"incidents":[{"alertCount":3,"currentPhase":"RESOLVED","entityDisplayName":"Disk IO &gt; 90% - srv-1","entityId":"x/*","entityState":"OK","host":"srv-1",
        "incidentNumber":"1316","incidentUrl":"https://portal.victorops.com/client/x#/incident/1316","service":"Disk IO","startTime":"2026-03-04T13:34:00Z","pagedTeams":["support"],
        "transitions":[{"name":"RESOLVED","at":"2026-03-04T14:01:00Z","by":"SYSTEM"},{"name":"ACKED","at":"2026-03-04T13:39:00Z","by":"one","message":"Looking.","manually":true},
        {"name":"ACKED","at":"2026-03-04T14:20:00Z","by":"two"},{"name":"RESOLVED","at":"2026-03-04T14:45:00Z","by":"SYSTEM"}]}]}"#;

    #[test]
    fn traps() {
        for (from, to, expected) in [
            ("", "", "d 13:34 a 13:39 r 14:45"),
            (r#""currentPhase":"RESOLVED""#, r#""currentPhase":"ACKED""#, "d 13:34 a 13:39"),
            ("2026-03-04T13:39:00Z", "", "d 13:34 a 14:20 r 14:45"),
        ] {
            let reading = incident(&INCIDENT.replace(from, to));
            assert_eq!(milestones(&reading.incident), expected, "{from} → {to}");
            assert_eq!(problems(&reading), [""; 0]);
            assert_eq!(&*reading.incident.title, "Disk IO > 90% - srv-1");
        }
    }

    #[test]
    fn changes_are_events() {
        let found = incident(INCIDENT).incident;
        assert_eq!(
            events(&found),
            [
                "13:34 detection Triggered",
                "13:39 response Acknowledged",
                "14:01 recovery Resolved",
                "14:20 response Acknowledged",
                "14:45 recovery Resolved"
            ]
        );
        assert_eq!(
            (found.timeline[1].details.as_deref(), found.timeline[1].actor.as_deref()),
            (Some("Looking."), Some("one"))
        );
    }

    #[test]
    fn a_seed_is_recognised() {
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/splunk-on-call-1")),
            ["Disk is full · ongoing · d 13:34 a 13:39 · srv-1"]
        );
    }
}
