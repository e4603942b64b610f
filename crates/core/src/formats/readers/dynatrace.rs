//! Dynatrace: problems of its API, version 2.

use serde_json::value::RawValue;

use crate::formats::context::{Context, record};
use crate::formats::foreign::{Found, Rows, Tool, event, service, take_name, take_names};
use crate::formats::registry::{Confidence, Head, Outline};
use crate::incident::{Cause, EventKind, Impact, ImpactLevel, Incident, Status};

/// Dynatrace.
pub static DYNATRACE: Tool = Tool {
    id: "dynatrace",
    name: "Dynatrace",
    recognised_by: "`problemId` with `severityLevel`",
    endings: &["json"],
    lists: &["problems"],
    fields: &[
        ("problemId", "the id"),
        ("displayId", "a tag"),
        ("title", "the title"),
        ("status", "the status: CLOSED is resolved, OPEN ongoing"),
        (
            "severityLevel",
            "a tag, and the impact with its level: AVAILABILITY full, ERROR and PERFORMANCE degraded, others none",
        ),
        ("startTime", "the milestone detected, and the start of the impact"),
        ("endTime", "the milestone resolved, and the end of the impact; -1 is none"),
        ("impactedEntities.name", "a service"),
        ("affectedEntities.name", "a service, where none is impacted"),
        ("rootCauseEntity.name", "a cause"),
        ("evidenceDetails.details.displayName", "an event"),
        ("evidenceDetails.details.entity.name", "an event"),
        ("evidenceDetails.details.startTime", "the time of an event"),
        ("recentComments.comments.content", "an event"),
        ("recentComments.comments.createdAtTimestamp", "the time of an event"),
        ("recentComments.comments.authorName", "who wrote it"),
    ],
    sniff,
    read,
};

fn sniff(_: &Head<'_>, record: &Outline) -> Confidence {
    if record.has_all(&["problemId", "severityLevel"]) { Confidence::Certain } else { Confidence::None }
}

record! {
    #[serde(rename_all = "camelCase")]
    Row { problem_id, display_id, title, status, severity_level, start_time, end_time, impacted_entities, affected_entities,
        root_cause_entity, evidence_details, recent_comments }
}
record! { Lists { details, comments } }
record! {
    #[serde(rename_all = "camelCase")]
    Evidence { display_name, entity, start_time }
}
record! {
    #[serde(rename_all = "camelCase")]
    Comment { content, author_name, created_at_timestamp }
}

fn read<'a>(json: &'a RawValue, _: &Rows<'a>, context: &mut Context<'_>) -> Option<Found> {
    let row: Row<'_> = context.object(json)?;
    let mut incident = Incident {
        id: context.take_text("problemId", row.problem_id).unwrap_or_default().into(),
        title: context.take_text("title", row.title).unwrap_or_default().into(),
        ..Incident::default()
    };
    let is_over = context.take_text("status", row.status).as_deref() == Some("CLOSED");
    incident.status = Some(if is_over { Status::Resolved } else { Status::Ongoing });
    let start = context.take_time("startTime", row.start_time);
    let end = context.take_time("endTime", row.end_time).filter(|_| is_over);
    incident.milestones.detected = start;
    incident.milestones.resolved = end;
    let mut services = take_names(context, "impactedEntities", row.impacted_entities, &["name"]);
    if services.is_empty() {
        services = take_names(context, "affectedEntities", row.affected_entities, &["name"]);
    }
    incident.services = services.iter().map(|name| service(name)).collect();
    incident.tags.extend(context.take_text("displayId", row.display_id).map(Into::into));
    let severity = context.take_text("severityLevel", row.severity_level).unwrap_or_default();
    let level = match &*severity {
        "AVAILABILITY" => Some(ImpactLevel::Full),
        "ERROR" | "PERFORMANCE" => Some(ImpactLevel::Degraded),
        _ => None,
    };
    incident.tags.push(severity.to_lowercase().replace('_', " ").into());
    // A resource that runs short, or a monitor that is silent, is nothing that users feel.
    if level.is_some() {
        incident.impacts.push(Impact {
            start,
            end,
            end_unread: is_over && end.is_none(),
            level,
            services,
            ..Impact::default()
        });
    }
    let cause = take_name(context, "rootCauseEntity", row.root_cause_entity, &["name"]);
    incident.root_causes.extend(cause.map(|name| Cause { title: name.into(), ..Cause::default() }));
    if let Some(evidence) = context.take_object::<Lists<'_>>("evidenceDetails", row.evidence_details) {
        context.at_key("evidenceDetails", |context| {
            context.take_list("details", evidence.details, &mut |context, json| {
                let Some(found) = context.object::<Evidence<'_>>(json) else { return };
                let title = context.take_text("displayName", found.display_name).unwrap_or_default();
                let entity = take_name(context, "entity", found.entity, &["name"]);
                let title = entity.map_or_else(|| title.to_string(), |entity| format!("{title}: {entity}"));
                let at = context.take_time("startTime", found.start_time);
                incident.timeline.push(event(at, &title, "Evidence", EventKind::Symptom));
            });
        });
    }
    if let Some(comments) = context.take_object::<Lists<'_>>("recentComments", row.recent_comments) {
        context.at_key("recentComments", |context| {
            context.take_list("comments", comments.comments, &mut |context, json| {
                let Some(found) = context.object::<Comment<'_>>(json) else { return };
                let text = context.take_text("content", found.content).unwrap_or_default();
                let at = context.take_time("createdAtTimestamp", found.created_at_timestamp);
                let mut note = event(at, &text, "Comment", EventKind::Note);
                note.actor = context.take_text("authorName", found.author_name).map(Into::into);
                incident.timeline.push(note);
            });
        });
    }
    Some(Found::incident(incident, "problems"))
}

#[cfg(test)]
mod tests {
    use super::super::page_testing::facts;
    use crate::formats::readers::testing::{events, incident, milestones, seed};

    const PROBLEM: &str = r#"{"problemId":"-4_V2","displayId":"P-21","title":"Failure rate increase","impactLevel":"SERVICES","severityLevel":"AVAILABILITY","status":"CLOSED",
        "affectedEntities":[{"entityId":{"id":"S1","type":"SERVICE"},"name":"Checkout"}],"impactedEntities":[],"rootCauseEntity":{"entityId":{"id":"H1","type":"HOST"},"name":"host-1"},
        "startTime":1772631240000,"endTime":1772635500000,"evidenceDetails":{"totalCount":1,"details":[{"evidenceType":"EVENT","displayName":"Process crashed","entity":{"name":"host-1"},"startTime":1772631180000}]},
        "recentComments":{"comments":[{"content":"Rolled back.","authorName":"One","createdAtTimestamp":1772633400000}]}}"#;

    #[test]
    fn traps() {
        for (from, to, expected) in [
            ("", "", "Failure rate increase · resolved · full 13:34–14:45 Checkout"),
            ("AVAILABILITY", "ERROR", "Failure rate increase · resolved · degraded 13:34–14:45 Checkout"),
            ("AVAILABILITY", "RESOURCE_CONTENTION", "Failure rate increase · resolved"),
            ("1772635500000", "-1", "Failure rate increase · resolved · full 13:34–? Checkout"),
            (r#""CLOSED""#, r#""OPEN""#, "Failure rate increase · ongoing · full 13:34–… Checkout"),
            (
                r#""impactedEntities":[]"#,
                r#""impactedEntities":[{"name":"Shop"}]"#,
                "Failure rate increase · resolved · full 13:34–14:45 Shop",
            ),
        ] {
            assert_eq!(facts(&PROBLEM.replacen(from, to, 1)), expected, "{from} → {to}");
        }
    }

    #[test]
    fn evidence_and_comments_are_events() {
        let incident = incident(PROBLEM).incident;
        assert_eq!(milestones(&incident), "d 13:34 r 14:45");
        assert_eq!(events(&incident), ["13:33 symptom Process crashed: host-1", "14:10 note Rolled back."]);
        assert_eq!(&*incident.root_causes[0].title, "host-1");
    }

    #[test]
    fn a_page_of_the_api_is_read() {
        assert_eq!(
            seed(include_str!("../../../../../fuzz/seeds/dynatrace-1")),
            ["Failure rate increase · resolved · d 13:34 r 14:45 · Checkout", "CPU saturation · ongoing · d 13:34 · "]
        );
    }
}
