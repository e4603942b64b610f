//! Incidents of a status page of incident.io, as its own API gives them. What it serves in Statuspage's shape is read as that.

use serde_json::value::RawValue;

use super::page_record::{PageRecord, State, Update, component_level};
use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, service};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{Impact, ImpactLevel};

/// Status pages of incident.io.
pub static INCIDENT_IO_PAGE: Tool = Tool {
    id: "incident-io-page",
    name: "incident.io status page",
    recognised_by: "incidents with `incident_status` and `component_impacts`",
    endings: &["json"],
    lists: &["status_page_incidents", "status_page_incident"],
    fields: &[
        ("id", "the id"),
        ("name", "the title"),
        ("incident_status", "the status; monitoring is mitigated"),
        ("published_at", "the milestone started"),
        ("component_impacts.component_id", "a service"),
        ("component_impacts.component_status", "the level of an impact"),
        ("component_impacts.start_at", "the start of an impact"),
        ("component_impacts.end_at", "the end of an impact"),
        ("updates.incident_status", "the kind of an event"),
        ("updates.message", "an event"),
        ("updates.published_at", "the time of an event"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    if record.has_all(&["incident_status", "component_impacts"]) { Confidence::Certain } else { Confidence::None }
}

record! {
    /// An incident.
    Row { id, name, incident_status, published_at, component_impacts, updates }
}

record! {
    /// A stretch in which a component was hit.
    Hit { component_id, component_status, start_at, end_at }
}

record! {
    /// An update.
    Posting { incident_status, message, published_at }
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    let mut impacts: Vec<Impact> = Vec::new();
    context.take_list("component_impacts", row.component_impacts, &mut |context, json| {
        let Some(hit) = context.object::<Hit<'_>>(json) else { return };
        let name = context.take_text("component_id", hit.component_id).unwrap_or_default();
        let level = context.take_text("component_status", hit.component_status).and_then(|word| component_level(&word));
        impacts.push(Impact {
            start: context.take_time("start_at", hit.start_at),
            end: context.take_time("end_at", hit.end_at),
            level,
            services: vec![name.into()],
            ..Impact::default()
        });
    });
    let mut record = PageRecord {
        id: context.take_text("id", row.id).unwrap_or_default(),
        title: context.take_text("name", row.name).unwrap_or_default(),
        state: State::take("incident_status", context.take_text("incident_status", row.incident_status), context),
        created: context.take_time("published_at", row.published_at),
        ..PageRecord::default()
    };
    context.take_list("updates", row.updates, &mut |context, json| {
        let Some(posting) = context.object::<Posting<'_>>(json) else { return };
        let status = context.take_text("incident_status", posting.incident_status);
        record.updates.push(Update {
            state: State::take("incident_status", status, context),
            body: context.take_text("message", posting.message).unwrap_or_default(),
            at: context.take_time("published_at", posting.published_at),
            ..Update::default()
        });
    });
    // When users were hit is told exactly; when it was announced comes later.
    impacts.retain(|impact| impact.level != Some(ImpactLevel::None));
    record.started = impacts.iter().filter_map(|impact| impact.start).min_by_key(|start| start.at);
    let mut incident = record.into_incident(context);
    let resolved = incident.milestones.resolved;
    for impact in impacts.iter_mut().filter(|impact| impact.end.is_none()) {
        impact.end = resolved;
    }
    if !impacts.is_empty() {
        incident.services = impacts.iter().flat_map(|impact| &impact.services).map(|name| service(name)).collect();
        incident.impacts = impacts;
    }
    Some(Found::incident(incident, "incidents"))
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;

    #[test]
    fn traps() {
        let text = r#"{"status_page_incident":{"id":"01F","name":"Errors","incident_status":"resolved","published_at":"2026-03-04T13:41:00Z",
            "component_impacts":[{"component_id":"01G","component_status":"full_outage","start_at":"2026-03-04T13:30:00Z","end_at":"2026-03-04T14:10:00Z"}],
            "updates":[{"incident_status":"resolved","message":"Over.","published_at":"2026-03-04T14:45:00Z"}]}}"#;
        for (from, to, expected) in [
            ("", "", "Errors · resolved · full 13:30–14:10 01G"),
            (r#""2026-03-04T14:10:00Z""#, "null", "Errors · resolved · full 13:30–14:45 01G"),
            ("full_outage", "degraded_performance", "Errors · resolved · degraded 13:30–14:10 01G"),
            (r#""component_impacts":[{"#, r#""component_impacts":[],"x":[{"#, "Errors · resolved · — 13:41–14:45 "),
        ] {
            assert_eq!(facts(&text.replacen(from, to, 1)), expected, "{from} → {to}");
        }
    }
}
